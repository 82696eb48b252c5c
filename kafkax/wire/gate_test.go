package wire

import (
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kerr"

	"orderflow/internal/kafkatest"
)

// bench is a cluster with a gate before it.
type bench struct {
	*kafkatest.Cluster
	t       *testing.T
	gate    *Gate
	watcher *tally
}

// newBench starts the cluster; everything is closed when the test ends, which is in a
// bubble.
func newBench(t *testing.T, partitions int) *bench {
	t.Helper()
	t.Cleanup(synctest.Wait) // when all is closed
	c := kafkatest.New(t, 3, partitions)
	b := &bench{Cluster: c, t: t, watcher: new(tally)}
	b.gate = New(c.Dial, b.watcher, "")
	for i, address := range c.Addresses() {
		b.gate.Learn(address, i+1)
	}
	t.Cleanup(b.gate.Close)
	return b
}

// writer returns a Writer whose connections are the order service's.
func (b *bench) writer() *kafka.Writer {
	return kafkatest.Writer(b.t, b.gate.Dialer(Role{Duty: DutyPublish}), b.Addresses())
}

// write publishes one record with the key and reports how long it took.
func (b *bench) write(w *kafka.Writer, key string) (time.Duration, error) {
	start := time.Now()
	err := w.WriteMessages(b.t.Context(), kafka.Message{Key: []byte(key), Value: []byte("hello")})
	return time.Since(start), err
}

func (b *bench) wantCopies(want int64) {
	b.t.Helper()
	b.WantCopies(b.t, want)
}

func wantBetween(t *testing.T, what string, got, low, high time.Duration) {
	t.Helper()
	if got < low || got > high {
		t.Errorf("%s took %s, want %s to %s", what, got, low, high)
	}
}

// isPublish matches the order service's requests for a key, or with "" all.
func isPublish(key string) func(*Exchange) bool {
	return func(x *Exchange) bool {
		if x.Produce == nil || x.From.Duty != DutyPublish {
			return false
		}
		for _, part := range x.Produce.Parts {
			named := slices.ContainsFunc(part.Records, func(r RecordName) bool { return r.Key == key })
			if part.Topic == kafkatest.Topic && (key == "" || named) {
				return true
			}
		}
		return false
	}
}

// atMost matches the first so many requests that match.
func atMost(times int, matches func(*Exchange) bool) func(*Exchange) bool {
	return func(x *Exchange) bool {
		if times == 0 || !matches(x) {
			return false
		}
		times--
		return true
	}
}

// The figures of the answer faults and of the outages are kafka-go's own: ten
// attempts, back-off from 100 ms to 1 s, 10 s for an answer.
func TestAnswerFaults(t *testing.T) {
	t.Parallel()
	const always = 0
	for name, test := range map[string]struct {
		rule      Rule
		times     int
		low, high time.Duration
		fails     bool
		copies    int64
	}{
		"lost once":      {Rule{Does: LoseAnswer}, 1, 100 * time.Millisecond, 120 * time.Millisecond, false, 2},
		"lost always":    {Rule{Does: LoseAnswer}, always, 7 * time.Second, 8 * time.Second, true, 10},
		"swallowed once": {Rule{Does: SwallowAnswer}, 1, 10 * time.Second, 10200 * time.Millisecond, false, 2},
		"late":           {Rule{Does: DelayAnswer, Delay: 3 * time.Second}, 1, 3 * time.Second, 3010 * time.Millisecond, false, 1},
		"later than the client waits": {
			Rule{Does: DelayAnswer, Delay: 15 * time.Second}, 1, 10 * time.Second, 10200 * time.Millisecond, false, 2,
		},
		"cut before it leaves": {Rule{Does: CutRequest}, 2, 500 * time.Millisecond, 550 * time.Millisecond, false, 1},
		"refused":              {Rule{Does: RefuseRequest, Code: kerr.MessageTooLarge.Code}, 1, 0, 20 * time.Millisecond, true, 0},
		"refused for now":      {Rule{Does: RefuseRequest, Code: kerr.NotEnoughReplicas.Code}, 2, 500 * time.Millisecond, 550 * time.Millisecond, false, 1},
		"refused once appended": {
			Rule{Does: RefuseAnswer, Code: kerr.NotEnoughReplicasAfterAppend.Code}, 1, 100 * time.Millisecond, 120 * time.Millisecond, false, 2,
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBench(t, 1)
				struck := 0
				r := test.rule
				if r.Matches = isPublish("1"); test.times != always {
					r.Matches = atMost(test.times, r.Matches)
				}
				r.Struck = func(*Exchange) { struck++ }
				b.gate.Add(&r)
				w := b.writer()
				if _, err := b.write(w, "2"); err != nil {
					t.Fatalf("writing what no fault is for: %v", err)
				}
				took, err := b.write(w, "1")
				if (err != nil) != test.fails {
					t.Errorf("error %v, want one: %t", err, test.fails)
				}
				wantBetween(t, "the write", took, test.low, test.high)
				b.wantCopies(1 + test.copies)
				if struck == 0 || test.times != always && struck != test.times {
					t.Errorf("the fault struck %d times", struck)
				}
			})
		})
	}
}

