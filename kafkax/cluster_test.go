package kafkax

import (
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"

	"orderflow/sim"
)

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
