package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"orderflow/sim"
)

// Lines of a lane's box, and the columns in it at a width of 120; the last is
// the end.
const (
	laneHeight      = 7
	shortLaneHeight = 5
)

var laneColumns = [...]int{2, 38, 66, 78, 88, 118}

// laneFacts is what a lane shows, as words, so that lanes can be compared.
type laneFacts struct {
	counts  [5]int // paid, PUBLISHED, processing, completed, publish-failed
	memory  []sim.OrderID
	given   []sim.OrderID
	end     int64
	gone    bool
	done    int
	outcome string
	code    string
	waited  string
	waiting int // callers
}

// laneHead is what the border of a lane's box says.
type laneHead struct {
	title, aside string
	selected     bool
}

// drawLanes draws the three ways side by side over the whole screen.
func (f *frame) drawLanes() {
	v := f.m.Lanes
	t := &f.t.Lanes
	order := laneOrder(v.Order, v.Lanes[0].State, v.Lanes[1].State, v.Lanes[2].State)
	f.drawLaneStatus(t.Title, t.TitleShort)
	f.set(1, 1, ink, '▌')
	f.put(3, 1, f.Width()-4, ink|bold, f.laneCaption(v))
	top, height := 2, shortLaneHeight
	if f.full {
		top, height = 4, laneHeight
		f.drawLaneHeads(3, order)
	}
	var above *laneFacts
	for i := range v.Lanes {
		g := *f
		g.s = v.Lanes[i].State
		facts := g.laneFacts(order)
		r := rect{1, top + i*height, f.Width() - 2, height}
		f.zone(r, deed{item: i + 1})
		g.drawLane(r, laneHead{strconv.Itoa(i+1) + "  " + t.Code[i], t.Purpose[i], i == v.Selected}, facts, above)
		if !f.full {
			g.drawShortCaller(r, order, facts, above)
		}
		above = facts
	}
	y := top + laneCount*height
	if f.full {
		f.drawLaneTable(y+1, true, v)
		f.drawTimeline(f.Height() - 3)
		f.drawFooter(f.Height()-1, 3)
		return
	}
	f.drawLaneTable(y, false, v)
	f.drawTimeline(f.Height() - 2)
	f.drawFooter(f.Height()-1, 2)
}

func (f *frame) drawLaneStatus(title, short string) {
	f.text(1, 0, f.Width(), ink|bold, "orderflow")
	running := "▸ "
	if f.m.Paused || f.m.Finished {
		running = "‖ "
	}
	now := fmt.Sprintf(f.t.Seconds, clock(f.m.At))
	end := f.Width() - 1 - columns(f.engine())
	f.text(end, 0, f.Width()-1, quiet, f.engine())
	text, p := f.faultLine(!f.full)
	if !f.full {
		f.put(12, 0, 20, ink, short)
		f.put(33, 0, 14, ink|bold, running+now)
		f.put(48, 0, end-49, p, text)
		return
	}
	f.put(13, 0, 42, ink, title)
	f.put(57, 0, 8, ink, running+speedText(f.m.Speed))
	f.put(65, 0, 12, ink|bold, now)
	if columns(text) > end-80 {
		text, p = f.faultLine(true)
	}
	f.put(79, 0, end-80, p, text)
}

// laneColumn returns the column of a part of the lanes.
func (f *frame) laneColumn(i int) int {
	return laneColumns[0] + 1 + (laneColumns[i]-laneColumns[0])*(f.Width()-4)/(FullWidth-4)
}

func (f *frame) drawLaneHeads(y int, order sim.OrderID) {
	t := &f.t.Lanes
	for i, head := range t.Heads {
		f.put(f.laneColumn(i), y, f.laneColumn(i+1)-f.laneColumn(i)-1, quiet, head)
	}
	if order != 0 {
		f.put(f.laneColumn(4), y, f.Width()-1-f.laneColumn(4), quiet, fmt.Sprintf(t.Knows, order))
	}
}

