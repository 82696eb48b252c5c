package kafkax

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"

	"orderflow/internal/store"
	"orderflow/sim"
)

// company is a cluster in memory, and the processes of one run on it.
type company struct {
	t       *testing.T
	brokers *embedded
	panels  *kfake.VirtualNetwork
	plan    *Plan
}

const testPrefix = "team"

// company starts the processes of a run, the watcher last.
func newCompany(t *testing.T, config sim.Config) *company {
	t.Helper()
	e, err := newEmbedded(sim.BrokerCount)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(e.close)
	return &company{t: t, brokers: e, panels: new(kfake.VirtualNetwork), plan: &Plan{Version: "test", Config: config}}
}

// options are those of one process.
func (c *company) options(role string) RoleOptions {
	o := RoleOptions{
		Options: Options{Brokers: c.brokers.addresses(), dial: c.brokers.dial, panelNetwork: c.panels},
		Prefix:  testPrefix, Role: role, Members: 1, Version: "test",
	}
	if role == RoleService {
		o.Plan = c.plan
	}
	return o
}

// join starts a process.
func (c *company) join(o RoleOptions) *RoleRun {
	c.t.Helper()
	r, err := StartRole(c.t.Context(), o)
	if err != nil {
		c.t.Fatalf("%s: %v", o.Role, err)
	}
	return r
}

// joinAll starts a process of each role, side by side, as one would on several machines.
func (c *company) joinAll(roles ...string) (list []*RoleRun) {
	c.t.Helper()
	type joined struct {
		run *RoleRun
		err error
	}
	answers := make([]chan joined, len(roles))
	for i, role := range roles {
		answers[i] = make(chan joined, 1)
		o := c.options(role)
		go func() {
			r, err := StartRole(c.t.Context(), o)
			answers[i] <- joined{r, err}
		}()
	}
	for i := range answers {
		j := <-answers[i]
		if j.err != nil {
			c.t.Fatalf("%s: %v", roles[i], j.err)
		}
		list = append(list, j.run)
	}
	return list
}

// close ends processes, the last first.
func (c *company) close(list ...*RoleRun) {
	c.t.Helper()
	for i := len(list) - 1; i >= 0; i-- {
		if err := list[i].Close(); err != nil {
			c.t.Errorf("closing: %v", err)
		}
	}
}

// until waits until the watcher's log says something, at most for a while.
func until(t *testing.T, o *Watched, most time.Duration, is func(*sim.State) bool) {
	t.Helper()
	for deadline := time.Now().Add(most); !is(o.State()); time.Sleep(100 * time.Millisecond) {
		if time.Now().After(deadline) {
			o.Advance(0)
			last := o.Log().Len()
			for n := max(1, last-30); n <= last; n++ {
				t.Logf("%s", o.Log().At(sim.EventID(n)).AppendJSON(nil))
			}
			t.Fatalf("it has not come within %s; finished %d", most, o.State().Finished)
		}
	}
}

// TestRolesAsProcesses: what five processes observe is one log, as lawful as that of
// one process, and with the same end.
func TestRolesAsProcesses(t *testing.T) {
	t.Parallel()
	for _, mode := range modes {
		t.Run(mode.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				config := config(mode, 6)
				config.ExternalRatio = 300
				c := newCompany(t, config)
				all := c.joinAll(RoleService, RoleInHouse, RoleExternal, RoleStatistics, RoleWatch)
				o := all[4].Watched()
				if err := o.Caught(context.WithoutCancel(t.Context())); err != nil {
					t.Fatal(err)
				}
				until(t, o, 2*time.Minute, func(s *sim.State) bool { return s.Finished == 6 })
				time.Sleep(5 * time.Second)
				o.End(sim.ReasonQuit)
				o.Advance(0)
				wantLawful(t, o.Log(), o.LogHash())
				c.close(all...)
			})
		})
	}
}

// TestEveryWatcherSeesTheSame: one that comes later, too.
func TestEveryWatcherSeesTheSame(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, config(sim.EmitAwait, 5))
		all := c.joinAll(RoleService, RoleInHouse, RoleExternal, RoleStatistics, RoleWatch)
		first := all[4].Watched()
		until(t, first, time.Minute, func(s *sim.State) bool { return s.Finished == 2 })
		late := c.join(c.options(RoleWatch))
		second := late.Watched()
		until(t, second, time.Minute, func(s *sim.State) bool { return s.Finished == 5 })
		time.Sleep(3 * time.Second)
		first.Advance(0)
		second.Advance(0)
		n := min(first.Log().Len(), second.Log().Len())
		if n < 60 {
			t.Errorf("the logs have %d and %d events", first.Log().Len(), second.Log().Len())
		}
		for i := 1; i <= n; i++ {
			if a, b := first.Log().At(sim.EventID(i)).AppendJSON(nil), second.Log().At(sim.EventID(i)).AppendJSON(nil); !bytes.Equal(a, b) {
				t.Fatalf("one sees %s, the other %s", a, b)
			}
		}
		c.close(append(all, late)...)
	})
}

