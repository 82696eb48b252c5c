package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"orderflow/sim"
)

// drawFutures draws the futures side by side over the whole screen.
func (f *frame) drawFutures() {
	v, t := f.m.Futures, &f.t.Futures
	var states []*sim.State
	for i := range v.Lanes {
		states = append(states, v.Lanes[i].State)
	}
	order := laneOrder(v.Order, states...)
	f.drawLaneStatus(fmt.Sprintf(t.Title, v.Kept), fmt.Sprintf(t.TitleShort, v.Kept))
	f.drawFutureCaption(v)
	top, height, timeline, gap := 2, shortLaneHeight, f.Height()-2, 2
	if f.full {
		top, height, timeline, gap = 4, laneHeight, f.Height()-3, 3
		f.drawLaneHeads(3, order)
	}
	var above *laneFacts
	for i := range v.Lanes {
		g := *f
		g.s = v.Lanes[i].State
		facts := g.laneFacts(order)
		r := rect{1, top + i*height, f.Width() - 2, height}
		f.zone(r, deed{item: v.Lanes[i].Future + 1})
		g.drawLane(r, f.futureHead(v, i), facts, above)
		if !f.full {
			g.drawShortGap(r)
		}
		above = facts
	}
	end := top + len(v.Lanes)*height
	f.drawFutureRange(v, end-1)
	f.drawFutureTable(v, end, timeline-1)
	f.drawTimeline(timeline)
	f.drawFooter(f.Height()-1, gap)
}

// futureHead says which future a lane is: what was done in it, and where it
// parts from the present one.
func (f *frame) futureHead(v *FuturesView, i int) laneHead {
	t, lane := &f.t.Futures, &v.Lanes[i]
	name, aside := t.NowIs, t.OnBoard
	if lane.Future > 0 {
		name, aside = t.KeptIs, fmt.Sprintf(t.Parts, f.t.moment(lane.Parting))
	}
	room := f.Width() - 2 - 10 - columns(aside)
	number := strconv.Itoa(lane.Future+1) + "  "
	words := f.ownWords(v, lane, room-columns(number)-columns(fmt.Sprintf(name, "")))
	return laneHead{number + fmt.Sprintf(name, words), aside, lane.Future == v.Selected}
}

// inputsNamed bounds what the title of a lane names.
const inputsNamed = 8

// ownWords says what was done in a future, as much of it as there is room for:
// of one that is kept, by what it has other than the present one.
func (f *frame) ownWords(v *FuturesView, lane *FutureLane, room int) string {
	t := &f.t.Futures
	if lane.Future == 0 && len(lane.With) == 0 {
		return t.AsItWas
	}
	if first := v.Lanes[0].With; lane.Future > 0 && len(lane.With) == 0 && len(lane.Without) == len(first) {
		return pick(len(first) == 1, t.WithoutIt, t.WithoutThem)
	}
	var variants []string
	for n := min(inputsNamed, max(len(lane.With), len(lane.Without))); n >= 0; n-- {
		words := f.inputList(lane.With, n)
		if len(lane.Without) > 0 {
			words = strings.TrimPrefix(words+", ", ", ") + fmt.Sprintf(t.Without, f.inputList(lane.Without, n))
		}
		variants = append(variants, words)
	}
	return fit(longest(room, variants...), room)
}

// inputList names at most so many of what was done, and counts the others.
func (f *frame) inputList(inputs []sim.Input, most int) string {
	if most == 0 && len(inputs) > 0 {
		return fmt.Sprintf(f.t.Futures.Inputs, len(inputs))
	}
	var names []string
	for i := range inputs[:min(most, len(inputs))] {
		names = append(names, f.inputWords(&inputs[i]))
	}
	words := strings.Join(names, ", ")
	if rest := len(inputs) - len(names); rest > 0 {
		words += fmt.Sprintf(f.t.Futures.More, rest)
	}
	return words
}

// inputWords says what was done, and when.
func (f *frame) inputWords(in *sim.Input) string {
	return fmt.Sprintf(f.t.Futures.Did, f.doneWords(in), f.t.moment(in.At))
}

