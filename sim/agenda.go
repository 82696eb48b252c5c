package sim

import "time"

// agenda is a heap of what is still to happen, ordered by (time, sequence):
// what was planned first happens first.
type agenda struct {
	items    []appointment
	sequence uint64
	idle     int // items that were called off or do not keep a run alive
}

// appointment is one thing to do.
type appointment struct {
	at       time.Duration
	sequence uint64
	do       func()
	timer    *timer // nil where it cannot be called off
}

// timer is an appointment that can be called off. A background timer does not
// keep a run alive.
type timer struct {
	agenda     *agenda
	over       bool
	background bool
}

// stop calls the appointment off. It is safe on nil and after it was kept.
func (t *timer) stop() {
	if t == nil || t.over {
		return
	}
	t.over = true
	if !t.background {
		t.agenda.idle++
	}
}

func (a *appointment) before(b *appointment) bool {
	return a.at < b.at || a.at == b.at && a.sequence < b.sequence
}

func (g *agenda) push(at time.Duration, do func(), t *timer) {
	g.sequence++
	if t != nil && t.background {
		g.idle++
	}
	g.items = append(g.items, appointment{at: at, sequence: g.sequence, do: do, timer: t})
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

// pop removes the next appointment; due is false where it was called off.
func (g *agenda) pop() (top appointment, due bool) {
	top = g.items[0]
	g.removeTop()
	if top.timer == nil {
		return top, true
	}
	due = !top.timer.over
	if !due || top.timer.background {
		g.idle--
	}
	top.timer.over = true
	return top, due
}

func (g *agenda) removeTop() {
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
			return
		}
		g.items[i], g.items[least] = g.items[least], g.items[i]
		i = least
	}
}

// quiet reports whether nothing is planned that keeps the run alive.
func (g *agenda) quiet() bool { return len(g.items) == g.idle }

// next returns when the next thing happens. The agenda must not be empty.
func (g *agenda) next() time.Duration { return g.items[0].at }
