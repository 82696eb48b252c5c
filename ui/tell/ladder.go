package tell

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// Columns of the ladder, from the left of its box.
const (
	RungName  = 4
	RungTime  = 24 // after the time
	RungNote  = 26
	RungMark  = 45
	NoteWidth = 19
	GridName  = 11 // of a rung in a line of three
)

// Step is one line of the ladder.
type Step struct {
	Glyph  rune
	Pen    canvas.Pen
	Name   string
	Time   string
	Note   string
	Event  sim.EventID // that reached it; 0 = not reached
	Indent bool        // a second line of words, from the name on
}

// OrderTitle returns what an order is, in one line.
func (f *Reader) OrderTitle(o *sim.Order) string {
	title := words.Named(o.Number) + " "
	if id := sim.Printable(o.ID, IDShown); id != strconv.FormatUint(uint64(o.Number), 10) {
		title += canvas.Fit(id, 12) + " "
	}
	return title + f.Words.Product(o) + " ×" + typeset.Grouped(int64(o.Quantity)) + " · " + f.Words.Carriers[o.Fulfilment]
}

// RungStep returns the line of a rung: when it was reached, and what that means.
func (f *Reader) RungStep(o *sim.OrderState, rung sim.Rung) Step {
	s := Step{Glyph: '✓', Pen: canvas.Done, Name: f.Words.Ladder.Rungs[rung], Time: words.Clock(o.Rungs[rung]), Note: f.RungNote(o, rung), Event: o.RungEvent[rung]}
	if rung == sim.Marked {
		s.Pen = canvas.Belief
	}
	return s
}

// rowSays names what a row says, in the ladder.
func (f *Reader) rowSays(r sim.Row) string {
	return canvas.Longest(NoteWidth, fmt.Sprintf(f.Words.Ladder.RowSays, RowWord(r)), RowWord(r))
}

