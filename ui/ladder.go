package ui

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"orderflow/sim"
)

// Columns of the ladder, from the left of its box.
const (
	rungName  = 4
	rungTime  = 24 // after the time
	rungNote  = 26
	rungMark  = 45
	noteWidth = 19
	gridName  = 11 // of a rung in a line of three
)

// gridColumns are where three rungs stand in one line.
var gridColumns = [...]int{2, 19, 33}

// step is one line of the ladder.
type step struct {
	glyph  rune
	pen    pen
	name   string
	time   string
	note   string
	event  sim.EventID // that reached it; 0 = not reached
	indent bool        // a second line of words, from the name on
}

// drawLadder draws how far the selected order got, and who knows.
func (f *frame) drawLadder(r rect) {
	if f.m.Finished {
		f.drawCard(r)
		return
	}
	o := f.s.Order(f.selected)
	if o == nil {
		f.box(r, false, f.t.Ladder.Title, ink)
		f.put(r.x+2, r.y+1, r.w-4, quiet, f.t.Ladder.NoOrder)
		return
	}
	f.box(r, false, f.orderTitle(o.Order), ink)
	tail := f.ladderTail(o)
	room := r.h - 2 - len(tail)
	reached, now := f.reached(o, room > 12), f.present(o)
	open := f.unreached(o, now)
	y := f.drawRungs(r, reached, now, open, room)
	for _, e := range tail {
		f.put(r.x+2, y, r.w-3, e.pen, e.text)
		y++
	}
}

func (f *frame) orderTitle(o *sim.Order) string {
	title := named(o.Number) + " "
	if id := sim.Printable(o.ID, idShown); id != strconv.FormatUint(uint64(o.Number), 10) {
		title += fit(id, 12) + " "
	}
	return title + f.t.product(o) + " ×" + grouped(int64(o.Quantity)) + " · " + f.t.Carriers[o.Fulfilment]
}

// drawRungs draws what was reached, what holds now, and what is still to come.
// Where lines are short, the earliest rungs share lines of three, what is to
// come is shortened, and at last the earliest rungs go.
func (f *frame) drawRungs(r rect, reached, now, open []step, room int) int {
	third := (len(open) + 2) / 3
	for len(open) > 0 && (len(now)+third > max(room-2, 1) || (len(reached)+2)/3+len(now)+third > room) {
		third--
		open = open[:max(0, third*3)]
	}
	now = now[:min(len(now), max(room, 0))]
	for len(reached) > 0 && (len(reached)+2)/3+len(now) > room {
		reached = reached[min(3, len(reached)):]
	}
	packed := 0
	for packed < len(reached) && (packed+2)/3+len(reached)-packed+len(now)+third > room {
		packed++
	}
	y := r.y + 1
	y = f.drawGrid(r, y, reached[:packed])
	for _, s := range append(slices.Clone(reached[packed:]), now...) {
		f.drawStep(r, y, s)
		y++
	}
	return f.drawGrid(r, y, open)
}

func (f *frame) drawGrid(r rect, y int, steps []step) int {
	for i, s := range steps {
		x := r.x + gridColumns[i%3]
		f.set(x, y, s.pen, s.glyph)
		p := quiet
		if f.stepIsNews(s) {
			p = ink | bold | focus
		}
		f.put(x+2, y, r.x+r.w-1-x-2, p, shortName(s.name))
		if i%3 == 2 || i == len(steps)-1 {
			y++
		}
	}
	return y
}

// shortName returns a rung's name for a line of three: without the second word
// that explains it where the two are too wide.
func shortName(name string) string {
	if first, _, found := strings.Cut(name, " "); found && columns(name) > gridName {
		return first
	}
	return name
}

func (f *frame) drawStep(r rect, y int, s step) {
	if s.indent {
		f.put(r.x+rungName, y, r.w-rungName-1, quiet, s.note)
		return
	}
	f.set(r.x+2, y, s.pen, s.glyph)
	name := ink
	if s.pen == belief || s.pen == lost {
		name = s.pen
	}
	f.put(r.x+rungName, y, 13, name, s.name)
	at, width := ink, r.w-1-rungNote
	if f.stepIsNews(s) {
		at |= bold | focus
		f.set(r.x+rungMark, y, ink, '◂')
		width = noteWidth
	}
	if s.time == "–" {
		f.set(r.x+rungTime-5, y, quiet, '–')
	} else {
		f.right(r.x+rungTime, y, 8, at, s.time)
	}
	x := r.x + rungNote
	if width == noteWidth && columns(s.note) == width {
		x-- // a blank before the mark
	}
	f.put(x, y, r.x+rungNote+width-x, quiet, s.note)
}

