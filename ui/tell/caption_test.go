package tell_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/internal/simtest"
	"orderflow/sim"
	"orderflow/sim/engine"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// faulty returns a scenario's log with more faults.
func faulty(t *testing.T, scenario string, until time.Duration, faults ...string) *sim.Log {
	t.Helper()
	return uitest.ScenarioLog(t, scenario, func(c *sim.Config) {
		for _, text := range faults {
			f, err := sim.ParseFault(text)
			if err != nil {
				t.Fatal(err)
			}
			c.Faults = append(c.Faults, f)
		}
		if until > 0 {
			c.Until = until
		}
	})
}

// captionLogs are every scenario, some in which a careless sentence would be
// wrong, and some at random.
func captionLogs(t *testing.T) map[string]*sim.Log {
	t.Helper()
	logs := map[string]*sim.Log{
		"a second outage while a round runs": faulty(t, "outage", 0, "broker-down:from=24s,for=10s"),
		"away from the beginning":            faulty(t, "calm", 0, "broker-down:from=0s,for=5s"),
		"one after the other":                faulty(t, "calm", 0, "broker-down:broker=1,from=3s,for=20s", "broker-down:broker=2,from=5500ms,for=20s", "broker-down:broker=3,from=9500ms,for=20s"),
		"not replicated, nobody consumes":    faulty(t, "acks1-loss", 0, "consumer-absent"),
		"not replicated, then cut":           faulty(t, "acks1-loss", 1400*time.Millisecond),
		"the second job is not done":         faulty(t, "panel-timeout", 20*time.Second),
	}
	for _, scenario := range sim.Scenarios() {
		logs[scenario.Name] = uitest.ScenarioLog(t, scenario.Name, nil)
	}
	for seed := uint64(1); seed <= 60; seed++ {
		x, log := simtest.Random(seed), &sim.Log{}
		e, err := engine.New(x.Config, x.Inputs, log.Append)
		if err != nil {
			t.Fatal(err)
		}
		e.Run()
		logs[x.Command()] = log
	}
	return logs
}

// told tries a law on the caption of every event of every log.
func told(t *testing.T, wrong func(f *tell.Reader, e *sim.Event, said string) string) {
	t.Helper()
	logs := captionLogs(t)
	for _, name := range slices.Sorted(maps.Keys(logs)) {
		log := logs[name]
		s := sim.NewState()
		for e := range log.All() {
			s.Apply(e)
			m := &moment.Moment{Log: log, N: e.N, State: s, At: s.At, Fresh: true, Finished: int(e.N) == log.Len(), Change: moment.Change{First: e.N, Events: []sim.EventID{e.N}}}
			f := tell.NewReader(m, words.English)
			f.Read()
			for _, said := range f.Caption() {
				if why := wrong(f, e, said); why != "" {
					t.Errorf("%s: at event %d, %s, is told %q: %s", name, e.N, e.Type, said, why)
				}
			}
		}
	}
}

// TestWhatIsNoLAGIsNotToldAsLAG: an order of which is told that it waits as LAG
// is below the high watermark.
func TestWhatIsNoLAGIsNotToldAsLAG(t *testing.T) {
	told(t, func(f *tell.Reader, e *sim.Event, said string) string {
		o := f.State.Order(e.Order)
		if o == nil || !strings.HasPrefix(said, words.Named(o.Order.Number)+" waits as LAG") {
			return ""
		}
		if p := &f.State.Partitions[o.Partition]; o.Offset >= p.High || p.Lag(o.Order.Fulfilment.Carrier()) == 0 {
			return fmt.Sprintf("offset %d, high watermark %d, LAG %d", o.Offset, p.High, p.Lag(o.Order.Fulfilment.Carrier()))
		}
		return ""
	})
}

// TestWhoHasNoConnectionHasNoticed: that the order service has not noticed is
// told only while its client takes the connection for good.
func TestWhoHasNoConnectionHasNoticed(t *testing.T) {
	c := &words.English.Catalogue().Caption
	told(t, func(f *tell.Reader, _ *sim.Event, said string) string {
		if said == c.BrokerGone && f.Disconnected() {
			return "its client looks for a broker"
		}
		return ""
	})
}

// TestTwiceIsTwiceDone: that work was done more than once is told only where it was.
func TestTwiceIsTwiceDone(t *testing.T) {
	table := &words.English.Catalogue().Table
	told(t, func(f *tell.Reader, _ *sim.Event, said string) string {
		again := 0
		for number := range f.State.Orders.Each() {
			o := f.State.Order(number)
			if o.WorkDone > 1 {
				again++
			}
			if _, is, _, _ := f.Truth(o); is == table.Twice && o.WorkDone < 2 {
				return fmt.Sprintf("#%d is %q, and done %d times", number, is, o.WorkDone)
			}
		}
		if strings.HasSuffix(said, "more than once.") && strings.HasPrefix(said, "The run is over") && again == 0 {
			return "no order's work was done again"
		}
		return ""
	})
}