// doneWords says what was done.
func (f *frame) doneWords(in *sim.Input) string {
	t := &f.t.Futures
	switch {
	case in.Fault != nil:
		return f.t.Faults[in.Fault.Name]
	case in.Repair:
		return t.Repaired
	case in.Remedy == nil:
		return t.NewOrder
	case in.Remedy.On:
		return fmt.Sprintf(t.RemedyOn, in.Remedy.Remedy)
	}
	return fmt.Sprintf(t.RemedyOff, in.Remedy.Remedy)
}

// moment returns a virtual time to the millisecond, with its unit.
func (t *Catalogue) moment(at time.Duration) string { return fmt.Sprintf(t.Seconds, clock(at)) }

// drawFutureRange says in the border of the last lane which of the futures
// that are kept are drawn, where not all are, and how many are kept no more.
func (f *frame) drawFutureRange(v *FuturesView, y int) {
	t := &f.t.Futures
	if first, last := v.Lanes[1].Future, v.Lanes[len(v.Lanes)-1].Future; last-first+1 < v.Kept {
		words := fmt.Sprintf(t.Range, first, last, v.Kept)
		if last < v.Kept {
			words = "▾ " + words
		}
		f.legend(4, y, columns(words), quiet, words)
	}
	if v.LetGo > 0 {
		words := fmt.Sprintf(t.LetGo, v.LetGo, sim.FuturesMax)
		f.legend(f.Width()-4-columns(words), y, columns(words), quiet, words)
	}
}

// drawFutureCaption says in one sentence where two futures part, and what has
// come of it.
func (f *frame) drawFutureCaption(v *FuturesView) {
	f.set(1, 1, ink, '▌')
	if f.m.Notice != "" {
		f.put(3, 1, f.Width()-4, waiting|bold, sim.Printable(f.m.Notice, 4*f.Width()))
		return
	}
	f.put(3, 1, f.Width()-4, ink|bold, longest(f.Width()-4, f.futureCaption(v)...))
}

// futureCaption returns that sentence in its variants, the longest first.
func (f *frame) futureCaption(v *FuturesView) []string {
	t, at := &f.t.Futures, f.t.moment(v.Parting)
	if f.m.At < v.Parting {
		return []string{fmt.Sprintf(t.Before, at, 1, v.Other+1)}
	}
	part, outcome := fmt.Sprintf(t.Part, 1, v.Other+1, at), f.outcome(v)
	with := part
	if v.Cause != nil {
		with += " (" + f.doneWords(v.Cause) + ")"
	}
	return []string{sentence("%s", with+". "+outcome)[0], sentence("%s", part+". "+outcome)[0], sentence("%s", fmt.Sprintf(t.PartShort, at)+outcome)[0]}
}

// outcome says what the first thing is in which the states of the two futures
// differ: of those that matter most, and of the one that has more of it.
func (f *frame) outcome(v *FuturesView) string {
	t := &f.t.Futures
	var other *sim.State
	for i := range v.Lanes {
		if v.Lanes[i].Future == v.Other {
			other = v.Lanes[i].State
		}
	}
	now := v.Lanes[0].State
	for _, c := range [...]struct {
		of        func(*sim.State) int
		one, more string
	}{
		{func(s *sim.State) int { return s.Truths[sim.Lost] }, t.OneLost, t.MoreLost},
		{func(s *sim.State) int { return int(s.ForNothing) }, t.MoreMoney, t.MoreMoney},
		{func(s *sim.State) int { return s.Rows[sim.RowPublishFailed] }, t.OneFailed, t.MoreFailed},
		{func(s *sim.State) int { return s.Finished }, t.OneDone, t.MoreDone},
		{func(s *sim.State) int { return len(s.Client.Memory) }, t.OneIn, t.MoreIn},
		{func(s *sim.State) int { return s.Published }, t.OneSays, t.MoreSay},
		{(*sim.State).Count, t.OneOrder, t.MoreOrders},
	} {
		lane, more := 1, c.of(now)-c.of(other)
		if more < 0 {
			lane, more = v.Other+1, -more
		}
		switch {
		case more == 0:
			continue
		case c.one == c.more:
			return fmt.Sprintf(c.more, lane, grouped(int64(more)))
		case more == 1:
			return fmt.Sprintf(c.one, lane)
		}
		return fmt.Sprintf(c.more, lane, f.t.count(more))
	}
	if now.Ended != 0 && other.Ended != 0 {
		return t.SameEnd
	}
	return t.Same
}

