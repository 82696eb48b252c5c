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

// lossLine says what became of the orders that were given up, of all of them as
// they are now: LOST, or told to those who wait.
func (f *frame) lossLine(b *box) [][]boxRow {
	n, lost := f.State.GivenUp, f.State.GivenUpLost
	if n == 0 {
		return nil
	}
	t, word, p := &f.Words.Box, f.Words.Box.Told, f.label(b)
	if lost > 0 {
		p = f.figure(b, canvas.Lost)
		if word = t.Lost; lost < n {
			word = fmt.Sprintf(t.SomeLost, typeset.Grouped(int64(lost)))
		}
	}
	count := typeset.Grouped(int64(n))
	variants := []boxRow{boxPair(fmt.Sprintf(t.GivenUp[0], count), p, word, p), boxPair(fmt.Sprintf(t.GivenUp[1], count), p, word, p)}
	if b.rows() == 1 {
		variants = append([]boxRow{boxPair(f.spanOf(n), p, word, p)}, variants...)
	}
	return [][]boxRow{append(variants, boxText(word, p))}
}

// givenUp returns the orders that were given up and still are, as far as their
// instants are kept, ascending.
func (f *frame) givenUp() (list []sim.OrderID) {
	for i := range f.State.Client.LostAt {
		for _, number := range f.State.Client.LostAt[i].Orders {
			if o := f.State.Order(number); o != nil && o.GivenUp() {
				list = append(list, number)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// spanOf names the orders that were given up, as many as there are: from the first
// to the last where they follow each other, else how many they are.
func (f *frame) spanOf(n int) string {
	list := f.givenUp()
	if len(list) != n {
		return "✗×" + typeset.Grouped(int64(n))
	}
	first, last := list[0], list[n-1]
	switch {
	case n == 1:
		return "✗" + strconv.FormatUint(uint64(first), 10)
	case int(last-first)+1 == n:
		return fmt.Sprintf(f.Words.Box.Span, "✗"+strconv.FormatUint(uint64(first), 10), "✗"+strconv.FormatUint(uint64(last), 10))
	default:
		return "✗×" + typeset.Grouped(int64(n))
	}
}
