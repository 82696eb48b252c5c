package kafkax

import (
	"reflect"
	"testing"
	"testing/synctest"
	"time"

	"orderflow/sim"
)

// What is over is let go of, by everybody who keeps it; what is not is kept, and
// nothing that is counted changes.
func TestClosing(t *testing.T) {
	t.Parallel()
	for _, mode := range modes {
		if testing.Short() && mode != sim.Emit {
			continue
		}
		t.Run(mode.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { closing(t, mode) })
		})
	}
}

// kept counts what one of package assemble keeps in a field that is its own, while
// nobody else in the bubble does anything.
func kept(by any, field string) int {
	synctest.Wait()
	return reflect.ValueOf(by).Elem().FieldByName(field).Len()
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
	for _, field := range []string{"orders", "byID", "unclosed"} {
		if n := kept(s.book, field); n != len(open) {
			t.Errorf("of %d open orders the journal keeps %d (%s)", len(open), n, field)
		}
	}
	if records, answers, questions := kept(s.book, "records"), kept(s.book, "replies"), kept(s.book, "byReply"); records > len(open) || answers > 0 || questions > len(open) {
		t.Errorf("of %d open orders the journal keeps %d records, %d answers, %d questions", len(open), records, answers, questions)
	}
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
