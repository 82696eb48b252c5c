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
func (f *frame) drawLanes(v *moment.LanesView) {
	t := &f.Words.Lanes
	order := laneOrder(v.Order, v.Lanes[0].State, v.Lanes[1].State, v.Lanes[2].State)
	f.drawLaneStatus(t.Title, t.TitleShort)
	f.Set(1, 1, canvas.Ink, '▌')
	f.Put(3, 1, f.Width()-4, canvas.Ink|canvas.Bold, f.LaneCaption(v))
	top, height := 2, shortLaneHeight
	if f.Full {
		top, height = 4, laneHeight
		f.drawLaneHeads(3, order)
	}
	var above *laneFacts
	for i := range v.Lanes {
		g := *f
		g.State = v.Lanes[i].State
		facts := g.laneFacts(order)
		r := canvas.Rect{X: 1, Y: top + i*height, W: f.Width() - 2, H: height}
		f.Zone(r, intent.Click{Item: i + 1})
		g.drawLane(r, laneHead{strconv.Itoa(i+1) + "  " + t.Code[i], t.Purpose[i], i == v.Selected}, facts, above)
		if !f.Full {
			g.drawShortCaller(r, order, facts, above)
		}
		above = facts
	}
	y := top + moment.LaneCount*height
	if f.Full {
		f.drawLaneTable(y+1, true, v)
		f.DrawTimeline(f.Height() - 3)
		f.DrawFooter(f.Height()-1, 3)
		return
	}
	f.drawLaneTable(y, false, v)
	f.DrawTimeline(f.Height() - 2)
	f.DrawFooter(f.Height()-1, 2)
}

func (f *frame) drawLaneStatus(title, short string) {
	f.Print(1, 0, f.Width(), canvas.Ink|canvas.Bold, "orderflow")
	running := "▸ "
	if f.Moment.Paused || f.Moment.Finished {
		running = "‖ "
	}
	now := fmt.Sprintf(f.Words.Seconds, words.Clock(f.Moment.At))
	end := f.Width() - 1 - canvas.Columns(f.Engine())
	f.Print(end, 0, f.Width()-1, canvas.Quiet, f.Engine())
	text, p := f.FaultLine(!f.Full)
	if !f.Full {
		f.Put(12, 0, 20, canvas.Ink, short)
		f.Put(33, 0, 14, canvas.Ink|canvas.Bold, running+now)
		f.Put(48, 0, end-49, p, text)
		return
	}
	f.Put(13, 0, 42, canvas.Ink, title)
	f.Put(57, 0, 8, canvas.Ink, running+chrome.SpeedText(f.Moment.Speed))
	f.Put(65, 0, 12, canvas.Ink|canvas.Bold, now)
	if canvas.Columns(text) > end-80 {
		text, p = f.FaultLine(true)
	}
	f.Put(79, 0, end-80, p, text)
}

// laneColumn returns the column of a part of the lanes.
func (f *frame) laneColumn(i int) int {
	return laneColumns[0] + 1 + (laneColumns[i]-laneColumns[0])*(f.Width()-4)/(moment.FullWidth-4)
}

