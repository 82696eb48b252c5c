package engine

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"

	"orderflow/internal/simtest"
	"orderflow/sim"
)

// recordRun runs to the end and returns the log as bytes.
func recordRun(t *testing.T, c sim.Config, inputs []sim.Input, drive func(*Engine)) []byte {
	t.Helper()
	var b bytes.Buffer
	w := sim.NewLogWriter(&b, sim.Header{Scenario: "law", Seed: c.Seed})
	e, err := New(c, inputs, w.Append)
	if err != nil {
		t.Fatal(err)
	}
	drive(e)
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// broken returns which law the trial breaks, or nothing.
func broken(t *testing.T, x simtest.Trial) string {
	t.Helper()
	whole := recordRun(t, x.Config, x.Inputs, (*Engine).Run)
	draw := sim.NewStream(x.Config.Seed, "steps", 0)
	steps := recordRun(t, x.Config, x.Inputs, func(e *Engine) {
		for !e.Ended() {
			e.Advance(e.Now() + draw.Between(time.Microsecond, 3*time.Second))
		}
	})
	if !bytes.Equal(whole, steps) {
		return "one run and many steps differ: " + simtest.FirstDifference(whole, steps)
	}
	log, err := sim.ReadLog(bytes.NewReader(whole))
	if err != nil {
		return "reading the log back: " + err.Error()
	}
	if wrong := ordersDiffer(t, x, log); wrong != "" {
		return wrong
	}
	if wrong := replayDiffers(t, x, whole); wrong != "" {
		return wrong
	}
	if wrong := forgettingDiffers(t, x, whole); wrong != "" {
		return wrong
	}
	var again bytes.Buffer
	if _, err := log.WriteTo(&again); err != nil || !bytes.Equal(again.Bytes(), whole) {
		return "the log read and written again differs: " + simtest.FirstDifference(whole, again.Bytes())
	}
	return foldBroken(t, x, log)
}

// foldBroken compares the fold at every prefix with counters made from scratch,
// and the fold at the end with the engine's own state.
func foldBroken(t *testing.T, x simtest.Trial, log *sim.Log) string {
	t.Helper()
	s := sim.NewState()
	losses := simtest.NewLossLaw()
	for event := range log.All() {
		s.Apply(event)
		if wrong := losses.See(s, event); wrong != "" {
			return wrong
		}
		if wrong := simtest.Inconsistent(s); wrong != "" {
			return fmt.Sprintf("after event %d (%s): %s", event.N, event.Type, wrong)
		}
	}
	e, err := New(x.Config, x.Inputs)
	if err != nil {
		t.Fatal(err)
	}
	e.Run()
	if wrong := e.differs(s); wrong != "" {
		return "the engine and the fold of its log differ: " + wrong
	}
	return ""
}

// ordersDiffer compares the orders of a log that was read with those of the run.
func ordersDiffer(t *testing.T, x simtest.Trial, log *sim.Log) string {
	t.Helper()
	e, err := New(x.Config, x.Inputs)
	if err != nil {
		t.Fatal(err)
	}
	e.Run()
	read := sim.Fold(log, log.Len())
	for n := range e.State().Orders.Each() {
		if want, got := *e.State().Order(n).Order, *read.Order(n).Order; want != got {
			return fmt.Sprintf("order %d is read as %+v, want %+v", n, got, want)
		}
	}
	return ""
}

// TestForgettingChangesNothing: a run that drops finished orders has the same
// log, and its counters are those of the whole.
func TestForgettingChangesNothing(t *testing.T) {
	singleThreaded(t)
	for seed := uint64(1); seed <= 6; seed++ {
		c := simtest.RandomConfig(seed)
		c.Orders, c.Rate, c.Until = 300, sim.Rate{Orders: 2, Per: time.Second}, 10*time.Minute
		whole, err := New(c, nil)
		if err != nil {
			t.Fatal(err)
		}
		lean, err := New(c, nil)
		if err != nil {
			t.Fatal(err)
		}
		lean.ForgetFinished()
		whole.Run()
		lean.Run()
		if whole.LogHash() != lean.LogHash() {
			t.Fatalf("seed %d: the logs differ", seed)
		}
		if a, b := whole.State(), lean.State(); a.Truths != b.Truths || a.Rows != b.Rows || a.Gap != b.Gap || a.ForNothing != b.ForNothing {
			t.Fatalf("seed %d: the counters differ: %v and %v", seed, a.Truths, b.Truths)
		}
		if a, b := whole.State().Fates(), lean.State().Fates(); !reflect.DeepEqual(a, b) {
			t.Fatalf("seed %d: the fates differ: %v and %v", seed, a, b)
		}
	}
}

// differs compares the engine's mechanisms with the fold of its log.
func (e *Engine) differs(s *sim.State) string {
	for i, p := range e.cluster.partitions {
		got := s.Partitions[i]
		if got.End != p.end() || got.High != p.high || got.Leader != p.leader {
			return fmt.Sprintf("P%d: fold says end %d, HW %d, leader %d; engine %d, %d, %d", i, got.End, got.High, got.Leader, p.end(), p.high, p.leader)
		}
		for g := sim.InHouseGroup; g <= sim.StatisticsGroup; g++ {
			if got.Committed[g] != e.groups[g].offsets[i] {
				return fmt.Sprintf("P%d: fold says %s committed %d; engine %d", i, g, got.Committed[g], e.groups[g].offsets[i])
			}
		}
	}
	for _, f := range e.service.flows {
		if f == nil {
			continue
		}
		o := s.Order(f.number)
		if o.Row != f.row || o.Marked != f.marked || (o.Refunded > 0) != f.refunded || (o.Charged > 0) != f.charged {
			return fmt.Sprintf("order %d: fold says row %s, marked %t, refunded %d; engine %s, %t, %t", f.number, o.Row, o.Marked, o.Refunded, f.row, f.marked, f.refunded)
		}
		if o.Outboxed != f.unsent {
			return fmt.Sprintf("order %d: fold says in the outbox and not sent: %t; engine %t", f.number, o.Outboxed, f.unsent)
		}
		if inFlight := f.own.inFlight + f.sweep.inFlight + f.relay.inFlight; int(o.Live) != inFlight && inFlight > 0 {
			return fmt.Sprintf("order %d: fold says %d publishes under way; engine %d", f.number, o.Live, inFlight)
		}
	}
	if running := slices.ContainsFunc(e.service.instances, func(i *instance) bool { return !i.down }); s.Service.Down == running || s.Remedies != e.remedies {
		return "the service or the remedies"
	}
	return ""
}

// singleThreaded marks a long test of code that runs in one goroutine: the race
// detector, which runs the short tests, has nothing to find there.
func singleThreaded(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("one goroutine, and long")
	}
}

