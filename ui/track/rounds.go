package track

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/tell"
)

// roundsShown is how many rounds are shown: those whose connect comes first.
const roundsShown = 2

// roundLines returns the rounds that go on, and those that have connected and
// whose orders still wait.
func (f *frame) roundLines(b *box, held *tell.Memory) (running, connected [][]boxRow) {
	var going []*tell.Queue
	for i := range held.Queues {
		switch q := &held.Queues[i]; {
		case q.Round == nil || !q.Live():
		case q.Round.OK:
			connected = append(connected, f.roundWords(b, q.Round, f.Words.Box.RoundOK, canvas.Ink))
		case q.Round.Running:
			going = append(going, q)
		default:
			connected = append(connected, f.roundWords(b, q.Round, f.Words.Box.RoundUsed, canvas.Waiting))
		}
	}
	slices.SortStableFunc(going, func(a, b *tell.Queue) int { return cmp.Compare(nextOf(a.Round), nextOf(b.Round)) })
	if b.rows() > 1 {
		going = going[:min(len(going), roundsShown)]
		slices.SortFunc(going, func(a, b *tell.Queue) int { return cmp.Compare(a.Round.Number, b.Round.Number) })
	}
	for _, q := range going {
		running = append(running, f.roundLine(b, q.Round))
	}
	return running, connected
}

func (f *frame) roundWords(b *box, r *sim.RoundState, said [2]string, p canvas.Pen) []boxRow {
	if p == canvas.Ink {
		p = f.label(b)
	}
	return []boxRow{boxText(fmt.Sprintf(said[0], r.Number), p), boxText(fmt.Sprintf(said[1], r.Number), p)}
}

// nextOf returns when the next connect of a round comes; one that is under way
// comes first.
func nextOf(r *sim.RoundState) time.Duration { return max(r.NextAt, 0) }

// cellsMax is how many connects a round may have so that each is a cell.
const cellsMax = 10

// roundLine draws a round: a cell for each connect, filled where it was refused,
// and the time to the next.
func (f *frame) roundLine(b *box, r *sim.RoundState) []boxRow {
	t, p, v := &f.Words.Box, f.label(b), f.figure(b, canvas.Waiting)
	next := t.Connecting
	if r.NextAt != sim.Never {
		next = f.Words.SecondsOf(max(0, r.NextAt-f.Moment.At))
	}
	tries := strconv.Itoa(int(r.Try)) + "/" + strconv.Itoa(f.Connects())
	var variants []boxRow
	name, short := fmt.Sprintf(t.Round[0], r.Number), fmt.Sprintf(t.Round[1], r.Number)
	if f.Connects() <= cellsMax {
		cells := canvas.Progress(float64(r.Try)/float64(f.Connects()), f.Connects())
		wide := name + "  "
		for _, name := range [...]string{wide, name + " ", short + "  ", short + " "} {
			variants = append(variants, boxRow{left: append(piecesOf(name, p), piecesOf(cells, v)...), right: piecesOf(next, p)})
		}
	}
	for _, name := range [...]string{name, short} {
		variants = append(variants, boxRow{left: append(piecesOf(name+" ", p), piecesOf(tries, v)...), right: piecesOf(next, p)})
	}
	variants = append(variants, boxRow{left: append(piecesOf(short+" ", p), piecesOf(tries, v)...)})
	within := slices.DeleteFunc(slices.Clone(variants), func(r boxRow) bool { return r.width() > b.room() })
	return append(within, variants...) // the bars of all rounds begin in one column
}

// tryLines draws the orders that have a next try of their own, the soonest first.
func (f *frame) tryLines(b *box, held *tell.Memory) [][]boxRow {
	t, p := &f.Words.Box, f.label(b)
	list := slices.Clone(held.Retrying)
	slices.SortStableFunc(list, func(a, b sim.OrderID) int {
		return cmp.Compare(f.State.Order(a).NextAt, f.State.Order(b).NextAt)
	})
	var lines [][]boxRow
	for _, number := range list {
		o := f.State.Order(number)
		token := "↻" + strconv.FormatUint(uint64(number), 10) + " "
		next := piecesOf(f.Words.SecondsOf(max(0, o.NextAt-f.Moment.At)), p)
		var variants []boxRow
		for _, said := range t.Try {
			variants = append(variants, boxRow{left: append(piecesOf(token, f.figure(b, canvas.Waiting)), piecesOf(fmt.Sprintf(said, o.Try, f.Attempts()), p)...), right: next})
		}
		lines = append(lines, append(variants, boxRow{left: variants[1].left}))
	}
	return lines
}
