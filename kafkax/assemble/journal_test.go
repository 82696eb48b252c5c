package assemble

import (
	"testing"
	"testing/synctest"
	"time"

	"orderflow/internal/store"
	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/sim"
)

// added adds an order to a journal, called by its number.
func added(j *Journal, o sim.Order) *chronicle.Order {
	list := []store.New{{Order: o}}
	j.Name(list, 0)
	return j.Create(list)[0]
}

// TestAnomaliesDoNotWaitForTheNextEvent: an order that is lost while nothing
// else happens is named as soon as its instant is over.
func TestAnomaliesDoNotWaitForTheNextEvent(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var found []sim.Anomaly
		j := NewJournal(record.Names{}, func(e sim.Event) {
			if e.Type == sim.AnomalyFound {
				found = append(found, sim.Anomaly(e.Word))
			}
		})
		c := sim.DefaultConfig()
		j.Open(c.Setup("embedded"))
		j.Begin()
		o := added(j, c.Order(1))
		j.Pay(o, false)
		j.Called(o, sim.ByService)
		j.Knows(o, sim.Nothing, 0, nil)
		j.Mark(o, sim.RowPublished)
		j.Note(sim.Event{Type: sim.PublishGaveUp, Order: 1, Code: sim.NonRetriableError})
		j.Settle()
		if len(found) > 0 {
			t.Errorf("named while their instant lasts: %v", found)
		}
		time.Sleep(time.Second)
		j.Settle()
		j.Settle()
		if len(found) != 2 || found[0] != sim.PhantomPublish || found[1] != sim.GhostCharge {
			t.Errorf("found %v a second later, want phantom-publish and ghost-charge", found)
		}
	})
}

// TestWhatAnInboxTellsHasACause: a process that reports what it has found in the inbox has
// nothing in hand that it would follow from; what is known of the order is.
func TestWhatAnInboxTellsHasACause(t *testing.T) {
	t.Parallel()
	var last, sent sim.Event
	j := NewJournal(record.Names{}, func(e sim.Event) {
		if e.Type == sim.StatusSent {
			sent = e
			return
		}
		last = e
	})
	c := sim.DefaultConfig()
	j.Open(c.Setup("kafka"))
	j.Begin()
	o := added(j, c.Order(1))
	j.Pay(o, false)
	j.Reported(o, sim.InHouseGroup, sim.RowCompleted, 0)
	if last.Type != sim.OrderPaid || sent.Cause != last.N {
		t.Errorf("the status follows from event %d, want %d, the order's last", sent.Cause, last.N)
	}
}

// An order waits while too many are open.
func TestNoRoom(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var said int
		j := NewJournal(record.Names{}, func(e sim.Event) {
			if e.Type == sim.LimitReached {
				said++
			}
		})
		c := sim.DefaultConfig()
		j.Open(c.Setup("embedded"))
		j.Begin()
		for n := range OrdersOpen {
			j.unclosed = append(j.unclosed, newTrail(sim.Order{Number: sim.OrderID(n + 1)}))
		}
		for range 2 {
			if j.Room() {
				t.Error("there is room")
			}
		}
		if said != 1 {
			t.Errorf("it was said %d times that there is no room", said)
		}
		j.unclosed = j.unclosed[1:]
		if !j.Room() {
			t.Error("there is no room for one more")
		}
	})
}
