package stage

import (
	"slices"
	"time"

	"orderflow/sim"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
)

// screen is something that is open: the board, or what lies over it. It owns
// its keys, what the mouse does in it, and how it is drawn.
type screen interface {
	// table returns its one key table, in the order of the help.
	table() []binding
	// draw draws it where it is shown; spoken is the sentence that it says, whole.
	draw(f *chrome.Frame)
	spoken(f *chrome.Frame) string
	cover() cover
	// plays reports whether the story goes on while it is on top.
	plays() bool
	// renewed returns what of it stays over the board where another run takes the
	// place of the one that is shown; nil = it closes.
	renewed(board *openScreen) screen

	// The mouse in it.
	clickPlace(p *Player, place intent.Place)
	clickLine(p *Player, event sim.EventID)
	clickItem(p *Player, item int) // from 0
	wheel(p *Player, down bool)
}

// cover says how much of the frame a screen takes.
type cover uint8

const (
	overIt  cover = iota // it lies over what is below
	inPlace              // it stands in the place of what is below
	overAll              // it lies over everything, what recordings show too
	alone                // nothing else is drawn, however small the window is
)

// writer is a screen with a field that text is typed into.
type writer interface {
	takes(key string) bool // the key is text and no command, whatever the table says
	typed(key string)      // takes a key that the table does not know
	paste(text string)
}

// beside is a screen that shows runs beside the one of the board.
type beside interface {
	// grow brings them to a virtual time and reports whether they are there.
	grow(now time.Duration) bool
}

// common is what a screen does that says nothing else: it lies over the one
// below, nothing moves, and it closes with the run.
type common struct{}

func (common) cover() cover                             { return overIt }
func (common) spoken(f *chrome.Frame) string            { return f.Spoken() }
func (common) plays() bool                              { return false }
func (common) renewed(*openScreen) screen               { return nil }
func (common) clickPlace(p *Player, place intent.Place) { p.openPlace(place) }
func (common) clickLine(*Player, sim.EventID)           {}
func (common) clickItem(*Player, int)                   {}
func (common) wheel(*Player, bool)                      {}

// openScreen is a screen on the stack, with its key table.
type openScreen struct {
	screen
	keys []binding
}

// stack are the screens that are open: the board at the bottom, and what lies
// over it. It is never empty.
type stack []openScreen

func newStack(s screen) stack { return stack{{s, s.table()}} }

// top returns the screen whose keys are those of the player.
func (s stack) top() *openScreen { return &s[len(s)-1] }

// over returns the stack with a screen more.
func (s stack) over(next screen) stack {
	return append(slices.Clip(s), openScreen{next, next.table()})
}

// shown returns the screens that are drawn: from the lowest that stands in the
// place of all below.
func (s stack) shown() stack {
	from := len(s) - 1
	for from > 0 && s[from].cover() != inPlace && s[from].cover() != alone {
		from--
	}
	return s[from:]
}

// push opens a screen over what is open.
func (p *Player) push(s screen) { p.screens = p.screens.over(s) }

// pop closes the screen on top; the board stays.
func (p *Player) pop() { p.screens = p.screens[:max(1, len(p.screens)-1)] }

// toBoard closes everything but the board.
func (p *Player) toBoard() { p.screens = p.screens[:1] }

// onBoard reports whether nothing lies over the board.
func (p *Player) onBoard() bool { return len(p.screens) == 1 }

// top returns the screen that is on top.
func (p *Player) top() *openScreen { return p.screens.top() }

// forget closes what is open about a run that is not shown any more.
func (p *Player) forget() {
	open := p.screens[1:]
	p.toBoard()
	for _, s := range open {
		if stays := s.renewed(&p.screens[0]); stays != nil {
			p.push(stays)
		}
	}
}

// turnKey presses a key of the screen on top some times, as the wheel does.
func (p *Player) turnKey(down bool, times int) {
	key := "up"
	if down {
		key = "down"
	}
	for range times {
		if b := p.find(key); b != nil {
			b.press(p, key)
		}
	}
}

// Scene is all that a frame is a function of: a moment, and what is open at it.
type Scene struct {
	*moment.Moment
	open stack
}

// Scene returns what is shown now. It is good until something is done.
func (p *Player) Scene() *Scene {
	p.growBeside()
	return &Scene{p.Moment(), p.screens}
}
