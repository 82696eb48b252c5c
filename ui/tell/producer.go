package tell

import "orderflow/ui/canvas"

// Piece is a stretch of text in one pen.
type Piece struct {
	Text string
	Pen  canvas.Pen
}

// Attempts returns how often a record is tried in one call.
func (f *Reader) Attempts() int { return f.State.Setup.Attempts() }

// Connects returns how many connects a reconnect round has.
func (f *Reader) Connects() int { return f.State.Setup.Connects() }

// Refused returns how many connects of the round failed.
func (q *Queue) Refused() int {
	if q.Round.OK {
		return max(0, int(q.Round.Try)-1)
	}
	return int(q.Round.Try)
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
