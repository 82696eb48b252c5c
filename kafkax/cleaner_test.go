package kafkax

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/kafkax/record"
	"orderflow/kafkax/trace"
	"orderflow/sim"
)

// beside begins a run on a cluster of other people.
func beside(t *testing.T, c *cluster, config sim.Config) *Session {
	t.Helper()
	options := inMemory()
	options.Brokers = c.seeds
	db, n, err := openStore(t.Context(), &options)
	if err != nil {
		t.Fatal(err)
	}
	config.Client = sim.KafkaGo
	own := *c // what a run finds out of the cluster is its own
	s, err := startOn(t.Context(), t.Context(), config, options, &own, db, openJournal(&config, &options, n, nil))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// look looks at one prefix, or all, and wants so many.
func look(t *testing.T, c *Cleaner, prefix string, want int) []*Remains {
	t.Helper()
	list, err := c.Look(t.Context(), prefix)
	if err != nil || len(list) != want {
		t.Fatalf("looking for %q: %d prefixes, %v, want %d", prefix, len(list), err, want)
	}
	return list
}

func wantLife(t *testing.T, when string, r *Remains, life Life) {
	t.Helper()
	if r.Life != life {
		t.Errorf("%s: %s is %s (%s ago, %d processes, %v, doubt %v), want %s", when, r.Prefix, r.Life, r.Age, r.Processes, r.Groups, r.Doubt, life)
	}
}

// made makes topics with one partition.
func made(t *testing.T, c *cluster, list ...string) {
	t.Helper()
	a := c.admin(t.Context())
	defer a.close()
	request := &kafka.CreateTopicsRequest{}
	for _, topic := range list {
		request.Topics = append(request.Topics, kafka.TopicConfig{Topic: topic, NumPartitions: 1, ReplicationFactor: 1})
	}
	answer, err := a.client.CreateTopics(t.Context(), request)
	if err == nil {
		for _, e := range answer.Errors {
			err = errors.Join(err, e)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

func opened(t *testing.T, c *cluster) *Cleaner {
	t.Helper()
	cleaner, err := newCleaner(c, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return cleaner
}

// A run lives from before its first topic on to its end, also one whose consumers
// all stay away; its neighbour is found beside it, and what others have is never
// touched.
func TestCleaner(t *testing.T) {
	t.Parallel()
	skipShort(t)
	synctest.Test(t, func(t *testing.T) {
		_, c := othersCluster(t)
		cleaner := opened(t, c)
		defer cleaner.Close()
		calm := beside(t, c, config(sim.Emit, 200))
		absent := beside(t, c, config(sim.Emit, 200, "consumer-absent"))
		foreign := []string{"orders", "orderflow-1a2b3c4d", "orderflow-1a2b3c4d.other", "orderflow-1a2b3c4d.in-house", "orderflow-1A2B3C4D.sns.orders", "x.orderflow-1a2b3c4d.sns.orders", calm.Prefix() + "mine"}
		made(t, c, foreign...)
		reached(calm, 90*time.Second)
		for _, r := range look(t, cleaner, "", 2) {
			wantLife(t, "while both run", r, Living)
			if len(r.Topics) != len(record.Topics)+1 || r.Topics[len(record.Topics)] != r.Prefix+"alive" || r.Processes != 1 {
				t.Errorf("%s has %v, %d processes", r.Prefix, r.Topics, r.Processes)
			}
			for _, removal := range cleaner.Delete(t.Context(), []*Remains{r}, true) {
				if removal.Spared == nil || len(removal.Topics)+len(removal.Groups)+len(removal.Failed) > 0 {
					t.Errorf("while it lives: %+v", removal)
				}
			}
		}
		if err := absent.Close(); err != nil {
			t.Error(err)
		}
		ended := look(t, cleaner, absent.Prefix(), 1)
		wantLife(t, "after its end", ended[0], Dead)
		began := time.Now()
		removals := cleaner.Delete(t.Context(), ended, false)
		wantBetween(t, "deleting what says that it has ended", time.Since(began), 0, 2*time.Second)
		if r := removals[0]; !r.Whole() || len(r.Topics) != len(record.Topics)+1 || r.Topics[len(record.Topics)] != absent.Prefix()+"alive" {
			t.Errorf("%+v", r)
		}
		look(t, cleaner, absent.Prefix(), 0)
		wantLife(t, "beside it", look(t, cleaner, "", 1)[0], Living)
		<-calm.Done()
		if got := calm.State().Totals(); got.Finished != 200 || got.Lost+got.Duplicated+got.Unknown != 0 {
			t.Errorf("the neighbour: %+v", got)
		}
		if err := calm.Close(); err != nil {
			t.Error(err)
		}
		cleaner.Delete(t.Context(), look(t, cleaner, "", 1), false)
		a := c.admin(t.Context())
		defer a.close()
		if left, err := a.topics(t.Context(), func(string) bool { return true }); err != nil || !slices.Equal(left, slices.Sorted(slices.Values(foreign))) {
			t.Errorf("left: %v, %v", left, err)
		}
	})
}

// A killed run is dead when its last sign is aliveFor old and its members have
// been thrown out, and somebody watches before it is deleted.
func TestCleanerWatches(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		_, c := othersCluster(t)
		cleaner := opened(t, c)
		defer cleaner.Close()
		n := record.Names{Prefix: record.DrawPrefix()}
		h := born(t, c, n)
		defer h.client.Close()
		made(t, c, n.Topic(sim.Orders))
		r := look(t, cleaner, n.Prefix, 1)[0]
		wantLife(t, "at once", r, Living)
		time.Sleep(aliveFor)
		r = look(t, cleaner, n.Prefix, 1)[0]
		wantLife(t, "later", r, Dead)
		began := time.Now()
		time.AfterFunc(watchFor-time.Second, func() { _ = h.within(context.Background(), time.Second, false) }) // it was only out of reach
		removal := cleaner.Delete(t.Context(), []*Remains{r}, true)[0]
		wantBetween(t, "watching", time.Since(began), watchFor-time.Second, watchFor+time.Second)
		if removal.Spared == nil || removal.Spared.Life != Living {
			t.Errorf("%+v", removal)
		}
		time.Sleep(aliveFor)
		if removal = cleaner.Delete(t.Context(), look(t, cleaner, n.Prefix, 1), false)[0]; !removal.Whole() || len(removal.Topics) != 2 {
			t.Errorf("%+v", removal)
		}
	})
}

// Where nobody ever said that he lives, only who names the prefix deletes it, and
// only while nobody is in its groups.
func TestCleanerOfOlderVersions(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		_, c := othersCluster(t)
		cleaner := opened(t, c)
		defer cleaner.Close()
		n := record.Names{Prefix: record.DrawPrefix()}
		made(t, c, n.Topic(sim.Orders), n.Topic(sim.Reply))
		r := look(t, cleaner, "", 1)[0]
		wantLife(t, "without a heart", r, Unsigned)
		if r.Deletable(false) || !r.Deletable(true) {
			t.Error("it is deletable by age, or not by name")
		}
		reader := kafka.NewReader(kafka.ReaderConfig{
			Brokers: c.seeds, Topic: n.Topic(sim.Orders), GroupID: n.Group(sim.InHouseGroup), SessionTimeout: 6 * time.Second,
			Dialer: &kafka.Dialer{DialFunc: c.dial},
		})
		soon, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		_, _ = reader.FetchMessage(soon)
		cancel()
		r = look(t, cleaner, "", 1)[0]
		wantLife(t, "with a member", r, Occupied)
		if removal := cleaner.Delete(t.Context(), []*Remains{r}, true)[0]; removal.Spared == nil {
			t.Errorf("%+v", removal)
		}
		if err := reader.Close(); err != nil {
			t.Error(err)
		}
		if removal := cleaner.Delete(t.Context(), look(t, cleaner, n.Prefix, 1), true)[0]; !removal.Whole() || len(removal.Topics) != 2 || len(removal.Groups) != 1 {
			t.Errorf("%+v", removal)
		}
	})
}

// A prefix that a person has chosen is a run's where somebody has shown there that he
// lives. Topics of others that are called the same are neither deleted nor written to.
func TestCleanerOfAChosenPrefix(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		e, c := othersCluster(t)
		cleaner := opened(t, c)
		defer cleaner.Close()
		demo, prod := record.Names{Prefix: "demo."}, record.Names{Prefix: "prod."}
		h := born(t, c, demo)
		made(t, c, demo.Topic(sim.Orders), demo.Trace(), demo.Control(), demo.Prefix+"mine", prod.Topic(sim.Orders), prod.Trace(), prod.Alive())
		if err := trace.Produce(t.Context(), h.client, &kgo.Record{Topic: prod.Alive(), Key: []byte("k")}); err != nil {
			t.Fatal(err)
		}
		wantLife(t, "while it beats", look(t, cleaner, "", 1)[0], Living)
		r := look(t, cleaner, prod.Prefix, 1)[0]
		wantLife(t, "of others", r, Unsigned)
		if r.Deletable(true) || r.Deletable(false) || r.Stays(true) == (sim.Text{}) || e.cluster.PartitionInfo(prod.Alive(), 0).HighWatermark != 1 {
			t.Errorf("%+v, %+v", r, e.cluster.PartitionInfo(prod.Alive(), 0))
		}
		if removal := cleaner.Delete(t.Context(), []*Remains{r}, true)[0]; removal.Spared == nil {
			t.Errorf("%+v", removal)
		}
		h.rest(t.Context())
		removal := cleaner.Delete(t.Context(), look(t, cleaner, "", 1), false)[0]
		if !removal.Whole() || !slices.Equal(removal.Topics, []string{demo.Control(), demo.Topic(sim.Orders), demo.Trace(), demo.Alive()}) {
			t.Errorf("%+v", removal)
		}
		if e.cluster.TopicInfo(demo.Prefix+"mine") == nil || e.cluster.TopicInfo(prod.Topic(sim.Orders)) == nil {
			t.Error("what is somebody else's was deleted")
		}
	})
}

