package engine

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"orderflow/sim"
)

// TestCountersAreWide: what one order counts does not wrap at 65,536.
func TestCountersAreWide(t *testing.T) {
	f, err := sim.ParseFault("produce-error:code=MESSAGE_TOO_LARGE,count=always")
	if err != nil {
		t.Fatal(err)
	}
	config := sim.DefaultConfig()
	config.Orders, config.Remedies, config.Faults, config.Until = 1, config.Remedies.With(sim.Outbox, true), []sim.Fault{f}, 4*3600e9
	last, sent := sim.Event{}, uint32(0)
	e, err := New(config, nil, func(e sim.Event) {
		switch e.Type {
		case sim.PublishCalled:
			last = e
		case sim.RequestSent:
			if e.Topic == sim.Orders {
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
	if want := fmt.Sprintf(`"requests":%d,`, sent); !strings.Contains(jsonOf(t, &sim.Report{State: e.State()}), want) {
		t.Errorf("the report does not say %s", want)
	}
}

// TestRunEndsAtItsLimit: a run that has as many events as it may have ends, and
// its log says so and can be read.
func TestRunEndsAtItsLimit(t *testing.T) {
	var b bytes.Buffer
	w := sim.NewLogWriter(&b, sim.Header{})
	e, err := New(sim.DefaultConfig(), nil, w.Append)
	if err != nil {
		t.Fatal(err)
	}
	e.limit = 200
	e.Run()
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	log, err := sim.ReadLog(&b)
	if err != nil {
		t.Fatal(err)
	}
	if s := sim.Fold(log, log.Len()); !e.Ended() || s.Ended != sim.ReasonLimit || s.N < 200 || s.N > 230 {
		t.Errorf("the run ended by %s after %d events", s.Ended, s.N)
	}
	said := false
	for e := range log.All() {
		said = said || e.Type == sim.LimitReached && e.Detail != nil && strings.Contains(e.Detail.Text, "as many as it may have")
	}
	if !said {
		t.Error("no event says that the limit was reached")
	}
}

// TestTooLongToCompute: what is kept has a limit of its own.
func TestTooLongToCompute(t *testing.T) {
	config := sim.DefaultConfig()
	config.Orders = sim.OrdersMax
	if _, err := NewSession(config, sim.Header{}); err == nil || !strings.Contains(err.Error(), "want at most 100000, not 5000000") {
		t.Errorf("a session of %d orders: %v", config.Orders, err)
	}
	if _, err := Compare(config); err == nil || !strings.Contains(err.Error(), "want at most 500000, not 5000000") {
		t.Errorf("a comparison of %d orders: %v", config.Orders, err)
	}
}
