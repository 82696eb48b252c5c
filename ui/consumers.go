package ui

import (
	"fmt"
	"strconv"
	"time"

	"orderflow/sim"
)

// consumerNews returns the change's last event that shows in the boxes of the
// consumers, for one group.
func (f *frame) consumerNews(g sim.Group) *sim.Event {
	if f.m.Finished {
		return nil
	}
	return f.news.latest(func(e *sim.Event) bool { return e.Group == g && e.Worker > 0 && e.Type <= sim.CommitFailed })
}

func (f *frame) drawInHouse(r rect) {
	f.box(r, false, f.t.Workers.InHouse, ink)
	f.groupZones(r.x+3, r.y, columns(f.t.Workers.InHouse), sim.InHouseGroup)
	f.zone(r, deed{place: Place{GroupPlace, uint32(sim.InHouseGroup)}})
	workers := f.workers(sim.InHouseGroup)
	f.drawFaultMark(r, f.drawSession(r, workers), actsAtConsumers)
	changed := 0
	if e := f.consumerNews(sim.InHouseGroup); e != nil {
		changed = int(e.Worker)
	}
	if len(workers) > r.h-2 {
		f.drawCrowd(r, workers, changed)
		return
	}
	for i := range workers {
		f.drawWorker(r, r.y+1+i, i+1, &workers[i], i+1 == changed)
	}
}

// drawSession writes into the border for how long of its session a member has
// not been heard of; of several the one that is nearest to its end. It returns
// how many columns that takes.
func (f *frame) drawSession(r rect, workers []sim.MemberState) int {
	longest := sim.Never
	for i := range workers {
		if m := &workers[i]; m.Silent != sim.Never && (longest == sim.Never || m.Silent < longest) {
			longest = m.Silent
		}
	}
	if longest == sim.Never {
		return 0
	}
	limit := f.s.Setup.SessionTimeout
	words := fmt.Sprintf(f.t.Place.SessionShort, tenths(min(f.since(longest), limit)), strconv.FormatInt(int64(limit/time.Second), 10))
	x := r.x + r.w - 3 - columns(words)
	f.legend(x, r.y+r.h-1, columns(words), waiting, words)
	return columns(words) + 3
}

// workers returns the members of a group. A group of which nothing was heard
// yet has its members, at rest: it finished its first rebalance before 0 s.
func (f *frame) workers(g sim.Group) []sim.MemberState {
	group := &f.s.Groups[g]
	if group.Seen {
		return group.Members
	}
	count := 1
	if g == sim.InHouseGroup {
		count = f.s.Setup.Workers
	}
	rest := make([]sim.MemberState, count)
	for i := range rest {
		rest[i].Joined, rest[i].Silent = true, sim.Never
	}
	return rest
}

func (f *frame) drawWorker(r rect, y, number int, m *sim.MemberState, changed bool) {
	x := f.text(r.x+2, y, r.x+6, ink, "w"+strconv.Itoa(number)+" ")
	state, p := f.workerState(sim.InHouseGroup, m)
	switch {
	case m.Order != 0 && !m.Crashed && f.again(m):
		x = f.text(x, y, r.x+r.w, unknown, "◆ ")
	case m.Order != 0 && !m.Crashed:
		x = f.text(x, y, r.x+r.w, moving, "◐ ")
	default:
		x = f.text(x, y, r.x+r.w, quiet, "· ")
	}
	if changed {
		p |= bold | focus
		f.set(r.x+r.w-2, y, ink, '◂')
	}
	end := f.put(x, y, r.x+r.w-2-x, p, state)
	if m.Order != 0 && !m.Crashed {
		f.clickable(r.x+5, y, end-r.x-5, deed{place: placeOf(m.Order)})
	}
}

// again reports whether what a worker is at was done before it began.
func (f *frame) again(m *sim.MemberState) bool {
	o := f.s.Order(m.Order)
	before := func(r sim.Rung) bool { return o.Reached(r) && o.Rungs[r] < m.Since }
	return o != nil && (before(sim.Finished) || before(sim.Accepted))
}

// workerState says what a worker of a group does.
func (f *frame) workerState(g sim.Group, m *sim.MemberState) (string, pen) {
	t := &f.t.Workers
	switch {
	case m.Crashed && m.NextAt > f.m.At:
		return fmt.Sprintf(t.Restarts, f.t.seconds(m.NextAt-f.m.At)), lost
	case m.Crashed:
		return t.Crashed, lost
	case m.Disconnected:
		return t.NoConnection, lost
	case m.Order != 0:
		return named(m.Order) + "  " + f.t.seconds(f.m.At-m.Since), moving
	case !m.Joined && f.absent(g):
		return t.Absent, lost
	case !m.Joined || m.Silent != sim.Never: // a new process waits until the session of the old one is over
		return t.Joining, waiting
	}
	return t.Idle, quiet
}

// absent reports whether a fault keeps the consumers of a group away.
func (f *frame) absent(g sim.Group) bool {
	_, absent := f.groupAbsent(g)
	return absent
}

// drawCrowd sums up more workers than there are lines.
func (f *frame) drawCrowd(r rect, workers []sim.MemberState, changed int) {
	busy, orders := 0, []piece(nil)
	for i := range workers {
		if m := &workers[i]; m.Order != 0 && !m.Crashed {
			busy++
			orders = append(orders, piece{"◐" + named(m.Order) + " ", moving})
		}
	}
	f.put(r.x+2, r.y+1, r.w-4, ink, fmt.Sprintf(f.t.Workers.Many, len(workers), busy))
	x, end := r.x+2, r.x+r.w-3
	for _, p := range orders {
		if x+columns(p.text) > end {
			f.set(x, r.y+2, quiet, '…')
			break
		}
		x = f.text(x, r.y+2, end, p.pen, p.text)
	}
	if changed > 0 {
		f.set(r.x+r.w-2, r.y+2, ink, '◂')
	}
}

// drawShortWorkers draws the first two workers, and the panel's job or the LAG.
func (f *frame) drawShortWorkers(r rect) {
	t := &f.t.Workers
	f.box(r, false, t.TitleShort, ink)
	f.groupZones(r.x+3, r.y, columns(t.TitleShort), sim.InHouseGroup)
	f.zone(r, deed{place: Place{GroupPlace, uint32(sim.InHouseGroup)}})
	workers := f.workers(sim.InHouseGroup)
	for i := range min(len(workers), r.h-3) {
		y := r.y + 1 + i
		x := f.text(r.x+2, y, r.x+6, ink, "w"+strconv.Itoa(i+1)+" ")
		state, p := f.shortState(&workers[i])
		f.put(x, y, r.x+r.w-1-x, p, state)
	}
	f.drawShortJob(r, r.y+r.h-2)
	f.drawFaultMark(r, 0, actsAtConsumers, actsAtPanel)
}

func (f *frame) shortState(m *sim.MemberState) (string, pen) {
	t := &f.t.Workers
	switch {
	case m.Crashed:
		return t.ShortCrash, lost
	case m.Disconnected:
		return t.ShortNo, lost
	case m.Order != 0 && f.again(m):
		return "◆ " + named(m.Order), unknown
	case m.Order != 0:
		return "◐ " + named(m.Order), moving
	case !m.Joined && f.absent(sim.InHouseGroup):
		return t.ShortAbsent, lost
	case !m.Joined || m.Silent != sim.Never:
		return t.ShortJoin, waiting
	}
	return t.ShortIdle, quiet
}
