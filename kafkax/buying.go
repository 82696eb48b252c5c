package kafkax

import "orderflow/sim"

// asksPanel records that a worker asks the panel for a job.
func (j *journal) asksPanel(d *delivery, try int) sim.EventID {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.asksPanelLocked(d, try)
}

func (j *journal) asksOnce(d *delivery) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if trailOf(d.order).asked == 0 {
		d.cause = j.asksPanelLocked(d, 1)
	}
}

func (j *journal) asksPanelLocked(d *delivery, try int) sim.EventID {
	t := trailOf(d.order)
	t.asked = j.record(sim.Event{Type: sim.PanelCalled, Order: t.order.Number, Worker: d.role.Worker, Try: uint32(try), Cause: d.cause})
	return t.asked
}

// accepts records that the panel has a job.
func (j *journal) accepts(o *order, job uint32, cost int64, answered bool) sim.EventID {
	j.mu.Lock()
	defer j.mu.Unlock()
	t := trailOf(o)
	if before := j.accepted[job]; before != 0 {
		return before // the process that was told has died, and another one has asked for the job
	}
	j.accepted[job] = j.record(sim.Event{Type: sim.PanelAccepted, Order: t.order.Number, Job: job, Value: cost, Flag: answered, Cause: t.asked})
	return j.accepted[job]
}

// mayHaveBought is that of chronicle.
func (j *journal) mayHaveBought(o *order) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	t := trailOf(o)
	return t.asked != 0 || t.restored
}