// laneOrder returns the order whose caller is shown: that which the user selected,
// else the first that failed in some lane, else the last that was called.
func laneOrder(selected sim.OrderID, lanes ...*sim.State) sim.OrderID {
	if selected != 0 {
		return selected
	}
	some, all := sim.OrderID(0), sim.OrderID(0)
	for number := sim.OrderID(1); int(number) <= lanes[0].Count(); number++ {
		called := 0
		for _, s := range lanes {
			o := s.Order(number)
			if o == nil {
				continue
			}
			if o.Caller == sim.Failure || o.Truth() == sim.Lost {
				return number
			}
			if o.Reached(sim.Called) {
				called, some = called+1, number
			}
		}
		if called == len(lanes) {
			all = number
		}
	}
	if all != 0 {
		return all
	}
	return some
}

// laneFacts reads what the lane shows off its state.
func (f *frame) laneFacts(order sim.OrderID) *laneFacts {
	s := f.s
	facts := &laneFacts{
		counts: [5]int{s.Rows[sim.RowPaid], s.Rows[sim.RowPublished], s.Rows[sim.RowProcessing], s.Rows[sim.RowCompleted], s.Rows[sim.RowPublishFailed]},
		memory: s.Client.Memory, done: s.Finished,
	}
	for i := range s.Client.LostAt {
		facts.given = append(facts.given, s.Client.LostAt[i].Orders...)
	}
	for i := range s.Partitions {
		facts.end += s.Partitions[i].End
	}
	facts.gone, _ = f.unreachable()
	for number := range s.Orders.Each() {
		if s.Order(number).Caller == sim.Pending {
			facts.waiting++
		}
	}
	if o := s.Order(order); o == nil && order != 0 {
		facts.outcome = f.t.Lanes.NoOrder
	} else if o != nil {
		t := &f.t.Lanes
		facts.outcome = t.Outcomes[o.Caller]
		switch o.Caller {
		case sim.Failure:
			facts.code, facts.waited = o.Error.String(), fmt.Sprintf(t.Waited, f.t.span(o.CallerAt))
		case sim.Nothing, sim.Value:
			facts.waited = fmt.Sprintf(t.Waited, f.t.span(o.CallerAt))
		case sim.Pending:
			facts.waited = fmt.Sprintf(t.WaitsSoFar, f.t.span(max(0, f.m.At-o.CalledAt)))
		}
	}
	return facts
}

// drawLane draws one lane's box; in the compact layout all but its last line.
func (f *frame) drawLane(r rect, head laneHead, facts, above *laneFacts) {
	t := &f.t.Lanes
	p := quiet
	if head.selected {
		p = ink | bold
		f.set(r.x-1, r.y, ink|bold, '▸')
	}
	f.box(r, false, head.title, p)
	f.legend(r.x+r.w-3-columns(head.aside), r.y, columns(head.aside), quiet, head.aside)
	if !f.full {
		f.drawShortLane(r, facts, above)
		return
	}
	f.drawLaneRows(r, facts, above)
	f.drawLaneProducer(f.laneColumn(1), f.laneColumn(2)-1, r.y+1, facts, above)
	x := f.laneColumn(2)
	f.differ(f.put(x, r.y+1, f.laneColumn(3)-x-3, ink, fmt.Sprintf(t.End, facts.end)), r.y+1, above != nil && above.end != facts.end)
	word, pen := t.Connected, quiet
	if facts.gone {
		word, pen = t.Cut, lost
	}
	f.differ(f.put(x, r.y+2, f.laneColumn(4)-x-3, pen, word), r.y+2, above != nil && above.gone != facts.gone)
	f.differ(f.put(f.laneColumn(3), r.y+1, 8, done, "✓ "+strconv.Itoa(facts.done)), r.y+1, above != nil && above.done != facts.done)
	x = f.laneColumn(4)
	room := r.x + r.w - 2 - x
	f.differ(f.put(x, r.y+1, room-2, ink, facts.outcome), r.y+1, above != nil && above.outcome != facts.outcome)
	f.put(x, r.y+2, room, lost, facts.code)
	f.put(x, r.y+4, room, ink, facts.waited)
	f.drawLaneGap(r, facts)
}

