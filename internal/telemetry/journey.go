package telemetry

import (
	"slices"
	"time"

	"orderflow/sim"
)

// journey is what is open of one order.
type journey struct {
	tracer *Tracer
	number sim.OrderID
	trace  sim.TraceID
	key    string        // of its records
	last   time.Duration // when something happened to it
	open   []*Span       // that have not ended, in the order in which they began

	placing                         // what the order service's processes can tell
	consuming                       // what the consumers' can
	truly                           // what was true
	calls     []*call               // of publish
	copies    []*copied             // of its record in the log
	callBy    map[sim.EventID]*call // that an event of the producer belongs to
}

// Kinds of the spans of which an order has one.
const (
	placeSpan = "place"
	orderSpan = "order"
)

func newJourney(t *Tracer, number sim.OrderID) *journey {
	j := &journey{tracer: t, number: number, trace: t.run.traces.Trace(number), callBy: make(map[sim.EventID]*call)}
	if o := t.state.Order(number); o != nil {
		j.key = o.Order.ID
	}
	return j
}

// see takes an event of the order.
func (j *journey) see(e *sim.Event) {
	c := j.callOf(e)
	j.place(e, c)
	j.follow(e, c)
	j.consume(e)
}

// call is one call of publish.
type call struct {
	number  uint32
	by      sim.By
	created sim.SpanID // creation context of its records; zero where nobody tells of it
	publish *Span      // the line of code
	create  *Span      // until something comes of the call
	send    *Span      // the client library's own
	memory  *Span      // in truth: while the record is in the producer's memory
	over    bool       // the producer is done with it
}

// callOf returns the call that an event belongs to: its cause says which. nil
// for an event that belongs to none.
func (j *journey) callOf(e *sim.Event) *call {
	if !ofCall(e) {
		return nil
	}
	if e.Type == sim.PublishCalled {
		n := uint32(len(j.calls) + 1)
		if o := j.tracer.state.Order(j.number); o != nil {
			n = o.Publishes // and not what the event says: a file may say one number twice
		}
		j.calls = append(j.calls, &call{number: n, by: sim.By(e.Word), created: j.trace.Created(n)})
	}
	c := j.callBy[e.Cause]
	if of := j.tried(); of != nil && e.Type < sim.RecordAppended {
		c = of
	}
	if c == nil || e.Type == sim.PublishCalled {
		c = j.lastCall()
	}
	j.callBy[e.N] = c
	switch e.Type {
	case sim.RequestAcked, sim.PublishGaveUp, sim.MemoryLost, sim.NeverSubscribed:
		c.over = true
	}
	return c
}

// tried returns the call whose record a real Writer tries: it knows no calls, and
// writes the records of one order one after the other. nil where none is open, and in
// a simulation, whose causes are exact.
func (j *journey) tried() *call {
	if !j.tracer.run.setup.Real() {
		return nil
	}
	for _, c := range j.calls {
		if !c.over {
			return c
		}
	}
	return nil
}

// ofCall reports whether an event is about a call of publish, or what came of it.
func ofCall(e *sim.Event) bool {
	switch e.Type {
	case sim.PublishCalled, sim.CallerKnows:
		return true
	}
	return e.Type >= sim.MemoryWaiting && e.Type <= sim.RecordTruncated && e.Topic <= sim.Orders
}

// lastCall returns the last call there was. Of a journey that goes on after it was
// told, and of an order that another process has published, nothing of it is open.
func (j *journey) lastCall() *call {
	if len(j.calls) == 0 {
		c := &call{by: sim.ByService}
		if o := j.tracer.state.Order(j.number); o != nil && o.Publishes > 0 {
			c.number, c.created = o.Publishes, j.trace.Created(o.Publishes)
		}
		j.calls = append(j.calls, c)
	}
	return j.calls[len(j.calls)-1]
}

