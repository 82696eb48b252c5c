package stage

import (
	"time"

	"orderflow/sim"
	"orderflow/ui/words"
)

// Place is where the story is on the screen, as far as it decides what is done by a
// deed: two players that show the same, and to which the same was done, are at the
// same place.
type Place struct {
	Run     int           // how many runs have taken the place of another one since the beginning
	Opening time.Duration // since the opening began that is told; 0 = none is
	Cursor  Cursor
}

// Place returns where the story is.
func (p *Player) Place() Place {
	at := Place{Run: p.turns, Cursor: p.Cursor()}
	if p.opening.wanted {
		at.Opening = max(p.opening.at, 1)
	}
	return at
}

// Reached reports whether the story has come to a place, or is beyond it.
func (p *Player) Reached(at Place) bool {
	now := p.Place()
	switch {
	case now.Run != at.Run:
		return now.Run > at.Run
	case now.Opening == 0 || at.Opening == 0:
		return now.Opening == 0 && (at.Opening > 0 || now.Cursor.Wall >= at.Cursor.Wall)
	}
	return now.Opening >= at.Opening
}

// soon is the shortest time that it is worth to let pass.
const soon = time.Millisecond

// Until returns how much real time passes until the story, as it plays, comes to a
// place of the run that is shown.
func (p *Player) Until(at Place) time.Duration {
	way := at.Cursor.Wall - p.playback.Cursor.Wall
	if p.opening.wanted {
		if way = at.Opening - p.opening.at; at.Opening == 0 {
			way = FrameEvery // it ends by itself
		}
	}
	return max(soon, time.Duration(float64(way)/p.playback.Speed))
}

// PutAt puts the story at a place of the run that is shown; false where that is
// another run than the one of the place.
func (p *Player) PutAt(at Place) bool {
	if p.turns != at.Run {
		return false
	}
	switch {
	case at.Opening > 0 && p.opening.wanted:
		p.opening.at = at.Opening
	case p.opening.wanted:
		p.opening = opening{}
	}
	if at.Cursor != p.Cursor() {
		p.reach(at.Cursor.At)
		for p.layer.Len() < at.Cursor.N && p.growing() {
			p.grow()
		}
		p.standAt(at.Cursor)
		p.played = max(p.played, p.playback.Cursor.N)
	}
	return true
}

// DeedKind is what somebody who sits at a player can do.
type DeedKind uint8

// The kinds of deeds.
const (
	KeyDeed     DeedKind = iota // a key is pressed
	PasteDeed                   // a text is pasted
	ClickDeed                   //
	DragDeed                    // the timeline is held, and the mouse moves
	ReleaseDeed                 // it is let go
	WheelDeed                   //
	SizeDeed                    // the window has another size
	TakeDeed                    // the run that was wanted has been made, and is shown
	LeaveDeed                   // they leave
)

// Deed is something that is done to a player from outside.
type Deed struct {
	Kind DeedKind
	Text string // of a key, by Bubble Tea's name, or of a paste
	X, Y int    // of the mouse; or a size, in columns and lines
	Down bool   // of the wheel
}

// Do does a deed, as a user does who sees the frame.
func (p *Player) Do(d Deed) {
	if d.Kind != TakeDeed && d.Kind != LeaveDeed {
		p.Draw()
	}
	switch d.Kind {
	case KeyDeed:
		p.Press(d.Text)
	case PasteDeed:
		p.Paste(d.Text)
	case ClickDeed:
		p.Click(d.X, d.Y)
	case DragDeed:
		p.Drag(d.X)
	case ReleaseDeed:
		p.Release()
	case WheelDeed:
		p.Wheel(d.Down)
	case SizeDeed:
		p.Resize(d.X, d.Y)
	case TakeDeed:
		if start := p.Wish(); start != nil {
			p.Take(start())
		}
	case LeaveDeed:
		p.leaving = true
	}
}

// Wants reports whether a run is wanted that is not made yet.
func (p *Player) Wants() bool { return p.wanted != nil }

// Learns reports whether a lesson is taken.
func (p *Player) Learns() bool { return p.class != nil }

// Window is what a frame looks like, as far as it decides what is where in it.
type Window struct {
	Width, Height int // columns and lines
	Lang          words.Lang
	Big           bool
}

// Window returns what the frames look like.
func (p *Player) Window() Window {
	return Window{p.options.Width, p.options.Height, p.options.Lang, p.options.Big}
}

// SetWindow has the frames look otherwise.
func (p *Player) SetWindow(w Window) {
	p.options.Width, p.options.Height, p.options.Lang, p.options.Big = w.Width, w.Height, w.Lang, w.Big
}

// Done returns what was done to the run that is shown, in ascending order of time.
func (p *Player) Done() []sim.Input { return doneTo(p.source) }