// differ marks what is not the same in the lane above.
func (f *frame) differ(x, y int, yes bool) {
	if yes {
		f.set(x+1, y, ink|bold, '◂')
	}
}

// laneCount draws a count with its word, and a mark where it differs.
func (f *frame) laneCount(x, y, room int, word string, i int, facts, above *laneFacts) int {
	p := ink
	if facts.counts[i] == 0 {
		p = quiet
	} else if i == 1 {
		p = belief
	}
	f.put(x, y, room-4, quiet, word)
	f.right(x+room, y, 5, p, brief(int64(facts.counts[i])))
	f.differ(x+room, y, above != nil && above.counts[i] != facts.counts[i])
	return x + room + 3
}

func (f *frame) drawLaneRows(r rect, facts, above *laneFacts) {
	t := &f.t.Lanes
	x, room := f.laneColumn(0), 19
	f.laneCount(x, r.y+1, room, t.Paid, 0, facts, above)
	f.laneCount(x, r.y+2, room, t.Published, 1, facts, above)
	next := f.laneCount(x, r.y+3, 15, t.Processing, 2, facts, above)
	f.laneCount(next, r.y+3, 14, t.Completed, 3, facts, above)
	f.laneCount(x, r.y+4, room, t.Fail, 4, facts, above)
}

// drawLaneProducer draws the orders that are only in the memory, and those
// that the producer gave up.
func (f *frame) drawLaneProducer(x, end, y int, facts, above *laneFacts) {
	t := &f.t.Lanes
	if len(facts.memory) > 0 {
		differs, mark := above != nil && !slices.Equal(above.memory, facts.memory), 0
		if differs {
			mark = 2
		}
		at := f.laneTokens(x, end-columns(t.InMemory)-1-mark, y, '○', waiting, facts.memory)
		at = f.put(at+1, y, end-at-1-mark, quiet, t.InMemory)
		f.differ(at, y, differs)
	}
	if len(facts.given) == 0 {
		return
	}
	word := t.Given
	if f.s.Setup.Mode != sim.Emit {
		word = t.Told
	}
	f.laneTokens(x, end, y+1, '✗', lost, facts.given)
	at := f.put(x, y+2, end-x-2, quiet, word)
	f.differ(at, y+2, above != nil && len(above.given) != len(facts.given))
}

// laneTokens draws orders one after the other; where they do not fit, their count.
func (f *frame) laneTokens(x, end, y int, glyph rune, p pen, orders []sim.OrderID) int {
	var b strings.Builder
	for i, number := range orders {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "%c%d", glyph, number)
		if b.Len() > 4*(end-x) {
			break
		}
	}
	text := b.String()
	if columns(text) > end-x {
		text = fmt.Sprintf("%c×%d", glyph, len(orders))
	}
	return f.put(x, y, end-x, p, text)
}

// drawLaneGap draws what the gap is made of, and the money.
func (f *frame) drawLaneGap(r rect, facts *laneFacts) {
	t := &f.t.Lanes
	y := r.y + r.h - 2
	x := f.put(f.laneColumn(0), y, 12, ink|bold, fmt.Sprintf(t.Gap, f.s.GapSize()))
	money, p := f.laneMoney()
	if facts.waiting == 1 {
		money += " · " + f.t.Headline.CallerWaits
	} else if facts.waiting > 1 {
		money += " · " + fmt.Sprintf(t.CallersWait, facts.waiting)
	}
	f.put(x, y, f.laneColumn(2)-x-2, ink, f.laneParts())
	f.right(r.x+r.w-2, y, r.w-(f.laneColumn(2)-r.x)-2, p, money)
}

// drawShortGap draws the same in the last line of a compact lane.
func (f *frame) drawShortGap(r rect) {
	y, end := r.y+3, r.x+r.w-2
	money, p := f.laneMoney()
	f.right(end, y, columns(money), p, money)
	x := f.put(r.x+2, y, 12, ink|bold, fmt.Sprintf(f.t.Lanes.Gap, f.s.GapSize()))
	f.put(x, y, end-columns(money)-2-x, ink, f.laneParts())
}

