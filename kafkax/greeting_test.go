package kafkax

import (
	"context"
	"fmt"
	"maps"
	"net"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/sim"
)

// metadata is the answer of a broker that knows of these live brokers, by id, and
// of replicas of the offsets topic on these.
func metadata(live []int32, replicas ...int32) *kmsg.MetadataResponse {
	answer := &kmsg.MetadataResponse{}
	for _, id := range live {
		answer.Brokers = append(answer.Brokers, kmsg.MetadataResponseBroker{NodeID: id, Host: "b" + fmt.Sprint(id), Port: 9092})
	}
	if len(replicas) > 0 {
		answer.Topics = []kmsg.MetadataResponseTopic{{Partitions: []kmsg.MetadataResponseTopicPartition{{Replicas: replicas}}}}
	}
	return answer
}

// A broker that is dead at the start keeps its number, and the others theirs.
func TestADeadBrokerKeepsItsNumber(t *testing.T) {
	for _, c := range []struct {
		name   string
		answer *kmsg.MetadataResponse
		silent []string
		want   map[string]int
	}{
		{"all live", metadata([]int32{1, 2, 3}), nil, map[string]int{"b1:9092": 1, "b2:9092": 2, "b3:9092": 3}},
		{"ids from 0", metadata([]int32{0, 1, 2}), nil, map[string]int{"b0:9092": 1, "b1:9092": 2, "b2:9092": 3}},
		{"the first is dead", metadata([]int32{2, 3}, 1, 2, 3), []string{"b1:9092"}, map[string]int{"b1:9092": 1, "b2:9092": 2, "b3:9092": 3}},
		{"the first is dead, on a fresh cluster", metadata([]int32{2, 3}), []string{"b1:9092"}, map[string]int{"b1:9092": 1, "b2:9092": 2, "b3:9092": 3}},
		{"the second is dead, ids from 100", metadata([]int32{100, 102}, 101, 102), nil, map[string]int{"b100:9092": 1, "b102:9092": 3}},
		{"the last is dead, ids from 0", metadata([]int32{0, 1}, 0, 1, 2), []string{"b2:9092"}, map[string]int{"b0:9092": 1, "b1:9092": 2, "b2:9092": 3}},
		{"frozen, and still counted", metadata([]int32{1, 2, 3}), []string{"b1:9092"}, map[string]int{"b1:9092": 1, "b2:9092": 2, "b3:9092": 3}},
		{"two are silent: nobody knows which is which", metadata([]int32{2}, 1, 2, 3), []string{"b1:9092", "b3:9092"}, map[string]int{"b2:9092": 2}},
		{"one broker", metadata([]int32{1}), nil, map[string]int{"b1:9092": 1}},
	} {
		g := &greeting{brokers: make(map[int]string)}
		g.take(heard{seed: "seed:1", answer: c.answer})
		g.seeds = append(g.seeds, c.silent...)
		if got := g.addresses(); !maps.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// Brokers that are dead or say nothing, and are named first, keep nobody waiting.
func TestGreetingGoesOnWithThoseWhoAnswer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		e, err := newEmbedded(3)
		if err != nil {
			t.Fatal(err)
		}
		defer e.close()
		dial := func(ctx context.Context, network, address string) (net.Conn, error) {
			switch address {
			case "frozen:1":
				ours, theirs := net.Pipe()
				go func() {
					_, _ = theirs.Read(make([]byte, 1)) // it takes the request, and says nothing
					<-ctx.Done()
					theirs.Close()
				}()
				return ours, nil
			case "dead:1":
				return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
			}
			return e.dial(ctx, network, address)
		}
		explain := func(_ context.Context, _ string, err error) error { return err }
		began := time.Now()
		g, err := greet(t.Context(), append([]string{"frozen:1", "dead:1"}, e.addresses()...), dial, explain)
		if err != nil {
			t.Fatal(err)
		}
		wantBetween(t, "greeting", time.Since(began), 0, greetGrace)
		if g.answers != 3 || len(g.brokers) != 3 || len(g.seeds) != 5 || !strings.HasPrefix(g.seeds[0], "localhost:") {
			t.Errorf("%+v", g)
		}
		_, err = greet(t.Context(), []string{"frozen:1"}, dial, explain)
		if err == nil || err.Error() != "reaching a Kafka broker at frozen:1: none has answered within 6s" || sim.TextOf(err).Korean == err.Error() {
			t.Errorf("with nobody: %v", err)
		}
		_, err = greet(t.Context(), []string{"dead:1"}, dial, explain)
		if err == nil || !strings.Contains(err.Error(), "refused") {
			t.Errorf("with a dead one: %v", err)
		}
	})
}

// A start with a dead broker named first works, and says meanwhile what it waits for.
func TestStartWithADeadSeed(t *testing.T) {
	cluster, err := kfake.NewCluster(kfake.NumBrokers(3))
	if err != nil {
		t.Fatal(err)
	}
	defer cluster.Close()
	var told []string
	c := config(sim.EmitAwait, 1)
	c.Rate = sim.Rate{Orders: 10, Per: time.Second}
	s, err := Start(t.Context(), c, Options{
		Brokers: append([]string{"127.0.0.1:1"}, cluster.ListenAddrs()...), Cleanup: true,
		Waits: func(what sim.Text) { told = append(told, what.English) },
	})
	if err != nil {
		t.Fatal(err)
	}
	<-s.Done()
	if err := s.Close(); err != nil || s.Left() != "" {
		t.Errorf("closing: %v, left %q", err, s.Left())
	}
	if totals := s.State().Totals(); totals.Finished != 1 {
		t.Errorf("totals %+v", totals)
	}
	if len(told) < 3 || !strings.HasPrefix(told[0], "Waiting for an answer of the brokers at 127.0.0.1:1, ") || told[1] != "Waiting for the topics "+s.Prefix()+"* and their leaders" || !strings.Contains(told[2], "consumer group") {
		t.Errorf("it waits for %q", told)
	}
}
