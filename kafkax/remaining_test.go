package kafkax

import (
	"slices"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"orderflow/kafkax/record"
	"orderflow/kafkax/trace"
	"orderflow/sim"
)

// keeps returns how much a process keeps of orders, records and questions.
func (r *RoleRun) keeps() (orders, records, questions int) {
	c := r.chron
	c.mu.Lock()
	defer c.mu.Unlock()
	return max(len(c.orders), len(c.byID)), len(c.records), len(c.byReply)
}

// A run of processes may last: each of them lets go of what has left it, and what it
// tells is the same.
func TestEveryProcessLetsGo(t *testing.T) {
	t.Parallel()
	skipShort(t)
	for _, mode := range modes {
		t.Run(mode.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				const orders = 40
				config := config(mode, orders)
				config.Rate, config.ExternalRatio = sim.Rate{Orders: 2, Per: time.Second}, 300
				c := newCompany(t, config)
				all := c.joinAll(RoleService, RoleInHouse, RoleExternal, RoleStatistics, RoleWatch)
				o := all[4].Watched()
				until(t, o, 3*time.Minute, func(s *sim.State) bool { return s.Finished == orders })
				time.Sleep(time.Minute)
				for _, r := range all[:4] {
					if orders, records, questions := r.keeps(); orders+records+questions > 0 {
						t.Errorf("%s keeps %d orders, %d records, %d questions", r.options.Role, orders, records, questions)
					}
				}
				o.End(sim.ReasonQuit)
				o.Advance(0)
				wantLawful(t, o.Log(), o.LogHash())
				if list, err := all[0].store.Orders(t.Context()); err != nil || len(list) != orders {
					t.Errorf("the database has %d orders (%v)", len(list), err)
				}
				if mode == sim.Emit {
					time.Sleep(forgetAfter)
				}
				if list, err := all[0].store.Orders(t.Context()); err != nil || mode == sim.Emit && len(list) > 0 {
					t.Errorf("the database in memory keeps %d orders (%v)", len(list), err)
				}
				c.close(all...)
			})
		})
	}
}

// However many orders are over, all are let go of in one round; and of one that a database
// in memory has still a late report is about the run's own.
func TestManyAreLetGoOfAtOnce(t *testing.T) {
	spool, err := trace.NewSpool("", trace.Source{Role: RoleService, Instance: "a"}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		c := newCorrespondent(record.Names{Prefix: "team."}, spool)
		plan := &Plan{Config: sim.DefaultConfig()}
		c.ofPlan(plan, true, false)
		const orders = 5*closeMost + 1
		for n := sim.OrderID(1); n <= orders; n++ {
			o := plan.Config.Order(1)
			o.ID, o.Number = strconv.Itoa(int(n)), n
			c.mu.Lock()
			of := c.enter(o)
			c.mu.Unlock()
			c.pay(of.handle(), false)
			c.mark(of.handle(), sim.RowPublished)
			c.followed(&delivery{order: of.handle(), row: sim.RowCompleted}, true, 0)
		}
		time.Sleep(closeAfter)
		c.closeAll(func([]string) bool { return true })
		if n := c.opened(); n != 0 {
			t.Errorf("%d of %d orders are kept", n, orders)
		}
		report := func() (*trail, error) {
			c.mu.Lock()
			defer c.mu.Unlock()
			return c.reportedOn("7")
		}
		if got, err := report(); err != nil || got.order.Number != 7 || got.order.foreign {
			t.Errorf("a late report: %v", err)
		}
		time.Sleep(forgetAfter)
		forgotten := 0
		c.closeAll(func(ids []string) bool { forgotten += len(ids); return true })
		if _, err := report(); err == nil || forgotten != orders {
			t.Errorf("%d of %d are forgotten, a report then: %v", forgotten, orders, err)
		}
	})
}

// What is not over is kept, whatever is; a report that comes after an order was let go of
// is about the run's own order still, where the database has it.
func TestWhatIsOpenStays(t *testing.T) {
	spool, err := trace.NewSpool("", trace.Source{Role: RoleService, Instance: "a"}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		c := newCorrespondent(record.Names{Prefix: "team."}, spool)
		plan := &Plan{Config: sim.DefaultConfig()}
		c.ofPlan(plan, true, true)
		var list []*trail
		for i, id := range []string{"1", "2", "3", "named", "5", "6"} {
			o := plan.Config.Order(1)
			o.ID, o.Number = id, sim.OrderID(i+1)
			c.mu.Lock()
			list = append(list, c.enter(o))
			c.mu.Unlock()
			c.pay(list[i].handle(), i == 5)
		}
		kept := func(want ...string) {
			t.Helper()
			c.close()
			var got []string
			for _, o := range list {
				if c.find(o.order.ID) == o.handle() {
					got = append(got, o.order.ID)
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("it keeps %v, want %v", got, want)
			}
		}
		// 1 is never published; 2 is published and never heard of; 3 and named are completed, a
		// caller waits for 3; 5 is completed, and its answer is not there; 6 waits in the outbox.
		for _, o := range list[1:] {
			c.mark(o.handle(), sim.RowPublished)
		}
		for _, o := range list[2:] {
			c.followed(&delivery{order: o.handle(), row: sim.RowCompleted}, true, 0)
		}
		c.hold(list[2].handle())
		c.asks(list[4].handle(), "c-5")
		kept("1", "2", "3", "named", "5", "6")
		time.Sleep(closeAfter)
		kept("1", "2", "3", "5", "6")
		c.done(list[2].handle())
		kept("1", "2", "5", "6")
		time.Sleep(forgetAfter)
		kept("1", "6")
		if c.asked("c-5") != nil {
			t.Error("a question is kept")
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		for id, number := range map[string]sim.OrderID{"named": 4, "3": 3, "4": 0, "7": 0, "n-1": 0} {
			if got, err := c.reportedOn(id); err != nil || got.order.Number != number || got.order.foreign != (number == 0) {
				t.Errorf("a report on %s: number %d, another's %t (%v)", id, got.order.Number, got.order.foreign, err)
			}
		}
	})
}

// Another service's record with an id of the run's own is refused by who would work on
// it, as the log says.
func TestAnIdOfTheRunIsNotWorkedTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, config(sim.EmitAwait, 4))
		all := c.joinAll(RoleService, RoleInHouse, RoleExternal, RoleStatistics, RoleWatch)
		o := all[4].Watched()
		until(t, o, time.Minute, func(s *sim.State) bool { return s.Finished == 1 })
		foreign(t, all[0].session, sim.Orders, ordered("4", sim.InHouse), ordered("1", sim.InHouse), ordered("n-1", sim.InHouse))
		until(t, o, time.Minute, func(s *sim.State) bool { return s.Finished == 5 })
		time.Sleep(10 * time.Second)
		o.End(sim.ReasonQuit)
		o.Advance(0)
		wantLawful(t, o.Log(), o.LogHash())
		for n := range o.State().Orders.Each() {
			if order := o.State().Order(n); order.Handled != 1 || order.WorkDone != 1 {
				t.Errorf("order %s is handled %d times, done %d times; %s", order.Order.ID, order.Handled, order.WorkDone, said(o.Log()))
			}
		}
		if n := o.State().Count(); n != 5 {
			t.Errorf("%d orders, want those of the run and n-1; %s", n, said(o.Log()))
		}
		c.close(all...)
	})
}
