package track

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// againLine says when the client was connected again after an outage; nil while
// it is not.
func (f *frame) againLine(b *box, running bool) [][]boxRow {
	at := f.State.Client.Connected
	if running || at == sim.Never || f.State.Client.Held || !f.reconnected(at) {
		return nil
	}
	var variants []boxRow
	for _, said := range f.Words.Box.Again {
		variants = append(variants, boxText(fmt.Sprintf(said, words.Clock(at)), f.label(b)))
	}
	return [][]boxRow{variants}
}

// reconnected reports whether the connection at a time came after an outage: the
// first one of a client, at its first try, did not.
func (f *frame) reconnected(at time.Duration) bool {
	for i := range f.State.Client.Rounds {
		r := &f.State.Client.Rounds[i]
		if r.EndAt != sim.Never && r.EndAt <= at && (r.Kind != sim.FirstRound || r.Try > 1) {
			return true
		}
	}
	return false
}

// lossLine says what became of the orders that were given up last: LOST, or told
// to those who wait.
func (f *frame) lossLine(b *box) [][]boxRow {
	losses := f.State.Client.LostAt
	if len(losses) == 0 {
		return nil
	}
	t, l := &f.Words.Box, &losses[len(losses)-1]
	word, p := t.Told, f.label(b)
	if lost := f.lostOf(l); lost > 0 {
		p = f.figure(b, canvas.Lost)
		if word = t.Lost; lost < len(l.Orders) {
			word = fmt.Sprintf(t.SomeLost, typeset.Grouped(int64(lost)))
		}
	}
	count := typeset.Grouped(int64(len(l.Orders)))
	variants := []boxRow{boxPair(fmt.Sprintf(t.GivenUp[0], count), p, word, p), boxPair(fmt.Sprintf(t.GivenUp[1], count), p, word, p)}
	if b.rows() == 1 {
		variants = append([]boxRow{boxPair(f.spanOf(l), p, word, p)}, variants...)
	}
	return [][]boxRow{append(variants, boxText(word, p))}
}

// lostOf returns how many of the orders that were given up together are LOST.
func (f *frame) lostOf(l *sim.LostState) int {
	lost := 0
	for _, number := range l.Orders {
		if o := f.State.Order(number); o != nil && o.Truth() == sim.Lost {
			lost++
		}
	}
	return lost
}

// spanOf names the orders that were given up together: from the first to the
// last where they follow each other, else how many they are.
func (f *frame) spanOf(l *sim.LostState) string {
	first, last := slices.Min(l.Orders), slices.Max(l.Orders)
	switch n := len(l.Orders); {
	case n == 1:
		return "✗" + strconv.FormatUint(uint64(first), 10)
	case int(last-first)+1 == n:
		return fmt.Sprintf(f.Words.Box.Span, "✗"+strconv.FormatUint(uint64(first), 10), "✗"+strconv.FormatUint(uint64(last), 10))
	default:
		return "✗×" + typeset.Grouped(int64(n))
	}
}
