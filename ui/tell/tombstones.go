package tell

import (
	"fmt"
	"strconv"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// tombstonesMax is how many instants of loss are shown.
const tombstonesMax = 3

// Tombstones draws the orders that were given up, the last instant whole, the
// ones before it in one line each.
func (f *Reader) Tombstones(above int) []Entry {
	losses := f.State.Client.LostAt
	if len(losses) == 0 {
		return nil
	}
	var entries []Entry
	entries = append(entries, Entry{Blank: true})
	if above < 3 && len(losses) > 1 {
		entries = entries[:1]
	}
	for i := max(0, len(losses)-tombstonesMax); i < len(losses)-1; i++ {
		l := &losses[i]
		word, p := f.lossWord(l)
		e := Entry{Pieces: f.TokenPieces('✗', l.Orders[:min(len(l.Orders), queueShown)], len(l.Orders), p, 14), Right: Piece{words.Clock(l.At) + " " + word + " ", canvas.Quiet}, Extra: true}
		entries = append(entries, e)
	}
	return append(entries, f.lastTombstone(&losses[len(losses)-1])...)
}

func (f *Reader) lastTombstone(l *sim.LostState) []Entry {
	t := &f.Words.Producer
	word, p := f.lossWord(l)
	fresh := f.ProducerNews() == sim.PublishGaveUp
	loud := p
	if fresh {
		loud |= canvas.Bold
	}
	tokens := f.tombstonePieces(l, loud, p == canvas.Lost)
	when := Entry{Pieces: []Piece{{fmt.Sprintf(t.GivenUp, words.Clock(l.At)), canvas.Quiet}}, Right: Piece{word, loud}, Marked: fresh}
	if fresh {
		when.Right.Pen |= canvas.Focus
	} else {
		when.Right.Text += "   "
	}
	how := Line(canvas.Quiet, f.howLost(l))
	how.Extra = true
	entries := []Entry{{Pieces: tokens}, when}
	if f.State.Client.Connected == sim.Never || len(f.State.Client.Memory) == 0 {
		entries = append(entries, how)
	}
	return entries
}

// tombstonePieces names the lost orders where they fit, else counts them.
func (f *Reader) tombstonePieces(l *sim.LostState, p canvas.Pen, dead bool) []Piece {
	width := 0
	for _, number := range l.Orders[:min(len(l.Orders), queueShown)] {
		width += 2 + len(strconv.FormatUint(uint64(number), 10))
	}
	if len(l.Orders) > queueShown || width-1 > ProducerTextWidth {
		said := f.Words.Producer.ToldCount
		if dead {
			said = f.Words.Producer.LostCount
		}
		return []Piece{{fmt.Sprintf("✗ "+said, len(l.Orders)), p}}
	}
	return f.TokenPieces('✗', l.Orders, len(l.Orders), p, ProducerTextWidth)
}

// lossWord says what became of the orders given up at an instant: LOST, or
// their callers were told.
func (f *Reader) lossWord(l *sim.LostState) (string, canvas.Pen) {
	if o := f.State.Order(l.Orders[0]); o != nil && o.Truth() == sim.Lost {
		return f.Words.Producer.Lost, canvas.Lost
	}
	return f.Words.Producer.Told, canvas.Quiet
}

// howLost says why the client gave them up.
func (f *Reader) howLost(l *sim.LostState) string {
	t := &f.Words.Producer
	return [sim.LossCount]string{
		sim.LostAtOnce: t.AsReconnect, sim.LostReconnect: t.AsReconnect, sim.LostMetadata: t.AsUntold, sim.LostUsedUp: t.AsUsedUp,
		sim.LostTries: t.AsTries, sim.LostRefused: t.AsRefused, sim.LostMemory: t.AsDied,
	}[f.State.LossAt(l)]
}

// spanWidth is the room for the lost orders beside the word, in the compact layout.
const spanWidth = 11

// ShortTombstone draws the orders that were given up last in one line.
func (f *Reader) ShortTombstone(l *sim.LostState) Entry {
	word, p := f.lossWord(l)
	fresh := f.ProducerNews() == sim.PublishGaveUp
	if fresh {
		p |= canvas.Bold
	}
	text := "✗" + strconv.FormatUint(uint64(l.Orders[0]), 10)
	if n := len(l.Orders); n > 1 {
		text = fmt.Sprintf(f.Words.Producer.Span, text, "✗"+strconv.FormatUint(uint64(l.Orders[n-1]), 10))
	}
	if canvas.Columns(text) > spanWidth {
		text = fmt.Sprintf("✗ %d", len(l.Orders))
	}
	return Entry{Pieces: []Piece{{text, p}}, Right: Piece{word, p}, Marked: fresh}
}
