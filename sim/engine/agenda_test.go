package engine

import (
	"testing"
	"time"

	"orderflow/sim"
)

// TestAgendaIsInOrder: whatever is planned and called off, what is due comes
// in the order of (time, sequence).
func TestAgendaIsInOrder(t *testing.T) {
	for seed := range uint64(50) {
		draw := sim.NewStream(seed, "agenda", 0)
		g := &agenda{}
		var timers []*timer
		now, last, pops := time.Duration(0), appointment{}, 0
		for i := range 6000 {
			switch draw.Intn(5) {
			case 0, 1:
				g.push(now+time.Duration(draw.Intn(100))*time.Millisecond, func() {}, nil)
			case 2:
				timer := &timer{agenda: g, background: draw.Intn(4) == 0}
				timers = append(timers, timer)
				g.push(now+time.Duration(draw.Intn(1000))*time.Millisecond, func() {}, timer)
			case 3:
				timer := &timer{agenda: g}
				timers = append(timers, timer)
				g.pushDeadline(now+30*time.Second, func() {}, timer)
			default:
				if len(timers) > 0 {
					timers[draw.Intn(int64(len(timers)))].stop()
				}
			}
			if g.quiet() || i < 2000 || draw.Intn(3) > 0 {
				continue
			}
			item, due := g.pop()
			if due && pops > 0 && item.before(&last) {
				t.Fatalf("seed %d: %s (%d) comes after %s (%d)", seed, item.at, item.sequence, last.at, last.sequence)
			}
			if due {
				last, now = item, item.at
				pops++
			}
		}
		for !g.quiet() {
			item, due := g.pop()
			if due && item.before(&last) {
				t.Fatalf("seed %d: %s comes after %s", seed, item.at, last.at)
			}
			if due {
				last = item
			}
		}
		if pops < 100 {
			t.Fatalf("seed %d: only %d appointments were kept", seed, pops)
		}
	}
}

// TestAgendaOfAnySize: many small agendas, filled and emptied.
func TestAgendaOfAnySize(t *testing.T) {
	draw := sim.NewStream(1, "agendas", 0)
	for trial := range 2000 {
		g := &agenda{}
		for range 1 + draw.Intn(1200) {
			g.push(time.Duration(draw.Intn(1000)), func() {}, nil)
		}
		last := appointment{at: -1}
		for !g.quiet() {
			item, _ := g.pop()
			if item.before(&last) {
				t.Fatalf("agenda %d: (%d, %d) comes after (%d, %d)", trial, item.at, item.sequence, last.at, last.sequence)
			}
			last = item
		}
	}
}