func (f *frame) drawLaneHeads(y int, order sim.OrderID) {
	t := &f.Words.Lanes
	for i, head := range t.Heads {
		f.Put(f.laneColumn(i), y, f.laneColumn(i+1)-f.laneColumn(i)-1, canvas.Quiet, head)
	}
	if order != 0 {
		f.Put(f.laneColumn(4), y, f.Width()-1-f.laneColumn(4), canvas.Quiet, fmt.Sprintf(t.Knows, order))
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
	s := f.State
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
	facts.gone, _ = f.Unreachable()
	for number := range s.Orders.Each() {
		if s.Order(number).Caller == sim.Pending {
			facts.waiting++
		}
	}
	if o := s.Order(order); o == nil && order != 0 {
		facts.outcome = f.Words.Lanes.NoOrder
	} else if o != nil {
		t := &f.Words.Lanes
		facts.outcome = t.Outcomes[o.Caller]
		switch o.Caller {
		case sim.Failure:
			facts.code, facts.waited = o.Error.String(), fmt.Sprintf(t.Waited, f.Words.Span(o.CallerAt))
		case sim.Nothing, sim.Value:
			facts.waited = fmt.Sprintf(t.Waited, f.Words.Span(o.CallerAt))
		case sim.Pending:
			facts.waited = fmt.Sprintf(t.WaitsSoFar, f.Words.Span(max(0, f.Moment.At-o.CalledAt)))
		}
	}
	return facts
}

// drawLane draws one lane's box; in the compact layout all but its last line.
func (f *frame) drawLane(r canvas.Rect, head laneHead, facts, above *laneFacts) {
	t := &f.Words.Lanes
	p := canvas.Quiet
	if head.selected {
		p = canvas.Ink | canvas.Bold
		f.Set(r.X-1, r.Y, canvas.Ink|canvas.Bold, '▸')
	}
	f.Box(r, false, head.title, p)
	f.Legend(r.X+r.W-3-canvas.Columns(head.aside), r.Y, canvas.Columns(head.aside), canvas.Quiet, head.aside)
	if !f.Full {
		f.drawShortLane(r, facts, above)
		return
	}
	f.drawLaneRows(r, facts, above)
	f.drawLaneProducer(f.laneColumn(1), f.laneColumn(2)-1, r.Y+1, facts, above)
	x := f.laneColumn(2)
	f.differ(f.Put(x, r.Y+1, f.laneColumn(3)-x-3, canvas.Ink, fmt.Sprintf(t.End, facts.end)), r.Y+1, above != nil && above.end != facts.end)
	word, pen := t.Connected, canvas.Quiet
	if facts.gone {
		word, pen = t.Cut, canvas.Lost
	}
	f.differ(f.Put(x, r.Y+2, f.laneColumn(4)-x-3, pen, word), r.Y+2, above != nil && above.gone != facts.gone)
	f.differ(f.Put(f.laneColumn(3), r.Y+1, 8, canvas.Done, "✓ "+strconv.Itoa(facts.done)), r.Y+1, above != nil && above.done != facts.done)
	x = f.laneColumn(4)
	room := r.X + r.W - 2 - x
	f.differ(f.Put(x, r.Y+1, room-2, canvas.Ink, facts.outcome), r.Y+1, above != nil && above.outcome != facts.outcome)
	f.Put(x, r.Y+2, room, canvas.Lost, facts.code)
	f.Put(x, r.Y+4, room, canvas.Ink, facts.waited)
	f.drawLaneGap(r, facts)
}

// differ marks what is not the same in the lane above.
func (f *frame) differ(x, y int, yes bool) {
	if yes {
		f.Set(x+1, y, canvas.Ink|canvas.Bold, '◂')
	}
}

// laneCount draws a count with its word, and a mark where it differs.
func (f *frame) laneCount(x, y, room int, word string, i int, facts, above *laneFacts) int {
	p := canvas.Ink
	if facts.counts[i] == 0 {
		p = canvas.Quiet
	} else if i == 1 {
		p = canvas.Belief
	}
	f.Put(x, y, room-4, canvas.Quiet, word)
	f.Right(x+room, y, 5, p, words.Brief(int64(facts.counts[i])))
	f.differ(x+room, y, above != nil && above.counts[i] != facts.counts[i])
	return x + room + 3
}

func (f *frame) drawLaneRows(r canvas.Rect, facts, above *laneFacts) {
	t := &f.Words.Lanes
	x, room := f.laneColumn(0), 19
	f.laneCount(x, r.Y+1, room, t.Paid, 0, facts, above)
	f.laneCount(x, r.Y+2, room, t.Published, 1, facts, above)
	next := f.laneCount(x, r.Y+3, 15, t.Processing, 2, facts, above)
	f.laneCount(next, r.Y+3, 14, t.Completed, 3, facts, above)
	f.laneCount(x, r.Y+4, room, t.Fail, 4, facts, above)
}

// drawLaneProducer draws the orders that are only in the memory, and those
// that the producer gave up.
func (f *frame) drawLaneProducer(x, end, y int, facts, above *laneFacts) {
	t := &f.Words.Lanes
	if len(facts.memory) > 0 {
		differs, mark := above != nil && !slices.Equal(above.memory, facts.memory), 0
		if differs {
			mark = 2
		}
		at := f.laneTokens(x, end-canvas.Columns(t.InMemory)-1-mark, y, '○', canvas.Waiting, facts.memory)
		at = f.Put(at+1, y, end-at-1-mark, canvas.Quiet, t.InMemory)
		f.differ(at, y, differs)
	}
	if len(facts.given) == 0 {
		return
	}
	word := t.Given
	if f.State.Setup.Mode != sim.Emit {
		word = t.Told
	}
	f.laneTokens(x, end, y+1, '✗', canvas.Lost, facts.given)
	at := f.Put(x, y+2, end-x-2, canvas.Quiet, word)
	f.differ(at, y+2, above != nil && len(above.given) != len(facts.given))
}

// laneTokens draws orders one after the other; where they do not fit, their count.
func (f *frame) laneTokens(x, end, y int, glyph rune, p canvas.Pen, orders []sim.OrderID) int {
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
	if canvas.Columns(text) > end-x {
		text = fmt.Sprintf("%c×%d", glyph, len(orders))
	}
	return f.Put(x, y, end-x, p, text)
}

// drawLaneGap draws what the gap is made of, and the money.
func (f *frame) drawLaneGap(r canvas.Rect, facts *laneFacts) {
	t := &f.Words.Lanes
	y := r.Y + r.H - 2
	x := f.Put(f.laneColumn(0), y, 12, canvas.Ink|canvas.Bold, fmt.Sprintf(t.Gap, f.State.GapSize()))
	money, p := f.laneMoney()
	if facts.waiting == 1 {
		money += " · " + f.Words.Headline.CallerWaits
	} else if facts.waiting > 1 {
		money += " · " + fmt.Sprintf(t.CallersWait, facts.waiting)
	}
	f.Put(x, y, f.laneColumn(2)-x-2, canvas.Ink, f.laneParts())
	f.Right(r.X+r.W-2, y, r.W-(f.laneColumn(2)-r.X)-2, p, money)
}

// drawShortGap draws the same in the last line of a compact lane.
func (f *frame) drawShortGap(r canvas.Rect) {
	y, end := r.Y+3, r.X+r.W-2
	money, p := f.laneMoney()
	f.Right(end, y, canvas.Columns(money), p, money)
	x := f.Put(r.X+2, y, 12, canvas.Ink|canvas.Bold, fmt.Sprintf(f.Words.Lanes.Gap, f.State.GapSize()))
	f.Put(x, y, end-canvas.Columns(money)-2-x, canvas.Ink, f.laneParts())
}

// laneParts returns the parts of the gap that are not zero.
func (f *frame) laneParts() string {
	text := ""
	parts := f.Parts()
	for _, part := range parts[1:] {
		if part.Count > 0 {
			text += " · " + fmt.Sprintf(part.Words, part.Count)
		}
	}
	if text != "" {
		text = " = " + strings.TrimPrefix(text, " · ")
	}
	return text
}

// laneMoney returns what the customers paid for nothing.
func (f *frame) laneMoney() (string, canvas.Pen) {
	p := canvas.Quiet
	if f.State.ForNothing > 0 {
		p = canvas.Lost
	}
	return fmt.Sprintf(f.Words.Headline.Nothing, typeset.Grouped(f.State.ForNothing)), p
}

// drawShortLane draws the first two of a lane's three lines.
func (f *frame) drawShortLane(r canvas.Rect, facts, above *laneFacts) {
	t := &f.Words.Lanes
	x := r.X + 2
	x = f.laneCount(x, r.Y+1, 17, t.Paid, 0, facts, above)
	x = f.laneCount(x, r.Y+1, 13, t.Published, 1, facts, above)
	x = f.laneCount(x, r.Y+1, 13, t.Completed, 3, facts, above)
	f.laneCount(x, r.Y+1, 18, t.Fail, 4, facts, above)
	x = f.laneTokens(r.X+2, r.X+30, r.Y+2, '○', canvas.Waiting, facts.memory)
	if len(facts.memory) > 0 {
		f.differ(x, r.Y+2, above != nil && !slices.Equal(above.memory, facts.memory))
		x += 3
	}
	if len(facts.given) > 0 {
		x = f.laneTokens(x, r.X+45, r.Y+2, '✗', canvas.Lost, facts.given)
		f.differ(x, r.Y+2, above != nil && len(above.given) != len(facts.given))
	}
	word, p := t.Connected, canvas.Quiet
	if facts.gone {
		word, p = t.Cut, canvas.Lost
	}
	f.Right(r.X+r.W-4, r.Y+2, 14, p, word)
	f.differ(r.X+r.W-4, r.Y+2, above != nil && above.gone != facts.gone)
	f.Right(r.X+r.W-20, r.Y+2, 12, canvas.Done, "✓ "+strconv.Itoa(facts.done))
	f.differ(r.X+r.W-20, r.Y+2, above != nil && above.done != facts.done)
}

// drawShortCaller draws what the caller of the order in focus knows.
func (f *frame) drawShortCaller(r canvas.Rect, order sim.OrderID, facts, above *laneFacts) {
	if order != 0 {
		x := f.Put(r.X+2, r.Y+3, 30, canvas.Quiet, fmt.Sprintf(f.Words.Lanes.Knows, order))
		f.differ(f.Put(x+2, r.Y+3, 16, canvas.Ink, facts.outcome), r.Y+3, above != nil && above.outcome != facts.outcome)
		f.Right(r.X+r.W-2, r.Y+3, 22, canvas.Ink, facts.waited)
	}
}
