package telemetry

import (
	"strings"
	"time"

	"orderflow/sim"
)

// truly is what was true of an order.
type truly struct {
	root     *Span // nil where it is told
	truth    sim.Truth
	overAt   time.Duration // since when its truth is one that nothing follows
	attempts []*attempt
	jobs     map[uint32]*Span // at the panel
	wrong    string           // the first anomaly of it
}

// follow takes what happens to an order, whoever knows.
func (j *journey) follow(e *sim.Event, c *call) {
	switch e.Type {
	case sim.OrderCreated, sim.OrderAdopted:
		j.exists(e)
	case sim.PublishCalled, sim.MemoryWaiting, sim.RetryScheduled:
		j.remembers(e, c)
	case sim.RequestSent:
		j.leaves(e, c)
	case sim.RequestAcked, sim.RequestRefused, sim.RequestFailed:
		j.heard(e, c)
	case sim.RequestDropped:
		j.dropped(e, c)
	case sim.PublishGaveUp, sim.MemoryLost, sim.NeverSubscribed:
		j.forgotten(e, c)
	case sim.RecordAppended:
		j.appended(e, c)
	case sim.RecordReplicated, sim.RecordTruncated, sim.RecordSkipped, sim.RecordCommitted, sim.HandledElsewhere, sim.DeadLettered:
		j.inLog(e)
	case sim.PanelAccepted, sim.JobProgressed, sim.JobEnded, sim.JobDropped, sim.RefillOrdered, sim.JobRefilled:
		j.atPanel(e)
	case sim.AnomalyFound:
		name := sim.Anomaly(e.Word).String()
		if j.wrong == "" {
			j.wrong = name
		}
		j.remark(e, name, number("orderflow.points", e.Value))
	case sim.FaultStruck:
		j.remark(e, "fault struck", text("orderflow.fault", j.tracer.world.fault(e.Fault)))
	}
}

// ours is the service of what was true.
func (j *journey) ours() Service { return j.service(Truth, 0) }

// really begins a span of what is true from now on.
func (j *journey) really(e *sim.Event, name string) *Span {
	return j.start(j.ours(), Internal, name, j.tracer.run.span(j.trace, orderSpan, 0), e)
}

// exists begins the order.
func (j *journey) exists(e *sim.Event) {
	o := e.Detail.Order
	j.root = j.really(e, "order")
	j.root.ID, j.root.Parent = j.tracer.run.span(j.trace, orderSpan, 0), sim.SpanID{}
	j.root.set(
		text(orderID, o.ID), number(orderNumber, int64(j.number)), text("orderflow.channel", o.Channel.String()), text("orderflow.product", o.Product.String()),
		number("orderflow.quantity", int64(o.Quantity)), number("orderflow.points", int64(o.Points)), text("orderflow.fulfilment", o.Fulfilment.String()),
	)
}

// remark notes on the order's root what happened. Where that is told already it is
// a span without a length below it.
func (j *journey) remark(e *sim.Event, name string, list ...Attribute) {
	if j.root != nil {
		j.root.note(e.At, name, list...)
		return
	}
	s := j.really(e, name)
	s.set(list...)
	j.end(s, e.At)
}

// judge notes that the order's truth has changed at a time.
func (j *journey) judge(state *sim.State, at time.Duration) {
	o := state.Order(j.number)
	if o == nil || o.Truth() == j.truth {
		return
	}
	if j.truth = o.Truth(); j.truth.Over() {
		j.overAt = at
	}
	if name := j.truth.String(); j.root != nil && (j.truth.Over() || j.truth == sim.Uncertain) {
		if j.truth == sim.Lost {
			name = strings.ToUpper(name)
		}
		j.root.note(at, name)
	}
}

// finishTruth tells the order, with what it came to and what was believed of it.
func (j *journey) finishTruth(state *sim.State) {
	o := state.Order(j.number)
	if j.root == nil || o == nil {
		return
	}
	at := j.overAt
	if !j.truth.Over() {
		j.root.set(yes(endUnknown))
		at = state.At
	}
	j.root.set(text(truthNow, j.truth.String()), text(rowNow, o.Row.String()))
	if knows := o.Caller.String(); knows != "" {
		j.root.set(text(callerKnows, knows))
	}
	switch {
	case j.truth == sim.Lost:
		j.root.fail(j.truth.String(), "LOST: its row says "+o.Row.String())
	case j.wrong != "":
		j.root.fail(j.wrong, j.wrong)
	}
	j.end(j.root, at)
	j.root = nil
}
