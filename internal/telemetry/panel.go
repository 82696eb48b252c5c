package telemetry

import (
	"strconv"

	"orderflow/sim"
)

// panelCall takes what the external worker sees of its calls of the panel: an
// HTTP client's span, as far as a log tells.
func (j *journey) panelCall(e *sim.Event) {
	if e.Type == sim.PanelCalled {
		j.ask(e)
		return
	}
	s := j.asking
	if s == nil {
		return
	}
	switch {
	case e.Type == sim.PanelAccepted && !e.Flag:
		return // its answer does not come
	case e.Type == sim.PanelAccepted:
		s.set(number(httpStatus, sim.HTTPOK))
	case e.Type == sim.PanelSilent:
		_, message := said(e)
		if e.Detail == nil || e.Detail.Text == "" {
			message = "no answer within " + sim.PanelAnswerTimeout.String()
		}
		s.fail("timeout", message)
	case e.Value > 0:
		s.set(number(httpStatus, e.Value))
		if e.Value >= httpErrors {
			s.fail(strconv.FormatInt(e.Value, 10), "")
		}
	default:
		s.fail(said(e))
	}
	j.end(s, e.At)
	j.asking = nil
}

// httpErrors is the first status that an HTTP client's span takes for a failure.
const httpErrors = 400

// ask begins a call.
func (j *journey) ask(e *sim.Event) {
	if j.asking != nil {
		j.died(j.asking, e.At) // of a handler that came to no end
	}
	of, parent := j.worker(sim.ExternalGroup, e.Worker), sim.SpanID{}
	if worked := j.worked[sim.ExternalGroup]; worked != nil {
		of, parent = worked.Service, worked.ID
	}
	j.asking = j.start(of, Client, "POST", parent, e)
	j.asking.set(text(httpMethod, "POST"))
	if e.Try > 1 {
		j.asking.set(number(httpResend, int64(e.Try)-1))
	}
}

// atPanel takes what happens to a job of the panel.
func (j *journey) atPanel(e *sim.Event) {
	s := j.jobs[e.Job]
	switch e.Type {
	case sim.PanelAccepted:
		s = j.really(e, "at the panel")
		s.set(number(jobNumber, int64(e.Job)), number("orderflow.cost_cents", e.Value))
		if !e.Flag {
			s.note(e.At, "its answer does not come: nobody here knows the job's number")
		}
		if j.jobs == nil {
			j.jobs = make(map[uint32]*Span)
		}
		j.jobs[e.Job] = s
	case sim.JobProgressed:
		if s != nil {
			s.note(e.At, "delivered", number("orderflow.percent", e.Value))
		}
	case sim.JobEnded:
		if s == nil {
			return
		}
		status := sim.JobStatus(e.Word)
		s.set(text("orderflow.job.status", status.String()), number("orderflow.delivered", e.Offset))
		if status != sim.JobCompleted {
			s.fail(status.String(), "the panel did not deliver all of it")
		}
		j.end(s, e.At)
		delete(j.jobs, e.Job)
	default:
		what := map[sim.EventType]string{sim.JobDropped: "a part of what was delivered is gone", sim.RefillOrdered: "refill ordered", sim.JobRefilled: "refilled"}[e.Type]
		j.remark(e, what, number(jobNumber, int64(e.Job)), number("orderflow.delivered", e.Value))
	}
}
