package kafkax

import (
	"github.com/segmentio/kafka-go"

	"orderflow/sim"
)

// traceRun returns what the traces of the run's orders are derived from. The run
// must have begun.
func (s *Session) traceRun() sim.TraceRun {
	h := sim.Header{Seed: s.config.Seed, Prefix: s.names.Prefix}
	if s.book != nil {
		h.Began = s.book.origin()
	}
	return h.TraceRun()
}

// traceContext is the header with the context of the call of publish that makes an
// order's record, so that whoever handles that can link to it. What spans are told of
// the run has the same ids (internal/telemetry).
func (v *service) traceContext(o *order) kafka.Header {
	trace := v.traces().Trace(o.Number)
	return kafka.Header{Key: sim.TraceParentHeader, Value: []byte(sim.TraceParent(trace, trace.Created(v.journal.callsOf(o))))}
}
