package board

import (
	"fmt"
	"slices"
	"strconv"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/tell"
)

// drawShortProducer draws the box of the compact layout: the round or the
// retry that matters, who waits, who was lost.
func (f *frame) drawShortProducer(r canvas.Rect) {
	f.Box(r, f.State.Service.Down, f.Words.Producer.TitleShort, canvas.Ink)
	f.drawForgotten(r)
	held := f.ReadMemory()
	entries := squeeze(f.shortEntries(held, r.W-4), r.H-2)
	for i, e := range entries {
		f.drawEntry(r, r.Y+1+i, e)
	}
}

func (f *frame) shortEntries(held *tell.Memory, width int) []tell.Entry {
	var entries []tell.Entry
	last := len(f.State.Client.LostAt) > 0
	if f.State.Client.Held {
		entries = append(entries, f.heldShort())
	}
	if q := held.Foremost(); q != nil {
		entries = append(entries, f.shortQueue(held, q, last, width)...)
	} else {
		entries = append(entries, f.retryShort(held)...)
	}
	if numbers := f.flights.sent; len(numbers) > 0 {
		e := tell.Entry{Pieces: f.TokenPieces('●', numbers, len(numbers), canvas.Moving|canvas.Bold, width)}
		e.Extra = !slices.ContainsFunc(numbers, f.awaited) // it only waits for the ack
		entries = append(entries, e)
	}
	if len(entries) == 0 || f.State.Client.Held && held.Total == 0 {
		entries = append(entries, tell.Line(canvas.Quiet, f.Words.Producer.NothingShort))
	}
	if last {
		entries = append(entries, tell.Entry{Blank: true}, f.ShortTombstone(&f.State.Client.LostAt[len(f.State.Client.LostAt)-1]))
	}
	return entries
}

// heldShort says until when a ghost keeps the client from joining its group.
func (f *frame) heldShort() tell.Entry {
	if worker, until := f.State.GhostIn(sim.ReplyGroup); worker > 0 {
		return tell.Line(canvas.Waiting, fmt.Sprintf(f.Words.Producer.HeldUntil, f.Words.SecondsOf(until)))
	}
	return tell.Line(canvas.Waiting, f.Words.Producer.HeldShort)
}

// awaited reports whether nobody knows yet whether an order that left has arrived.
func (f *frame) awaited(number sim.OrderID) bool {
	o := f.State.Order(number)
	return o.Truth() == sim.OnTheWay || o.Unanswered()
}

func (f *frame) shortQueue(held *tell.Memory, q *tell.Queue, crowded bool, width int) []tell.Entry {
	t := &f.Words.Producer
	var entries []tell.Entry
	in := ""
	if r := q.Round; r != nil {
		head := fmt.Sprintf(t.ShortRound, r.Try, f.Connects())
		switch {
		case r.OK:
			head = fmt.Sprintf(t.ShortOK, r.Number)
		case r.Number > 1:
			head = fmt.Sprintf(t.ShortRoundN, r.Number, r.Try, f.Connects())
		}
		entries = append(entries, tell.Line(canvas.Ink, head))
		next := r.NextAt
		if r.OK {
			next = q.NextAt
		}
		if next != sim.Never {
			in = f.Words.SecondsOf(next - f.Moment.At)
		}
		if !crowded && !r.OK {
			bar := tell.Entry{Pieces: []tell.Piece{{Text: canvas.Progress(f.roundShare(q), 8), Pen: canvas.Ink}}, Extra: true}
			if in != "" {
				bar.Right = tell.Piece{Text: fmt.Sprintf(t.In, in), Pen: canvas.Quiet}
			}
			entries, in = append(entries, bar), ""
		}
	}
	if q.Count > 0 {
		tokens := f.waiters(held, q, width-canvas.Columns(in)-1)
		if tokens.Marked {
			tokens = f.waiters(held, q, width-canvas.Columns(in)-2-min(1, canvas.Columns(in)))
		}
		tokens.Right = tell.Piece{Text: in, Pen: canvas.Quiet}
		entries = append(entries, tokens)
	}
	return entries
}

func (f *frame) retryShort(held *tell.Memory) []tell.Entry {
	var entries []tell.Entry
	for _, number := range held.Retrying {
		o := f.State.Order(number)
		entries = append(entries, tell.Entry{
			Pieces: []tell.Piece{{Text: "↻" + strconv.FormatUint(uint64(number), 10) + " ", Pen: canvas.Waiting}, {Text: fmt.Sprintf("%d/%d", o.Try, f.Attempts()), Pen: canvas.Ink}},
			Right:  tell.Piece{Text: fmt.Sprintf(f.Words.Producer.In, f.Words.SecondsOf(o.NextAt-f.Moment.At)), Pen: canvas.Quiet},
		})
	}
	return entries
}
