package sim

import (
	"testing"
	"time"
)

// TestToldLateCountsWhenItWas: what a process tells late is judged, and said of an order,
// by when it happened.
func TestToldLateCountsWhenItWas(t *testing.T) {
	found := map[Anomaly]bool{}
	r := NewRecorder(func(e Event) {
		if e.Type == AnomalyFound {
			found[Anomaly(e.Word)] = true
		}
	})
	c := DefaultConfig()
	c.Mode = Send
	run := r.Record(Event{Type: RunStarted, Detail: &Detail{Setup: c.Setup("kafka")}})
	at := func(e Event, at, own int) EventID { // seconds
		e.At, e.Order, e.Cause = time.Duration(at)*time.Second, 1, max(e.Cause, run)
		if own != 0 {
			d := Detail{Own: time.Duration(own) * time.Second}
			if e.Detail != nil {
				d.Order = e.Detail.Order
			}
			e.Detail = &d
		}
		return r.Record(e)
	}
	at(Event{Type: OrderCreated, Detail: &Detail{Order: &Order{Number: 1, ID: "a", Customer: Person, Channel: Blog, Product: Views, Quantity: 1, Points: 1, Fulfilment: InHouse, Link: "@b"}}}, 1, 0)
	at(Event{Type: OrderPaid, Value: 1}, 2, 0)
	called := at(Event{Type: PublishCalled, Word: uint8(ByService), Try: 1}, 31, 5)
	at(Event{Type: CallerKnows, Word: uint8(Failure), Code: TimeoutError, Value: int64(10 * time.Second), Cause: called}, 31, 15)
	at(Event{Type: WorkFinished, Group: InHouseGroup, Worker: 1, Cause: called}, 32, 20)
	at(Event{Type: RowChanged, Word: uint8(RowCompleted), Cause: called}, 33, 21)
	r.Settle(40 * time.Second)
	o := r.State().Order(1)
	if o.CalledAt != 5*time.Second || o.Rungs[Finished] != 20*time.Second || o.RowAt != 21*time.Second {
		t.Errorf("called at %s, finished at %s, its row at %s: want 5, 20 and 21 s", o.CalledAt, o.Rungs[Finished], o.RowAt)
	}
	if !found[LateExecution] {
		t.Errorf("it was done 5 s after its caller had given up, and only %v is found", found)
	}
}
