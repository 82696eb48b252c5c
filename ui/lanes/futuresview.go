package lanes

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// drawFutures draws the futures side by side over the whole screen.
func (f *frame) drawFutures(v *moment.FuturesView) {
	t := &f.Words.Futures
	var states []*sim.State
	for i := range v.Lanes {
		states = append(states, v.Lanes[i].State)
	}
	order := laneOrder(v.Order, states...)
	f.drawLaneStatus(fmt.Sprintf(t.Title, v.Kept), fmt.Sprintf(t.TitleShort, v.Kept))
	f.drawFutureCaption(v)
	top, height, timeline, gap := 2, shortLaneHeight, f.Height()-2, 2
	if f.Full {
		top, height, timeline, gap = 4, laneHeight, f.Height()-3, 3
		f.drawLaneHeads(3, order)
	}
	var above *laneFacts
	for i := range v.Lanes {
		g := *f
		g.State = v.Lanes[i].State
		facts := g.laneFacts(order)
		r := canvas.Rect{X: 1, Y: top + i*height, W: f.Width() - 2, H: height}
		f.Zone(r, intent.Click{Item: v.Lanes[i].Future + 1})
		g.drawLane(r, f.futureHead(v, i), facts, above)
		if !f.Full {
			g.drawShortGap(r)
		}
		above = facts
	}
	end := top + len(v.Lanes)*height
	f.drawFutureRange(v, end-1)
	f.drawFutureTable(v, end, timeline-1)
	f.DrawTimeline(timeline)
	f.DrawFooter(f.Height()-1, gap)
}

// futureHead says which future a lane is: what was done in it, and where it
// parts from the present one.
func (f *frame) futureHead(v *moment.FuturesView, i int) laneHead {
	t, lane := &f.Words.Futures, &v.Lanes[i]
	name, aside := t.NowIs, t.OnBoard
	if lane.Future > 0 {
		name, aside = t.KeptIs, fmt.Sprintf(t.Parts, f.Words.Moment(lane.Parting))
	}
	room := f.Width() - 2 - 10 - canvas.Columns(aside)
	number := strconv.Itoa(lane.Future+1) + "  "
	said := f.ownWords(v, lane, room-canvas.Columns(number)-canvas.Columns(fmt.Sprintf(name, "")))
	return laneHead{number + fmt.Sprintf(name, said), aside, lane.Future == v.Selected}
}

// inputsNamed bounds what the title of a lane names.
const inputsNamed = 8

// ownWords says what was done in a future, as much of it as there is room for:
// of one that is kept, by what it has other than the present one.
func (f *frame) ownWords(v *moment.FuturesView, lane *moment.FutureLane, room int) string {
	t := &f.Words.Futures
	if lane.Future == 0 && len(lane.With) == 0 {
		return t.AsItWas
	}
	if first := v.Lanes[0].With; lane.Future > 0 && len(lane.With) == 0 && len(lane.Without) == len(first) {
		return chrome.Pick(len(first) == 1, t.WithoutIt, t.WithoutThem)
	}
	var variants []string
	for n := min(inputsNamed, max(len(lane.With), len(lane.Without))); n >= 0; n-- {
		said := f.inputList(lane.With, n)
		if len(lane.Without) > 0 {
			said = strings.TrimPrefix(said+", ", ", ") + fmt.Sprintf(t.Without, f.inputList(lane.Without, n))
		}
		variants = append(variants, said)
	}
	return canvas.Fit(canvas.Longest(room, variants...), room)
}

// inputList names at most so many of what was done, and counts the others.
func (f *frame) inputList(inputs []sim.Input, most int) string {
	if most == 0 && len(inputs) > 0 {
		return fmt.Sprintf(f.Words.Futures.Inputs, len(inputs))
	}
	var names []string
	for i := range inputs[:min(most, len(inputs))] {
		names = append(names, f.inputWords(&inputs[i]))
	}
	said := strings.Join(names, ", ")
	if rest := len(inputs) - len(names); rest > 0 {
		said += fmt.Sprintf(f.Words.Futures.More, rest)
	}
	return said
}

// inputWords says what was done, and when.
func (f *frame) inputWords(in *sim.Input) string {
	return fmt.Sprintf(f.Words.Futures.Did, f.DoneWords(in), f.Words.Moment(in.At))
}

// drawFutureRange says in the border of the last lane which of the futures
// that are kept are drawn, where not all are, and how many are kept no more.
func (f *frame) drawFutureRange(v *moment.FuturesView, y int) {
	t := &f.Words.Futures
	if first, last := v.Lanes[1].Future, v.Lanes[len(v.Lanes)-1].Future; last-first+1 < v.Kept {
		said := fmt.Sprintf(t.Range, first, last, v.Kept)
		if last < v.Kept {
			said = "▾ " + said
		}
		f.Legend(4, y, canvas.Columns(said), canvas.Quiet, said)
	}
	if v.LetGo > 0 {
		said := fmt.Sprintf(t.LetGo, v.LetGo, sim.FuturesMax)
		f.Legend(f.Width()-4-canvas.Columns(said), y, canvas.Columns(said), canvas.Quiet, said)
	}
}