func TestOutageOfAllBrokers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, 1)
		w := b.writer()
		if _, err := b.write(w, "1"); err != nil {
			t.Fatal(err)
		}
		down := b.gate.Begin(0, ReachRefused)
		took, err := b.write(w, "2")
		if err == nil {
			t.Error("a write without brokers succeeded")
		}
		wantBetween(t, "giving up", took, 7*time.Second, 8*time.Second)
		time.AfterFunc(3*time.Second, down.End)
		took, err = b.write(w, "3")
		if err != nil {
			t.Errorf("writing while the brokers come back: %v", err)
		}
		wantBetween(t, "the write across the outage", took, 3*time.Second, 4500*time.Millisecond)
		b.wantCopies(2)
	})
}

func TestOverlappingOutages(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, 1)
		all, one := b.gate.Begin(0, ReachFrozen), b.gate.Begin(1, ReachRefused)
		for _, step := range []struct {
			end  *Outage
			want [3]Reach
		}{
			{nil, [3]Reach{ReachRefused, ReachFrozen, ReachFrozen}},
			{all, [3]Reach{ReachRefused, ReachOpen, ReachOpen}},
			{one, [3]Reach{ReachOpen, ReachOpen, ReachOpen}},
		} {
			if step.end != nil {
				step.end.End()
			}
			for i, want := range step.want {
				if got := b.gate.reachOf(Role{}, i+1); got != want {
					t.Errorf("broker %d: reach %d, want %d", i+1, got, want)
				}
			}
		}
	})
}

// A frozen broker takes what the client sends into its socket's buffer and
// works it off when it runs again, whether or not the client still waits.
func TestFreeze(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		lasts  time.Duration
		copies int64
	}{
		"shorter than the client waits": {5 * time.Second, 1},
		"longer than the client waits":  {12 * time.Second, 2},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBench(t, 1)
				w := b.writer()
				if _, err := b.write(w, "1"); err != nil {
					t.Fatal(err)
				}
				frozen := b.gate.Begin(0, ReachFrozen)
				time.AfterFunc(test.lasts, frozen.End)
				took, err := b.write(w, "2")
				if err != nil {
					t.Errorf("writing to frozen brokers that thaw: %v", err)
				}
				wantBetween(t, "the write", took, test.lasts, test.lasts+2*time.Second)
				synctest.Wait()
				b.wantCopies(1 + test.copies)
			})
		})
	}
}

// What is left of the gate after close: nothing, and an error nobody retries.
func TestGateClose(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, 1)
		w := b.writer()
		if _, err := b.write(w, "1"); err != nil {
			t.Fatal(err)
		}
		b.gate.Begin(0, ReachFrozen)
		var took time.Duration
		var err error
		done := make(chan struct{})
		go func() {
			defer close(done)
			took, err = b.write(w, "2")
		}()
		time.Sleep(time.Second)
		b.gate.Close()
		<-done
		if err == nil {
			t.Error("a write through a closed gate succeeded")
		}
		wantBetween(t, "the write", took, time.Second, 1200*time.Millisecond)
		if n := b.gate.Open(); n != 0 {
			t.Errorf("%d connections are open", n)
		}
	})
}

// A cut commit ends kafka-go's generation: the member joins again, and the
// record is delivered again.
func TestCommitCut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, 1)
		if _, err := b.write(b.writer(), "1"); err != nil {
			t.Fatal(err)
		}
		lost := &Rule{Does: CutRequest, Matches: atMost(1, func(x *Exchange) bool { return x.Commit != nil && x.Commit.Group == "g" })}
		b.gate.Add(lost)
		r := kafka.NewReader(kafka.ReaderConfig{
			Brokers: b.Addresses(), Topic: kafkatest.Topic, GroupID: "g", StartOffset: kafka.FirstOffset, MaxWait: 500 * time.Millisecond, JoinGroupBackoff: 500 * time.Millisecond,
			Dialer: &kafka.Dialer{DialFunc: b.gate.Dialer(Role{Duty: DutyConsume}), Timeout: DialTimeout},
		})
		defer r.Close()
		m, err := r.FetchMessage(t.Context())
		if err != nil || string(m.Key) != "1" {
			t.Fatalf("fetched %q, %v", m.Key, err)
		}
		if err := r.CommitMessages(t.Context(), m); err == nil {
			t.Error("a commit that never left succeeded")
		}
		again, err := r.FetchMessage(t.Context())
		if err != nil || again.Offset != m.Offset {
			t.Fatalf("after a cut commit the group got offset %d, %v; want %d again", again.Offset, err, m.Offset)
		}
		if err := r.CommitMessages(t.Context(), again); err != nil {
			t.Errorf("committing again after a cut: %v", err)
		}
	})
}

// tally counts what passes the gate.
type tally struct {
	refused, requests, answers atomic.Int64
}

func (c *tally) Link(_ Role, _ int, what LinkEvent) {
	if what == LinkRefused {
		c.refused.Add(1)
	}
}
func (c *tally) Sent(*Exchange)     { c.requests.Add(1) }
func (c *tally) Answered(*Exchange) { c.answers.Add(1) }
