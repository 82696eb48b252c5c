package engine

import (
	"fmt"
	"slices"
	"time"

	"orderflow/sim"
)

// Engine is the deterministic discrete-event simulation. It is driven by
// Advance or Run and records into the sinks it was given; how it is driven
// never changes what it records. It is not safe for concurrent use.
type Engine struct {
	config   sim.Config
	law      law // of the order service's client
	recorder *sim.Recorder
	agenda   agenda
	now      time.Duration
	ended    bool
	remedies sim.Remedies
	forget   bool        // lets go of orders to which nothing can happen any more
	limit    sim.EventID // as many events as the run may have

	faults  faultBook
	cluster *cluster
	service *service
	groups  [sim.GroupCount]*group
	panel   *panel
}

// New returns an engine at 0 s. Inputs are in ascending order of At.
// Every event goes to every sink. An error says what is wrong with the configuration.
func New(config sim.Config, inputs []sim.Input, sinks ...func(sim.Event)) (*Engine, error) {
	if err := config.Validate(); err != nil {
		return nil, err
	}
	e := &Engine{config: config, recorder: sim.NewRecorder(sinks...), remedies: config.Remedies, limit: sim.EventsMax}
	e.law = lawOf(&e.config)
	e.begin(inputs)
	return e, nil
}

// Now returns how far the engine has computed, in virtual time.
func (e *Engine) Now() time.Duration { return e.now }

// Ended reports whether the run is over.
func (e *Engine) Ended() bool { return e.ended }

// State returns the fold of the log so far. It is the engine's own: read or clone it.
func (e *Engine) State() *sim.State { return e.recorder.State() }

// LogHash returns the hash of the log so far; see [Recorder.LogHash].
func (e *Engine) LogHash() string { return e.recorder.LogHash() }

// ForgetFinished lets the state drop orders to which nothing can happen any
// more, so that memory is bounded by the open orders. Counters stay exact;
// State().Order returns nil for what was dropped. It never changes the log.
func (e *Engine) ForgetFinished() { e.forget = true }

// Run computes the run to its end.
func (e *Engine) Run() { e.Advance(e.config.Until) }

// Advance computes everything up to and including the virtual time until. It
// stops earlier where nothing more can happen.
func (e *Engine) Advance(until time.Duration) {
	until = min(until, e.config.Until)
	for !e.ended {
		if e.recorder.State().N >= e.limit {
			e.endAtLimit()
			return
		}
		if e.agenda.quiet() && !e.restless() {
			e.end(sim.ReasonQuiet)
			return
		}
		if e.agenda.next() > until {
			break
		}
		if item, due := e.agenda.pop(); due {
			e.now = item.at
			item.do()
		}
	}
	if e.ended {
		return
	}
	e.now = max(e.now, until)
	if until == e.config.Until {
		e.end(sim.ReasonUntil)
	}
}

// restless reports whether a group will change by itself, though nothing else
// is planned: a consumer comes back, or a ghost is to expire. Without a broker
// none of it ends in anything.
func (e *Engine) restless() bool {
	return e.cluster.anyHealthy() && slices.ContainsFunc(e.groups[sim.InHouseGroup:], func(g *group) bool { return g != nil && g.restless() })
}

// endAtLimit ends a run that has as many events as it may have.
func (e *Engine) endAtLimit() {
	n := e.recorder.State().N
	e.record(sim.Event{Type: sim.LimitReached, Cause: n, Detail: &sim.Detail{Text: fmt.Sprintf("the log has %d events, as many as it may have: the run ends here", n)}})
	e.end(sim.ReasonLimit)
}

func (e *Engine) end(reason sim.Reason) {
	e.ended = true
	e.record(sim.Event{Type: sim.RunEnded, Word: uint8(reason), Cause: e.recorder.State().N})
}

// record records an event at the present virtual time.
func (e *Engine) record(event sim.Event) sim.EventID {
	event.At = e.now
	return e.recorder.Record(event)
}

// order returns the fold's view of an order; an empty one where it was let go.
func (e *Engine) order(number sim.OrderID) *sim.OrderState {
	if o := e.recorder.State().Order(number); o != nil {
		return o
	}
	return &sim.OrderState{Order: &sim.Order{Number: number}}
}

// after plans something; a negative delay counts as none.
func (e *Engine) after(delay time.Duration, do func()) {
	e.agenda.push(e.now+max(delay, 0), do, nil)
}

// timer plans something that can be called off.
func (e *Engine) timer(delay time.Duration, do func()) *timer {
	t := &timer{agenda: &e.agenda}
	e.agenda.push(e.now+max(delay, 0), do, t)
	return t
}

// deadline plans the end of somebody's patience with a request. It can be
// called off, and nearly always is: those of the client's request timeout all
// lie as far ahead, so they need no heap.
func (e *Engine) deadline(patience time.Duration, do func()) *timer {
	if patience != e.config.RequestTimeout {
		return e.timer(patience, do)
	}
	t := &timer{agenda: &e.agenda}
	e.agenda.pushDeadline(e.now+patience, do, t)
	return t
}

// background plans something that can be called off and does not keep the run alive.
func (e *Engine) background(delay time.Duration, do func()) *timer {
	t := &timer{agenda: &e.agenda, background: true}
	e.agenda.push(e.now+max(delay, 0), do, t)
	return t
}

// stream returns a random stream of a subsystem.
func (e *Engine) stream(subsystem string, sub uint64) *sim.Stream {
	return sim.NewStream(e.config.Seed, subsystem, sub)
}
