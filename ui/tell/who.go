package tell

import (
	"fmt"
	"strings"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// Believes says what the order service believes of an order: what its row says,
// and what that claims.
func (f *Reader) Believes(o *sim.OrderState, room int) string {
	word, means := RowWord(o.Row), f.Words.Who.RowMeans[o.Row%(sim.RowRefunded+1)]
	if o.Row == sim.RowPublished && f.State.Setup.Mode == sim.Send && o.By <= sim.ByService {
		means = f.Words.Who.Answered
	}
	if o.Row == sim.RowNone {
		return means
	}
	return canvas.Longest(room, word+", "+means, word)
}

// InTruth says where an order truly is, and in which colour.
func (f *Reader) InTruth(st *sim.Standing, room int) (string, canvas.Pen) {
	o, said := st.Of, f.Words.Who.Truths[st.Where]
	var span, time string
	switch st.Where {
	case sim.NowBetweenTries:
		span = f.untilWords(st)
	case sim.NowDone:
		time = f.Words.Moment(st.Since)
	default:
		span = f.Words.SecondsOf(f.Since(st.Since))
	}
	variants := said[:]
	switch {
	case st.Where == sim.NowAtWorker && st.Worker == 0:
		variants = said[2:]
	case st.Where == sim.NowWaiting && o.Failed():
		variants = f.Words.Who.Throws[:]
	case st.Where == sim.NowInHand && (f.State.Remedies.Has(sim.Sweeper) || f.State.Remedies.Has(sim.Outbox)):
		variants = f.Words.Who.SentAgain[:]
	}
	return longestOf(room, variants, span, o.Try, f.Attempts(), st.Worker, o.Percent, time, f.often(st)), whereMarks[st.Where].pen
}

// often says how often an order is where it should be once.
func (f *Reader) often(st *sim.Standing) string {
	switch st.Where {
	case sim.NowDoubled:
		return f.Words.TimesOf(st.Of.Uncommitted())
	case sim.NowBoughtTwice:
		return f.Words.TimesOf(int(st.Of.Jobs))
	}
	return f.Words.TimesOf(int(st.Of.WorkDone))
}

// CallerKnows says what the caller of an order knows.
func (f *Reader) CallerKnows(o *sim.OrderState, room int) string {
	if o.Foreign {
		return longestOf(room, f.Words.Who.Outside[:])
	}
	knows, span := o.Caller, o.CallerAt
	if knows == sim.Pending {
		span = f.Since(o.CalledAt)
		if !f.Waits(o) {
			knows = sim.Nothing
		}
	}
	return longestOf(room, f.Words.Who.Knows[knows%(sim.Unknown+1)][:], f.Words.Span(span))
}

// Waits reports whether somebody waits for what becomes of an order: whoever calls
// an emit() without awaiting it does not, though the call takes an instant.
func (f *Reader) Waits(o *sim.OrderState) bool { return waits(f.State, o) }

// waits is what Reader.Waits is, of a state.
func waits(s *sim.State, o *sim.OrderState) bool {
	return o.Caller == sim.Pending && (s.Setup.Mode != sim.Emit || o.By > sim.ByService)
}

// Waiting returns how many callers wait.
func (f *Reader) Waiting() int {
	if f.State.Setup.Mode == sim.Emit && !f.State.Remedies.Has(sim.Outbox) && !f.State.Remedies.Has(sim.Sweeper) {
		return 0
	}
	return f.State.CallersWaiting
}

// longestOf returns the first of the variants of a text that has room with its
// facts filled in, else the last. A text may leave facts out.
func longestOf(room int, variants []string, facts ...any) string {
	filled := make([]string, len(variants))
	for i, said := range variants {
		if filled[i] = said; strings.Contains(said, "%") {
			filled[i] = fmt.Sprintf(said, facts...)
		}
	}
	return canvas.Longest(room, filled...)
}

// OrderBriefly returns what an order is, in variants, the longest first.
func (f *Reader) OrderBriefly(o *sim.Order) []string {
	name := words.Named(o.Number)
	what := name + " " + f.Words.Product(o)
	return []string{what + " ×" + typeset.Grouped(int64(o.Quantity)), what, name}
}