// RungNote says what reaching the rung means for this order.
func (f *Reader) RungNote(o *sim.OrderState, rung sim.Rung) string {
	t, at := &f.Words.Ladder, o.Rungs[rung]
	switch rung {
	case sim.Paid:
		return fmt.Sprintf(f.Words.Points, typeset.Grouped(o.Charged))
	case sim.Marked:
		return f.rowSays(sim.Row(f.Moment.Log.At(o.RungEvent[rung]).Word))
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
		if f.State.Setup.Mode == sim.Emit {
			return t.Nobody
		}
		return f.after(t.AfterCall, at-o.CalledAt)
	case sim.Polled:
		return f.polledBy(o)
	case sim.Handled:
		return fmt.Sprintf(t.WorkTook, f.Words.Span(at-o.Rungs[sim.Polled]))
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
func (f *Reader) after(said [2]string, d time.Duration) string {
	span := f.Words.Span(d)
	return canvas.Longest(NoteWidth, fmt.Sprintf(said[0], span), fmt.Sprintf(said[1], span))
}

// place returns where the record is in the log, such as P2@0.
func (f *Reader) place(o *sim.OrderState) string {
	return "P" + strconv.Itoa(int(o.Partition)) + "@" + strconv.FormatInt(o.Offset, 10)
}

// LateFrom is how long after the call a record must arrive to be called late.
const LateFrom = time.Second

func (f *Reader) late(o *sim.OrderState) string {
	if d := o.Rungs[sim.Appended] - o.CalledAt; d >= LateFrom {
		return "  " + fmt.Sprintf(f.Words.Ladder.LateBy, f.Words.SecondsOf(d))
	}
	return ""
}

func (f *Reader) polledBy(o *sim.OrderState) string {
	if o.Order.Fulfilment == sim.External {
		return f.Words.Ladder.ByPanel
	}
	return fmt.Sprintf(f.Words.Ladder.ByWorker, f.Moment.Log.At(o.RungEvent[sim.Polled]).Worker)
}

// Present returns the lines that say where the order is now, where that is not
// the last rung it reached.
func (f *Reader) Present(o *sim.OrderState) []Step {
	t := &f.Words.Ladder
	switch o.Truth() {
	case sim.InMemory, sim.Retrying:
		return f.inMemorySteps(o)
	case sim.Waiting:
		if f.unseen(o) {
			return []Step{{Glyph: '□', Pen: canvas.Waiting, Name: t.Rungs[sim.Replicated], Time: "–", Note: t.Unseen}}
		}
		next := sim.Polled // what the log waits for: a rung that was reached is not said twice
		for next < sim.Committed && o.Reached(next) {
			next++
		}
		return []Step{{Glyph: '□', Pen: canvas.Waiting, Name: t.Rungs[next], Time: "–", Note: t.WaitsLag}}
	case sim.Working:
		return f.workSteps(o)
	case sim.Uncertain:
		return []Step{{Glyph: '?', Pen: canvas.Unknown, Name: t.Rungs[sim.Appended], Time: "–", Note: t.Unsure}, {Indent: true, Note: t.UnsureToo}}
	case sim.Duplicated:
		return []Step{{Glyph: '◆', Pen: canvas.Unknown, Name: t.Rungs[sim.Appended], Time: "–", Note: t.Twice}}
	case sim.Lost:
		return f.lostSteps(o)
	case sim.Ended:
		return []Step{{Glyph: '·', Pen: canvas.Quiet, Name: f.endedWord(o), Time: words.Clock(o.TruthAt), Note: f.endedNote(o)}}
	}
	return nil
}

// roundConnected reports whether the round the order waits in has connected:
// what it waits for now is the metadata.
func (f *Reader) roundConnected(o *sim.OrderState) bool {
	return slices.ContainsFunc(f.State.Client.Rounds, func(r sim.RoundState) bool { return r.Number == o.Round && r.OK })
}

// endedNote says what the row says of an order that ended early, and how much
// of it was delivered.
func (f *Reader) endedNote(o *sim.OrderState) string {
	if o.Jobs > 0 {
		return canvas.Longest(NoteWidth, fmt.Sprintf(f.Words.Ladder.Delivered[0], typeset.Grouped(o.Delivered), typeset.Grouped(int64(o.Order.Quantity))), fmt.Sprintf(f.Words.Ladder.Delivered[1], typeset.Grouped(o.Delivered)))
	}
	return f.rowSays(o.Row)
}

func (f *Reader) inMemorySteps(o *sim.OrderState) []Step {
	t, waits := &f.Words.Ladder, f.Since(o.Since)
	if o.Publishes == 1 {
		waits = f.Since(o.CalledAt) // it may have moved from round to round since
	}
	said := t.WaitsMemory
	switch {
	case f.Held(o):
		said = fmt.Sprintf(t.Held, f.Words.SecondsOf(waits))
	case f.Leaving(o):
		said = t.Leaving
	case waits >= time.Second && f.roundConnected(o):
		said = fmt.Sprintf(t.Metadata, f.Words.SecondsOf(waits))
	case waits >= time.Second:
		said = fmt.Sprintf(t.WaitedMemory, f.Words.SecondsOf(waits))
	}
	glyph := '○'
	switch {
	case f.InHand(o):
		return []Step{{Glyph: '↻', Pen: canvas.Waiting, Name: t.InHand, Time: "–", Note: f.inHandWords()}}
	case o.Truth() == sim.Retrying:
		glyph, said = '↻', fmt.Sprintf(t.WaitsTry, o.Try, f.Attempts(), f.Words.SecondsOf(max(0, o.NextAt-f.Moment.At)))
	}
	now := Step{Glyph: glyph, Pen: canvas.Waiting, Name: t.Rungs[sim.OnWire], Time: "–", Note: t.NoRequest}
	if o.Reached(sim.OnWire) {
		now.Name, now.Note = t.Rungs[sim.Appended], t.Refused
	}
	return []Step{now, {Indent: true, Note: said}}
}

func (f *Reader) workSteps(o *sim.OrderState) []Step {
	t := &f.Words.Ladder
	if o.Jobs > 0 {
		return []Step{{Glyph: '◐', Pen: canvas.Moving, Name: t.Rungs[sim.Finished], Time: "–", Note: fmt.Sprintf(t.JobAt, o.Job, o.Percent)}}
	}
	return []Step{{Glyph: '◐', Pen: canvas.Moving, Name: t.Rungs[sim.Handled], Time: "–", Note: fmt.Sprintf(t.SoFar, f.Words.Span(f.Since(o.Rungs[sim.Polled])))}}
}

// lostSteps says when the order was lost, and by what.
func (f *Reader) lostSteps(o *sim.OrderState) []Step {
	t := &f.Words.Ladder
	var steps []Step
	if !o.Reached(sim.OnWire) {
		steps = append(steps, Step{Glyph: '✗', Pen: canvas.Lost, Name: t.Rungs[sim.OnWire], Time: "–", Note: t.NeverLeft})
	}
	why := f.whyLost(o)
	steps = append(steps, Step{Glyph: '✗', Pen: canvas.Lost, Name: t.Lost, Time: words.Clock(o.TruthAt), Note: why[0], Event: o.TruthBy}, Step{Glyph: ' ', Note: why[1]})
	if r := f.usedUpFor(o); r != nil {
		steps = append(steps, Step{Indent: true, Note: fmt.Sprintf(t.WhyUsedUpAt, f.Words.ConnectsOf(f.Connects()), words.Clock(r.EndAt))})
	}
	return steps
}

// usedUpFor returns the round that was used up while the order waited in it, and
// cost it its last connect; nil where there was none.
func (f *Reader) usedUpFor(o *sim.OrderState) *sim.RoundState {
	if o.Reached(sim.OnWire) || !moment.Within(f.State.Client.Connected, o.TruthAt) {
		return nil
	}
	for i := range f.State.Client.Rounds {
		if r := &f.State.Client.Rounds[i]; !r.OK && !r.Running && o.CalledAt < r.EndAt && r.EndAt < o.TruthAt {
			return r
		}
	}
	return nil
}

// whyLost returns the reason in two lines.
func (f *Reader) whyLost(o *sim.OrderState) [2]string {
	t, connected := &f.Words.Ladder, f.State.Client.Connected
	var cause *sim.LostState
	for i := range f.State.Client.LostAt {
		if l := &f.State.Client.LostAt[i]; moment.Within(l.At, o.Since) && slices.Contains(l.Orders, o.Order.Number) {
			cause = l
		}
	}
	switch {
	case cause == nil:
		return f.whyGone(o)
	case cause.Error == sim.NonRetriableError && cause.At-connected < time.Millisecond && moment.Within(cause.At, connected):
		return t.WhyAtOnce
	case cause.Error == sim.NonRetriableError && moment.Within(cause.At, connected):
		return [2]string{fmt.Sprintf(t.WhyReconnect[0], f.Words.Span(max(0, cause.At-connected))), t.WhyReconnect[1]}
	case cause.Error == sim.NonRetriableError && len(f.State.Client.Rounds) == 0:
		return t.WhyMetadata
	case cause.Error == sim.NonRetriableError:
		return [2]string{fmt.Sprintf(t.WhyUsedUp[0], f.Words.CountOf(f.Connects())), t.WhyUsedUp[1]}
	case cause.Error == sim.NumberOfRetriesExceeded || cause.Error == sim.WriteFailed:
		return t.WhyTries
	}
	return t.WhyRefused
}

// whyGone returns the reason for the loss of an order that the client did not
// give up.
func (f *Reader) whyGone(o *sim.OrderState) [2]string {
	t := &f.Words.Ladder
	switch by := f.Moment.Log.At(o.TruthBy); {
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

// Since returns how long ago at was.
func (f *Reader) Since(at time.Duration) time.Duration { return max(0, f.Moment.At-at) }
