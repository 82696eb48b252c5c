package kafkax

import (
	"orderflow/internal/panel"
	"orderflow/sim"
)

// unheard tells what becomes of the jobs of a panel that is a role of the run and whose
// buyer was not told of them: the answer was lost. What a buyer knows, he tells himself.
type unheard struct {
	run  *RoleRun
	jobs map[uint32]bool // guarded by the panel's lock
}

// happens is told what becomes true in the panel.
func (u *unheard) happens(c panel.Change) {
	j := &c.Job
	if c.Kind == panel.Accepted && !c.Answered && j.Order != 0 && j.Buyer == u.run.names.Prefix {
		u.jobs[j.Number] = true
	}
	if !u.jobs[j.Number] {
		return
	}
	tell := func(e sim.Event) {
		e.Job = j.Number
		u.run.chron.HappenedAtPanel(j.Order, e)
	}
	switch c.Kind {
	case panel.Accepted:
		tell(sim.Event{Type: sim.PanelAccepted, Value: j.Charge})
	case panel.Progressed:
		tell(sim.Event{Type: sim.JobProgressed, Value: c.Percent})
	case panel.Ended:
		tell(sim.Event{Type: sim.JobEnded, Word: uint8(j.Status), Offset: j.Delivered, Value: j.Returned})
		if j.Status == sim.JobCompleted {
			tell(sim.Event{Type: sim.WorkFinished, Value: j.Delivered})
		}
		if len(j.Losses) == 0 {
			delete(u.jobs, j.Number)
		}
	case panel.Dropped:
		if c.Gone > 0 {
			tell(sim.Event{Type: sim.JobDropped, Value: j.Delivered})
		}
	}
}
