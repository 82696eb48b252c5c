package telemetry

import (
	"io"
	"testing"

	"orderflow/sim"
	"orderflow/sim/engine"
)

// manyOrders returns the log of so many orders that one of them is a small part.
func manyOrders(b *testing.B, n int) *sim.Log {
	b.Helper()
	c := sim.DefaultConfig()
	c.Mode, c.Orders, c.Rate = sim.EmitAwait, n, sim.Rate{Orders: 50, Per: 1e9}
	s, err := engine.NewSession(c, sim.Header{Seed: c.Seed})
	if err != nil {
		b.Fatal(err)
	}
	s.Advance(c.Until)
	return s.Log()
}

// BenchmarkOrder tells an order as spans.
func BenchmarkOrder(b *testing.B) {
	log := manyOrders(b, b.N)
	b.ReportAllocs()
	b.ResetTimer()
	t := NewTracer(log.Header)
	spans := 0
	for e := range log.All() {
		t.See(e)
		spans += len(t.Take())
	}
	t.End()
	b.ReportMetric(float64(spans+len(t.Take()))/float64(b.N), "spans/op")
}

// BenchmarkOrderAsJSON writes an order's spans as OTLP/JSON.
func BenchmarkOrderAsJSON(b *testing.B) {
	log := manyOrders(b, b.N)
	b.ReportAllocs()
	b.ResetTimer()
	if err := WriteJSON(io.Discard, log); err != nil {
		b.Fatal(err)
	}
}
