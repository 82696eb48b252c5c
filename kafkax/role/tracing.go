package role

import (
	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/chronicle"
	"orderflow/sim"
)

// traceContext is the header with the context of the call of publish that makes an
// order's record, so that whoever handles that can link to it. What spans are told of
// the run has the same ids (internal/telemetry).
func (v *service) traceContext(o *chronicle.Order) kafka.Header {
	trace := v.traces().Trace(o.Number)
	return kafka.Header{Key: sim.TraceParentHeader, Value: []byte(sim.TraceParent(trace, trace.Created(v.journal.CallsOf(o))))}
}
