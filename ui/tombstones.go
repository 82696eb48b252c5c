package ui

import (
	"fmt"
	"strconv"
	"time"

	"orderflow/sim"
)

// tombstonesMax is how many instants of loss are shown.
const tombstonesMax = 3

// tombstones draws the orders that were given up, the last instant whole, the
// ones before it in one line each.
func (f *frame) tombstones(above int) []entry {
	losses := f.s.Client.LostAt
	if len(losses) == 0 {
		return nil
	}
	var entries []entry
	entries = append(entries, entry{blank: true})
	if above < 3 && len(losses) > 1 {
		entries = entries[:1]
	}
	for i := max(0, len(losses)-tombstonesMax); i < len(losses)-1; i++ {
		l := &losses[i]
		word, p := f.lossWord(l)
		e := entry{pieces: f.tokenPieces('✗', l.Orders[:min(len(l.Orders), queueShown)], len(l.Orders), p, 14), right: piece{clock(l.At) + " " + word + " ", quiet}, extra: true}
		entries = append(entries, e)
	}
	return append(entries, f.lastTombstone(&losses[len(losses)-1])...)
}

func (f *frame) lastTombstone(l *sim.LostState) []entry {
	t := &f.t.Producer
	word, p := f.lossWord(l)
	fresh := f.producerNews() == sim.PublishGaveUp
	loud := p
	if fresh {
		loud |= bold
	}
	tokens := f.tombstonePieces(l, loud, p == lost)
	when := entry{pieces: []piece{{fmt.Sprintf(t.GivenUp, clock(l.At)), quiet}}, right: piece{word, loud}, marked: fresh}
	if fresh {
		when.right.pen |= focus
	} else {
		when.right.text += "   "
	}
	how := line(quiet, f.howLost(l))
	how.extra = true
	entries := []entry{{pieces: tokens}, when}
	if f.s.Client.Connected == sim.Never || len(f.s.Client.Memory) == 0 {
		entries = append(entries, how)
	}
	return entries
}

// tombstonePieces names the lost orders where they fit, else counts them.
func (f *frame) tombstonePieces(l *sim.LostState, p pen, dead bool) []piece {
	width := 0
	for _, number := range l.Orders[:min(len(l.Orders), queueShown)] {
		width += 2 + len(strconv.FormatUint(uint64(number), 10))
	}
	if len(l.Orders) > queueShown || width-1 > producerTextWidth {
		words := f.t.Producer.ToldCount
		if dead {
			words = f.t.Producer.LostCount
		}
		return []piece{{fmt.Sprintf("✗ "+words, len(l.Orders)), p}}
	}
	return f.tokenPieces('✗', l.Orders, len(l.Orders), p, producerTextWidth)
}

// lossWord says what became of the orders given up at an instant: LOST, or
// their callers were told.
func (f *frame) lossWord(l *sim.LostState) (string, pen) {
	if o := f.s.Order(l.Orders[0]); o != nil && o.Truth() == sim.Lost {
		return f.t.Producer.Lost, lost
	}
	return f.t.Producer.Told, quiet
}

// howLost says why the client gave them up.
func (f *frame) howLost(l *sim.LostState) string {
	t := &f.t.Producer
	switch {
	case l.Error == sim.NonRetriableError && within(l.At, f.s.Client.Connected):
		return t.AsReconnect
	case l.Error == sim.NonRetriableError && len(f.s.Client.Rounds) == 0:
		return t.AsUntold
	case l.Error == sim.NonRetriableError:
		return t.AsUsedUp
	case l.Error == sim.NumberOfRetriesExceeded || l.Error == sim.WriteFailed:
		return t.AsTries
	case l.Error == sim.NoError:
		return t.AsDied
	}
	return t.AsRefused
}

// sameInstant is how far apart events of one instant may be, in virtual time.
const sameInstant = 50 * time.Millisecond

// within reports whether two times are one instant.
func within(a, b time.Duration) bool {
	return b != sim.Never && a-b <= sameInstant && b-a <= sameInstant
}

// spanWidth is the room for the lost orders beside the word, in the compact layout.
const spanWidth = 11

// shortTombstone draws the orders that were given up last in one line.
func (f *frame) shortTombstone(l *sim.LostState) entry {
	word, p := f.lossWord(l)
	fresh := f.producerNews() == sim.PublishGaveUp
	if fresh {
		p |= bold
	}
	text := "✗" + strconv.FormatUint(uint64(l.Orders[0]), 10)
	if n := len(l.Orders); n > 1 {
		text = fmt.Sprintf(f.t.Producer.Span, text, "✗"+strconv.FormatUint(uint64(l.Orders[n-1]), 10))
	}
	if columns(text) > spanWidth {
		text = fmt.Sprintf("✗ %d", len(l.Orders))
	}
	return entry{pieces: []piece{{text, p}}, right: piece{word, p}, marked: fresh}
}
