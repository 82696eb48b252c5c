package engine

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"orderflow/internal/simtest"
	"orderflow/sim"
)

// breaks is the fault that is made on the screen by one key.
func breaks() sim.Input {
	f := sim.NewFault(sim.BrokerDown)
	return sim.Input{Fault: &f}
}

// newTestSession starts the default configuration and computes it up to a time.
func newTestSession(t *testing.T, until time.Duration) *Session {
	t.Helper()
	s, err := NewSession(sim.DefaultConfig(), sim.Header{Scenario: "test"})
	if err != nil {
		t.Fatal(err)
	}
	s.Advance(until)
	return s
}

func (s *Session) mustAct(t *testing.T, at time.Duration, in sim.Input) {
	t.Helper()
	if err := s.Act(at, in); err != nil {
		t.Fatal(err)
	}
}

// written returns a log as it is written into a file.
func written(t *testing.T, l *sim.Log) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := l.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// nowOf returns how far a future is computed.
func (s *Session) nowOf(f *sim.Future) time.Duration {
	for _, c := range slices.Concat(s.kept, []*course{s.present}) {
		if c.Future == f {
			return c.engine.Now()
		}
	}
	return 0
}

// refolded returns the log that a future's inputs make, computed in one go as
// far as the future is.
func refolded(t *testing.T, s *Session, f *sim.Future) []byte {
	t.Helper()
	fresh, err := newCourse(s.config, s.header, slices.Clone(f.Inputs()))
	if err != nil {
		t.Fatal(err)
	}
	fresh.Advance(s.nowOf(f))
	return written(t, fresh.Log())
}

func TestActingInThePastKeepsTheFirstFuture(t *testing.T) {
	s := newTestSession(t, 40*time.Second)
	first, before := s.Log(), written(t, s.Log())
	s.mustAct(t, 12*time.Second, breaks())
	futures := s.Futures()
	if len(futures) != 2 || futures[0].Log() != s.Log() || futures[1].Log() != first {
		t.Fatalf("%d futures, want the present one and the first", len(futures))
	}
	if !bytes.Equal(written(t, first), before) {
		t.Error("acting has changed the log that was kept")
	}
	if !bytes.Equal(refolded(t, s, futures[1]), before) {
		t.Error("the future that was kept is not what its inputs make")
	}
	if s.present.engine.Now() < s.nowOf(futures[1]) {
		t.Errorf("the new future is computed to %s, the first to %s", s.present.engine.Now(), s.nowOf(futures[1]))
	}
	futures[1].Advance(time.Minute)
	whole := newTestSession(t, time.Minute)
	if !bytes.Equal(written(t, first), written(t, whole.Log())) {
		t.Error("a future that goes on being computed is not the run it was")
	}
}

func TestEachActInThePastKeepsOne(t *testing.T) {
	s := newTestSession(t, 40*time.Second)
	first := s.Log()
	s.mustAct(t, 20*time.Second, breaks())
	second := s.Log()
	s.mustAct(t, 10*time.Second, sim.Input{NewOrder: true})
	futures := s.Futures()
	if len(futures) != 3 || futures[1].Log() != second || futures[2].Log() != first {
		t.Fatalf("%d futures, want three, the last one that was left first", len(futures))
	}
	for i, want := range []time.Duration{0, 10 * time.Second, 10 * time.Second} {
		if at, found := futures[0].Parting(futures[i]); at != want || found != (i > 0) {
			t.Errorf("future %d parts at %s, %v; want %s", i, at, found, want)
		}
	}
	if at, _ := futures[1].Parting(futures[2]); at != 20*time.Second {
		t.Errorf("the two that are kept part at %s", at)
	}
	for i, want := range []int{2, 1, 0} {
		if own := futures[i].Own(futures); len(own) != want {
			t.Errorf("future %d has %d inputs that not all have, want %d", i, len(own), want)
		}
	}
}

func TestActingAtTheEndKeepsNone(t *testing.T) {
	s := newTestSession(t, 12*time.Second)
	s.mustAct(t, 12*time.Second, breaks())
	s.mustAct(t, 13*time.Second, sim.Input{Repair: true})
	if n := len(s.Futures()); n != 1 {
		t.Errorf("%d futures where nothing was left behind", n)
	}
}

func TestSwitchingKeepsEveryFuture(t *testing.T) {
	s := newTestSession(t, 40*time.Second)
	s.mustAct(t, 20*time.Second, breaks())
	s.mustAct(t, 10*time.Second, sim.Input{NewOrder: true})
	before := s.Futures()
	s.Switch(2)
	after := s.Futures()
	if after[0] != before[2] || after[1] != before[1] || after[2] != before[0] || s.Log() != before[2].Log() {
		t.Fatal("the future that was shown is not kept in the place of the one that is shown now")
	}
	s.Switch(2)
	s.Switch(0)
	if !slices.Equal(s.Futures(), before) {
		t.Error("switching back does not bring back what was there")
	}
	s.Switch(2)
	s.mustAct(t, 30*time.Second, sim.Input{NewOrder: true})
	if n := len(s.Futures()); n != 4 {
		t.Errorf("%d futures after acting in one that was kept, want 4", n)
	}
}

