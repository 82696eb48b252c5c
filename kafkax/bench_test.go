package kafkax

import (
	"testing"
	"time"

	"orderflow/sim"
)

// BenchmarkSession measures a whole order on the embedded Kafka, from the call
// to the committed offset of every group: how many orders a second the session
// carries when the work itself takes no time.
func BenchmarkSession(b *testing.B) {
	for _, mode := range modes {
		b.Run(mode.String(), func(b *testing.B) {
			c := sim.DefaultConfig()
			c.Mode, c.Orders, c.ExternalRatio, c.Workers = mode, b.N, 0, 3
			c.Rate, c.Until = sim.Rate{Orders: 1000, Per: time.Millisecond}, time.Hour
			c.Faults = []sim.Fault{sim.NewFault(sim.ConsumerSlow)}
			c.Faults[0].Delay, c.Faults[0].Count = time.Nanosecond, sim.Always
			s, err := Start(b.Context(), c, Options{})
			if err != nil {
				b.Fatal(err)
			}
			b.ResetTimer() // what is left before is the first second, in which nothing happens
			<-s.Done()
			b.StopTimer()
			took := s.State().At - time.Second - quietFor
			if err := s.Close(); err != nil {
				b.Error(err)
			}
			if finished := s.State().Totals().Finished; finished != b.N {
				b.Errorf("%d of %d orders are finished", finished, b.N)
			}
			b.ReportMetric(float64(took.Microseconds())/float64(b.N), "µs/order")
			b.ReportMetric(float64(s.State().N)/float64(b.N), "events/order")
		})
	}
}
