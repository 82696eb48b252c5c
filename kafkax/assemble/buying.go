package assemble

import (
	"orderflow/kafkax/chronicle"
	"orderflow/sim"
)

// AsksPanel records that a worker asks the panel for a job.
func (j *Journal) AsksPanel(d *chronicle.Delivery, try int) sim.EventID {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.asksPanelLocked(d, try)
}

// AsksOnce is that of [chronicle.Keeper].
func (j *Journal) AsksOnce(d *chronicle.Delivery) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if trailOf(d.Order).asked == 0 {
		d.Cause = j.asksPanelLocked(d, 1)
	}
}

func (j *Journal) asksPanelLocked(d *chronicle.Delivery, try int) sim.EventID {
	t := trailOf(d.Order)
	t.asked = j.record(sim.Event{Type: sim.PanelCalled, Order: t.order.Number, Worker: d.Role.Worker, Try: uint32(try), Cause: d.Cause})
	return t.asked
}

// Accepts records that the panel has a job.
func (j *Journal) Accepts(o *chronicle.Order, job uint32, cost int64, answered bool) sim.EventID {
	j.mu.Lock()
	defer j.mu.Unlock()
	t := trailOf(o)
	if before := j.accepted[job]; before != 0 {
		return before // the process that was told has died, and another one has asked for the job
	}
	j.accepted[job] = j.record(sim.Event{Type: sim.PanelAccepted, Order: t.order.Number, Job: job, Value: cost, Flag: answered, Cause: t.asked})
	return j.accepted[job]
}

// MayHaveBought is that of [chronicle.Keeper].
func (j *Journal) MayHaveBought(o *chronicle.Order) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	t := trailOf(o)
	return t.asked != 0 || t.restored
}
