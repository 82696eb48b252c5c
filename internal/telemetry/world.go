package telemetry

import (
	"strconv"
	"time"

	"orderflow/sim"
)

// world is what was true beside the orders: the run, its faults and the brokers
// that were away. They have a trace of the run's own, that of order 0.
type world struct {
	tracer *Tracer
	run    *Span
	faults map[uint16]*Span
	away   [sim.BrokerCount + 1]*Span
	texts  map[uint16]string
	open   []*Span
}

func newWorld(t *Tracer) *world {
	w := &world{tracer: t, faults: make(map[uint16]*Span), texts: make(map[uint16]string)}
	w.run = w.start("run", "run", 0, 0)
	w.run.Parent = sim.SpanID{}
	return w
}

func (w *world) start(name, kind string, nth sim.EventID, at time.Duration) *Span {
	t := w.tracer.run.traces.Trace(0)
	s := &Span{Service: Service{Name: Truth, Run: w.tracer.run}, Trace: t, ID: w.tracer.run.span(t, kind, uint32(nth)), Parent: w.tracer.run.span(t, "run", 0), Name: name, Kind: Internal, Start: at}
	w.open = append(w.open, s)
	return s
}

// fault returns a fault as the command line writes it.
func (w *world) fault(number uint16) string { return w.texts[number] }

// see takes an event.
func (w *world) see(e *sim.Event) {
	switch e.Type {
	case sim.FaultStarted:
		s := w.start("fault", "fault", e.N, e.At)
		if e.Detail != nil {
			w.texts[e.Fault] = e.Detail.Text
		}
		s.set(text("orderflow.fault", w.texts[e.Fault]))
		w.faults[e.Fault] = s
	case sim.FaultEnded:
		w.end(w.faults[e.Fault], e.At)
	case sim.AnomalyFound:
		if e.Order == 0 {
			w.run.note(e.At, sim.Anomaly(e.Word).String())
		}
	case sim.BrokerStopped:
		w.stopped(e)
	case sim.BrokerStarted:
		if int(e.Broker) < len(w.away) {
			w.end(w.away[e.Broker], e.At)
			w.away[e.Broker] = nil
		}
	}
}

// stopped is a broker that cannot be reached.
func (w *world) stopped(e *sim.Event) {
	if int(e.Broker) >= len(w.away) || w.away[e.Broker] != nil {
		return
	}
	s := w.start("broker away", "broker", e.N, e.At)
	s.set(number(brokerNumber, int64(e.Broker)))
	s.fail(sim.Reason(e.Word).String(), "broker "+strconv.Itoa(int(e.Broker))+" cannot be reached")
	w.away[e.Broker] = s
}

// end tells a span that is open.
func (w *world) end(s *Span, at time.Duration) {
	for i, open := range w.open {
		if open == s {
			w.open = append(w.open[:i], w.open[i+1:]...)
			s.End = max(at, s.Start)
			w.tracer.tell(s)
			return
		}
	}
}

// finish tells what is open when the run ends: it does.
func (w *world) finish(state *sim.State) {
	for len(w.open) > 1 {
		s := w.open[1]
		s.set(yes(endUnknown))
		w.end(s, state.At)
	}
	w.run.set(
		number("orderflow.orders", int64(state.Count())), number("orderflow.orders.published", int64(state.Published)),
		number("orderflow.orders.finished", int64(state.Finished)), number("orderflow.orders.lost", int64(state.Truths[sim.Lost])),
	)
	w.end(w.run, state.At)
}
