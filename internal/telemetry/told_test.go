package telemetry

import (
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
)

// find returns the spans of an order by service and name.
func find(spans []Span, log *sim.Log, order sim.OrderID, service, name string) []Span {
	trace := log.Header.TraceRun().Trace(order)
	return slices.DeleteFunc(slices.Clone(spans), func(s Span) bool { return s.Trace != trace || s.Service.Name != service || s.Name != name })
}

// firstLost returns the first order that is lost.
func firstLost(t *testing.T, log *sim.Log) sim.OrderID {
	t.Helper()
	state := sim.Fold(log, log.Len())
	for n := range state.Orders.Each() {
		if state.Order(n).Truth() == sim.Lost {
			return n
		}
	}
	t.Fatal("no order is lost")
	return 0
}

// TestWhatEmitTells is the lesson: in the outage of the default scenario the line
// that publishes is good after a few milliseconds, and so is the customer's
// request. kafkajs' own span has the error 20 s later, when nobody waits; that of an
// asynchronous kafka-go Writer is good as well. The truth is LOST, and no request
// ever left.
func TestWhatEmitTells(t *testing.T) {
	for _, client := range []sim.Client{sim.NestJS, sim.KafkaGo} {
		t.Run(client.String(), func(t *testing.T) {
			c := scenario(t, "outage", sim.Emit)
			c.Client = client
			log := logOf(t, c)
			spans, lost := spansOf(log), firstLost(t, log)
			for _, name := range []string{"place order", "publish order"} {
				s := find(spans, log, lost, OrderService, name)
				if len(s) != 1 || s[0].Status != Good || s[0].End-s[0].Start > 100*time.Millisecond {
					t.Errorf("%s of #%d: %+v", name, lost, s)
				}
			}
			s := find(spans, log, lost, OrderService, "send sns.orders")
			switch {
			case len(s) != 1:
				t.Errorf("%d sends", len(s))
			case client == sim.KafkaGo && (s[0].Status != Unset || s[0].End != s[0].Start):
				t.Errorf("the Writer's span: %+v", s[0])
			case client == sim.NestJS && (s[0].Status != Failed || s[0].End-s[0].Start < time.Second):
				t.Errorf("the span of kafkajs: %+v", s[0])
			}
			root := find(spans, log, lost, Truth, "order")
			if len(root) != 1 || root[0].Status != Failed || !strings.HasPrefix(root[0].Message, "LOST: its row says published") {
				t.Fatalf("in truth: %+v", root)
			}
			for _, name := range []string{"on the wire", "in the log (LAG)", "in a handler"} {
				if s := find(spans, log, lost, Truth, name); client == sim.NestJS && len(s) > 0 {
					t.Errorf("%s of an order that never left", name)
				}
			}
		})
	}
}

// TestWhatAwaitingTells: awaited, the line that publishes has the error; with send()
// it lasts until the answer.
func TestWhatAwaitingTells(t *testing.T) {
	log := logOf(t, scenario(t, "outage", sim.EmitAwait))
	spans, failed := spansOf(log), 0
	for i := range spans {
		if s := &spans[i]; s.Name == "publish order" && s.Status == Failed {
			name, _ := s.Attribute(errorType)
			failed++
			if name.Text == "" {
				t.Errorf("%s: has no error.type", describe(s))
			}
		}
	}
	if failed == 0 {
		t.Error("no awaited publish failed in the outage")
	}
	log = logOf(t, scenario(t, "calm", sim.Send))
	spans = spansOf(log)
	publish, process := find(spans, log, 1, OrderService, "publish order"), find(spans, log, 1, InHouseWorker, "process sns.orders")
	if len(publish) != 1 || len(process) != 1 || publish[0].End < process[0].End {
		t.Errorf("send() of #1: published %+v, processed %+v", publish, process)
	}
}

