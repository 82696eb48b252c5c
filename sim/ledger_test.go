package sim

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// unbalanced returns what does not add up in a state, whatever log it is of.
func (s *State) unbalanced() string {
	for n := range s.Orders.Each() {
		o := s.Order(n)
		switch {
		case o.Refunded < 0 || o.Refunded > o.Charged:
			return fmt.Sprintf("order %d paid %d and has %d back", n, o.Charged, o.Refunded)
		case o.Cost < 0:
			return fmt.Sprintf("order %d has cost %d", n, o.Cost)
		case o.Delivered < 0 || o.Delivered > int64(o.Order.Quantity):
			return fmt.Sprintf("order %d: %d delivered of %d", n, o.Delivered, o.Order.Quantity)
		}
	}
	if s.Refunded < 0 || s.Refunded > s.Charged || s.ForNothing < 0 || s.ForNothing > s.Charged-s.Refunded || s.Cost < 0 {
		return fmt.Sprintf("%d points taken, %d back, %d for nothing; the panel has %d", s.Charged, s.Refunded, s.ForNothing, s.Cost)
	}
	for i := range s.Partitions {
		if p := &s.Partitions[i]; p.High < 0 || p.High > p.End {
			return fmt.Sprintf("P%d: high watermark %d, log end offset %d", i, p.High, p.End)
		}
	}
	return ""
}

// TestReadLogsBalance: a log whose money, work or records do not add up is no
// log of a run. It is refused in the line that breaks it.
func TestReadLogsBalance(t *testing.T) {
	config := DefaultConfig()
	config.Orders, config.Mode, config.ExternalRatio = 3, EmitAwait, 1000
	for _, text := range []string{"provider-partial:order=2", "produce-error:code=MESSAGE_TOO_LARGE,order=3"} {
		f, err := ParseFault(text)
		if err != nil {
			t.Fatal(err)
		}
		config.Faults = append(config.Faults, f)
	}
	var b bytes.Buffer
	if _, err := logOf(t, config).WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	whole := b.String()
	for _, c := range []struct{ typ, before, after, says string }{
		{"order-paid", `"points":`, `"points":1`, "points: order 1 costs"},
		{"points-refunded", `"points":`, `"points":9`, "and has paid"},
		{"work-finished", `"delivered":`, `"delivered":9`, "delivered: 9"},
		{"work-finished", `"delivered":`, `"delivered":-`, "delivered: want a whole number from 0"},
		{"job-ended", `"delivered":`, `"delivered":9`, "delivered: 9"},
		{"job-ended", `"returned_cents":`, `"returned_cents":9999`, "returned_cents: the panel gives"},
		{"panel-accepted", `"cost_cents":`, `"cost_cents":2305843009213693951`, "cost_cents: want a whole number"},
		{"record-replicated", `"offset":`, `"offset":7`, "is replicated, and P"},
		{"record-appended", `"offset":`, `"offset":9223372036854775807`, "offset: want a whole number"},
		{"caller-knows", `"waited_ns":`, `"waited_ns":9223372036854775807`, "waited_ns: want a whole number"},
	} {
		lines := strings.Split(whole, "\n")
		at := 0
		for i, line := range lines {
			if strings.Contains(line, `"type":"`+c.typ+`"`) {
				at = i + 1
				lines[i] = strings.Replace(line, c.before, c.after, 1)
				break
			}
		}
		if at == 0 {
			t.Fatalf("the log has no %s", c.typ)
		}
		_, err := ReadLog(strings.NewReader(strings.Join(lines, "\n")))
		if err == nil || !strings.HasPrefix(err.Error(), fmt.Sprintf("line %d: ", at)) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s with %s: %v, want line %d and %q", c.typ, c.after, err, at, c.says)
		}
	}
	twice := strings.Split(whole, "\n")
	for i, line := range twice {
		if strings.Contains(line, `"type":"order-paid"`) {
			twice[i+1] = strings.Replace(line, fmt.Sprintf(`"n":%d`, i), fmt.Sprintf(`"n":%d`, i+1), 1)
			break
		}
	}
	if _, err := ReadLog(strings.NewReader(strings.Join(twice, "\n"))); err == nil || !strings.Contains(err.Error(), "order 1 is paid twice") {
		t.Errorf("an order is paid twice: %v", err)
	}
}