// stepIsNews reports whether the change at the cursor reached the rung.
func (f *frame) stepIsNews(s step) bool {
	if s.event == 0 || !f.news.fresh {
		return false
	}
	last := f.news.latest(func(e *sim.Event) bool {
		_, rung := e.Rung()
		return e.Order == f.selected && (rung || gaveUp(e) || e.Type == sim.RowChanged)
	})
	return last != nil && last.N == s.event
}

// reached returns the rungs the order reached, as they happened.
func (f *frame) reached(o *sim.OrderState, all bool) []step {
	var steps []step
	from := sim.Called
	if all {
		from = sim.Created
	}
	for rung := from; rung < sim.RungCount; rung++ {
		if o.Reached(rung) {
			steps = append(steps, f.rungStep(o, rung))
		}
	}
	slices.SortStableFunc(steps, func(a, b step) int { return cmp.Compare(a.event, b.event) })
	if o.Truth() == sim.OnTheWay && len(steps) > 0 {
		last := &steps[len(steps)-1]
		last.glyph, last.pen = '●', moving
	}
	return steps
}

func (f *frame) rungStep(o *sim.OrderState, rung sim.Rung) step {
	s := step{glyph: '✓', pen: done, name: f.t.Ladder.Rungs[rung], time: clock(o.Rungs[rung]), note: f.rungNote(o, rung), event: o.RungEvent[rung]}
	if rung == sim.Marked {
		s.pen = belief
	}
	return s
}

// rowSays names what a row says, in the ladder.
func (f *frame) rowSays(r sim.Row) string {
	return longest(noteWidth, fmt.Sprintf(f.t.Ladder.RowSays, rowWord(r)), rowWord(r))
}

// rungNote says what reaching the rung means for this order.
func (f *frame) rungNote(o *sim.OrderState, rung sim.Rung) string {
	t, at := &f.t.Ladder, o.Rungs[rung]
	switch rung {
	case sim.Paid:
		return fmt.Sprintf(f.t.Points, grouped(o.Charged))
	case sim.Marked:
		return f.rowSays(sim.Row(f.m.Log.At(o.RungEvent[rung]).Word))
	case sim.OnWire:
		if o.Reached(sim.Marked) && o.Rungs[sim.Marked] <= at {
			return f.after(t.AfterMark, at-o.Rungs[sim.Marked])
		}
		return f.after(t.AfterCall, at-o.CalledAt)
	case sim.Appended:
		return f.place(o) + f.late(o)
	case sim.Replicated:
		return t.Seen
	case sim.Acked:
		if f.s.Setup.Mode == sim.Emit {
			return t.Nobody
		}
		return f.after(t.AfterCall, at-o.CalledAt)
	case sim.Polled:
		return f.polledBy(o)
	case sim.Handled:
		return fmt.Sprintf(t.WorkTook, f.t.span(at-o.Rungs[sim.Polled]))
	case sim.Committed:
		return fmt.Sprintf(t.NextOffset, o.Offset+1)
	case sim.Accepted:
		return fmt.Sprintf(t.Job, o.Job)
	case sim.Finished:
		return t.TrulyDone
	case sim.Reported:
		return f.rowSays(sim.RowCompleted)
	}
	return ""
}

// after returns how long after something a rung was reached: in full, or short
// where the full words have no room.
func (f *frame) after(words [2]string, d time.Duration) string {
	span := f.t.span(d)
	return longest(noteWidth, fmt.Sprintf(words[0], span), fmt.Sprintf(words[1], span))
}

// place returns where the record is in the log, such as P2@0.
func (f *frame) place(o *sim.OrderState) string {
	return "P" + strconv.Itoa(int(o.Partition)) + "@" + strconv.FormatInt(o.Offset, 10)
}

// lateFrom is how long after the call a record must arrive to be called late.
const lateFrom = time.Second

func (f *frame) late(o *sim.OrderState) string {
	if d := o.Rungs[sim.Appended] - o.CalledAt; d >= lateFrom {
		return "  " + fmt.Sprintf(f.t.Ladder.LateBy, f.t.seconds(d))
	}
	return ""
}

func (f *frame) polledBy(o *sim.OrderState) string {
	if o.Order.Fulfilment == sim.External {
		return f.t.Ladder.ByPanel
	}
	return fmt.Sprintf(f.t.Ladder.ByWorker, f.m.Log.At(o.RungEvent[sim.Polled]).Worker)
}

