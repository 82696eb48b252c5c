package kafkax

import (
	"os"
	"path/filepath"
	"slices"
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
func playReal(t *testing.T, config sim.Config) (*sim.Log, *sim.State) {
	t.Helper()
	brokers := realBrokers(t)
	log := &sim.Log{}
	start := time.Now()
	s, err := Start(t.Context(), config, Options{Brokers: brokers, Cleanup: true}, log.Append)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s: 0 s after %s", s.Prefix(), time.Since(start).Round(time.Millisecond))
	<-s.Done()
	start = time.Now()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	t.Logf("closed after %s", time.Since(start).Round(time.Millisecond))
	wantGone(t, s, brokers)
	return log, s.State()
}

// wantGone checks that no topic and no group of the session is on the cluster.
func wantGone(t *testing.T, s *Session, brokers []string) {
	t.Helper()
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
}

func TestReal(t *testing.T) {
	for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
		t.Run(mode.String(), func(t *testing.T) {
			c := sim.DefaultConfig()
			c.Mode, c.Seed, c.Rate = mode, 7, sim.Rate{Orders: 4, Per: time.Second}
			log, state := playReal(t, c)
			keep(t, log)
			if got := state.Totals(); got.Finished != c.Orders || got.Published != c.Orders || got.Duplicated != 0 || got.Lost != 0 {
				t.Errorf("totals %+v, want all %d published and finished", got, c.Orders)
			}
			if state.Ended != sim.ReasonQuiet {
				t.Errorf("the run ended with reason %d, want quiet", state.Ended)
			}
		})
	}
}

// keep saves a log beside the test binary's output directory when asked to.
func keep(t *testing.T, log *sim.Log) {
	t.Helper()
	directory := os.Getenv("ORDERFLOW_TEST_LOGS")
	if directory == "" {
		return
	}
	f, err := os.Create(filepath.Join(directory, strings.ReplaceAll(t.Name(), "/", "-")+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := log.WriteTo(f); err != nil {
		t.Error(err)
	}
}

// An outage on a real cluster is this program's own: its connections are cut
// and refused. The trap is the same: rows say published, records never were.
func TestRealOutage(t *testing.T) {
	for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait} {
		t.Run(mode.String(), func(t *testing.T) {
			c := sim.DefaultConfig()
			c.Mode, c.Seed, c.Orders, c.ExternalRatio = mode, 7, 12, 0
			c.Rate, c.SessionTimeout = sim.Rate{Orders: 1, Per: time.Second}, 6*time.Second
			down, err := sim.ParseFault("broker-down:from=3500ms,for=10s")
			if err != nil {
				t.Fatal(err)
			}
			c.Faults = append(c.Faults, down)
			log, state := playReal(t, c)
			keep(t, log)
			totals := state.Totals()
			t.Logf("%+v", totals)
			switch {
			case mode == sim.Emit && (totals.Published != 12 || totals.Lost == 0 || totals.Finished+totals.Lost != 12):
				t.Errorf("totals %+v, want 12 published, some lost, the others finished", totals)
			case mode == sim.EmitAwait && (totals.Lost != 0 || totals.Published == 12 || totals.PointsRefunded == 0):
				t.Errorf("totals %+v, want none lost, and those that failed refunded", totals)
			}
		})
	}
}

// A session that is closed in an outage leaves nothing behind either, though
// its consumers cannot leave their groups in time.
func TestRealCloseInAnOutage(t *testing.T) {
	brokers := realBrokers(t)
	down, err := sim.ParseFault("broker-down:from=1500ms")
	if err != nil {
		t.Fatal(err)
	}
	c := sim.DefaultConfig()
	c.Faults = append(c.Faults, down)
	s, err := Start(t.Context(), c, Options{Brokers: brokers, Cleanup: true})
	if err != nil {
		t.Fatal(err)
	}
	reached(s, 4*time.Second)
	start := time.Now()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	t.Logf("closed after %s", time.Since(start).Round(time.Millisecond))
	wantGone(t, s, brokers)
}

// What a run that was not cleaned up has left is found by its name.
func TestRealCleanup(t *testing.T) {
	brokers := realBrokers(t)
	c := sim.DefaultConfig()
	c.Orders = 0
	s, err := Start(t.Context(), c, Options{Brokers: brokers})
	if err != nil {
		t.Fatal(err)
	}
	removed, err := Cleanup(t.Context(), brokers)
	if err != nil || slices.ContainsFunc(slices.Concat(removed.Topics, removed.Groups), s.names.own) {
		t.Errorf("cleaning up beside a run that goes on removed %v, %v", removed, err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	removed, err = Cleanup(t.Context(), brokers)
	stranger := func(name string) bool { return !s.names.own(name) }
	if own := slices.DeleteFunc(slices.Concat(removed.Topics, removed.Groups), stranger); err != nil || len(own) != len(topics)+len(s.groups) {
		t.Errorf("cleaning up removed %v, %v", own, err)
	}
	wantGone(t, s, brokers)
}