// TestAFaultActsInEveryProcess: one that the watcher lets begin takes the brokers from
// all of them, and ends by itself; an outage is seen as in one process.
func TestAFaultActsInEveryProcess(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, config(sim.Emit, 8))
		all := c.joinAll(RoleService, RoleInHouse, RoleExternal, RoleStatistics, RoleWatch)
		o := all[4].Watched()
		until(t, o, time.Minute, func(s *sim.State) bool { return s.Finished == 2 })
		f, err := sim.ParseFault("broker-down:for=3s,how=network")
		if err != nil {
			t.Fatal(err)
		}
		if err := o.Act(0, sim.Input{Fault: &f}); err != nil {
			t.Fatal(err)
		}
		until(t, o, 2*time.Minute, func(s *sim.State) bool { return s.Finished == 8 })
		if err := o.Act(0, sim.Input{NewOrder: true}); err != nil {
			t.Fatal(err)
		}
		until(t, o, time.Minute, func(s *sim.State) bool { return s.Finished == 9 })
		o.End(sim.ReasonQuit)
		o.Advance(0)
		log := o.Log()
		wantLawful(t, log, o.LogHash())
		wantCount(t, log, sim.FaultStarted, 0, 1)
		wantCount(t, log, sim.FaultEnded, 0, 1)
		wantCount(t, log, sim.BrokerStopped, 0, 3)
		wantCount(t, log, sim.BrokerStarted, 0, 3)
		if len(events(log, sim.ConsumerDisconnected, 0)) == 0 || len(events(log, sim.RequestFailed, 0)) == 0 {
			t.Error("nobody was cut off")
		}
		c.close(all...)
	})
}

// TestAServiceThatDies and is started again on its database: the log says so, what it had
// in memory is gone, and no order is made twice.
func TestAServiceThatDies(t *testing.T) {
	t.Parallel()
	database := filepath.Join(t.TempDir(), "orders.db")
	synctest.Test(t, func(t *testing.T) {
		config := config(sim.EmitAwait, 6)
		config.Remedies = config.Remedies.With(sim.Sweeper, true)
		c := newCompany(t, config)
		o := c.options(RoleService)
		o.DB = database
		first := c.join(o)
		all := c.joinAll(RoleInHouse, RoleExternal, RoleStatistics, RoleWatch)
		w := all[3].Watched()
		until(t, w, time.Minute, func(s *sim.State) bool { return s.Finished == 2 })
		first.die()
		time.Sleep(3 * time.Second)
		second := c.join(o)
		until(t, w, 3*time.Minute, func(s *sim.State) bool { return s.Finished == 6 })
		time.Sleep(3 * time.Second)
		w.End(sim.ReasonQuit)
		w.Advance(0)
		log := w.Log()
		wantLawful(t, log, w.LogHash())
		wantCount(t, log, sim.OrderCreated, 0, 6)
		wantCount(t, log, sim.ServiceRestarted, 0, 1)
		if exits := events(log, sim.ServiceExited, 0); len(exits) != 1 || sim.Reason(exits[0].Word) != sim.ReasonCrash {
			t.Errorf("the service has ended like this: %+v", exits)
		}
		c.close(append(all, second)...)
	})
}

// TestAnOrderThatWasNotTold: the process before had it in its database, and died before it
// could say so. The log has it all the same.
func TestAnOrderThatWasNotTold(t *testing.T) {
	database := filepath.Join(t.TempDir(), "orders.db")
	synctest.Test(t, func(t *testing.T) {
		config := config(sim.EmitAwait, 3)
		db, err := store.Open(t.Context(), database)
		if err != nil {
			t.Fatal(err)
		}
		order := config.Order(1)
		order.ID = "1"
		if err := errors.Join(db.Create(t.Context(), store.New{Order: order, Plan: 1}), db.Close()); err != nil {
			t.Fatal(err)
		}
		c := newCompany(t, config)
		o := c.options(RoleService)
		o.DB = database
		all := append([]*RoleRun{c.join(o)}, c.joinAll(RoleInHouse, RoleExternal, RoleStatistics, RoleWatch)...)
		w := all[4].Watched()
		until(t, w, time.Minute, func(s *sim.State) bool { return s.Finished == 2 })
		time.Sleep(3 * time.Second)
		w.End(sim.ReasonQuit)
		w.Advance(0)
		wantLawful(t, w.Log(), w.LogHash())
		wantCount(t, w.Log(), sim.OrderCreated, 0, 3)
		c.close(all...)
	})
}

