package tell

import (
	"fmt"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// rowWords are what a row says, as the database has it; that of another service's
// order is unknown until a status event tells.
var rowWords = [...]string{"?", "CREATED", "PAID", "PUBLISHED", "PUBLISH-FAILED", "PROCESSING", "COMPLETED", "PARTIAL", "CANCELED", "REFUNDED"}

// RowWord returns what a row says, in capitals.
func RowWord(r sim.Row) string {
	if int(r) < len(rowWords) {
		return rowWords[r]
	}
	return "?"
}

// Standing returns where an order truly is now.
func (f *Reader) Standing(o *sim.OrderState) sim.Standing { return f.State.Standing(o, f.Moment.At) }

// whereMarks are the glyph and the colour of where an order is.
var whereMarks = [sim.WhereCount]struct {
	glyph rune
	pen   canvas.Pen
}{
	sim.NowUncalled: {'·', canvas.Quiet}, sim.NowLeaving: {'○', canvas.Waiting}, sim.NowHeld: {'○', canvas.Waiting}, sim.NowUnconnected: {'○', canvas.Waiting},
	sim.NowMetadata: {'○', canvas.Waiting}, sim.NowUsedUp: {'○', canvas.Lost}, sim.NowBetweenTries: {'↻', canvas.Waiting}, sim.NowInHand: {'↻', canvas.Waiting}, sim.NowOnWire: {'●', canvas.Moving},
	sim.NowUnanswered: {'?', canvas.Unknown}, sim.NowElsewhere: {'?', canvas.Unknown}, sim.NowStored: {'□', canvas.Waiting}, sim.NowUnseen: {'□', canvas.Waiting}, sim.NowWaiting: {'□', canvas.Waiting}, sim.NowDoubled: {'◆', canvas.Unknown},
	sim.NowAtWorker: {'◐', canvas.Moving}, sim.NowAsking: {'◐', canvas.Moving}, sim.NowAtPanel: {'◐', canvas.Moving},
	sim.NowDone: {'✓', canvas.Done}, sim.NowFallen: {'▾', canvas.Lost}, sim.NowDoneTwice: {'◆', canvas.Unknown}, sim.NowBoughtTwice: {'◆', canvas.Unknown},
	sim.NowPartial: {'·', canvas.Quiet}, sim.NowCanceled: {'·', canvas.Quiet}, sim.NowEnded: {'·', canvas.Quiet},
	sim.NowUnsent: {'✗', canvas.Lost}, sim.NowNowhere: {'✗', canvas.Lost}, sim.NowGone: {'✗', canvas.Lost}, sim.NowUndone: {'✗', canvas.Lost},
}

// MarkOf returns the glyph and the colour of where an order is.
func MarkOf(w sim.Where) (rune, canvas.Pen) { return whereMarks[w].glyph, whereMarks[w].pen }

// Truth returns the glyph, the words and the figure at the right for where an
// order really is.
func (f *Reader) Truth(o *sim.OrderState) (glyph rune, said, right string, p canvas.Pen) {
	st := f.Standing(o)
	switch {
	case st.Truth == sim.Lost && f.Moment.Finished:
		right = fmt.Sprintf(f.Words.Points, typeset.Grouped(o.Charged-o.Refunded))
	case st.Truth.Over():
		right = words.Clock(st.Since)
	}
	mark := whereMarks[st.Where]
	return mark.glyph, f.whereWords(&st), right, mark.pen
}

// whereWords says where an order is in the words of the table.
func (f *Reader) whereWords(st *sim.Standing) string {
	t := &f.Words.Table
	said := [sim.WhereCount]string{
		sim.NowUncalled: t.NotCalled, sim.NowLeaving: t.Leaving, sim.NowHeld: t.Memory, sim.NowUnconnected: t.Memory, sim.NowMetadata: t.Memory, sim.NowUsedUp: t.UsedUp,
		sim.NowBetweenTries: t.Retrying, sim.NowInHand: t.GivenUp, sim.NowOnWire: t.OnWay, sim.NowUnanswered: t.Unknown, sim.NowElsewhere: t.Elsewhere,
		sim.NowStored: t.Stored, sim.NowUnseen: t.Unseen, sim.NowWaiting: t.Waiting, sim.NowDoubled: t.Duplicated,
		sim.NowAtWorker: t.Working, sim.NowAsking: t.PanelPending, sim.NowAtPanel: t.Panel,
		sim.NowDone: t.Finished, sim.NowFallen: t.Left, sim.NowDoneTwice: t.Twice, sim.NowBoughtTwice: t.Twice,
		sim.NowPartial: t.Partly, sim.NowCanceled: t.Canceled, sim.NowEnded: t.NotDone,
		sim.NowUnsent: t.Lost, sim.NowNowhere: t.Lost, sim.NowGone: t.Lost, sim.NowUndone: t.Lost,
	}[st.Where]
	switch st.Where {
	case sim.NowBoughtTwice:
		if st.Of.WorkDone < 2 {
			return fmt.Sprintf(t.Bought, f.often(st)) // what was bought again is not delivered, or never will be
		}
		return fmt.Sprintf(said, f.Words.TimesOf(int(st.Of.WorkDone)))
	case sim.NowDoneTwice, sim.NowDoubled:
		return fmt.Sprintf(said, f.often(st))
	case sim.NowBetweenTries:
		return fmt.Sprintf(said, st.Of.Try, f.Attempts(), f.untilWords(st))
	case sim.NowInHand:
		if f.State.Remedies.Has(sim.Sweeper) || f.State.Remedies.Has(sim.Outbox) {
			return t.SentAgain
		}
	case sim.NowAtPanel, sim.NowFallen, sim.NowPartial:
		return fmt.Sprintf(said, st.Of.Percent)
	case sim.NowAtWorker:
		if st.Worker > 0 {
			return fmt.Sprintf(t.Worker, st.Worker)
		}
	}
	return said
}

// untilWords says how long it is until what comes next for an order.
func (f *Reader) untilWords(st *sim.Standing) string {
	return f.Words.SecondsOf(max(0, st.Until-f.Moment.At))
}

// WorkWords says who works on an order, whatever else is true of it.
func (f *Reader) WorkWords(o *sim.OrderState) string {
	st := sim.Standing{Of: o}
	st.Where, st.Worker = f.State.AtWork(o)
	return f.whereWords(&st)
}

// Bounds of outside text before it is measured, in characters.
const (
	IDShown   = sim.NameLengthMax
	LinkShown = 200
)