// copied is a record of the order in the log.
type copied struct {
	at        place
	created   sim.SpanID
	phase     *Span // in truth: what it waits for; nil while a handler has it, and when it is committed
	committed bool
	process   *Span // the last handler's
}

// copyAt returns the copy at a place. One that is not known is remembered by the
// tracer at best: the order was told before.
func (j *journey) copyAt(at place) *copied {
	for _, c := range j.copies {
		if c.at == at {
			return c
		}
	}
	c := &copied{at: at}
	if r, known := j.tracer.records[at]; known && r.order == j.number {
		c.created = r.created
	} else {
		c.created = j.lastCall().created
	}
	j.copies = append(j.copies, c)
	return c
}

// service is one of the run's.
func (j *journey) service(name string, instance uint8) Service {
	return Service{Name: name, Instance: instance, Run: j.tracer.run}
}

// worker is the service of a group's member.
func (j *journey) worker(g sim.Group, member uint8) Service { return j.service(workerOf(g), member) }

// start begins a span. Without a parent it hangs on the customer's request, if it is
// not of the truth; another service's request is in a trace of its own.
func (j *journey) start(of Service, kind Kind, name string, parent sim.SpanID, e *sim.Event) *Span {
	if parent == (sim.SpanID{}) && !j.adopted() {
		parent = j.tracer.run.span(j.trace, placeSpan, 0)
	}
	s := &Span{Service: of, Trace: j.trace, ID: j.tracer.run.span(j.trace, of.Name+" "+name, uint32(e.N)), Parent: parent, Name: name, Kind: kind, Start: e.At}
	j.open = append(j.open, s)
	return s
}

// adopted reports whether the order is another service's.
func (j *journey) adopted() bool {
	o := j.tracer.state.Order(j.number)
	return o != nil && o.Foreign
}

// end tells a span that is open; any other, and none, is let be.
func (j *journey) end(s *Span, at time.Duration) {
	if j.drop(s) {
		s.End = max(at, s.Start)
		j.tracer.tell(s)
	}
}

// drop forgets a span that is open, and reports whether it was.
func (j *journey) drop(s *Span) bool {
	i := slices.Index(j.open, s)
	if i < 0 {
		return false
	}
	j.open = slices.Delete(j.open, i, i+1)
	return true
}

// died ends a span whose process is gone.
func (j *journey) died(s *Span, at time.Duration) {
	if slices.Contains(j.open, s) {
		s.fail("", "the process died before it was over")
		s.set(yes(lostWithProcess))
		j.end(s, at)
	}
}

// finish tells what is open, the roots last.
func (j *journey) finish(state *sim.State) {
	for _, c := range j.calls {
		j.made(c)
	}
	for _, s := range slices.Clone(j.open) {
		if s != j.placed && s != j.root {
			s.set(yes(endUnknown))
			j.end(s, state.At)
		}
	}
	j.finishPlacing(state)
	j.finishTruth(state)
	for _, c := range j.copies {
		if j.tracer.counted[c.at.partition] > c.at.offset {
			delete(j.tracer.records, c.at)
		}
	}
}

// waits reports whether something of the order other than its roots is open.
func (j *journey) waits() bool {
	return slices.ContainsFunc(j.open, func(s *Span) bool { return s != j.placed && s != j.root })
}

// atRest reports whether nothing is open and nothing more is to come, as far as
// is known. What is done and what the row does not say yet is still to be reported; of
// another service's order no row is known.
func (j *journey) atRest() bool {
	o := j.tracer.state.Order(j.number)
	return j.truth.Over() && !j.waits() && (j.truth != sim.Done || o == nil || o.Row.Final() || o.Row == sim.RowNone)
}

// said returns what an event says of an error: its name, and its message.
func said(e *sim.Event) (name, message string) {
	if name = e.Code.String(); name == "" {
		name = "_OTHER" // the conventions' own word
	}
	if message = name; e.Detail != nil && e.Detail.Text != "" {
		message = e.Detail.Text
	}
	return name, message
}
