package engine

import (
	"container/heap"
	"testing"
	"time"

	"orderflow/sim"
)

// bareItem has the size of an appointment.
type bareItem struct {
	at       time.Duration
	sequence uint64
	_        func()
	_        *timer
}

type bareHeap []bareItem

func (h bareHeap) Len() int { return len(h) }

func (h bareHeap) Less(i, j int) bool {
	return h[i].at < h[j].at || h[i].at == h[j].at && h[i].sequence < h[j].sequence
}

func (h bareHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }

func (h *bareHeap) Push(x any) { *h = append(*h, x.(bareItem)) }

func (h *bareHeap) Pop() any {
	old := *h
	last := len(old) - 1
	x := old[last]
	*h = old[:last]
	return x
}

// BenchmarkBareHeap is the yardstick: one push and one pop of items of the
// same size through container/heap, at the agenda's usual length.
func BenchmarkBareHeap(b *testing.B) {
	draw := sim.NewStream(1, "bench", 0)
	h := &bareHeap{}
	now := time.Duration(0)
	for i := range 64 {
		heap.Push(h, bareItem{at: now + draw.Between(0, time.Second), sequence: uint64(i)})
	}
	b.ReportAllocs()
	for i := range b.N {
		heap.Push(h, bareItem{at: now + draw.Between(0, time.Second), sequence: uint64(i)})
		now = heap.Pop(h).(bareItem).at
	}
}

// BenchmarkEvent is the engine's cost of one event of the log: physics, fold,
// checker and hash.
func BenchmarkEvent(b *testing.B) {
	config := sim.DefaultConfig()
	config.Orders, config.Rate, config.Until = sim.OrdersMax, sim.Rate{Orders: 10, Per: time.Second}, sim.SpanMax
	e, err := New(config, nil)
	if err != nil {
		b.Fatal(err)
	}
	e.ForgetFinished() // as every run does that is too long to list its orders
	e.Advance(2 * time.Minute)
	b.ReportAllocs()
	b.ResetTimer()
	start := e.State().N
	for int(e.State().N-start) < b.N {
		e.Advance(e.Now() + 100*time.Millisecond)
	}
}
