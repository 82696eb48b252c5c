package stage

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// crowdedMoment is a moment with many orders in the table and many tokens on
// their way: everything a frame can have to do.
func crowdedMoment(orders, tokens int) *Scene {
	log := &sim.Log{Header: sim.Header{Seed: 1}}
	rec := sim.NewRecorder(log.Append)
	at := time.Duration(0)
	add := func(e sim.Event) {
		at += 10 * time.Microsecond
		e.At = at
		rec.Record(e)
	}
	add(sim.Event{Type: sim.RunStarted, Detail: &sim.Detail{Setup: &sim.Setup{Engine: "sim", Acks: -1, Partitions: 3, Workers: 2, Orders: orders, Until: time.Hour}}})
	for i := 1; i <= orders; i++ {
		n := sim.OrderID(i)
		o := sim.Order{Number: n, ID: fmt.Sprint(i), Customer: sim.Person, Channel: sim.Blog, Product: sim.Views, Quantity: 500, Points: 9000, Fulfilment: sim.InHouse, Link: "https://blog.example/posts/abcdefgh"}
		add(sim.Event{Type: sim.OrderCreated, Order: n, Detail: &sim.Detail{Order: &o}})
		add(sim.Event{Type: sim.OrderPaid, Order: n, Value: 9000})
		add(sim.Event{Type: sim.PublishCalled, Order: n, Try: 1, Word: uint8(sim.ByService)})
		add(sim.Event{Type: sim.OrderMarked, Order: n, Word: uint8(sim.RowPublished)})
	}
	sent := log.Len()
	for i := 1; i <= tokens; i++ {
		add(sim.Event{Type: sim.RequestSent, Order: sim.OrderID(i), Topic: sim.Orders, Try: 1, Broker: 1})
	}
	n := log.Len()
	for i := 1; i <= tokens; i++ {
		add(sim.Event{Type: sim.RecordAppended, Order: sim.OrderID(i), Topic: sim.Orders, Offset: int64(i - 1), Try: 1, Broker: 1})
	}
	wall := func(id sim.EventID) float64 { return float64(id) / 1000 }
	changed := make([]sim.EventID, 0, tokens)
	for id := sent + 1; id <= n; id++ {
		changed = append(changed, sim.EventID(id))
	}
	return boardOf(&moment.Moment{
		Log: log, N: sim.EventID(n), State: sim.Fold(log, n), At: log.At(sim.EventID(n)).At, Fresh: true, Speed: 1,
		Change: moment.Change{First: sim.EventID(sent + 1), Events: changed, Wall: wall(sim.EventID(sent + 1))},
		Wall:   wall(sim.EventID(n)), WallEnd: wall(sim.EventID(log.Len())),
		WallOf: func(id sim.EventID) (float64, bool) { return wall(id), true },
		Footer: []intent.KeyHint{{Keys: "space", Does: intent.PauseAction}, {Keys: "?", Does: intent.HelpAction}},
	})
}

func BenchmarkDraw(b *testing.B) {
	for _, orders := range []int{12, 10_000, 100_000} {
		m := crowdedMoment(orders, min(orders, 300))
		for _, size := range []moment.Options{{Width: 80, Height: 24}, {Width: 160, Height: 48}, {Width: 200, Height: 60, Lang: words.Korean}} {
			b.Run(fmt.Sprintf("orders=%d/%dx%d", orders, size.Width, size.Height), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					c := Draw(m, size)
					_ = c.String()
				}
			})
		}
	}
}

// BenchmarkPanelsOfMillionEvents is a key in a panel at the end of a log of
// 1,000,000 events: from the key to the frame.
func BenchmarkPanelsOfMillionEvents(b *testing.B) {
	p := newPlayer(Replay(uitest.MillionEvents(b)), nil, moment.Options{Width: 160, Height: 48})
	p.Show(-1)
	for _, panel := range []struct{ name, keys, again string }{
		{"board", "", "up"},
		{"order", "enter", "up"},
		{"anomalies", "a", "down"},
		{"event-log", "e", "up"},
		{"event-log-search", "e / h a n d l e r enter", "up"},
		{"partition", "tab enter", "up"},
		{"group", strings.Repeat("tab ", 4) + "enter", "up"},
		{"why", "w", "L"},
		{"why-gap", "shift+tab w", "L"},
		{"diagram", "d", "up"},
		{"glossary", "g", "down"},
	} {
		b.Run(panel.name, func(b *testing.B) {
			for !p.onBoard() {
				p.Press("esc")
			}
			p.Press("esc")
			for _, key := range strings.Fields(panel.keys) {
				p.Draw()
				p.Press(key)
			}
			for b.Loop() {
				p.Press(panel.again)
				c := p.Draw()
				_ = c.String()
			}
		})
	}
}

func BenchmarkSeekInMillionEvents(b *testing.B) {
	p := newPlayer(Replay(uitest.MillionEvents(b)), nil, moment.Options{Width: 160, Height: 48})
	for p.growing() {
		p.grow()
	}
	random := rand.New(rand.NewPCG(1, 1))
	for b.Loop() {
		p.playback.SeekWall(time.Duration(random.Int64N(int64(p.playback.Scale.End()))))
		p.Scene()
	}
}
