package assemble

import (
	"fmt"
	"slices"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/kafkax/trace"
	"orderflow/sim"
)

// However many orders are over, all are let go of in one round; and of one that a database
// in memory has still a late report is about the run's own.
func TestManyAreLetGoOfAtOnce(t *testing.T) {
	spool, err := trace.NewSpool("", trace.Source{Role: chronicle.ServiceRole, Instance: "a"}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		c := NewCorrespondent(record.Names{Prefix: "team."}, spool, time.Now())
		plan := sim.DefaultConfig()
		c.OfPlan(&plan, true, false)
		const orders = 5*closeMost + 1
		for n := sim.OrderID(1); n <= orders; n++ {
			o := plan.Order(1)
			o.ID, o.Number = strconv.Itoa(int(n)), n
			c.mu.Lock()
			of := c.enter(o)
			c.mu.Unlock()
			c.Pay(of.handle(), false)
			c.Mark(of.handle(), sim.RowPublished)
			c.Followed(&chronicle.Delivery{Order: of.handle(), Row: sim.RowCompleted}, true, 0)
		}
		time.Sleep(closeAfter)
		c.CloseAll(func([]string) bool { return true })
		if n := c.opened(); n != 0 {
			t.Errorf("%d of %d orders are kept", n, orders)
		}
		report := func() (*trail, error) {
			c.mu.Lock()
			defer c.mu.Unlock()
			return c.reportedOn("7")
		}
		if got, err := report(); err != nil || got.order.Number != 7 || got.order.Foreign {
			t.Errorf("a late report: %v", err)
		}
		time.Sleep(forgetAfter)
		forgotten := 0
		c.CloseAll(func(ids []string) bool { forgotten += len(ids); return true })
		if _, err := report(); err == nil || forgotten != orders {
			t.Errorf("%d of %d are forgotten, a report then: %v", forgotten, orders, err)
		}
	})
}

// What is not over is kept, whatever is; a report that comes after an order was let go of
// is about the run's own order still, where the database has it.
func TestWhatIsOpenStays(t *testing.T) {
	spool, err := trace.NewSpool("", trace.Source{Role: chronicle.ServiceRole, Instance: "a"}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		c := NewCorrespondent(record.Names{Prefix: "team."}, spool, time.Now())
		plan := sim.DefaultConfig()
		c.OfPlan(&plan, true, true)
		var list []*trail
		for i, id := range []string{"1", "2", "3", "named", "5", "6"} {
			o := plan.Order(1)
			o.ID, o.Number = id, sim.OrderID(i+1)
			c.mu.Lock()
			list = append(list, c.enter(o))
			c.mu.Unlock()
			c.Pay(list[i].handle(), i == 5)
		}
		kept := func(want ...string) {
			t.Helper()
			c.close()
			var got []string
			for _, o := range list {
				if c.Find(o.order.ID) == o.handle() {
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
			c.Mark(o.handle(), sim.RowPublished)
		}
		for _, o := range list[2:] {
			c.Followed(&chronicle.Delivery{Order: o.handle(), Row: sim.RowCompleted}, true, 0)
		}
		c.Hold(list[2].handle())
		c.Asks(list[4].handle(), "c-5")
		kept("1", "2", "3", "named", "5", "6")
		time.Sleep(closeAfter)
		kept("1", "2", "3", "5", "6")
		c.Done(list[2].handle())
		kept("1", "2", "5", "6")
		time.Sleep(forgetAfter)
		kept("1", "6")
		if c.Asked("c-5") != nil {
			t.Error("a question is kept")
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		for id, number := range map[string]sim.OrderID{"named": 4, "3": 3, "4": 0, "7": 0, "n-1": 0} {
			if got, err := c.reportedOn(id); err != nil || got.order.Number != number || got.order.Foreign != (number == 0) {
				t.Errorf("a report on %s: number %d, another's %t (%v)", id, got.order.Number, got.order.Foreign, err)
			}
		}
	})
}

// TestAnswersAreLetGoOf: a worker that has answered keeps nothing of the request.
func TestAnswersAreLetGoOf(t *testing.T) {
	spool, err := trace.NewSpool("", trace.Source{Role: sim.InHouseGroup.String(), Instance: "a"}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	c := NewCorrespondent(record.Names{Prefix: "team."}, spool, time.Now())
	for i := range 100 {
		o := &newTrail(sim.Order{ID: fmt.Sprint(i)}).order
		c.Answering(o, fmt.Sprint("c-", i), 0)
		if i%2 == 0 {
			c.AnswerDone(o)
		} else {
			c.AnswerLost(o, kafka.MessageSizeTooLarge)
		}
	}
	if len(c.byReply) != 0 {
		t.Errorf("%d requests are kept", len(c.byReply))
	}
}
