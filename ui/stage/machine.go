package stage

import (
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
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

// Cursor returns where the story is.
func (p *Player) Cursor() Cursor {
	c := p.playback.Cursor
	return Cursor{Wall: c.Wall, At: c.At, N: c.N}
}

// Pulse returns what can change while nothing plays.
func (p *Player) Pulse() Pulse {
	return Pulse{
		Countdown: p.endplay.seconds(), Laid: p.layer.Len(), Shown: p.playback.Cursor.N,
		Behind: p.playback.Behind(p.now()).Truncate(time.Second),
	}
}

// Moving reports whether each frame may differ from the one before.
func (p *Player) Moving() bool { return !p.still() || p.rush }

// Busy reports whether frames are due one after the other: something moves, or
// there is more to compute.
func (p *Player) Busy() bool { return p.Moving() || p.growing() }

// Draw draws what is shown now. What a click does, and where the focus goes, is
// what this frame shows until the next is drawn.
func (p *Player) Draw() canvas.Canvas {
	frame := Draw(p.Scene(), p.options)
	p.drawn = drawn{frame.Zones, p.top().screen}
	return frame
}

// Resize takes the size of the window, in columns and lines.
func (p *Player) Resize(width, height int) { p.options.Width, p.options.Height = width, height }

// SetBackground says whether the terminal is light.
func (p *Player) SetBackground(light bool) { p.options.Theme.Light = light }

// SetDepth says how many colours the terminal has.
func (p *Player) SetDepth(depth canvas.Depth) { p.options.Theme.Depth = depth }

// Held reports whether the timeline is held by the mouse.
func (p *Player) Held() bool { return p.dragging }

// Left reports whether the user wants to leave.
func (p *Player) Left() bool { return p.leaving }

// Running returns the source of the run that is shown.
func (p *Player) Running() Source { return p.source }

// LogShown returns the log that is shown.
func (p *Player) LogShown() *sim.Log { return p.log }

// TellUnkept says that the log is not kept any more, and why.
func (p *Player) TellUnkept(err error) { p.notice = unkeptNoticeOf(err) }

// TellAlone says that the program was not stopped: nobody could continue it.
func (p *Player) TellAlone() { p.notice = notice{kind: aloneNotice} }

// TellPrinted says where a printout is, or why it is nowhere.
func (p *Player) TellPrinted(place string, err error) { p.notice = printedNoticeOf(place, err) }

// TakePrintout returns what is to be printed, once; nil where nothing is.
func (p *Player) TakePrintout() *Printout {
	printout := p.printout
	p.printout = nil
	return printout
}

// Start makes the source of a new run. It may take long, and touches nothing
// of the player.
type Start func() (source Source, inputs []sim.Input, err error)

// Wish returns how the run that the user wants is started; nil where none is wanted.
func (p *Player) Wish() Start {
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
	Options moment.Options
	Pace    pace.Pace
	Speed   float64 // 0 = 1
	Paused  bool
	Prints  bool         // there is somewhere to print to
	Shown   func(Source) // told whose source is on the screen; may be nil
}

// New returns a player at the beginning of a source's log.
func New(source Source, s *Setup) *Player {
	p := newPlayer(source, s.Restart, s.Options)
	p.stage, p.prints, p.shown = s.Stage, s.Prints, s.Shown
	p.configure(s.Pace, s.Speed, s.Paused)
	return p
}

// configure sets how playback begins.
func (p *Player) configure(as pace.Pace, speed float64, paused bool) {
	p.playback.Scale.Pace, p.playback.Paused = as, paused
	if speed > 0 {
		p.playback.SetSpeed(speed)
	}
}
