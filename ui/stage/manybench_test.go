package stage

import (
	"fmt"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
)

// longRun is an outage of many orders, 400 a second.
func longRun(tb testing.TB, orders int) *sim.Log {
	tb.Helper()
	return uitest.WholeRun(tb, "outage", func(c *sim.Config) {
		c.Orders, c.Rate, c.ExternalOrders, c.Until = orders, sim.Rate{Orders: 400, Per: time.Second}, nil, 10*time.Minute
		c.Workers, c.Partitions = 64, 64
	})
}

// BenchmarkPlayManyOrders is a frame while a run of many orders plays: the
// cursor moves on, the moment is read, the frame drawn and written out. Once
// thousands wait in the producer's memory, once as they come back, once near
// the end.
func BenchmarkPlayManyOrders(b *testing.B) {
	for _, orders := range []int{10_000, 100_000} {
		p := newPlayer(Replay(longRun(b, orders)), nil, moment.Options{Width: 160, Height: 48})
		p.Show(-1)
		end := p.playback.Cursor.At
		for _, at := range []time.Duration{20 * time.Second, 26 * time.Second, end - 30*time.Second} {
			b.Run(fmt.Sprintf("orders=%d/at=%s", orders, at.Round(time.Second)), func(b *testing.B) {
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					if i%500 == 0 {
						p.playback.SeekTime(at)
					}
					p.Tick(FrameEvery)
					c := p.Draw()
					_ = c.String()
				}
			})
		}
	}
}