// TestConsumersLinkToTheCreationContext: what a consumer does with a record
// links to the span whose context is in the record's header, and is of its trace.
func TestConsumersLinkToTheCreationContext(t *testing.T) {
	log := logOf(t, scenario(t, "calm", sim.EmitAwait))
	spans := spansOf(log)
	counted := 0
	for i := range spans {
		s := &spans[i]
		if s.Service.Name != InHouseWorker && s.Service.Name != StatisticsWorker || !strings.HasSuffix(s.Name, " sns.orders") {
			continue
		}
		if s.Service.Name == StatisticsWorker {
			counted++
		}
		if len(s.Links) != 1 || s.Links[0] != s.Trace.Created(1) {
			t.Errorf("%s links to %x", describe(s), s.Links)
		}
	}
	if n := sim.Fold(log, log.Len()).Appended; counted != n {
		t.Errorf("statistics tells of %d records, %d were appended", counted, n)
	}
}

// TestTheTruthHasItsPlaces: an external order's truth is told from the producer's
// memory to the panel, without a hole.
func TestTheTruthHasItsPlaces(t *testing.T) {
	c := scenario(t, "calm", sim.EmitAwait)
	c.ExternalRatio = 1000
	log := logOf(t, c)
	spans := spansOf(log)
	last := time.Duration(0)
	for _, name := range []string{"in producer memory", "on the wire", "in the log (LAG)", "in a handler", "at the panel"} {
		s := find(spans, log, 1, Truth, name)
		if len(s) != 1 || s[0].Start < last || s[0].Parent != s[0].Trace.Span(orderSpan, 0) {
			t.Fatalf("%s: %+v", name, s)
		}
		last = s[0].Start
	}
	if root := find(spans, log, 1, Truth, "order"); len(root) != 1 || root[0].Status != Unset || root[0].End < last {
		t.Errorf("the order: %+v", root)
	}
}

// TestARealWriterWritesInTurn: on a real Kafka a Writer knows no calls. Of two that are
// under way for one order, the first is the first to be written and acknowledged.
func TestARealWriterWritesInTurn(t *testing.T) {
	log := &sim.Log{Header: sim.Header{Seed: 1, Began: SimulatedEpoch}}
	r := sim.NewRecorder(log.Append)
	at, last := time.Duration(0), sim.EventID(0)
	record := func(e sim.Event) {
		at += time.Millisecond
		e.At, e.Cause = at, last
		last = r.Record(e)
	}
	c := sim.DefaultConfig()
	c.Mode, c.Client = sim.EmitAwait, sim.KafkaGo
	record(sim.Event{Type: sim.RunStarted, Detail: &sim.Detail{Setup: c.Setup("kafka")}})
	last = 0
	o := c.Order(1)
	record(sim.Event{Type: sim.OrderCreated, Order: 1, Detail: &sim.Detail{Order: &o}})
	record(sim.Event{Type: sim.PublishCalled, Order: 1, Word: uint8(sim.ByService), Try: 1})
	record(sim.Event{Type: sim.PublishCalled, Order: 1, Word: uint8(sim.BySweeper), Try: 2})
	for n := range int64(2) {
		step := sim.Event{Order: 1, Topic: sim.Orders, Partition: 1, Try: uint32(n + 1)}
		for _, step.Type = range []sim.EventType{sim.RequestSent, sim.RecordAppended, sim.RequestAcked} {
			step.Offset = n
			record(step)
		}
	}
	spans := spansOf(log)
	if wrong := misplaced(spans); wrong != "" {
		t.Error(wrong)
	}
	for _, name := range []string{"in producer memory", "on the wire"} {
		for i, s := range find(spans, log, 1, Truth, name) {
			if n, _ := s.Attribute(callNumber); n.Number != int64(i+1) {
				t.Errorf("%s number %d is of call %d", name, i+1, n.Number)
			}
		}
	}
	sends := find(spans, log, 1, OrderService, "send sns.orders")
	if len(sends) != 2 || sends[0].Links[0] != sends[0].Trace.Created(1) || sends[1].End <= sends[0].End {
		t.Errorf("sends: %+v", sends)
	}
}
