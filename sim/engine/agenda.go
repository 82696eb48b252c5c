package engine

import "time"

// agenda is a heap of what is still to happen, ordered by (time, sequence):
// what was planned first happens first.
type agenda struct {
	items     []appointment // a heap
	deadlines []appointment // ascending, from passed on
	passed    int
	sequence  uint64
	idle      int // items that were called off or do not keep a run alive
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
	g.rise(len(g.items) - 1)
}

// pushDeadline plans something that comes a fixed time from now, later than
// every deadline planned before: it needs no heap.
func (g *agenda) pushDeadline(at time.Duration, do func(), t *timer) {
	g.sequence++
	g.deadlines = append(g.deadlines, appointment{at: at, sequence: g.sequence, do: do, timer: t})
}

// arity of the heap: a flat one does fewer steps up for what comes soon.
const arity = 4

func (g *agenda) rise(i int) {
	item := g.items[i]
	for i > 0 {
		parent := (i - 1) / arity
		if !item.before(&g.items[parent]) {
			break
		}
		g.items[i] = g.items[parent]
		i = parent
	}
	g.items[i] = item
}

// first returns the next appointment, or nil.
func (g *agenda) first() *appointment {
	for g.passed < len(g.deadlines) && g.deadlines[g.passed].timer.over {
		g.idle--
		g.passDeadline()
	}
	var next *appointment
	if len(g.items) > 0 {
		next = &g.items[0]
	}
	if g.passed < len(g.deadlines) && (next == nil || g.deadlines[g.passed].before(next)) {
		next = &g.deadlines[g.passed]
	}
	return next
}

// passDeadline removes the first deadline.
func (g *agenda) passDeadline() {
	g.deadlines[g.passed] = appointment{}
	g.passed++
	if g.passed > 1024 && g.passed*2 > len(g.deadlines) {
		g.deadlines = append(g.deadlines[:0], g.deadlines[g.passed:]...)
		g.passed = 0
	}
}

// pop removes the next appointment; due is false where it was called off.
func (g *agenda) pop() (top appointment, due bool) {
	next := g.first()
	top = *next
	if len(g.items) > 0 && next == &g.items[0] {
		g.removeTop()
	} else {
		g.passDeadline()
	}
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
	item := g.items[last]
	g.items[last] = appointment{}
	g.items = g.items[:last]
	if last == 0 {
		return
	}
	i := 0
	for {
		first := i*arity + 1
		if first >= last {
			break
		}
		least := first
		for child := first + 1; child < min(first+arity, last); child++ {
			if g.items[child].before(&g.items[least]) {
				least = child
			}
		}
		if !g.items[least].before(&item) {
			break
		}
		g.items[i] = g.items[least]
		i = least
	}
	g.items[i] = item
}

// quiet reports whether nothing is planned that keeps the run alive.
func (g *agenda) quiet() bool { return len(g.items)+len(g.deadlines)-g.passed == g.idle }

// next returns when the next thing happens. The agenda must not be quiet.
func (g *agenda) next() time.Duration { return g.first().at }
