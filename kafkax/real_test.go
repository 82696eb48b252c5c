package kafkax

import (
	"os"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
)

// realBrokers returns the brokers of the real cluster to test against.
func realBrokers(t *testing.T) []string {
	t.Helper()
	list := os.Getenv("ORDERFLOW_BROKERS")
	if list == "" {
		t.Skip("ORDERFLOW_BROKERS is not set: no real Kafka cluster to test against (.ci/kafka starts one)")
	}
	return strings.Split(list, ",")
}

// playReal runs a session on the real cluster to its end, cleans up, and
// checks that nothing of it is left there.
func playReal(t *testing.T, config sim.Config, during func(*Session)) (*sim.Log, *sim.State) {
	t.Helper()
	brokers := realBrokers(t)
	log := &sim.Log{}
	start := time.Now()
	s, err := Start(t.Context(), config, Options{Brokers: brokers, Cleanup: true}, log.Append)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s: 0 s after %s", s.Prefix(), time.Since(start).Round(time.Millisecond))
	if during != nil {
		during(s)
	}
	<-s.Done()
	start = time.Now()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	t.Logf("closed after %s", time.Since(start).Round(time.Millisecond))
	a := newAdmin(t.Context(), brokers, s.cluster.dial)
	defer a.close()
	left, err := a.topics(t.Context(), s.names.own)
	if err != nil || len(left) > 0 {
		t.Errorf("topics left behind: %v, %v", left, err)
	}
	groups, err := a.groups(t.Context(), s.names.own)
	if err != nil || len(groups) > 0 {
		t.Errorf("groups left behind: %v, %v", groups, err)
	}
	return log, s.State()
}

func TestReal(t *testing.T) {
	for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
		t.Run(mode.String(), func(t *testing.T) {
			c := sim.DefaultConfig()
			c.Mode, c.Seed, c.Rate = mode, 7, sim.Rate{Orders: 4, Per: time.Second}
			log, state := playReal(t, c, nil)
			if testing.Verbose() {
				f, _ := os.Create("/tmp/real-" + mode.String() + ".jsonl")
				log.WriteTo(f)
				f.Close()
			}
			if got := state.Totals(); got.Finished != c.Orders || got.Published != c.Orders || got.Duplicated != 0 || got.Lost != 0 {
				t.Errorf("totals %+v, want all %d published and finished", got, c.Orders)
			}
			if state.Ended != sim.ReasonQuiet {
				t.Errorf("the run ended with reason %d, want quiet", state.Ended)
			}
		})
	}
}
