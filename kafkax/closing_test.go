package kafkax

import (
	"testing"
	"testing/synctest"
	"time"

	"orderflow/kafkax/record"
	"orderflow/sim"
)

// What is over is let go of, by everybody who keeps it; what is not is kept, and
// nothing that is counted changes.
func TestClosing(t *testing.T) {
	t.Parallel()
	for _, mode := range modes {
		t.Run(mode.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { closing(t, mode) })
		})
	}
}

func closing(t *testing.T, mode sim.Mode) {
	c := config(mode, 40, "consumer-slow:delay=5m,order=31")
	c.Rate, c.ExternalRatio, c.Until = sim.Rate{Orders: 2, Per: time.Second}, 200, 10*time.Minute
	options := inMemory()
	options.Forget = true
	log := &sim.Log{}
	s, err := Start(t.Context(), c, options, log.Append)
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(2 * time.Minute)
	var open []sim.OrderID
	for n := range s.State().Orders.Each() {
		open = append(open, n)
	}
	stuck := s.State().Order(31)
	if stuck == nil || len(open) > 20 {
		t.Errorf("the fold keeps the orders %v, want 31 and those behind it", open)
	}
	j := s.book
	j.mu.Lock()
	if len(j.orders) != len(open) || len(j.byID) != len(open) || len(j.unclosed) != len(open) || len(j.records) > len(open) || len(j.replies) > 0 || len(j.byReply) > len(open) {
		t.Errorf("of %d open orders the journal keeps %d, %d, %d, %d records, %d answers, %d questions",
			len(open), len(j.orders), len(j.byID), len(j.unclosed), len(j.records), len(j.replies), len(j.byReply))
	}
	j.mu.Unlock()
	if kept, err := s.store.Orders(t.Context()); err != nil || len(kept) != len(open) {
		t.Errorf("the database keeps %d orders (%v)", len(kept), err)
	}
	<-s.Done()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	wantLawful(t, log, s.LogHash())
	totals, again := s.State().Totals(), sim.Fold(log, log.Len()).Totals()
	if totals != again || totals.Finished != 40 || s.ledger.Orders != 40 || s.ledger.Held != 0 {
		t.Errorf("totals %+v, of all events %+v, ledger %+v", totals, again, s.ledger)
	}
}

// An order waits while too many are open.
func TestNoRoom(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var said int
		j := newJournal(record.Names{}, func(e sim.Event) {
			if e.Type == sim.LimitReached {
				said++
			}
		})
		c := sim.DefaultConfig()
		j.open(c.Setup("embedded"))
		j.begin()
		for n := range ordersOpen {
			j.unclosed = append(j.unclosed, newTrail(sim.Order{Number: sim.OrderID(n + 1)}))
		}
		for range 2 {
			if j.room() {
				t.Error("there is room")
			}
		}
		if said != 1 {
			t.Errorf("it was said %d times that there is no room", said)
		}
		j.unclosed = j.unclosed[1:]
		if !j.room() {
			t.Error("there is no room for one more")
		}
	})
}
