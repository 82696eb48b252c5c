//go:build unix

package kafkax

import (
	"context"
	"maps"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"orderflow/sim"
)

// realCluster returns the directory of the real cluster, whose brokers the test
// may kill.
func realCluster(t *testing.T) (directory string, brokers []string) {
	t.Helper()
	brokers = realBrokers(t)
	if directory = os.Getenv("ORDERFLOW_CLUSTER"); directory == "" {
		t.Skip("ORDERFLOW_CLUSTER is not set: no cluster whose brokers may be killed (it is the directory given to .ci/kafka)")
	}
	return directory, brokers
}

// ci runs .ci/kafka and returns what it prints.
func ci(ctx context.Context, args ...string) (string, error) {
	c := exec.CommandContext(ctx, "../.ci/kafka", args...)
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // with the tool that it starts
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
	c.WaitDelay = time.Second
	out, err := c.Output()
	return string(out), err
}

func mustCI(t *testing.T, args ...string) {
	t.Helper()
	if _, err := ci(t.Context(), args...); err != nil {
		t.Fatalf(".ci/kafka %v: %v", args, err)
	}
}

// signalBroker sends a signal to the process of a broker.
func signalBroker(t *testing.T, directory string, broker int, what syscall.Signal) {
	t.Helper()
	text, err := os.ReadFile(directory + "/" + strconv.Itoa(broker) + "/pid")
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err == nil {
		err = syscall.Kill(pid, what)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// toolTimeout is how long the cluster's own tools may take: a Java process, and
// where nobody answers it tries for a minute.
const toolTimeout = 12 * time.Second

var describedPartition = regexp.MustCompile(`Partition: (\d+)\s+Leader: (\S+)\s.*Isr: ([\d,]*)`)

// toldPartition is what the cluster's own tool says of a partition.
type toldPartition struct {
	leader uint8
	inSync string
}

// toolPartitions asks the cluster's own tool for a topic; nil where it gets no answer.
func toolPartitions(t *testing.T, brokers []string, topic string) map[int]toldPartition {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), toolTimeout)
	defer cancel()
	out, err := ci(ctx, "tool", "org.apache.kafka.tools.TopicCommand", "--bootstrap-server", strings.Join(brokers, ","), "--describe", "--topic", topic)
	if err != nil {
		return nil
	}
	told := map[int]toldPartition{}
	for _, m := range describedPartition.FindAllStringSubmatch(out, -1) {
		number, _ := strconv.Atoi(m[1])
		leader, _ := strconv.Atoi(m[2]) // none: 0
		inSync := strings.Split(m[3], ",")
		slices.Sort(inSync)
		told[number] = toldPartition{leader: uint8(leader), inSync: strings.Join(inSync, ",")}
	}
	return told
}

// foldPartitions is what the screen and the report say.
func foldPartitions(s *sim.State) map[int]toldPartition {
	said := map[int]toldPartition{}
	for i := range s.Partitions {
		var inSync []string
		for _, b := range s.Partitions[i].InSync {
			inSync = append(inSync, strconv.Itoa(int(b)))
		}
		said[i] = toldPartition{leader: s.Partitions[i].Leader, inSync: strings.Join(inSync, ",")}
	}
	return said
}

// toolLag asks the cluster's own tool for the LAG of a group.
func toolLag(t *testing.T, brokers []string, group string) (sum int64, told bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*toolTimeout)
	defer cancel()
	out, err := ci(ctx, "tool", "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand", "--bootstrap-server", strings.Join(brokers, ","), "--describe", "--group", group)
	if err != nil {
		t.Logf("the cluster's own tool says nothing of group %s: %v", group, err)
		return 0, false
	}
	for _, line := range strings.Split(out, "\n") {
		if fields := strings.Fields(line); len(fields) > 5 && fields[0] == group {
			lag, _ := strconv.ParseInt(fields[5], 10, 64)
			sum += lag
		}
	}
	return sum, true
}

// TestRealObserved lets real brokers die and freeze beside a run. Two, eight and
// thirty seconds later the fold, which screen and report are made of, says what
// the cluster's own tools say, and where these get no answer, that it is unknown.
func TestRealObserved(t *testing.T) {
	onlyLong(t)
	directory, brokers := realCluster(t)
	for _, x := range []struct {
		name       string
		away       []int
		take, give func(*testing.T, int)
	}{
		{"one killed", []int{2}, func(t *testing.T, b int) { mustCI(t, "kill", directory, strconv.Itoa(b)) }, func(t *testing.T, b int) { mustCI(t, "up", directory, strconv.Itoa(b)) }},
		{"one stopped", []int{2}, func(t *testing.T, b int) { signalBroker(t, directory, b, syscall.SIGSTOP) }, func(t *testing.T, b int) { signalBroker(t, directory, b, syscall.SIGCONT) }},
		{"all killed", []int{1, 2, 3}, func(t *testing.T, b int) { mustCI(t, "kill", directory, strconv.Itoa(b)) }, nil},
	} {
		t.Run(x.name, func(t *testing.T) {
			c := sim.DefaultConfig()
			c.Orders, c.Rate, c.Seed, c.ExternalRatio, c.SessionTimeout = 8, sim.Rate{Orders: 4, Per: time.Second}, 7, 0, 10*time.Second
			log := &sim.Log{}
			s, err := Start(t.Context(), c, Options{Brokers: brokers, Cleanup: true}, log.Append)
			if err != nil {
				t.Fatal(err)
			}
			s.journal.Move(1) // it goes on though its orders are done
			reached(s, 6*time.Second)
			start := time.Now()
			for _, b := range x.away {
				x.take(t, b)
			}
			asked, told := others(brokers, x.away), 0
			for _, after := range []time.Duration{2 * time.Second, 8 * time.Second, 30 * time.Second} {
				time.Sleep(time.Until(start.Add(after)))
				told += wantAsTold(t, s, asked, after, x.away)
			}
			if len(x.away) < len(brokers) {
				wantLagAsTold(t, s, asked)
				if told == 0 {
					t.Error("the cluster's own tool never answered")
				}
			}
			if x.give != nil {
				for _, b := range x.away {
					x.give(t, b)
				}
			} else {
				startAgain(t, directory, x.away)
			}
			wantBack(t, s)
			s.journal.Move(-1)
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			keep(t, log)
			wantGone(t, s, brokers)
		})
	}
}

