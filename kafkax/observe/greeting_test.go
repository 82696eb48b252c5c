package observe

import (
	"context"
	"fmt"
	"maps"
	"net"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/internal/kafkatest"
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
		g := &Greeting{Brokers: make(map[int]string)}
		g.take(heard{seed: "seed:1", answer: c.answer})
		g.Seeds = append(g.Seeds, c.silent...)
		if got := g.Addresses(); !maps.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// Brokers that are dead or say nothing, and are named first, keep nobody waiting.
func TestGreetingGoesOnWithThoseWhoAnswer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := kafkatest.New(t, 3, 1)
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
				return nil, &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
			}
			return c.Dial(ctx, network, address)
		}
		explain := func(_ context.Context, _ string, err error) error { return err }
		began := time.Now()
		g, err := Greet(t.Context(), append([]string{"frozen:1", "dead:1"}, c.Addresses()...), dial, explain)
		if err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took > greetGrace {
			t.Errorf("greeting took %s", took)
		}
		if g.Answers != 3 || len(g.Brokers) != 3 || len(g.Seeds) != 5 || !strings.HasPrefix(g.Seeds[0], "localhost:") {
			t.Errorf("%+v", g)
		}
		_, err = Greet(t.Context(), []string{"frozen:1"}, dial, explain)
		if err == nil || err.Error() != "reaching a Kafka broker at frozen:1: none has answered within 6s" || sim.TextOf(err).Korean == err.Error() {
			t.Errorf("with nobody: %v", err)
		}
		_, err = Greet(t.Context(), []string{"dead:1"}, dial, explain)
		if err == nil || !strings.Contains(err.Error(), "refused") {
			t.Errorf("with a dead one: %v", err)
		}
	})
}