// present returns the lines that say where the order is now, where that is not
// the last rung it reached.
func (f *frame) present(o *sim.OrderState) []step {
	t := &f.t.Ladder
	switch o.Truth() {
	case sim.InMemory, sim.Retrying:
		return f.inMemorySteps(o)
	case sim.Waiting:
		if f.unseen(o) {
			return []step{{glyph: '□', pen: waiting, name: t.Rungs[sim.Replicated], time: "–", note: t.Unseen}}
		}
		next := sim.Polled // what the log waits for: a rung that was reached is not said twice
		for next < sim.Committed && o.Reached(next) {
			next++
		}
		return []step{{glyph: '□', pen: waiting, name: t.Rungs[next], time: "–", note: t.WaitsLag}}
	case sim.Working:
		return f.workSteps(o)
	case sim.Uncertain:
		return []step{{glyph: '?', pen: unknown, name: t.Rungs[sim.Appended], time: "–", note: t.Unsure}, {indent: true, note: t.UnsureToo}}
	case sim.Duplicated:
		return []step{{glyph: '◆', pen: unknown, name: t.Rungs[sim.Appended], time: "–", note: t.Twice}}
	case sim.Lost:
		return f.lostSteps(o)
	case sim.Ended:
		return []step{{glyph: '·', pen: quiet, name: f.endedWord(o), time: clock(o.TruthAt), note: f.endedNote(o)}}
	}
	return nil
}

// roundConnected reports whether the round the order waits in has connected:
// what it waits for now is the metadata.
func (f *frame) roundConnected(o *sim.OrderState) bool {
	return slices.ContainsFunc(f.s.Client.Rounds, func(r sim.RoundState) bool { return r.Number == o.Round && r.OK })
}

// endedNote says what the row says of an order that ended early, and how much
// of it was delivered.
func (f *frame) endedNote(o *sim.OrderState) string {
	if o.Jobs > 0 {
		return longest(noteWidth, fmt.Sprintf(f.t.Ladder.Delivered[0], grouped(o.Delivered), grouped(int64(o.Order.Quantity))), fmt.Sprintf(f.t.Ladder.Delivered[1], grouped(o.Delivered)))
	}
	return f.rowSays(o.Row)
}

func (f *frame) inMemorySteps(o *sim.OrderState) []step {
	t, waits := &f.t.Ladder, f.since(o.Since)
	if o.Publishes == 1 {
		waits = f.since(o.CalledAt) // it may have moved from round to round since
	}
	words := t.WaitsMemory
	switch {
	case f.held(o):
		words = fmt.Sprintf(t.Held, f.t.seconds(waits))
	case f.leaving(o):
		words = t.Leaving
	case waits >= time.Second && f.roundConnected(o):
		words = fmt.Sprintf(t.Metadata, f.t.seconds(waits))
	case waits >= time.Second:
		words = fmt.Sprintf(t.WaitedMemory, f.t.seconds(waits))
	}
	glyph := '○'
	switch {
	case f.inHand(o):
		return []step{{glyph: '↻', pen: waiting, name: t.InHand, time: "–", note: f.inHandWords()}}
	case o.Truth() == sim.Retrying:
		glyph, words = '↻', fmt.Sprintf(t.WaitsTry, o.Try, f.attempts(), f.t.seconds(max(0, o.NextAt-f.m.At)))
	}
	now := step{glyph: glyph, pen: waiting, name: t.Rungs[sim.OnWire], time: "–", note: t.NoRequest}
	if o.Reached(sim.OnWire) {
		now.name, now.note = t.Rungs[sim.Appended], t.Refused
	}
	return []step{now, {indent: true, note: words}}
}

func (f *frame) workSteps(o *sim.OrderState) []step {
	t := &f.t.Ladder
	if o.Jobs > 0 {
		return []step{{glyph: '◐', pen: moving, name: t.Rungs[sim.Finished], time: "–", note: fmt.Sprintf(t.JobAt, o.Job, o.Percent)}}
	}
	return []step{{glyph: '◐', pen: moving, name: t.Rungs[sim.Handled], time: "–", note: fmt.Sprintf(t.SoFar, f.t.span(f.since(o.Rungs[sim.Polled])))}}
}

// lostSteps says when the order was lost, and by what.
func (f *frame) lostSteps(o *sim.OrderState) []step {
	t := &f.t.Ladder
	var steps []step
	if !o.Reached(sim.OnWire) {
		steps = append(steps, step{glyph: '✗', pen: lost, name: t.Rungs[sim.OnWire], time: "–", note: t.NeverLeft})
	}
	why := f.whyLost(o)
	steps = append(steps, step{glyph: '✗', pen: lost, name: t.Lost, time: clock(o.TruthAt), note: why[0], event: o.TruthBy}, step{glyph: ' ', note: why[1]})
	if r := f.usedUpFor(o); r != nil {
		steps = append(steps, step{indent: true, note: fmt.Sprintf(t.WhyUsedUpAt, f.t.connects(f.connects()), clock(r.EndAt))})
	}
	return steps
}

