package tell

import (
	"fmt"
	"slices"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// rowWords are what a row says, as the database has it.
var rowWords = [...]string{"", "CREATED", "PAID", "PUBLISHED", "PUBLISH-FAILED", "PROCESSING", "COMPLETED", "PARTIAL", "CANCELED", "REFUNDED"}

// RowWord returns what a row says, in capitals.
func RowWord(r sim.Row) string {
	if int(r) < len(rowWords) {
		return rowWords[r]
	}
	return "?"
}

// Truth returns the glyph, the words and the figure at the right for where an
// order really is.
func (f *Reader) Truth(o *sim.OrderState) (glyph rune, said, right string, p canvas.Pen) {
	t := &f.Words.Table
	switch o.Truth() {
	case sim.NotCalled:
		return '·', t.NotCalled, "", canvas.Quiet
	case sim.OnTheWay:
		return '●', t.OnWay, "", canvas.Moving
	case sim.Waiting:
		if f.unseen(o) {
			return '□', t.Unseen, "", canvas.Waiting
		}
		return '□', t.Waiting, "", canvas.Waiting
	case sim.InMemory:
		if f.Leaving(o) {
			return '○', t.Leaving, "", canvas.Waiting
		}
		return '○', t.Memory, "", canvas.Waiting
	case sim.Retrying:
		if f.InHand(o) {
			return '↻', f.inHandWords(), "", canvas.Waiting
		}
		return '↻', fmt.Sprintf(t.Retrying, o.Try, f.Attempts(), f.Words.SecondsOf(max(0, o.NextAt-f.Moment.At))), "", canvas.Waiting
	case sim.Uncertain:
		return '?', t.Unknown, "", canvas.Unknown
	case sim.Duplicated:
		return '◆', t.Duplicated, "", canvas.Unknown
	case sim.Lost:
		if f.Moment.Finished {
			return '✗', t.Lost, fmt.Sprintf(f.Words.Points, typeset.Grouped(o.Charged-o.Refunded)), canvas.Lost
		}
		return '✗', t.Lost, words.Clock(o.TruthAt), canvas.Lost
	case sim.Done:
		if o.WorkDone > 1 || o.Jobs > 1 {
			return '◆', t.Twice, words.Clock(o.Rungs[sim.Finished]), canvas.Unknown
		}
		if o.Gone > 0 {
			return '▾', fmt.Sprintf(t.Left, o.Percent), words.Clock(o.Rungs[sim.Finished]), canvas.Lost
		}
		return '✓', t.Finished, words.Clock(o.Rungs[sim.Finished]), canvas.Done
	case sim.Ended:
		return '·', f.endedWord(o), words.Clock(o.TruthAt), canvas.Quiet
	}
	return '◐', f.WorkWords(o), "", canvas.Moving
}

// replicatesWithin is how soon the followers have a record when all is well:
// for so long nothing is said of it, unless they are known to be slow.
const replicatesWithin = 40 * time.Millisecond

// unseen reports whether the order's last copy is in a log that no consumer
// can read that far: it is not below the high watermark, so it is no LAG.
func (f *Reader) unseen(o *sim.OrderState) bool {
	if o.Copies == 0 || int(o.Partition) >= len(f.State.Partitions) || o.Offset < f.State.Partitions[o.Partition].High {
		return false
	}
	return f.Since(f.Moment.Log.At(o.LastCopy).At) >= replicatesWithin || f.acts(sim.ReplicaSlow)
}

// acts reports whether a fault of this name acts.
func (f *Reader) acts(name sim.FaultName) bool {
	return slices.ContainsFunc(f.State.Faults, func(s sim.FaultState) bool { return s.End == sim.Never && s.Fault.Name == name })
}

// endedWord says how an order ended without complete work.
func (f *Reader) endedWord(o *sim.OrderState) string {
	switch o.JobStatus {
	case sim.JobPartial:
		return fmt.Sprintf(f.Words.Table.Partly, o.Percent)
	case sim.JobCanceled:
		return f.Words.Table.Canceled
	}
	return f.Words.Table.NotDone
}

// InHand reports whether an order that failed is back at the order service:
// no try of the producer's is set for it.
func (f *Reader) InHand(o *sim.OrderState) bool {
	return o.Truth() == sim.Retrying && (o.Try == 0 || o.NextAt < f.Moment.At)
}

func (f *Reader) inHandWords() string {
	if f.State.Remedies.Has(sim.Sweeper) || f.State.Remedies.Has(sim.Outbox) {
		return f.Words.Table.SentAgain
	}
	return f.Words.Table.GivenUp
}

// WorkWords says who works on an order.
func (f *Reader) WorkWords(o *sim.OrderState) string {
	t := &f.Words.Table
	if o.Jobs > 0 {
		return fmt.Sprintf(t.Panel, o.Percent)
	}
	if o.Order.Fulfilment == sim.External {
		return t.PanelPending
	}
	if w := f.workerOf(o); w > 0 {
		return fmt.Sprintf(t.Worker, w)
	}
	return t.Working
}

// workerOf returns the worker that runs the order's handler, or 0.
func (f *Reader) workerOf(o *sim.OrderState) int {
	members := f.State.Groups[o.Order.Fulfilment.Carrier()].Members
	for i := range members {
		if members[i].Order == o.Order.Number {
			return i + 1
		}
	}
	return 0
}

// Bounds of outside text before it is measured, in characters.
const (
	IDShown   = sim.NameLengthMax
	LinkShown = 200
)
