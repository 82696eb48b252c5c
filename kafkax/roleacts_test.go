package kafkax

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"orderflow/kafkax/assemble"
	"orderflow/sim"
)

// tooMany asks a run for more faults than it may have, one after the other, and returns how
// many it took and what it said to the first that it did not.
func tooMany(t *testing.T, act func(sim.Input) error) (taken int, why string) {
	t.Helper()
	f, err := sim.ParseFault("ack-delay:delay=1ms,order=1,for=1s")
	if err != nil {
		t.Fatal(err)
	}
	for ; taken <= sim.FaultsMax; taken++ {
		if err := act(sim.Input{Fault: &f}); err != nil {
			return taken, sim.TextOf(err).English
		}
		time.Sleep(100 * time.Millisecond) // until it has been read
	}
	return taken, ""
}

const oneTooMany = "fault ack-delay: at most 256 in one run, with those that are planned"

// TestAFaultTooMany: whoever asks for it is told, and a fault of the plan has its place all
// the same.
func TestAFaultTooMany(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, config(sim.EmitAwait, 2, "ack-delay:delay=100ms,from=2m,count=always,for=1s"))
		all := c.joinAll(RoleService, RoleInHouse, RoleExternal, RoleStatistics, RoleWatch)
		w := all[4].Watched()
		<-w.Begun()
		taken, why := tooMany(t, all[4].Act)
		if taken != sim.FaultsMax-1 || why != oneTooMany {
			t.Errorf("%d faults are taken, and then %q", taken, why)
		}
		f, err := sim.ParseFault("ack-delay:delay=1ms")
		if err != nil {
			t.Fatal(err)
		}
		if err := all[4].act(t.Context(), "", sim.Input{Fault: &f}); err != nil { // as somebody who has asked at the same time
			t.Fatal(err)
		}
		time.Sleep(2 * time.Minute)
		if err := all[4].act(t.Context(), "", sim.Input{Fault: &f}); err != nil {
			t.Fatal(err)
		}
		until(t, w, time.Minute, func(s *sim.State) bool { return s.Finished == 2 })
		time.Sleep(5 * time.Second)
		w.End(sim.ReasonQuit)
		w.Advance(0)
		wantLawful(t, w.Log(), w.LogHash())
		wantCount(t, w.Log(), sim.FaultStarted, 0, sim.FaultsMax)
		if text := said(w.Log()); !strings.Contains(text, "left out the fault ack-delay") {
			t.Errorf("nothing is said of the one that came too late: %q", text)
		}
		c.close(all...)
	})
}

// TestAFaultTooManyInOneProcess is the same of a run in one process, which goes on until the
// fault of the plan has come.
func TestAFaultTooManyInOneProcess(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		config := config(sim.EmitAwait, 2, "ack-delay:delay=100ms,from=2m,count=always,for=1s")
		config.Until = 5 * time.Minute
		s, err := Start(context.WithoutCancel(t.Context()), config, inMemory())
		if err != nil {
			t.Fatal(err)
		}
		if taken, why := tooMany(t, s.Act); taken != sim.FaultsMax-1 || why != oneTooMany {
			t.Errorf("%d faults are taken, and then %q", taken, why)
		}
		time.Sleep(2 * time.Minute)
		if err := s.Err(); err != nil {
			t.Errorf("the run: %v", err)
		}
		if got := len(s.State().Faults); got != sim.FaultsMax {
			t.Errorf("%d faults have begun", got)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
}

// TestControlThatIsFull: whoever acts is told, and of a fault of the plan it is said, once.
func TestControlThatIsFull(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, config(sim.EmitAwait, 2, "ack-delay:delay=100ms,from=5s,count=always,for=1s"))
		all := c.joinAll(RoleService, RoleInHouse, RoleExternal, RoleStatistics, RoleWatch)
		w := all[4].Watched()
		<-w.Begun()
		for _, r := range all {
			r.control.reaches(assemble.ActsMax)
		}
		if err := w.Act(0, sim.Input{NewOrder: true}); err == nil || err.Error() != "at most 32767 acts in one run" {
			t.Errorf("an act: %v", err)
		}
		until(t, w, time.Minute, func(s *sim.State) bool { return s.Finished == 2 })
		time.Sleep(30 * time.Second)
		w.End(sim.ReasonQuit)
		w.Advance(0)
		wantCount(t, w.Log(), sim.FaultStarted, 0, 0)
		if n := strings.Count(said(w.Log()), "left out the fault ack-delay"); n != 1 {
			t.Errorf("it is said %d times: %q", n, said(w.Log()))
		}
		c.close(all...)
	})
}

// TestWhoeverActsAndLeaves: what he has just done comes to the others; where the brokers do
// not take it, it is counted, and he is not kept.
func TestWhoeverActsAndLeaves(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, config(sim.Emit, 2))
		all := c.joinAll(RoleService, RoleInHouse, RoleExternal, RoleStatistics, RoleWatch)
		leave := func(mute bool) (unwritten int) {
			o, muted := c.mutableOptions(RoleWatch)
			r := c.join(o)
			<-r.Watched().Begun()
			muted.Store(mute)
			if err := r.Watched().Act(0, sim.Input{NewOrder: true}); err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			if err := r.Close(); err != nil && !mute {
				t.Error(err)
			}
			wantBetween(t, "leaving", time.Since(start), 0, 3*time.Second)
			return r.Unwritten()
		}
		if n := leave(false); n != 0 {
			t.Errorf("%d acts came to nobody", n)
		}
		until(t, all[4].Watched(), time.Minute, func(s *sim.State) bool { return s.Count() == 3 })
		if n := leave(true); n != 1 {
			t.Errorf("brokers that are frozen have taken all but %d acts of one", n)
		}
		c.close(all...)
	})
}