// usedUpFor returns the round that was used up while the order waited in it, and
// cost it its last connect; nil where there was none.
func (f *frame) usedUpFor(o *sim.OrderState) *sim.RoundState {
	if o.Reached(sim.OnWire) || !within(f.s.Client.Connected, o.TruthAt) {
		return nil
	}
	for i := range f.s.Client.Rounds {
		if r := &f.s.Client.Rounds[i]; !r.OK && !r.Running && o.CalledAt < r.EndAt && r.EndAt < o.TruthAt {
			return r
		}
	}
	return nil
}

// whyLost returns the reason in two lines.
func (f *frame) whyLost(o *sim.OrderState) [2]string {
	t, connected := &f.t.Ladder, f.s.Client.Connected
	var cause *sim.LostState
	for i := range f.s.Client.LostAt {
		if l := &f.s.Client.LostAt[i]; within(l.At, o.Since) && slices.Contains(l.Orders, o.Order.Number) {
			cause = l
		}
	}
	switch {
	case cause == nil:
		return f.whyGone(o)
	case cause.Error == sim.NonRetriableError && cause.At-connected < time.Millisecond && within(cause.At, connected):
		return t.WhyAtOnce
	case cause.Error == sim.NonRetriableError && within(cause.At, connected):
		return [2]string{fmt.Sprintf(t.WhyReconnect[0], f.t.span(max(0, cause.At-connected))), t.WhyReconnect[1]}
	case cause.Error == sim.NonRetriableError && len(f.s.Client.Rounds) == 0:
		return t.WhyMetadata
	case cause.Error == sim.NonRetriableError:
		return [2]string{fmt.Sprintf(t.WhyUsedUp[0], f.t.count(f.connects())), t.WhyUsedUp[1]}
	case cause.Error == sim.NumberOfRetriesExceeded || cause.Error == sim.WriteFailed:
		return t.WhyTries
	}
	return t.WhyRefused
}

// whyGone returns the reason for the loss of an order that the client did not
// give up.
func (f *frame) whyGone(o *sim.OrderState) [2]string {
	t := &f.t.Ladder
	switch by := f.m.Log.At(o.TruthBy); {
	case o.Copies < o.Appended:
		return t.WhyGone
	case by.Type == sim.RemedySwitched:
		return t.WhySwitched
	case o.Appended == 0:
		return t.WhyDied
	case o.Failed():
		return t.WhyPutAside
	}
	return t.WhyNoWork
}

// unreached returns the rungs that are still to come, but for the one that
// present says something about.
func (f *frame) unreached(o *sim.OrderState, now []step) []step {
	switch o.Truth() {
	case sim.Lost, sim.Ended:
		return nil
	}
	var steps []step
	for rung := sim.Called; rung < sim.RungCount; rung++ {
		name := f.t.Ladder.Rungs[rung]
		if o.Reached(rung) || len(now) > 0 && now[0].name == name || rung == sim.Accepted && o.Order.Fulfilment != sim.External {
			continue
		}
		if len(now) > 1 && (rung == sim.Replicated || rung == sim.Reported) {
			continue // two lines say more about where it is now
		}
		steps = append(steps, step{glyph: '·', pen: quiet, name: name})
	}
	return steps
}

// ladderTail says what the caller knows, what the customer sees, and what
// became of the points.
func (f *frame) ladderTail(o *sim.OrderState) []piece {
	t := &f.t.Ladder
	lines := []piece{{f.callerKnows(o), ink}}
	if o.Caller == sim.Failure {
		lines = append(lines, piece{"  " + sim.Printable(errorName(o), idShown), lost})
	}
	lines = append(lines, piece{fmt.Sprintf(t.Customer, rowWord(o.Row)), ink})
	switch {
	case o.Truth() == sim.Lost && o.Charged > o.Refunded:
		lines = append(lines, piece{fmt.Sprintf(t.ForNothing, grouped(o.Charged-o.Refunded)), lost})
	case o.Refunded > 0:
		lines = append(lines, piece{fmt.Sprintf(t.Refunded, grouped(o.Refunded)), ink})
	}
	return lines
}

func errorName(o *sim.OrderState) string {
	if o.Error == sim.OtherError && o.ErrorText != "" {
		return o.ErrorText
	}
	return o.Error.String()
}

func (f *frame) callerKnows(o *sim.OrderState) string {
	words := f.t.Ladder.Caller[o.Caller%6]
	switch o.Caller {
	case sim.Value, sim.Failure:
		return fmt.Sprintf(words, f.t.span(o.CallerAt))
	case sim.Pending:
		return fmt.Sprintf(words, f.t.span(f.since(o.CalledAt)))
	}
	return words
}

// since returns how long ago at was.
func (f *frame) since(at time.Duration) time.Duration { return max(0, f.m.At-at) }
