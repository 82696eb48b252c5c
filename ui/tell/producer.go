package tell

import (
	"strconv"

	"orderflow/sim"
	"orderflow/ui/canvas"
)

// The widths of what stands in a line of the producer, in columns.
const (
	BarWidth          = 12 // of a round
	RetryBarWidth     = 6  // of an order's own retry
	ProducerTextWidth = 25 // where a mark may follow
	QueueWidth        = 15 // of the orders of a queue, where a word follows
)

// Piece is a stretch of text in one pen.
type Piece struct {
	Text string
	Pen  canvas.Pen
}

// Entry is one line of the producer's box.
type Entry struct {
	Pieces []Piece
	Right  Piece // ends at the right
	Marked bool
	Blank  bool // stands only where there is room
	Extra  bool // goes first where there is no room
}

// Line returns an entry of one piece.
func Line(p canvas.Pen, text string) Entry { return Entry{Pieces: []Piece{{text, p}}} }

// Attempts returns how often a record is tried in one call.
func (f *Reader) Attempts() int { return f.State.Setup.Attempts() }

// Connects returns how many connects a reconnect round has.
func (f *Reader) Connects() int { return f.State.Setup.Connects() }

// ProducerNews returns the type of the change's last event that shows in this box.
func (f *Reader) ProducerNews() sim.EventType {
	e := f.News.Latest(func(e *sim.Event) bool {
		switch e.Type {
		case sim.MemoryWaiting, sim.RoundStarted, sim.ConnectRefused, sim.ConnectSucceeded, sim.RoundUsedUp, sim.Reconnected, sim.RetryScheduled, sim.PublishGaveUp, sim.MemoryLost:
			return true
		}
		return false
	})
	if e == nil || f.Moment.Finished {
		return 0
	}
	return e.Type
}

// Refused returns how many connects of the round failed.
func (q *Queue) Refused() int {
	if q.Round.OK {
		return max(0, int(q.Round.Try)-1)
	}
	return int(q.Round.Try)
}

// uncounted is the count of a queue of which only the first orders are known.
const uncounted = -1

// TokenPieces names orders by their tokens, as many as fit; the others are
// counted, or stand for … where nobody counted them.
func (f *Reader) TokenPieces(glyph rune, first []sim.OrderID, count int, p canvas.Pen, width int) []Piece {
	text, shown := "", 0
	for _, number := range first {
		next := string(glyph) + strconv.FormatUint(uint64(number), 10)
		if shown > 0 {
			next = " " + next
		}
		if shown > 0 && canvas.Columns(text+next+remainder(count, shown+1)) > width {
			break
		}
		text += next
		shown++
	}
	return []Piece{{text + remainder(count, shown), p}}
}

// remainder says how many more there are than the ones that are shown.
func remainder(count, shown int) string {
	switch {
	case count == uncounted:
		return " …"
	case count > shown:
		return " +" + strconv.Itoa(count-shown)
	}
	return ""
}

// Disconnected reports whether the client knows that it has no connection: a
// reconnect round goes on, or the last one was used up while no broker could
// be reached; or it has not joined its group, before which it does not connect.
func (f *Reader) Disconnected() bool {
	gone, _ := f.Unreachable()
	if f.State.Client.Held {
		return true
	}
	for i := range f.State.Client.Rounds {
		r := &f.State.Client.Rounds[i]
		if r.Running && !r.OK && r.Try > 0 || gone && r.Start > f.State.Client.Connected {
			return true
		}
	}
	return false
}