// Where roles are processes, each shows that it lives.
func TestEveryRoleLives(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		company := newCompany(t, config(sim.Emit, 3))
		keepTime(company.brokers)
		list := company.joinAll(RoleService, RoleInHouse)
		c := &cluster{raw: company.brokers.dial, dial: company.brokers.dial, seeds: company.brokers.addresses()}
		if err := c.greet(t.Context()); err != nil {
			t.Fatal(err)
		}
		cleaner := opened(t, c)
		defer cleaner.Close()
		time.Sleep(2 * aliveFor)
		for i, life := range []Life{Living, Living, Dead} {
			r := look(t, cleaner, testPrefix+".", 1)[0]
			wantLife(t, "as they end", r, life)
			if r.Processes != 2-i {
				t.Errorf("%d processes live, want %d", r.Processes, 2-i)
			}
			if i < 2 {
				company.close(list[1-i])
			}
		}
		if removal := cleaner.Delete(t.Context(), look(t, cleaner, "", 1), false)[0]; !removal.Whole() || len(removal.Topics) != len(record.Topics)+3 {
			t.Errorf("%+v", removal)
		}
	})
}

// What cannot be deleted is named, with the rest of its prefix, and what can be
// told of its age stays.
func TestCleanerIsRefused(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		e, c := othersCluster(t)
		cleaner := opened(t, c)
		defer cleaner.Close()
		n := record.Names{Prefix: record.DrawPrefix()}
		born(t, c, n).rest(t.Context())
		made(t, c, n.Topic(sim.Orders), n.Topic(sim.Reply))
		fault := e.cluster.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.DeleteTopics}, Topic: n.Topic(sim.Reply), Err: kerr.TopicAuthorizationFailed, Count: -1})
		removal := cleaner.Delete(t.Context(), look(t, cleaner, n.Prefix, 1), false)[0]
		if removal.Whole() || !slices.Equal(removal.Topics, []string{n.Topic(sim.Orders)}) || len(removal.Failed) != 2 ||
			removal.Failed[0].Name != n.Topic(sim.Reply) || removal.Failed[0].Why.Error() != "TOPIC_AUTHORIZATION_FAILED" || removal.Failed[1].Name != n.Alive() {
			t.Errorf("%+v", removal)
		}
		fault.Remove()
		seen := look(t, cleaner, n.Prefix, 1)
		wantLife(t, "of what is left", seen[0], Dead)

		a := c.admin(t.Context())
		defer a.close()
		if err := a.removeTopics(t.Context(), n.OwnTopic); err != nil { // somebody else is faster
			t.Fatal(err)
		}
		if removal = cleaner.Delete(t.Context(), seen, false)[0]; len(removal.Gone) != 2 || len(removal.Failed) > 0 || removal.Whole() {
			t.Errorf("%+v", removal)
		}
	})
}