// hold fails the test where the trial breaks a law.
func hold(t *testing.T, x simtest.Trial) {
	t.Helper()
	if wrong := x.Check(func(x simtest.Trial) string { return broken(t, x) }); wrong != "" {
		t.Fatal(wrong)
	}
}

// fits reports whether a run has few enough events to be looked at one by one.
func fits(t *testing.T) func(simtest.Trial) bool {
	t.Helper()
	return func(x simtest.Trial) bool {
		e, err := New(x.Config, x.Inputs)
		if err != nil {
			t.Fatal(err)
		}
		e.limit = 100_000
		e.Run()
		return e.State().N < e.limit
	}
}

// logOf returns the log of a whole run.
func logOf(t *testing.T, c sim.Config, inputs ...sim.Input) *sim.Log {
	t.Helper()
	log := &sim.Log{}
	e, err := New(c, inputs, log.Append)
	if err != nil {
		t.Fatal(err)
	}
	e.Run()
	return log
}

// TestLaws holds the laws over random scenarios: any mode, faults, remedies,
// settings and inputs.
func TestLaws(t *testing.T) {
	singleThreaded(t)
	for seed := uint64(1); seed <= 120; seed++ {
		hold(t, simtest.Random(seed))
		if seed%3 == 0 {
			hold(t, simtest.Random(seed).Stretched(fits(t)))
		}
	}
}

// TestSlowLaws is TestLaws over 1,000 seeds, for the slow tier, and over 10,000 where
// ORDERFLOW_LONG asks for what the gate has no time for.
func TestSlowLaws(t *testing.T) {
	if os.Getenv("ORDERFLOW_SLOW") != "1" {
		t.Skip("the slow tier: set ORDERFLOW_SLOW=1")
	}
	seeds := 1_000
	if os.Getenv("ORDERFLOW_LONG") != "" {
		seeds = 10_000
	}
	workers := runtime.GOMAXPROCS(0)
	for worker := range workers {
		t.Run(strconv.Itoa(worker), func(t *testing.T) {
			t.Parallel()
			for seed := 1 + worker; seed <= seeds; seed += workers {
				x := simtest.Random(uint64(seed))
				hold(t, x)
				if seed/workers%4 == 0 {
					hold(t, x.Stretched(fits(t)))
				}
			}
		})
	}
}