// TestAPlannedFaultComesOnce, however often the order service, whose plan has it, is
// started again.
func TestAPlannedFaultComesOnce(t *testing.T) {
	t.Parallel()
	skipShort(t)
	database := filepath.Join(t.TempDir(), "orders.db")
	synctest.Test(t, func(t *testing.T) {
		config := config(sim.EmitAwait, 8, "ack-delay:delay=100ms,from=1s,count=always,for=1s", "ack-delay:delay=50ms,from=9s,count=always,for=1s")
		c := newCompany(t, config)
		o := c.options(RoleService)
		o.DB = database
		first := c.join(o)
		all := c.joinAll(RoleInHouse, RoleExternal, RoleStatistics, RoleWatch)
		w := all[3].Watched()
		until(t, w, time.Minute, func(s *sim.State) bool { return s.Finished >= 2 })
		first.die()
		time.Sleep(2 * time.Second)
		second := c.join(o)
		until(t, w, 3*time.Minute, func(s *sim.State) bool { return s.Finished == 8 })
		time.Sleep(15 * time.Second)
		w.End(sim.ReasonQuit)
		w.Advance(0)
		wantCount(t, w.Log(), sim.FaultStarted, 0, 2) // the second had not come when the first life ended
		c.close(append(all, second)...)
	})
}

// die ends a process as signal 9 does: it says nothing more, leaves no group, and marks
// nothing.
func (r *RoleRun) die() {
	r.session.gate.Close()
	r.session.entered = false
	r.line.Close()
	_ = r.Close() // it could not do what it wanted to
}

// TestTwoWorkersShareAGroup: members of two processes are told apart, and what a dead one
// had comes to the other.
func TestTwoWorkersShareAGroup(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		config := config(sim.Emit, 12)
		config.SessionTimeout = 6 * time.Second
		c := newCompany(t, config)
		service := c.join(c.options(RoleService))
		all := c.joinAll(RoleExternal, RoleStatistics, RoleWatch, RoleInHouse, RoleInHouse)
		w := all[2].Watched()
		two := c.options(RoleStatistics)
		two.Members = 2
		all = append(all, c.join(two))
		workers := map[uint8]bool{}
		until(t, w, time.Minute, func(*sim.State) bool { // each has had something to do
			w.Advance(0)
			for _, e := range events(w.Log(), sim.HandlerStarted, 0) {
				workers[e.Worker] = true
			}
			return len(workers) == 2
		})
		all[4].die()
		until(t, w, 3*time.Minute, func(s *sim.State) bool { return s.Finished == 12 })
		if n := len(w.State().Groups[sim.StatisticsGroup].Members); n != 3 {
			t.Errorf("statistics has %d members, want one of one process and two of another", n)
		}
		time.Sleep(10 * time.Second)
		w.End(sim.ReasonQuit)
		w.Advance(0)
		log := w.Log()
		wantLawfulBut(t, log, w.LogHash(), func(e *sim.Event) bool { return e.Type == sim.MemberLeft }) // who has killed the process, nobody here knows
		for _, e := range events(log, sim.HandlerStarted, 0) {
			workers[e.Worker] = true
		}
		if !workers[1] || !workers[2] || len(workers) != 2 {
			t.Errorf("the work was done by %v", workers)
		}
		left := 0
		for _, e := range events(log, sim.MemberLeft, 0) {
			if e.Group == sim.InHouseGroup && sim.Reason(e.Word) == sim.ReasonSessionTimeout {
				left++
			}
		}
		if left != 1 {
			t.Errorf("%d members of in-house were expelled, want 1", left)
		}
		c.close(append(append(all[:4:4], all[5]), service)...)
	})
}

// TestMachinesWithOtherClocks: the log of processes whose clocks are hours apart is as
// lawful, and each order's rungs come in their order.
func TestMachinesWithOtherClocks(t *testing.T) {
	t.Parallel()
	skipShort(t)
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, config(sim.Send, 4))
		var all []*RoleRun
		for i, role := range []string{RoleInHouse, RoleExternal, RoleStatistics, RoleWatch, RoleService} {
			o := c.options(role)
			o.skew = time.Duration(i) * 37 * time.Minute
			all = append(all, nil)
			go func() { all[i] = c.join(o) }() // whoever comes first waits for the others
		}
		time.Sleep(20 * time.Second)
		w := all[3].Watched()
		until(t, w, time.Minute, func(s *sim.State) bool { return s.Finished == 4 })
		time.Sleep(3 * time.Second)
		w.End(sim.ReasonQuit)
		w.Advance(0)
		wantLawful(t, w.Log(), w.LogHash())
		if last := w.Log().At(sim.EventID(w.Log().Len())).At; last > time.Minute {
			t.Errorf("the run took %s", last)
		}
		for n := sim.OrderID(1); n <= 4; n++ {
			order := w.State().Order(n)
			for rung := sim.OnWire; rung <= sim.Committed; rung++ {
				if order.Rungs[rung] == 0 {
					t.Errorf("order %d has not reached %s", n, rung)
				}
			}
		}
		c.close(all...)
	})
}
