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
	f.drawFaultMark(r, f.drawSession(r, sim.InHouseGroup), actsAtConsumers)
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

// drawSession writes into the border what the coordinator waits for: a ghost,
// else the member that is nearest to the end of its session. It returns how
// many columns that takes.
func (f *frame) drawSession(r rect, g sim.Group) int {
	words := f.sessionWords(g)
	if words == "" {
		return 0
	}
	x := r.x + r.w - 3 - columns(words)
	f.legend(x, r.y+r.h-1, columns(words), waiting, words)
	return columns(words) + 3
}

// sessionWords says until when a ghost is counted in a group, or for how long
// of its session a member has not been heard of.
func (f *frame) sessionWords(g sim.Group) string {
	if worker, until := f.haunting(g); worker > 0 {
		return fmt.Sprintf(f.t.Member.Ghost, f.t.seconds(until))
	}
	longest := sim.Never
	for _, m := range f.workers(g) {
		if m.Silent != sim.Never && (longest == sim.Never || m.Silent < longest) {
			longest = m.Silent
		}
	}
	if longest == sim.Never {
		return ""
	}
	limit := f.s.Setup.SessionTimeout
	return fmt.Sprintf(f.t.Member.Session, tenths(min(f.since(longest), limit)), strconv.FormatInt(int64(limit/time.Second), 10))
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
		rest[i].Joined, rest[i].Silent, rest[i].GhostUntil = true, sim.Never, sim.Never
	}
	return rest
}

func (f *frame) drawWorker(r rect, y, number int, m *sim.MemberState, changed bool) {
	x := f.text(r.x+2, y, r.x+6, ink, "w"+strconv.Itoa(number)+" ")
	busy := f.standing(sim.InHouseGroup, m) == standsBusy
	state, p := f.standingWords(sim.InHouseGroup, m, r.w-4-(x+2-r.x-2))
	switch {
	case busy && f.again(m):
		x = f.text(x, y, r.x+r.w, unknown, "◆ ")
	case busy:
		x = f.text(x, y, r.x+r.w, moving, "◐ ")
	default:
		x = f.text(x, y, r.x+r.w, quiet, "· ")
	}
	if changed {
		p |= bold | focus
		f.set(r.x+r.w-2, y, ink, '◂')
	}
	end := f.put(x, y, r.x+r.w-2-x, p, state)
	if busy {
		f.clickable(r.x+5, y, end-r.x-5, deed{place: placeOf(m.Order)})
	}
}

// again reports whether what a worker is at was done before it began.
func (f *frame) again(m *sim.MemberState) bool {
	o := f.s.Order(m.Order)
	before := func(r sim.Rung) bool { return o.Reached(r) && o.Rungs[r] < m.Since }
	return o != nil && (before(sim.Finished) || before(sim.Accepted))
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
		if m := &workers[i]; f.standing(sim.InHouseGroup, m) == standsBusy {
			busy++
			orders = append(orders, piece{"◐" + named(m.Order) + " ", moving})
		}
	}
	f.put(r.x+2, r.y+1, r.w-4, ink, fmt.Sprintf(f.t.Workers.Many, len(workers), busy))
	if words, p := f.crowdStands(workers); busy == 0 && words != "" {
		orders = []piece{{words, p}}
	}
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

// crowdStands says how most of the workers stand that do not read, and how many.
func (f *frame) crowdStands(workers []sim.MemberState) (string, pen) {
	var counts [standingCount]int
	most := standsIdle
	for i := range workers {
		s := f.standing(sim.InHouseGroup, &workers[i])
		counts[s]++
		if !s.reads() && (most == standsIdle || counts[s] > counts[most]) {
			most = s
		}
	}
	if most == standsIdle {
		return "", quiet
	}
	return strconv.Itoa(counts[most]) + " " + f.t.Member.Briefly[most], standingPens[most]
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
		state, p := f.standingBriefly(sim.InHouseGroup, &workers[i])
		f.put(x, y, r.x+r.w-1-x, p, state)
	}
	f.drawShortJob(r, r.y+r.h-2)
	f.drawFaultMark(r, f.drawShortGhost(r), actsAtConsumers, actsAtPanel)
}

// drawShortGhost writes into the border for how long a ghost of the in-house
// group is still counted. It returns how many columns that takes.
func (f *frame) drawShortGhost(r rect) int {
	worker, until := f.haunting(sim.InHouseGroup)
	if worker == 0 {
		return 0
	}
	words := fmt.Sprintf(f.t.Member.GhostShort, fmt.Sprintf(f.t.Seconds, strconv.FormatInt(int64((max(0, until-f.m.At)+time.Second-1)/time.Second), 10)))
	f.legend(r.x+r.w-3-columns(words), r.y+r.h-1, columns(words), waiting, words)
	return columns(words) + 3
}
