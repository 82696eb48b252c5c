package tell

import (
	"fmt"
	"strconv"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
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
		return fmt.Sprintf(t.WorkTook, f.Words.Span(at-f.handlerBegan(o.RungEvent[rung])))
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

// handlerBegan returns when the handler was started by which an event came about.
func (f *Reader) handlerBegan(n sim.EventID) time.Duration {
	e := f.Moment.Log.At(n)
	for e.Type != sim.HandlerStarted && e.Cause != 0 {
		e = f.Moment.Log.At(e.Cause)
	}
	return e.At
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
	if d := o.Rungs[sim.Appended] - o.CalledAt; o.CalledAt != sim.Never && d >= LateFrom {
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
// the last rung it reached: the rung it is kept from, and by what.
func (f *Reader) Present(o *sim.OrderState) []Step {
	t, st := &f.Words.Ladder, f.Standing(o)
	mark := whereMarks[st.Where]
	now, rung, more := Step{Glyph: mark.glyph, Pen: mark.pen, Time: "–"}, sim.Appended, ""
	switch st.Where {
	case sim.NowLeaving, sim.NowHeld, sim.NowUnconnected, sim.NowMetadata, sim.NowUsedUp, sim.NowBetweenTries:
		if now.Note = t.Refused; !o.Reached(sim.OnWire) {
			rung, now.Note = sim.OnWire, t.NoRequest
		}
		more = f.memoryWords(&st)
	case sim.NowInHand:
		now.Name, now.Note = t.InHand, f.whereWords(&st)
	case sim.NowUnanswered:
		now.Note, more = t.Unsure, t.UnsureToo
	case sim.NowElsewhere:
		rung, now.Note = sim.Finished, t.Elsewhere
	case sim.NowDoubled:
		now.Note = fmt.Sprintf(t.Twice, f.often(&st))
	case sim.NowStored:
		rung, now.Note = sim.Replicated, t.Stored
	case sim.NowUnseen:
		rung, now.Note = sim.Replicated, t.Unseen
	case sim.NowWaiting: // what the log waits for: a rung that was reached is not said twice
		for rung = sim.Polled; rung < sim.Committed && o.Reached(rung); {
			rung++
		}
		now.Note = t.WaitsLag
	case sim.NowAtWorker, sim.NowAsking:
		rung, now.Note = sim.Handled, fmt.Sprintf(t.SoFar, f.Words.Span(f.Since(st.Since)))
	case sim.NowAtPanel:
		rung, now.Note = sim.Finished, fmt.Sprintf(t.JobAt, o.Job, o.Percent)
	case sim.NowPartial, sim.NowCanceled, sim.NowEnded:
		now.Name, now.Time, now.Note = f.whereWords(&st), words.Clock(st.Since), f.endedNote(o)
	case sim.NowUnsent, sim.NowNowhere, sim.NowGone, sim.NowUndone:
		return f.lostSteps(&st)
	default:
		return nil
	}
	if now.Name == "" {
		now.Name = t.Rungs[rung]
	}
	if more == "" {
		return []Step{now}
	}
	return []Step{now, {Indent: true, Note: more}}
}

// endedNote says what the row says of an order that ended early, and how much
// of it was delivered.
func (f *Reader) endedNote(o *sim.OrderState) string {
	if o.Jobs > 0 {
		return canvas.Longest(NoteWidth, fmt.Sprintf(f.Words.Ladder.Delivered[0], typeset.Grouped(o.Delivered), typeset.Grouped(int64(o.Order.Quantity))), fmt.Sprintf(f.Words.Ladder.Delivered[1], typeset.Grouped(o.Delivered)))
	}
	return f.rowSays(o.Row)
}

// waitsFrom is how long an order is in memory before it is said for how long.
const waitsFrom = time.Second

// memoryWords says what an order in the producer's memory waits for.
func (f *Reader) memoryWords(st *sim.Standing) string {
	t, waits := &f.Words.Ladder, f.Since(st.Since)
	said := [...]string{sim.NowLeaving: t.Leaving, sim.NowHeld: t.Held, sim.NowUnconnected: t.WaitedMemory, sim.NowMetadata: t.Metadata, sim.NowUsedUp: t.UsedUp, sim.NowBetweenTries: t.WaitsTry}[st.Where]
	switch {
	case st.Where == sim.NowLeaving:
		return said
	case st.Where == sim.NowBetweenTries:
		return fmt.Sprintf(said, st.Of.Try, f.Attempts(), f.untilWords(st))
	case st.Where != sim.NowHeld && st.Where != sim.NowUsedUp && waits < waitsFrom:
		return t.WaitsMemory
	}
	return fmt.Sprintf(said, f.Words.SecondsOf(waits))
}

// lostSteps says when the order was lost, and by what.
func (f *Reader) lostSteps(st *sim.Standing) []Step {
	o, t := st.Of, &f.Words.Ladder
	var steps []Step
	if st.Where == sim.NowUnsent {
		steps = append(steps, Step{Glyph: '✗', Pen: canvas.Lost, Name: t.Rungs[sim.OnWire], Time: "–", Note: t.NeverLeft})
	}
	why := f.whyLost(o)
	steps = append(steps, Step{Glyph: '✗', Pen: canvas.Lost, Name: t.Lost, Time: words.Clock(st.Since), Note: why[0], Event: o.TruthBy}, Step{Glyph: ' ', Note: why[1]})
	if r := f.State.UsedUp(o); r != nil {
		steps = append(steps, Step{Indent: true, Note: fmt.Sprintf(t.WhyUsedUpAt, f.Words.ConnectsOf(f.Connects()), words.Clock(r.EndAt))})
	}
	return steps
}

// whyLost returns the reason in two lines.
func (f *Reader) whyLost(o *sim.OrderState) [2]string {
	t := &f.Words.Ladder
	loss, by := f.State.Loss(o)
	why := [sim.LossCount][2]string{
		sim.LostAtOnce: t.WhyAtOnce, sim.LostReconnect: t.WhyReconnect, sim.LostMetadata: t.WhyMetadata, sim.LostUsedUp: t.WhyUsedUp,
		sim.LostTries: t.WhyTries, sim.LostRefused: t.WhyRefused, sim.LostTruncated: t.WhyGone, sim.LostSwitched: t.WhySwitched,
		sim.LostMemory: t.WhyDied, sim.LostAside: t.WhyPutAside, sim.LostUndone: t.WhyNoWork,
	}[loss]
	switch loss {
	case sim.LostReconnect:
		why[0] = fmt.Sprintf(why[0], f.Words.Span(max(0, by.At-f.State.Client.Connected)))
	case sim.LostUsedUp:
		why[0] = fmt.Sprintf(why[0], f.Words.CountOf(f.Connects()))
	}
	return why
}

// Since returns how long ago at was.
func (f *Reader) Since(at time.Duration) time.Duration { return max(0, f.Moment.At-at) }
