package kafkax

import (
	"testing"
	"testing/synctest"
	"time"

	"orderflow/sim"
)

// TestAnomaliesDoNotWaitForTheNextEvent: an order that is lost while nothing
// else happens is named as soon as its instant is over.
func TestAnomaliesDoNotWaitForTheNextEvent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var found []sim.Anomaly
		j := newJournal(names{}, func(e sim.Event) {
			if e.Type == sim.AnomalyFound {
				found = append(found, sim.Anomaly(e.Word))
			}
		})
		c := sim.DefaultConfig()
		j.open(c.Setup("embedded"))
		j.begin()
		trail := j.create(c.Order(1), true)
		j.pay(trail)
		j.called(trail, sim.ByService)
		j.knows(trail, sim.Nothing, 0, nil)
		j.mark(trail)
		j.note(sim.Event{Type: sim.PublishGaveUp, Order: 1, Code: sim.NonRetriableError})
		j.settle()
		if len(found) > 0 {
			t.Errorf("named while their instant lasts: %v", found)
		}
		time.Sleep(time.Second)
		j.settle()
		j.settle()
		if len(found) != 2 || found[0] != sim.PhantomPublish || found[1] != sim.GhostCharge {
			t.Errorf("found %v a second later, want phantom-publish and ghost-charge", found)
		}
	})
}