// drawFutureCaption says in one sentence where two futures part, and what has
// come of it.
func (f *frame) drawFutureCaption(v *moment.FuturesView) {
	f.Set(1, 1, canvas.Ink, '▌')
	if f.Moment.Notice != "" {
		f.Put(3, 1, f.Width()-4, canvas.Waiting|canvas.Bold, sim.Printable(f.Moment.Notice, 4*f.Width()))
		return
	}
	f.Put(3, 1, f.Width()-4, canvas.Ink|canvas.Bold, canvas.Longest(f.Width()-4, f.FutureCaption(v)...))
}

// futureRow is a line of the table.
type futureRow struct {
	label, short string
	of           func(*sim.State) string
}

// futureRows returns the lines of the table: all of them, or as many as there
// is room for.
func (f *frame) futureRows(room int) []futureRow {
	t := &f.Words.Futures
	count := func(of func(*sim.State) int) func(*sim.State) string {
		return func(s *sim.State) string { return typeset.Grouped(int64(of(s))) }
	}
	published, finished, dead := func(s *sim.State) int { return s.Published }, func(s *sim.State) int { return s.Finished }, func(s *sim.State) int { return s.Truths[sim.Lost] }
	rows := []futureRow{
		{f.Words.Lanes.Published, f.Words.Lanes.Published, count(published)},
		{t.Finished, t.Finished, count(finished)},
		{t.Lost, t.Lost, count(dead)},
		{t.Nothing, t.NothingShort, func(s *sim.State) string { return fmt.Sprintf(f.Words.Points, typeset.Grouped(s.ForNothing)) }},
		{t.Panel, t.PanelShort, func(s *sim.State) string { return fmt.Sprintf(t.Dollars, words.Dollars(s.Cost)) }},
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
	at := f.Words.Moment(s.At)
	if s.Ended != 0 {
		return fmt.Sprintf(f.Words.Futures.Ended, at)
	}
	return at
}

// drawFutureTable draws what has come of each future, between two lines, and
// where the two that are compared first differ.
func (f *frame) drawFutureTable(v *moment.FuturesView, y, bottom int) {
	t, label, first, room := &f.Words.Futures, 1, 20*f.Width()/moment.CompactWidth, 20*f.Width()/moment.CompactWidth
	if f.Full {
		label, first, room = 3, 34*f.Width()/moment.FullWidth, 27*f.Width()/moment.FullWidth
	}
	if bottom-y > 8 {
		y++
	}
	f.Put(label, y, first-label-1, canvas.Quiet, "◂ "+canvas.Longest(first-label-3, t.Marks, t.MarksShort))
	for i, lane := range v.Lanes {
		name := t.Kept
		if lane.Future == 0 {
			name = t.Now
		}
		f.Put(first+i*room, y, room-1, canvas.Ink|canvas.Bold, strconv.Itoa(lane.Future+1)+"  "+name)
	}
	y++
	if f.Full {
		f.Repeat(label, y, first+FutureLanes*room-label, canvas.Quiet, '─')
		y++
	}
	for _, row := range f.futureRows(bottom - y) {
		f.Put(label, y, first-label-1, canvas.Quiet, canvas.Longest(first-label-1, row.label, row.short))
		p := canvas.Quiet
		if slices.ContainsFunc(v.Lanes, func(l moment.FutureLane) bool { return row.of(l.State) != row.of(v.Lanes[0].State) }) {
			p = canvas.Ink
		}
		for i := range v.Lanes {
			f.Put(first+i*room, y, room-1, p, row.of(v.Lanes[i].State))
		}
		y++
	}
	f.Put(label, y, first-label-1, canvas.Quiet, canvas.Longest(first-label-1, fmt.Sprintf(t.Differ, 1, v.Other+1), fmt.Sprintf(t.DifferShort, 1, v.Other+1)))
	f.drawFutureDifference(v, first, y)
}

// drawFutureDifference says where the two futures that are compared first differ.
func (f *frame) drawFutureDifference(v *moment.FuturesView, x, y int) {
	t, room := &f.Words.Futures, f.Width()-1-x
	e := v.Difference
	switch {
	case e != nil:
		f.Put(x, y, room, canvas.Ink, fmt.Sprintf(t.Difference, f.Words.Moment(e.At), v.Where+1, e.Type, e.Order))
	case f.Moment.At < v.Parting:
		f.Put(x, y, room, canvas.Quiet, unseen)
	default:
		f.Put(x, y, room, canvas.Quiet, t.None)
	}
}
