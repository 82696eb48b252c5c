package sim_test

import (
	"fmt"
	"reflect"
	"testing"

	"orderflow/internal/simtest"
	"orderflow/sim"
	"orderflow/sim/engine"
)

// logOf returns the log of a whole run.
func logOf(t *testing.T, c sim.Config, inputs ...sim.Input) *sim.Log {
	t.Helper()
	log := &sim.Log{}
	e, err := engine.New(c, inputs, log.Append)
	if err != nil {
		t.Fatal(err)
	}
	e.Run()
	return log
}

// foldBroken looks at the fold at every prefix of a log, at a clone that goes on
// by itself, and at the anomalies, which are held to what the rules say without
// their shortcut.
func foldBroken(log *sim.Log) string {
	s, early := sim.NewState(), (*sim.State)(nil)
	for event := range log.All() {
		s.Apply(event)
		if wrong := simtest.Inconsistent(s); wrong != "" {
			return fmt.Sprintf("after event %d (%s): %s", event.N, event.Type, wrong)
		}
		if int(event.N) == log.Len()/2 {
			early = s.Clone()
		}
	}
	if early != nil {
		for n := early.N + 1; int(n) <= log.Len(); n++ {
			early.Apply(log.At(n))
		}
		if !reflect.DeepEqual(early.Flat(), s.Flat()) {
			return "a clone that goes on ends elsewhere"
		}
	}
	return s.Unnamed()
}

// TestTheFold holds the laws of the fold over random scenarios.
func TestTheFold(t *testing.T) {
	sim.Long(t)
	for seed := uint64(1); seed <= 300; seed++ {
		if wrong := simtest.Random(seed).Check(func(x simtest.Trial) string { return foldBroken(logOf(t, x.Config, x.Inputs...)) }); wrong != "" {
			t.Fatal(wrong)
		}
	}
}

// TestBackgroundIsNoOrdersFate: what only fills the background brings no order
// further, and a fault that lasts strikes nothing.
func TestBackgroundIsNoOrdersFate(t *testing.T) {
	sim.Long(t)
	background, lasting := 0, 0
	for seed := uint64(1); seed <= 60; seed++ {
		x := simtest.Random(seed)
		log := logOf(t, x.Config, x.Inputs...)
		for e := range log.All() {
			if !e.Background() {
				continue
			}
			background++
			if rung, reached := e.Rung(); reached {
				t.Fatalf("seed %d: event %d (%s) fills the background and reaches %s", seed, e.N, e.Type, rung)
			}
		}
		for _, f := range sim.Fold(log, log.Len()).Faults {
			if f.Fault.String() != f.Text {
				t.Fatalf("seed %d: the fault %q is kept as %q", seed, f.Text, f.Fault)
			}
			if !f.Fault.Name.Lasting() {
				continue
			}
			lasting++
			if f.Strikes > 0 {
				t.Fatalf("seed %d: %s lasts, and struck %d times", seed, f.Text, f.Strikes)
			}
		}
	}
	if background == 0 || lasting == 0 {
		t.Errorf("%d events of the background and %d lasting faults were seen", background, lasting)
	}
}

// TestTexts: what faults and events say is whole in both languages.
func TestTexts(t *testing.T) {
	told := func(name string, text sim.Text) {
		for _, wrong := range simtest.Untold(text) {
			t.Errorf("%s: %s", name, wrong)
		}
	}
	for _, shape := range sim.FaultShapes() {
		told(shape.Name.String(), shape.Happens)
	}
	sim.EventShapes(func(name string, meaning sim.Text, _ []string) { told(name, meaning) })
}