func TestTheSameInputsAreTheSameFuture(t *testing.T) {
	s := newTestSession(t, 40*time.Second)
	s.mustAct(t, 12*time.Second, breaks())
	broken := s.Log()
	s.Switch(1)
	s.mustAct(t, 12*time.Second, breaks())
	if n := len(s.Futures()); n != 2 || s.Log() != broken {
		t.Errorf("%d futures after doing again what was done before, want 2", n)
	}
}

func TestFuturesAreBounded(t *testing.T) {
	s := newTestSession(t, 40*time.Second)
	for i := range sim.FuturesMax {
		s.mustAct(t, time.Duration(i+1)*time.Second, sim.Input{NewOrder: true})
	}
	if len(s.Futures()) != sim.FuturesMax+1 || s.LetGo() != 0 {
		t.Fatalf("%d futures, %d let go", len(s.Futures()), s.LetGo())
	}
	futures := s.Futures()
	first, second := futures[sim.FuturesMax], futures[sim.FuturesMax-1]
	s.Switch(sim.FuturesMax) // the first one is watched again, so it is not the one left longest ago
	s.mustAct(t, 20*time.Second, sim.Input{NewOrder: true})
	if len(s.Futures()) != sim.FuturesMax+1 || s.LetGo() != 1 {
		t.Fatalf("%d futures, %d let go", len(s.Futures()), s.LetGo())
	}
	if !slices.Contains(s.Futures(), first) || slices.Contains(s.Futures(), second) {
		t.Error("it is not the future left longest ago that was let go")
	}
}

func TestDroppingLetsOneFutureGo(t *testing.T) {
	s := newTestSession(t, 40*time.Second)
	s.mustAct(t, 20*time.Second, breaks())
	s.mustAct(t, 10*time.Second, sim.Input{NewOrder: true})
	before := s.Futures()
	s.Drop(1)
	if after := s.Futures(); !slices.Equal(after, []*sim.Future{before[0], before[2]}) || s.LetGo() != 1 {
		t.Errorf("%d futures, %d let go", len(after), s.LetGo())
	}
}

// TestFuturesAreWhatTheirInputsMake: whatever is done and shown in whatever
// order, every future is the run of its inputs, byte for byte, and two part
// where Parting says.
func TestFuturesAreWhatTheirInputsMake(t *testing.T) {
	singleThreaded(t)
	for seed := range uint64(40) {
		draw := sim.NewStream(seed, "futures", 0)
		s, err := NewSession(simtest.RandomConfig(seed), sim.Header{Scenario: "law", Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		for range 12 {
			if draw.Intn(3) == 0 {
				s.Switch(int(draw.Intn(int64(len(s.Futures())))))
				continue
			}
			s.Advance(s.present.engine.Now() + draw.Between(0, 20*time.Second))
			inputs := simtest.RandomInputs(uint64(draw.Intn(1<<62)), s.config.Until)
			if len(inputs) > 0 {
				s.mustAct(t, inputs[0].At, inputs[0])
			}
		}
		futures := s.Futures()
		for i, f := range futures {
			if !bytes.Equal(written(t, f.Log()), refolded(t, s, f)) {
				t.Fatalf("seed %d: future %d is not the run of its inputs", seed, i)
			}
			for _, other := range futures[:i] {
				at, found := f.Parting(other)
				same := f.Log().Until(at - 1)
				if !found || same > other.Log().Len() && s.nowOf(other) > at || !bytes.Equal(written(t, f.Log().Prefix(min(same, other.Log().Len()))), written(t, other.Log().Prefix(min(same, other.Log().Len())))) {
					t.Fatalf("seed %d: futures part before %s", seed, at)
				}
			}
		}
	}
}

func TestBeginningWithOtherInputsKeepsThePresent(t *testing.T) {
	s := newTestSession(t, 40*time.Second)
	plain := s.Log()
	s.mustAct(t, 12*time.Second, breaks())
	acted := s.Log()
	if err := s.Begin(nil); err != nil || s.Log() != plain || len(s.Futures()) != 2 || s.Futures()[1].Log() != acted {
		t.Fatalf("error %v, %d futures", err, len(s.Futures()))
	}
	later, first := breaks(), sim.Input{NewOrder: true}
	later.At, first.At = 20*time.Second, 10*time.Second
	if err := s.Begin([]sim.Input{later, first}); err != nil || len(s.Futures()) != 3 || s.Futures()[1].Log() != plain {
		t.Fatalf("error %v, %d futures", err, len(s.Futures()))
	}
	s.Advance(40 * time.Second)
	if present := s.Futures()[0]; len(present.Inputs()) != 2 || present.Inputs()[0].At != 10*time.Second || !bytes.Equal(refolded(t, s, present), written(t, s.Log())) {
		t.Error("the inputs are not done in the order of their time")
	}
	if before := len(s.Futures()); s.Begin([]sim.Input{later, first}) != nil || len(s.Futures()) != before {
		t.Error("beginning with the same inputs keeps something")
	}
}
