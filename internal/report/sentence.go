package report

import (
	"fmt"
	"strings"

	"orderflow/internal/typeset"
	"orderflow/sim"
)

// fate is what became of an order that is not finished.
type fate uint8

// The fates, in the order in which the sentence names them.
const (
	fateLost fate = iota
	fateUnknown
	fateWorking
	fateOnTheWay
	fateWaiting
	fateUnseen
	fateDuplicated
	fateInMemory
	fateRetrying
	fateNotCalled
	fateRefunded
	fatePartial
	fateCanceled
	fateOver
	fateCount
)

// fates by truth; those of Ended depend on the row.
var fates = [sim.TruthCount]fate{
	sim.NotCalled: fateNotCalled, sim.Working: fateWorking, sim.OnTheWay: fateOnTheWay, sim.Waiting: fateWaiting, sim.InMemory: fateInMemory,
	sim.Retrying: fateRetrying, sim.Uncertain: fateUnknown, sim.Duplicated: fateDuplicated, sim.Lost: fateLost, sim.Ended: fateOver,
}

func fateOf(f sim.Fate) fate {
	if f.Truth == sim.Ended {
		switch f.Row {
		case sim.RowRefunded, sim.RowPublishFailed:
			if f.Refunded {
				return fateRefunded
			}
		case sim.RowPartial:
			return fatePartial
		case sim.RowCanceled:
			return fateCanceled
		}
	}
	return fates[f.Truth]
}

// sentence says how many rows say PUBLISHED, how many orders are finished,
// and what became of the others and of their points.
func (s *summary) sentence() string {
	var counts [fateCount]int
	for f, sum := range s.fates {
		if f.Truth != sim.Done {
			counts[fateOf(f)] += sum.Orders
		}
	}
	unseen := s.unseen()
	counts[fateWaiting], counts[fateUnseen] = counts[fateWaiting]-unseen, unseen
	t := s.State.Totals()
	rows := t.Orders - t.Foreign // that are ours
	w := s.words
	text := fmt.Sprintf(w.sentence, typeset.Grouped(int64(t.Published)), typeset.Grouped(int64(rows)), typeset.Grouped(int64(t.Finished)),
		w.plural(t.Published, "says", "say"), w.plural(t.Finished, "order is", "orders are"), w.plural(rows, "row", "rows"))
	var parts []string
	for f, count := range counts {
		if count > 0 {
			parts = append(parts, fmt.Sprintf(w.fates[f], typeset.Grouped(int64(count)), w.plural(count, "is", "are"), w.plural(count, "s", "")))
		}
	}
	switch len(parts) {
	case 0:
	case 1:
		text += fmt.Sprintf(w.theOthers, parts[0])
	default:
		text += fmt.Sprintf(w.others, typeset.Grouped(int64(t.Orders-t.Finished)), strings.Join(parts, ", "))
	}
	return text + s.money()
}

// unseen counts the orders that are in a leader's log only, where no consumer
// can see them: they wait, and are no LAG.
func (s *summary) unseen() (orders int) {
	for number := range s.State.Orders.Each() {
		if o := s.State.Order(number); o != nil && s.State.Standing(o, s.State.At).Where == sim.NowUnseen {
			orders++
		}
	}
	return orders
}

// money is the end of the sentence: what became of the points.
func (s *summary) money() string {
	lost, back := typeset.Grouped(s.State.ForNothing), typeset.Grouped(s.State.Refunded)
	switch {
	case s.State.ForNothing > 0 && s.State.Refunded > 0:
		return fmt.Sprintf(s.words.lostAndBack, lost, back)
	case s.State.ForNothing > 0:
		return fmt.Sprintf(s.words.forNothing, lost)
	case s.State.Refunded > 0:
		return fmt.Sprintf(s.words.givenBack, back)
	}
	return s.words.nothingTaken
}

// plural returns one or many; languages without plurals do not use it.
func (w *summaryWords) plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
