package ui

import (
	"fmt"
	"slices"
	"strconv"

	"orderflow/sim"
)

// drawShortProducer draws the box of the compact layout: the round or the
// retry that matters, who waits, who was lost.
func (f *frame) drawShortProducer(r rect) {
	f.box(r, f.s.Service.Down, f.t.Producer.TitleShort, ink)
	f.drawForgotten(r)
	held := f.readMemory()
	entries := squeeze(f.shortEntries(held, r.w-4), r.h-2)
	for i, e := range entries {
		f.drawEntry(r, r.y+1+i, e)
	}
}

func (f *frame) shortEntries(held *memory, width int) []entry {
	var entries []entry
	last := len(f.s.Client.LostAt) > 0
	if f.s.Client.Held {
		entries = append(entries, f.heldShort())
	}
	if q := held.foremost(); q != nil {
		entries = append(entries, f.shortQueue(held, q, last, width)...)
	} else {
		entries = append(entries, f.retryShort(held)...)
	}
	if numbers := f.flights.sent; len(numbers) > 0 {
		e := entry{pieces: f.tokenPieces('●', numbers, len(numbers), moving|bold, width)}
		e.extra = !slices.ContainsFunc(numbers, f.awaited) // it only waits for the ack
		entries = append(entries, e)
	}
	if len(entries) == 0 || f.s.Client.Held && held.total == 0 {
		entries = append(entries, line(quiet, f.t.Producer.NothingShort))
	}
	if last {
		entries = append(entries, entry{blank: true}, f.shortTombstone(&f.s.Client.LostAt[len(f.s.Client.LostAt)-1]))
	}
	return entries
}

// heldShort says until when a ghost keeps the client from joining its group.
func (f *frame) heldShort() entry {
	if worker, until := f.haunting(sim.ReplyGroup); worker > 0 {
		return line(waiting, fmt.Sprintf(f.t.Producer.HeldUntil, f.t.seconds(until)))
	}
	return line(waiting, f.t.Producer.HeldShort)
}

// awaited reports whether nobody knows yet whether an order that left has arrived.
func (f *frame) awaited(number sim.OrderID) bool {
	o := f.s.Order(number)
	return o.Truth() == sim.OnTheWay || o.Unanswered()
}

func (f *frame) shortQueue(held *memory, q *queue, crowded bool, width int) []entry {
	t := &f.t.Producer
	var entries []entry
	in := ""
	if r := q.round; r != nil {
		head := fmt.Sprintf(t.ShortRound, r.Try, f.connects())
		switch {
		case r.OK:
			head = fmt.Sprintf(t.ShortOK, r.Number)
		case r.Number > 1:
			head = fmt.Sprintf(t.ShortRoundN, r.Number, r.Try, f.connects())
		}
		entries = append(entries, line(ink, head))
		next := r.NextAt
		if r.OK {
			next = q.nextAt
		}
		if next != sim.Never {
			in = f.t.seconds(next - f.m.At)
		}
		if !crowded && !r.OK {
			bar := entry{pieces: []piece{{progress(f.roundShare(q), 8), ink}}, extra: true}
			if in != "" {
				bar.right = piece{fmt.Sprintf(t.In, in), quiet}
			}
			entries, in = append(entries, bar), ""
		}
	}
	if q.count > 0 {
		tokens := f.waiters(held, q, width-columns(in)-1)
		if tokens.marked {
			tokens = f.waiters(held, q, width-columns(in)-2-min(1, columns(in)))
		}
		tokens.right = piece{in, quiet}
		entries = append(entries, tokens)
	}
	return entries
}

func (f *frame) retryShort(held *memory) []entry {
	var entries []entry
	for _, number := range held.retrying {
		o := f.s.Order(number)
		entries = append(entries, entry{
			pieces: []piece{{"↻" + strconv.FormatUint(uint64(number), 10) + " ", waiting}, {fmt.Sprintf("%d/%d", o.Try, f.attempts()), ink}},
			right:  piece{fmt.Sprintf(f.t.Producer.In, f.t.seconds(o.NextAt-f.m.At)), quiet},
		})
	}
	return entries
}
