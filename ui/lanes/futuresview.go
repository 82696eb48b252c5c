package lanes

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
)

// drawFutures draws what is shown and what was left, one above the other, over
// the whole screen: a strip for each, as the comparison has for each way.
func (f *frame) drawFutures(v *moment.FuturesView) {
	c := &comparison{frame: f, total: 1}
	money := 0
	for i := range v.Lanes {
		s := v.Lanes[i].State
		c.callers[i] = tell.CallersOf(s, f.shownAt(v, i))
		c.total = max(c.total, s.Setup.Orders, s.Count(), s.Published)
		money = max(money, canvas.FiguresWidth(typeset.Grouped(s.ForNothing)))
	}
	c.planLines(f.Width(), f.Height())
	c.planColumns(f, canvas.Columns(typeset.Grouped(int64(c.total))), c.total, money)
	c.drawStatus(f.futuresTitle(v))
	f.DrawSentence(c.caption, f.FutureCaption(v)...)
	for i := range v.Lanes {
		c.drawFuture(v, i)
	}
	if len(v.Lanes) < moment.LaneCount { // there is room for what would be cut
		c.table, c.rows = c.strips[len(v.Lanes)], max(c.rows, stripLowest)
	}
	c.drawFutureNotes(v)
	f.DrawTimeline(c.timeline)
	f.DrawFooter(c.footer)
}

// shownAt returns the virtual time at which a lane is shown.
func (f *frame) shownAt(v *moment.FuturesView, i int) time.Duration {
	if v.Lanes[i].Apart {
		return v.Lanes[i].Stood
	}
	return f.Moment.At
}

// futuresTitle says how many are kept, and how many no more.
func (f *frame) futuresTitle(v *moment.FuturesView) string {
	t := &f.Words.Futures
	if v.LetGo > 0 {
		return fmt.Sprintf(t.TitleGone, v.Kept, v.LetGo)
	}
	return fmt.Sprintf(t.Title, v.Kept)
}

// drawFuture draws one future: what its rows said, what is true, and what was
// taken for nothing.
func (c *comparison) drawFuture(v *moment.FuturesView, i int) {
	y, lane := c.strips[i], &v.Lanes[i]
	g := *c.frame
	g.State = lane.State
	s := &strip{comparison: c, frame: &g, callers: c.callers[i], y: y, truth: y + 1 + c.barH}
	c.Zone(canvas.Rect{X: 1, Y: y, W: c.Width() - 2, H: c.stripH}, intent.Click{Item: lane.Future + 1})
	name, aside := c.futureHead(v, i)
	s.drawHead(strconv.Itoa(lane.Future+1), lane.Future == v.Selected, func(x, right int) (int, int) {
		x = s.Print(x, y, right, canvas.Ink|canvas.Bold, name)
		w := canvas.Columns(aside)
		if x+w+asideFrom > right {
			return s.Put(x, y, right-x-1, canvas.Ink, c.futureWords(v, lane, right-x-2)), right
		}
		s.Right(right, y, w, canvas.Quiet, aside)
		right -= w + 1
		return s.Put(x, y, right-x-1, canvas.Ink, c.futureWords(v, lane, right-x-2)), right
	})
	s.drawBars()
	s.drawTold()
	if c.way > 0 {
		s.drawWay(c.bar, y+1+2*c.barH, c.way)
	}
}

// asideFrom is how many columns what a future is has at least beside where the
// user stood in it.
const asideFrom = 40

// futureHead says which future a lane is, and where it parts from the present one
// or, of another run, where the user stood in it.
func (f *frame) futureHead(v *moment.FuturesView, i int) (name, aside string) {
	t, lane := &f.Words.Futures, &v.Lanes[i]
	switch {
	case lane.Apart:
		return t.Kept, fmt.Sprintf(t.Stood, f.Words.Moment(lane.Stood))
	case lane.Future > 0:
		return t.Kept, fmt.Sprintf(t.Parts, f.Words.Moment(lane.Parting))
	}
	return t.Now, t.OnBoard
}