// laneParts returns the parts of the gap that are not zero.
func (f *frame) laneParts() string {
	text := ""
	parts := f.parts()
	for _, part := range parts[1:] {
		if part.count > 0 {
			text += " · " + fmt.Sprintf(part.words, part.count)
		}
	}
	if text != "" {
		text = " = " + strings.TrimPrefix(text, " · ")
	}
	return text
}

// laneMoney returns what the customers paid for nothing.
func (f *frame) laneMoney() (string, pen) {
	p := quiet
	if f.s.ForNothing > 0 {
		p = lost
	}
	return fmt.Sprintf(f.t.Headline.Nothing, grouped(f.s.ForNothing)), p
}

// drawShortLane draws the first two of a lane's three lines.
func (f *frame) drawShortLane(r rect, facts, above *laneFacts) {
	t := &f.t.Lanes
	x := r.x + 2
	x = f.laneCount(x, r.y+1, 17, t.Paid, 0, facts, above)
	x = f.laneCount(x, r.y+1, 13, t.Published, 1, facts, above)
	x = f.laneCount(x, r.y+1, 13, t.Completed, 3, facts, above)
	f.laneCount(x, r.y+1, 18, t.Fail, 4, facts, above)
	x = f.laneTokens(r.x+2, r.x+30, r.y+2, '○', waiting, facts.memory)
	if len(facts.memory) > 0 {
		f.differ(x, r.y+2, above != nil && !slices.Equal(above.memory, facts.memory))
		x += 3
	}
	if len(facts.given) > 0 {
		x = f.laneTokens(x, r.x+45, r.y+2, '✗', lost, facts.given)
		f.differ(x, r.y+2, above != nil && len(above.given) != len(facts.given))
	}
	word, p := t.Connected, quiet
	if facts.gone {
		word, p = t.Cut, lost
	}
	f.right(r.x+r.w-4, r.y+2, 14, p, word)
	f.differ(r.x+r.w-4, r.y+2, above != nil && above.gone != facts.gone)
	f.right(r.x+r.w-20, r.y+2, 12, done, "✓ "+strconv.Itoa(facts.done))
	f.differ(r.x+r.w-20, r.y+2, above != nil && above.done != facts.done)
}

// drawShortCaller draws what the caller of the order in focus knows.
func (f *frame) drawShortCaller(r rect, order sim.OrderID, facts, above *laneFacts) {
	if order != 0 {
		x := f.put(r.x+2, r.y+3, 30, quiet, fmt.Sprintf(f.t.Lanes.Knows, order))
		f.differ(f.put(x+2, r.y+3, 16, ink, facts.outcome), r.y+3, above != nil && above.outcome != facts.outcome)
		f.right(r.x+r.w-2, r.y+3, 22, ink, facts.waited)
	}
}

// laneCaption says what the three lanes show, in one sentence.
func (f *frame) laneCaption(v *LanesView) string {
	t := &f.t.Lanes
	var published, failed [laneCount]int
	for i := range v.Lanes {
		s := v.Lanes[i].State
		published[i] = s.Published
		failed[i] = s.Truths[sim.Lost]
		for number := range s.Orders.Each() {
			if o := s.Order(number); o.Caller == sim.Failure && o.Truth() != sim.Lost && o.Truth() != sim.Done {
				failed[i]++
			}
		}
	}
	switch {
	case failed == [laneCount]int{1, 1, 1}:
		return t.AllFailedOne
	case failed[0] > 0 && failed[0] == failed[1] && failed[1] == failed[2]:
		return sentence(t.AllFailed, f.t.count(failed[0]))[0]
	case failed != [laneCount]int{}:
		return fmt.Sprintf(t.Failed, failed[0], failed[1], failed[2])
	case published[0] > published[1]:
		return fmt.Sprintf(t.Waiting, published[0], published[1])
	case published[0] == 0:
		return t.Begin
	}
	return t.Same
}