// TestCountersAreWide: what one order counts does not wrap at 65,536.
func TestCountersAreWide(t *testing.T) {
	f, err := ParseFault("produce-error:code=MESSAGE_TOO_LARGE,count=always")
	if err != nil {
		t.Fatal(err)
	}
	config := DefaultConfig()
	config.Orders, config.Remedies, config.Faults, config.Until = 1, config.Remedies.With(Outbox, true), []Fault{f}, 4*3600e9
	last, sent := Event{}, uint32(0)
	e, err := NewEngine(config, nil, func(e Event) {
		switch e.Type {
		case PublishCalled:
			last = e
		case RequestSent:
			if e.Topic == Orders {
				sent++
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	e.Run()
	o := e.State().Order(1)
	if sent < 1<<16 || o.Requests != sent || o.Publishes != last.Try || last.Try < sent {
		t.Errorf("%d requests left: the order says %d requests and %d publishes, the last call says try %d", sent, o.Requests, o.Publishes, last.Try)
	}
	if want := fmt.Sprintf(`"requests":%d,`, sent); !strings.Contains(jsonOf(t, &Report{State: e.State()}), want) {
		t.Errorf("the report does not say %s", want)
	}
}

// TestRunEndsAtItsLimit: a run that has as many events as it may have ends, and
// its log says so and can be read.
func TestRunEndsAtItsLimit(t *testing.T) {
	var b bytes.Buffer
	w := NewLogWriter(&b, Header{})
	e, err := NewEngine(DefaultConfig(), nil, w.Append)
	if err != nil {
		t.Fatal(err)
	}
	e.limit = 200
	e.Run()
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	log, err := ReadLog(&b)
	if err != nil {
		t.Fatal(err)
	}
	if s := Fold(log, log.Len()); !e.Ended() || s.Ended != ReasonLimit || s.N < 200 || s.N > 230 {
		t.Errorf("the run ended by %s after %d events", s.Ended, s.N)
	}
	said := false
	for e := range log.All() {
		said = said || e.Type == LimitReached && strings.Contains(e.text(), "as many as it may have")
	}
	if !said {
		t.Error("no event says that the limit was reached")
	}
}

// TestTooLongToKeep: the limits of a log that is kept are said in both languages.
func TestTooLongToKeep(t *testing.T) {
	for _, c := range []struct {
		count int
		order OrderID
		says  string
	}{{LogEventsMax, 1, "more than 10000000 events"}, {0, LogOrdersMax + 1, "more than 100000 orders"}} {
		err := (&Log{count: c.count}).keep(Event{N: EventID(c.count + 1), Type: OrderCreated, Order: c.order, Detail: &Detail{Order: &Order{}}})
		var refusal *Refusal
		if !errors.As(err, &refusal) || !strings.Contains(err.Error(), c.says) || !strings.Contains(refusal.Text().Korean, "orderflow replay --headless") {
			t.Errorf("%v, want %q in both languages", err, c.says)
		}
	}
	config := DefaultConfig()
	config.Orders = OrdersMax
	if _, err := NewSession(config, Header{}); err == nil || !strings.Contains(err.Error(), "want at most 100000, not 5000000") {
		t.Errorf("a session of %d orders: %v", config.Orders, err)
	}
	if _, err := Compare(config); err == nil || !strings.Contains(err.Error(), "want at most 500000, not 5000000") {
		t.Errorf("a comparison of %d orders: %v", config.Orders, err)
	}
}

// TestMutatedLogsBalance: one field of one event says something else, whatever
// its range allows. The log is refused, or it adds up.
func TestMutatedLogsBalance(t *testing.T) {
	singleThreaded(t)
	accepted := 0
	for seed := uint64(1); seed <= 40; seed++ {
		config := randomConfig(seed)
		config.Orders = 1 + int(seed%4)
		log := logOf(t, config)
		draw := newStream(seed, "mutation", 0)
		for range 60 {
			n := EventID(1 + draw.intn(int64(log.Len())))
			e := *log.At(n)
			fields := schema[e.Type].fields
			if len(fields) == 0 {
				continue
			}
			if e.Detail != nil {
				e.Detail = e.Detail.copied()
			}
			f := fields[draw.intn(int64(len(fields)))]
			e.randomise(t, f, draw)
			var b bytes.Buffer
			w := NewLogWriter(&b, Header{})
			for old := range log.All() {
				if old.N == n {
					old = &e
				}
				w.Append(*old)
			}
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
			read, err := ReadLog(&b)
			if err != nil {
				checkError(t, err)
				continue
			}
			accepted++
			if wrong := Fold(read, read.Len()).unbalanced(); wrong != "" {
				t.Fatalf("seed %d: with %s the log is read, and %s", seed, e.AppendJSON(nil), wrong)
			}
		}
	}
	if accepted < 200 {
		t.Errorf("only %d logs were read", accepted)
	}
}

// copied returns a detail that shares nothing which a test changes.
func (d *Detail) copied() *Detail {
	c := *d
	if d.Order != nil {
		order := *d.Order
		c.Order = &order
	}
	if d.Setup != nil {
		setup := *d.Setup
		c.Setup = &setup
	}
	return &c
}
