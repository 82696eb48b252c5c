package telemetry

import (
	"io"
	"unicode/utf8"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/ptrace"

	"orderflow/sim"
)

// scopeName is the instrumentation scope of all spans.
const scopeName = "orderflow"

// lineSpansMax bounds the spans of a line of OTLP/JSON. A span takes some 900
// bytes (measured), and what reads such files stops at a line of 1 MiB unless it is
// told otherwise (the collector's otlpjsonfile receiver).
const lineSpansMax = 800

// traces makes OTLP of spans, those of one resource together.
func traces(spans []Span) ptrace.Traces {
	t := ptrace.NewTraces()
	of := make(map[Service]ptrace.SpanSlice)
	for i := range spans {
		s := &spans[i]
		list, known := of[s.Service]
		if !known {
			r := t.ResourceSpans().AppendEmpty()
			r.SetSchemaUrl(SchemaURL)
			putAll(r.Resource().Attributes(), s.Service.attributes())
			scope := r.ScopeSpans().AppendEmpty()
			scope.SetSchemaUrl(SchemaURL)
			scope.Scope().SetName(scopeName)
			scope.Scope().SetVersion(s.Service.Run.header.Version)
			list = scope.Spans()
			of[s.Service] = list
		}
		s.write(list.AppendEmpty())
	}
	return t
}

// write makes OTLP of one span.
func (s *Span) write(to ptrace.Span) {
	run := s.Service.Run
	to.SetTraceID(pcommon.TraceID(s.Trace))
	to.SetSpanID(pcommon.SpanID(s.ID))
	to.SetParentSpanID(pcommon.SpanID(s.Parent))
	to.SetFlags(sampled)
	to.SetName(s.Name)
	to.SetKind(ptrace.SpanKind(s.Kind))
	to.SetStartTimestamp(pcommon.NewTimestampFromTime(run.time(s.Start)))
	to.SetEndTimestamp(pcommon.NewTimestampFromTime(run.time(s.End)))
	putAll(to.Attributes(), s.Attributes)
	for _, m := range s.Moments {
		event := to.Events().AppendEmpty()
		event.SetTimestamp(pcommon.NewTimestampFromTime(run.time(m.At)))
		event.SetName(m.Name)
		putAll(event.Attributes(), m.Attributes)
	}
	for _, id := range s.Links {
		link := to.Links().AppendEmpty()
		link.SetTraceID(pcommon.TraceID(s.Trace))
		link.SetSpanID(pcommon.SpanID(id))
		link.SetFlags(sampled)
	}
	to.Status().SetCode(ptrace.StatusCode(s.Status))
	to.Status().SetMessage(s.Message)
}

// sampled is the W3C flag that a trace is recorded.
const sampled = 1

func putAll(to pcommon.Map, list []Attribute) {
	to.EnsureCapacity(len(list))
	for _, a := range list {
		switch a.Type {
		case NumberAttribute:
			to.PutInt(a.Name, a.Number)
		case YesAttribute:
			to.PutBool(a.Name, true)
		default:
			to.PutStr(a.Name, a.Text)
		}
	}
}

// WriteJSON writes the spans of a log as OTLP/JSON: one TracesData a line, of at
// most lineSpansMax spans, as the collector's file exporter writes and its
// receivers read them. A short run is one line, and so a document that a collector
// takes at /v1/traces. The same log makes the same bytes.
func WriteJSON(w io.Writer, log *sim.Log) error {
	t := NewTracer(log.Header)
	var waiting []Span
	for e := range log.All() {
		t.See(e)
		waiting = append(waiting, t.Take()...)
		for len(waiting) >= lineSpansMax {
			if err := writeLine(w, waiting[:lineSpansMax]); err != nil {
				return err
			}
			waiting = append(waiting[:0], waiting[lineSpansMax:]...)
		}
	}
	t.End()
	waiting = append(waiting, t.Take()...)
	for len(waiting) > 0 {
		n := min(len(waiting), lineSpansMax)
		if err := writeLine(w, waiting[:n]); err != nil {
			return err
		}
		waiting = waiting[n:]
	}
	return nil
}

func writeLine(w io.Writer, spans []Span) error {
	line, err := (&ptrace.JSONMarshaler{}).MarshalTraces(traces(spans))
	if err != nil {
		return err
	}
	_, err = w.Write(append(harmless(line), '\n'))
	return err
}

// harmless escapes what a terminal could act on: JSON has it in strings alone.
// The encoder has escaped the control characters of ASCII but for delete.
func harmless(line []byte) []byte {
	clean := true
	for _, b := range line {
		clean = clean && b < 0x7f
	}
	if clean {
		return line
	}
	out := make([]byte, 0, len(line)+len(line)/8)
	for len(line) > 0 {
		r, size := utf8.DecodeRune(line)
		if r < 0x7f {
			out = append(out, line[0])
		} else {
			quoted := sim.AppendQuoted(nil, string(r))
			out = append(out, quoted[1:len(quoted)-1]...)
		}
		line = line[size:]
	}
	return out
}

// message makes the protobuf of an export request. It is that of TracesData: both
// have the resources' spans as their field 1.
func message(spans []Span) []byte {
	b, err := (&ptrace.ProtoMarshaler{}).MarshalTraces(traces(spans))
	if err != nil {
		panic("telemetry: encoding spans: " + err.Error()) // its sizes are its own
	}
	return b
}