// Where a topic alive cannot be read nobody knows whether somebody lives.
func TestCleanerDoubts(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		e, c := othersCluster(t)
		cleaner := opened(t, c)
		defer cleaner.Close()
		n := record.Names{Prefix: record.DrawPrefix()}
		born(t, c, n).rest(t.Context())
		e.cluster.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Topic: n.Alive(), Err: kerr.TopicAuthorizationFailed, Count: -1})
		r := look(t, cleaner, n.Prefix, 1)[0]
		wantLife(t, "without a right to write", r, Unclear)
		if r.Deletable(true) || !strings.Contains(r.Stays(true).English, "TOPIC_AUTHORIZATION_FAILED") || r.Stays(true).Korean == r.Stays(true).English {
			t.Errorf("%+v", r)
		}
	})
}

func TestParsePrefix(t *testing.T) {
	for text, want := range map[string]string{"orderflow-1a2b3c4d": "orderflow-1a2b3c4d.", "orderflow-1a2b3c4d.": "orderflow-1a2b3c4d.", "orderflow-1a2b3c4d.*": "orderflow-1a2b3c4d.", "demo": "demo."} {
		if prefix, err := record.ParsePrefix(text); err != nil || prefix != want {
			t.Errorf("%s: %q, %v", text, prefix, err)
		}
	}
	for _, text := range []string{"", ".", "*", ".*", "a b", "a/b", "demo**", strings.Repeat("x", record.PrefixMax+1)} {
		if prefix, err := record.ParsePrefix(text); err == nil {
			t.Errorf("%q: %q", text, prefix)
		}
	}
	for prefix, want := range map[string]bool{"orderflow-1a2b3c4d.": true, "orderflow-1A2B3C4D.": false, "orderflow.": false, "demo.": false, "orderflow-1a2b3c4d.x.": false, "": false} {
		if (record.Names{Prefix: prefix}).Drawn() != want {
			t.Errorf("%q: drawn is %t", prefix, !want)
		}
	}
}