// futureRow is a line of the table.
type futureRow struct {
	label, short string
	of           func(*sim.State) string
}

// futureRows returns the lines of the table: all of them, or as many as there
// is room for.
func (f *frame) futureRows(room int) []futureRow {
	t := &f.t.Futures
	count := func(of func(*sim.State) int) func(*sim.State) string {
		return func(s *sim.State) string { return grouped(int64(of(s))) }
	}
	published, finished, dead := func(s *sim.State) int { return s.Published }, func(s *sim.State) int { return s.Finished }, func(s *sim.State) int { return s.Truths[sim.Lost] }
	rows := []futureRow{
		{f.t.Lanes.Published, f.t.Lanes.Published, count(published)},
		{t.Finished, t.Finished, count(finished)},
		{t.Lost, t.Lost, count(dead)},
		{t.Nothing, t.NothingShort, func(s *sim.State) string { return fmt.Sprintf(f.t.Points, grouped(s.ForNothing)) }},
		{t.Panel, t.PanelShort, func(s *sim.State) string { return fmt.Sprintf(t.Dollars, dollars(s.Cost)) }},
		{t.Last, t.LastShort, f.lastEvent},
	}
	if room >= len(rows) {
		return rows
	}
	together := futureRow{t.All, t.AllShort, func(s *sim.State) string {
		return fmt.Sprintf("%d · %d · %d", published(s), finished(s), dead(s))
	}}
	rows = append([]futureRow{together}, rows[3:]...)
	if room < len(rows) { // what was taken for nothing is in each lane, too
		rows = slices.Delete(rows, 1, 2)
	}
	return rows[:max(0, min(room, len(rows)))]
}

// lastEvent says when the last event was, and whether it is the end.
func (f *frame) lastEvent(s *sim.State) string {
	at := f.t.moment(s.At)
	if s.Ended != 0 {
		return fmt.Sprintf(f.t.Futures.Ended, at)
	}
	return at
}

// drawFutureTable draws what has come of each future, between two lines, and
// where the two that are compared first differ.
func (f *frame) drawFutureTable(v *FuturesView, y, bottom int) {
	t, label, first, room := &f.t.Futures, 1, 20*f.Width()/CompactWidth, 20*f.Width()/CompactWidth
	if f.full {
		label, first, room = 3, 34*f.Width()/FullWidth, 27*f.Width()/FullWidth
	}
	if bottom-y > 8 {
		y++
	}
	f.put(label, y, first-label-1, quiet, "◂ "+longest(first-label-3, t.Marks, t.MarksShort))
	for i, lane := range v.Lanes {
		name := t.Kept
		if lane.Future == 0 {
			name = t.Now
		}
		f.put(first+i*room, y, room-1, ink|bold, strconv.Itoa(lane.Future+1)+"  "+name)
	}
	y++
	if f.full {
		f.repeat(label, y, first+futureLanes*room-label, quiet, '─')
		y++
	}
	for _, row := range f.futureRows(bottom - y) {
		f.put(label, y, first-label-1, quiet, longest(first-label-1, row.label, row.short))
		p := quiet
		if slices.ContainsFunc(v.Lanes, func(l FutureLane) bool { return row.of(l.State) != row.of(v.Lanes[0].State) }) {
			p = ink
		}
		for i := range v.Lanes {
			f.put(first+i*room, y, room-1, p, row.of(v.Lanes[i].State))
		}
		y++
	}
	f.put(label, y, first-label-1, quiet, longest(first-label-1, fmt.Sprintf(t.Differ, 1, v.Other+1), fmt.Sprintf(t.DifferShort, 1, v.Other+1)))
	f.drawFutureDifference(v, first, y)
}

// drawFutureDifference says where the two futures that are compared first differ.
func (f *frame) drawFutureDifference(v *FuturesView, x, y int) {
	t, room := &f.t.Futures, f.Width()-1-x
	e := v.Difference
	switch {
	case e != nil:
		f.put(x, y, room, ink, fmt.Sprintf(t.Difference, f.t.moment(e.At), v.Where+1, e.Type, e.Order))
	case f.m.At < v.Parting:
		f.put(x, y, room, quiet, unseen)
	default:
		f.put(x, y, room, quiet, t.None)
	}
}
