package sim

import "time"

// agenda is a heap of what is still to happen, ordered by (time, sequence):
// what was planned first happens first.
type agenda struct {
	items    []appointment
	sequence uint64
}

// appointment is one thing to do. Cause is the event it follows from.
type appointment struct {
	at       time.Duration
	sequence uint64
	do       func()
}

func (a *appointment) before(b *appointment) bool {
	return a.at < b.at || a.at == b.at && a.sequence < b.sequence
}

func (g *agenda) push(at time.Duration, do func()) {
	g.sequence++
	g.items = append(g.items, appointment{at: at, sequence: g.sequence, do: do})
	i := len(g.items) - 1
	for i > 0 {
		parent := (i - 1) / 2
		if !g.items[i].before(&g.items[parent]) {
			break
		}
		g.items[i], g.items[parent] = g.items[parent], g.items[i]
		i = parent
	}
}

func (g *agenda) pop() appointment {
	top := g.items[0]
	last := len(g.items) - 1
	g.items[0] = g.items[last]
	g.items[last] = appointment{}
	g.items = g.items[:last]
	for i := 0; ; {
		least := i
		for child := 2*i + 1; child <= 2*i+2 && child < last; child++ {
			if g.items[child].before(&g.items[least]) {
				least = child
			}
		}
		if least == i {
			return top
		}
		g.items[i], g.items[least] = g.items[least], g.items[i]
		i = least
	}
}

// next returns when the next thing happens, or Never.
func (g *agenda) next() time.Duration {
	if len(g.items) == 0 {
		return Never
	}
	return g.items[0].at
}
