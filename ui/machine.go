package ui

import (
	"time"

	"orderflow/sim"
)

// FrameEvery is the time between two frames; recordings tick alike.
const FrameEvery = 20 * time.Millisecond

// Pulse is what can change on the screen while nothing plays.
type Pulse struct {
	Countdown int           // seconds until the next mode starts
	Laid      int           // events that are laid
	Shown     int           // events up to the cursor
	Behind    time.Duration // live: behind the source, in whole seconds
}

// Cursor is where the story is.
type Cursor struct {
	Wall time.Duration // of the story, at speed 1
	At   time.Duration // virtual time
	N    int           // events up to it
}

// cursor returns where the story is.
func (p *player) cursor() Cursor {
	c := p.playback.cursor
	return Cursor{Wall: c.wall, At: c.at, N: c.n}
}

// pulse returns what can change while nothing plays.
func (p *player) pulse() Pulse {
	return Pulse{
		Countdown: p.endplay.seconds(), Laid: p.layer.Len(), Shown: p.playback.cursor.n,
		Behind: p.playback.behind(p.now()).Truncate(time.Second),
	}
}

// moving reports whether each frame may differ from the one before.
func (p *player) moving() bool { return !p.still() || p.rush }

// busy reports whether frames are due one after the other: something moves, or
// there is more to compute.
func (p *player) busy() bool { return p.moving() || p.growing() }

// frame draws what is shown now.
func (p *player) frame() Canvas { return Draw(p.moment(), p.options) }

// resize takes the size of the window, in columns and lines.
func (p *player) resize(width, height int) { p.options.Width, p.options.Height = width, height }

// setBackground says whether the terminal is light.
func (p *player) setBackground(light bool) { p.options.Theme.Light = light }

// setDepth says how many colours the terminal has.
func (p *player) setDepth(depth Depth) { p.options.Theme.Depth = depth }

// held reports whether the timeline is held by the mouse.
func (p *player) held() bool { return p.dragging }

// left reports whether the user wants to leave.
func (p *player) left() bool { return p.leaving }

// running returns the source of the run that is shown.
func (p *player) running() Source { return p.source }

// logShown returns the log that is shown.
func (p *player) logShown() *sim.Log { return p.log }

// tellUnkept says that the log is not kept any more, and why.
func (p *player) tellUnkept(err error) { p.notice = unkeptNoticeOf(err) }

// tellAlone says that the program was not stopped: nobody could continue it.
func (p *player) tellAlone() { p.notice = notice{kind: aloneNotice} }

// tellPrinted says where a printout is, or why it is nowhere.
func (p *player) tellPrinted(place string, err error) { p.notice = printedNoticeOf(place, err) }

// takePrintout returns what is to be printed, once; nil where nothing is.
func (p *player) takePrintout() *Printout {
	printout := p.printout
	p.printout = nil
	return printout
}

// Start makes the source of a new run. It may take long, and touches nothing
// of the player.
type Start func() (source Source, inputs []sim.Input, err error)

// wish returns how the run that the user wants is started; nil where none is wanted.
func (p *player) wish() Start {
	if p.wanted == nil {
		return nil
	}
	restart, mode, inputs := p.restart, *p.wanted, p.carried()
	return func() (Source, []sim.Input, error) {
		source, err := renew(restart, mode, inputs)
		return source, inputs, err
	}
}

// Setup is what a player is given beside its source.
type Setup struct {
	Restart Restart // nil = no new run can be started
	Stage   Stage   // nil = no other scenario can be started
	Options Options
	Pace    Pace
	Speed   float64 // 0 = 1
	Paused  bool
	Prints  bool         // there is somewhere to print to
	Shown   func(Source) // told whose source is on the screen; may be nil
}

// begin returns a player at the beginning of a source's log.
func begin(source Source, s *Setup) *player {
	p := newPlayer(source, s.Restart, s.Options)
	p.stage, p.prints, p.shown = s.Stage, s.Prints, s.Shown
	p.configure(s.Pace, s.Speed, s.Paused)
	return p
}

// configure sets how playback begins.
func (p *player) configure(pace Pace, speed float64, paused bool) {
	p.playback.scale.pace, p.playback.paused = pace, paused
	if speed > 0 {
		p.playback.setSpeed(speed)
	}
}