// others returns the brokers that are not away, or all where none is left. The
// tools may wait all the same: a client chooses by itself whom it asks.
func others(brokers []string, away []int) []string {
	var left []string
	for i, broker := range brokers {
		if !slices.Contains(away, i+1) {
			left = append(left, broker)
		}
	}
	if len(left) == 0 {
		return brokers
	}
	return left
}

// startAgain starts all brokers of a cluster: none of them comes up alone.
func startAgain(t *testing.T, directory string, brokers []int) {
	t.Helper()
	done := make(chan error)
	for _, b := range brokers {
		go func() {
			_, err := ci(context.Background(), "up", directory, strconv.Itoa(b))
			done <- err
		}()
	}
	for range brokers {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// wantAsTold compares the fold with what the cluster's own tools say. It returns
// how many partitions they told of.
func wantAsTold(t *testing.T, s *Session, brokers []string, after time.Duration, away []int) (answers int) {
	t.Helper()
	before := s.State()
	for _, b := range away {
		if !before.Brokers[b].Down {
			t.Errorf("%s later broker %d is said to answer", after, b)
		}
	}
	told := toolPartitions(t, brokers, s.names.Topic(sim.Orders))
	now := s.State()
	was, is := foldPartitions(before), foldPartitions(now)
	t.Logf("%s later: the tool says %v, we say %v", after, told, is)
	for number, p := range told {
		if p != was[number] && p != is[number] {
			t.Errorf("%s later partition %d: the tool says %v, we said %v and say %v", after, number, p, was[number], is[number])
		}
	}
	for number := range is {
		if leader := now.Partitions[number].Leader; slices.Contains(away, int(leader)) && !now.Partitions[number].Unseen {
			t.Errorf("%s later the end of partition %d is said to be known, and its leader %d is away", after, number, leader)
		}
	}
	if len(away) == sim.BrokerCount {
		for g := sim.InHouseGroup; g <= sim.ServiceGroup; g++ {
			if !now.Groups[g].Unseen {
				t.Errorf("%s later nobody answers, and group %s is said to be known", after, g)
			}
		}
	}
	return len(told)
}

// wantLagAsTold compares each group's LAG, which is settled by now.
func wantLagAsTold(t *testing.T, s *Session, brokers []string) {
	t.Helper()
	state := s.State()
	for g := sim.InHouseGroup; g <= sim.StatisticsGroup; g++ {
		sum := int64(0)
		for i := range state.Partitions {
			sum += state.Partitions[i].Lag(g)
			if !state.LagKnown(&state.Partitions[i], g) {
				t.Errorf("the LAG of %s on partition %d is unknown", g, i)
			}
		}
		if told, answered := toolLag(t, brokers, s.names.Group(g)); answered && told != sum {
			t.Errorf("LAG of %s: the tool says %d, we say %d", g, told, sum)
		}
	}
}

// wantBack waits until everything is known again.
func wantBack(t *testing.T, s *Session) {
	t.Helper()
	for range 600 {
		state, known := s.State(), true
		for b := 1; b <= 3; b++ {
			known = known && !state.Brokers[b].Down
		}
		for i := range state.Partitions {
			known = known && !state.Partitions[i].Unseen && len(state.Partitions[i].InSync) == 3
		}
		for g := sim.InHouseGroup; g <= sim.ServiceGroup; g++ {
			known = known && !state.Groups[g].Unseen
		}
		if known {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Error("a minute after the brokers are back not everything is known")
}

// TestRealForeignMember: a consumer of somebody else in the group is seen, and
// what it commits is handled.
func TestRealForeignMember(t *testing.T) {
	onlyLong(t)
	brokers := realBrokers(t)
	c := sim.DefaultConfig()
	c.Orders, c.Rate, c.ExternalRatio, c.Workers, c.SessionTimeout = 24, sim.Rate{Orders: 2, Per: time.Second}, 0, 1, 10*time.Second
	log := &sim.Log{}
	s, err := Start(t.Context(), c, Options{Brokers: brokers, Cleanup: true}, log.Append)
	if err != nil {
		t.Fatal(err)
	}
	s.within(false, func() { <-s.Done() })
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	keep(t, log)
	state, places := s.State(), map[sim.Where]int{}
	for n := range state.Orders.Each() {
		o := state.Order(n)
		places[state.Standing(o, state.At).Where]++
		if !o.Reached(sim.Handled) || !o.Committed() || o.Has(sim.Stuck) || o.Truth() == sim.Lost {
			t.Errorf("order %d: handled %d times, committed %t, %s", n, o.Handled, o.Committed(), o.Truth())
		}
	}
	t.Logf("%v", places)
	if places[sim.NowElsewhere] == 0 || slices.Max(slices.Collect(maps.Keys(places))) > sim.NowDoneTwice {
		t.Errorf("orders by place: %v, want some handled elsewhere, and the others done", places)
	}
	wantGone(t, s, brokers)
}
