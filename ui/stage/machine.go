package stage

import (
	"time"

	"orderflow/internal/handle"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
)

// FrameEvery is the time between two frames; recordings tick alike.
const FrameEvery = 20 * time.Millisecond

// Pulse is what can change on the screen while nothing plays, and that it does.
type Pulse struct {
	Moves     bool          // each frame may differ from the one before
	Countdown int           // seconds until the next mode starts
	Laid      int           // events that are laid
	Shown     int           // events up to the cursor
	Behind    time.Duration // live: behind the source, in whole seconds
	Told      bool          // a line is told
	Key       string        // that is shown
	Waits     string        // what a run waits for that has not begun
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
		Moves: p.Moving(), Countdown: p.endplay.seconds() + p.thinking(), Laid: p.layer.Len(), Shown: p.playback.Cursor.N,
		Behind: p.playback.Behind(p.now()).Truncate(time.Second), Told: p.notice != noNotice, Key: p.echoed().Keys, Waits: p.waits().text(p.options.Lang),
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
	p.drawn = drawn{zones: frame.Zones, inner: frame.Inner, top: p.top().screen, cells: frame.Cells, said: p.notice, echo: p.echo}
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
func (p *Player) TellUnkept(err error) {
	p.recorded = false
	p.notice = unkeptNoticeOf(err)
}

// TellAlone says that the program was not stopped: nobody could continue it.
func (p *Player) TellAlone() { p.tell(notice{kind: aloneNotice}) }

// TellPrinted says where a printout is, or why it is nowhere.
func (p *Player) TellPrinted(place string, err error) {
	p.tell(printedNoticeOf(place, err))
}

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
	restart, mode, inputs := p.wanted.restart, p.wanted.mode, p.wanted.inputs
	return func() (Source, []sim.Input, error) {
		source, err := renew(restart, mode, inputs)
		return source, inputs, err
	}
}

// Setup is what a player is given beside its source.
type Setup struct {
	Restart  Restart                  // nil = no new run can be started
	Stage    Stage                    // nil = no other scenario can be started
	Sow      Sow                      // nil = no run has another seed
	Learn    Learn                    // nil = there is no lesson to go to
	Rests    bool                     // nothing begins by itself when the run is over
	Lasts    map[string]time.Duration // for how long a sentence is spoken, by its id
	Options  moment.Options
	Pace     pace.Pace
	Speed    float64 // 0 = 1
	Paused   bool
	Stops    bool         // the story stops at each turn until a key is pressed
	Opening  bool         // the story has an opening
	Prints   bool         // there is somewhere to print to
	Recorded bool         // somebody saves the log that is shown
	Shown    func(Source) // told whose source is on the screen; may be nil
	Stand    *handle.View // where it begins, paused; nil = at the beginning
}

// New returns a player at the beginning of a source's log.
func New(source Source, s *Setup) *Player {
	p := newPlayer(source, s.Restart, s.Options)
	if s.Lasts != nil {
		p.lasts = s.Lasts
		p.load(source, nil)
	}
	p.sitting.acted = s.Rests
	p.stage, p.sow, p.prints, p.recorded, p.shown = s.Stage, s.Sow, s.Prints, s.Recorded, s.Shown
	if p.learns = s.Learn; p.learns != nil {
		p.screens = newStack(&boardScreen{learns: true})
	}
	p.stops, p.opening.wanted = s.Stops, s.Opening && s.Pace == pace.StoryPace && p.clock == nil
	p.room.asks = s.Stops
	p.configure(s.Pace, s.Speed, s.Paused)
	if s.Stand != nil {
		p.stand(s.Stand)
	}
	p.turns = 0
	return p
}

// configure sets how playback begins.
func (p *Player) configure(as pace.Pace, speed float64, paused bool) {
	p.playback.Scale.Pace, p.playback.Paused = as, paused
	if speed > 0 {
		p.playback.SetSpeed(speed)
	}
}
