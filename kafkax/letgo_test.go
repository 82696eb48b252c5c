package kafkax

import (
	"testing"
	"testing/synctest"
	"time"

	"orderflow/internal/kafkatest"
	"orderflow/sim"
)

// keeps returns how much a process keeps of orders, records and questions.
func (r *RoleRun) keeps() (orders, records, questions int) {
	return max(kept(r.chron, "orders"), kept(r.chron, "byID")), kept(r.chron, "records"), kept(r.chron, "byReply")
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
					time.Sleep(10 * time.Minute) // after which a database in memory may forget
				}
				if list, err := all[0].store.Orders(t.Context()); err != nil || mode == sim.Emit && len(list) > 0 {
					t.Errorf("the database in memory keeps %d orders (%v)", len(list), err)
				}
				c.close(all...)
			})
		})
	}
}

// Another service's record with an id of the run's own is refused by who would work on
// it, as the log says.
func TestAnIdOfTheRunIsNotWorkedTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, config(sim.EmitAwait, 4))
		all := c.joinAll(RoleService, RoleInHouse, RoleExternal, RoleStatistics, RoleWatch)
		o := all[4].Watched()
		until(t, o, time.Minute, func(s *sim.State) bool { return s.Finished == 1 })
		foreign(t, all[0].session, sim.Orders, kafkatest.Ordered("4", sim.InHouse), kafkatest.Ordered("1", sim.InHouse), kafkatest.Ordered("n-1", sim.InHouse))
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
