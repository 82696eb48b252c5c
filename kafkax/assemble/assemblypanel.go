package assemble

import (
	"errors"

	"orderflow/kafkax/trace"
	"orderflow/sim"
)

// Of a job of the panel its buyer tells, as the panel answers him, and where the first answer
// was lost the panel, as far as it is a role of the run. When the buyer has found the job
// after all, he alone tells.

// jobTold is what was told of a job.
type jobTold struct {
	heard    bool // by its buyer
	last     sim.EventID
	percent  int64
	ended    bool
	finished bool
}

// job returns what was told of a job.
func (a *Assembly) job(number uint32) *jobTold {
	told := a.jobs[number]
	if told == nil {
		told = &jobTold{}
		a.jobs[number] = told
	}
	return told
}

// asked reports whether somebody has asked the panel for a job for the order that it tells of.
func (a *Assembly) asked(t *trace.Told) bool {
	s, err := decodeSaying(&t.Observation)
	if err != nil {
		return true
	}
	order := a.numbered[sim.OrderID(s.Number)]
	return order != nil && a.journal.MayHaveBought(order)
}

// atPanel takes in what the panel tells of a job.
func (a *Assembly) atPanel(s *saying) (sim.EventID, error) {
	e, err := sim.ParseEvent(s.Event)
	if err != nil {
		return 0, err
	}
	order := a.numbered[sim.OrderID(s.Number)]
	if order == nil {
		return 0, errNoOrder
	}
	told := a.job(e.Job)
	if told.heard {
		return told.last, nil
	}
	switch e.Type {
	case sim.PanelAccepted:
		told.last = a.journal.Accepts(order, e.Job, e.Value, false)
		return told.last, nil
	case sim.JobProgressed, sim.JobEnded, sim.WorkFinished, sim.JobDropped:
		if told.last == 0 {
			return 0, errors.New("it is about a job that the panel has not told of")
		}
		e.N, e.Order, e.Cause = 0, order.Number, told.last
		return a.ofJob(e), nil
	}
	return 0, errors.New("it is nothing that becomes of a job")
}

// ofJob tells the journal what has become of a job, once: panel and buyer may both tell.
func (a *Assembly) ofJob(e sim.Event) sim.EventID {
	told := a.job(e.Job)
	switch e.Type {
	case sim.JobProgressed:
		if told.ended || e.Value <= told.percent {
			return told.last
		}
		told.percent = e.Value
	case sim.JobEnded:
		if told.ended {
			return told.last
		}
		told.ended = true
	case sim.WorkFinished:
		if told.finished {
			return told.last
		}
		told.finished = true
	}
	told.last = a.journal.Note(e)
	return told.last
}