// inputsNamed bounds what the title of a lane names.
const inputsNamed = 8

// futureWords says what a future is, as much of it as there is room for: another
// run by what it has other than the present one, and any by what was done in it.
func (f *frame) futureWords(v *moment.FuturesView, lane *moment.FutureLane, room int) string {
	run := ""
	if lane.Apart || lane.Future == 0 && slices.ContainsFunc(v.Lanes, func(l moment.FutureLane) bool { return l.Apart }) {
		run = " · " + f.RunWords(&v.Lanes[0], lane)
	}
	variants := []string{run}
	for _, did := range f.ownWords(v, lane) {
		variants = append(variants, run+" · "+did)
	}
	slices.Reverse(variants)
	return canvas.Longest(room, variants...)
}

// ownWords says what was done in a future, the shortest first: of one that is
// kept, by what it has other than the present one.
func (f *frame) ownWords(v *moment.FuturesView, lane *moment.FutureLane) (variants []string) {
	t := &f.Words.Futures
	switch first := v.Lanes[0].With; {
	case lane.Apart && len(lane.With) == 0:
		return nil
	case lane.Future == 0 && len(lane.With) == 0:
		return []string{t.AsItWas}
	case !lane.Apart && lane.Future > 0 && len(lane.With) == 0 && len(lane.Without) == len(first):
		return []string{chrome.Pick(len(first) == 1, t.WithoutIt, t.WithoutThem)}
	}
	for n := range 1 + min(inputsNamed, max(len(lane.With), len(lane.Without))) {
		said := f.inputList(lane.With, n)
		if len(lane.Without) > 0 {
			said = strings.TrimPrefix(said+", ", ", ") + fmt.Sprintf(t.Without, f.inputList(lane.Without, n))
		}
		variants = append(variants, said)
	}
	return variants
}

// inputList names at most so many of what was done, and counts the others.
func (f *frame) inputList(inputs []sim.Input, most int) string {
	t := &f.Words.Futures
	switch {
	case most == 0 && len(inputs) == 1:
		return t.Input
	case most == 0 && len(inputs) > 0:
		return fmt.Sprintf(t.Inputs, len(inputs))
	}
	var names []string
	for i := range inputs[:min(most, len(inputs))] {
		names = append(names, fmt.Sprintf(t.Did, f.DoneWords(&inputs[i]), f.Words.Moment(inputs[i].At)))
	}
	said := strings.Join(names, ", ")
	if rest := len(inputs) - len(names); rest > 0 {
		said += fmt.Sprintf(t.More, rest)
	}
	return said
}

// drawFutureNotes draws, below the strips, which of what is kept they are, where
// the two that are compared first differ, and how many were let go.
func (c *comparison) drawFutureNotes(v *moment.FuturesView) {
	t, y := &c.Words.Futures, c.table
	var notes []string
	if more := v.Kept + 1 - len(v.Lanes); more > 0 {
		notes = append(notes, fmt.Sprintf(t.Range, more))
	}
	notes = append(notes, c.difference(v))
	if v.LetGo > 0 {
		notes = append(notes, fmt.Sprintf(t.LetGo, v.LetGo, sim.FuturesMax))
	}
	for i, note := range notes[:min(len(notes), c.rows)] {
		c.Put(c.label, y+i, c.Width()-2-c.label, canvas.Quiet, note)
	}
}

// difference says where the two futures that are compared first differ.
func (f *frame) difference(v *moment.FuturesView) string {
	t, room := &f.Words.Futures, f.Width()-5
	if v.Apart {
		return canvas.Longest(room, t.Apart, t.ApartShort)
	}
	differ := fmt.Sprintf(t.Differ, 1, v.Other+1)
	switch e := v.Difference; {
	case e != nil:
		where := fmt.Sprintf(t.Difference, f.Words.Moment(e.At), v.Where+1, e.Type, e.Order)
		return canvas.Longest(room, differ+" "+where, where)
	case f.Moment.At < v.Parting:
		return differ + " " + unseen
	}
	return differ + " " + t.None
}
