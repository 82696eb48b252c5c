package stage

import (
	"cmp"
	"slices"
	"time"

	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
)

// Limits of how far the screen looks ahead of its cursor.
const (
	lookAhead      = 1 << 17                // events that are computed beyond the cursor
	batchMax       = 8_000                  // events that are computed and laid between two frames
	shortestStride = time.Millisecond       // of virtual time an engine is asked for at once
	longestStride  = time.Minute            //
	firstStride    = 100 * time.Millisecond // the first stride
	freshSpan      = 900 * time.Millisecond // wall time for which a change is marked
	sparse         = 256                    // events of a stride below which the next is longer
)

// eventsMax bounds the events of one change that are named.
const eventsMax = 4096

// Restart makes the source of a new run: the same seed and faults in a mode.
type Restart func(mode sim.Mode) (Source, error)

// Player is the screen without a terminal: a source, the layout of its log,
// the cursor in it, and what the user has chosen to see. It reads no clock;
// everything it shows is a scene.
type Player struct {
	restart  Restart // nil where there is nothing to start anew
	source   Source
	clock    Clock // nil where the source is not live
	log      *sim.Log
	layer    *pace.Layer
	history  *pace.History
	playback pace.Playback

	asked  time.Duration // virtual time the source was asked for
	stride time.Duration
	over   bool // the log grows no more by itself
	rush   bool // the cursor goes to the end as fast as it is computed
	played int  // events shown so far, at the farthest

	inputs []sim.Input // what the user did to this run
	wanted *sim.Mode   // the mode of the new run that is to be started

	bookmarks           []time.Duration // virtual times, ascending
	dragging            bool            // the timeline is held
	echo                intent.KeyHint  // the key that was pressed last
	echoing, captionBar bool

	stage    Stage        // nil where no other scenario can be started
	screens  stack        // what is open
	focus    intent.Place // what is pointed at on the board
	options  moment.Options
	selected sim.OrderID
	tableTop sim.OrderID
	notice   notice
	leaving  bool
	watched  map[*sim.Future]int // events that were shown so far of the futures that are kept
	parked   parked              // runs with futures that were left for another mode
	shown    func(Source)        // told whose source is on the screen; may be nil
	prints   bool                // there is somewhere to print to
	printout *Printout           // what is to be printed; nil = nothing
	endplay  endplay
	memo     moment.Memo
	drawn    drawn // of the frame that was drawn last
}

// newPlayer returns a player at the beginning of a source's log.
func newPlayer(source Source, restart Restart, o moment.Options) *Player {
	p := &Player{restart: restart, screens: newStack(&boardScreen{}), options: o}
	p.load(source)
	return p
}

// load takes another source and begins at its beginning. Speed, pace and what
// the user chose of the screen stay.
func (p *Player) load(source Source) {
	p.source = source
	p.watched = nil
	p.clock, _ = source.(Clock)
	p.log = source.Log()
	p.layer, p.history = pace.NewLayer(p.log), pace.NewHistory(p.log)
	before := p.playback
	p.playback = pace.NewPlayback(pace.Scale{Layer: p.layer, Pace: before.Scale.Pace}, p.clock != nil)
	if before.Speed > 0 {
		p.playback.Speed = before.Speed
	}
	p.asked, p.stride, p.over, p.rush, p.played = 0, firstStride, false, false, 0
	p.inputs, p.wanted, p.bookmarks, p.dragging = nil, nil, nil, false
	p.selected, p.tableTop, p.focus, p.notice, p.endplay = 0, 0, intent.Place{}, noNotice, endplay{}
	p.forget()
}

// Tick lets a span of real time pass.
func (p *Player) Tick(span time.Duration) {
	p.grow()
	switch {
	case p.rush:
		p.toEnd()
	case !p.still():
		p.playback.Advance(span, p.now())
		p.endplay.arm(p.finished() && p.canRestart())
	}
	p.played = max(p.played, p.playback.Cursor.N)
	p.tickEndplay(span)
	p.tickNotice(span)
}

// now returns the present time of a live source, until its run is over; else 0.
func (p *Player) now() time.Duration {
	switch {
	case p.clock == nil:
		return 0
	case p.over:
		return p.runEnd()
	}
	return p.clock.Now()
}

// Idle reports whether nothing moves until a key is pressed.
func (p *Player) Idle() bool {
	return p.clock == nil && !p.rush && !p.growing() && !p.endplay.armed && p.still()
}

// finished reports whether the cursor stands at the end of a log that grows no more.
func (p *Player) finished() bool {
	return p.over && p.layer.Len() == p.log.Len() && p.playback.Cursor.Wall >= p.playback.Scale.End()
}

// growing reports whether there is more to compute or to lay.
func (p *Player) growing() bool {
	return p.layer.Len() < p.log.Len() || p.mayRunAhead() || !p.growBeside()
}

// mayRunAhead reports whether the source can be asked for more.
func (p *Player) mayRunAhead() bool {
	return !p.over && p.layer.Len()-p.playback.Cursor.N < lookAhead
}

// grow lets the source run ahead of the cursor and lays what it brings, at
// most about batchMax events; more where the cursor waits for them.
func (p *Player) grow() {
	defer p.begin()
	batch := batchMax
	if p.rush {
		batch *= 4
	}
	for batch > 0 {
		batch -= p.lay(batch)
		if p.layer.Len() < p.log.Len() || !p.mayRunAhead() {
			return
		}
		if p.clock != nil {
			p.source.Advance(p.now())
			p.noticeEnd()
			p.lay(batch)
			return
		}
		batch -= max(p.runAhead(), sparse)
	}
}

// begin shows all that is so at 0 s, before anything moves.
func (p *Player) begin() {
	if c := &p.playback.Cursor; c.Wall == 0 && c.At == 0 {
		c.N = max(c.N, p.playback.Scale.Until(0))
		p.played = max(p.played, c.N)
	}
}

// lay lays at most batch events and returns how many.
func (p *Player) lay(batch int) int {
	count := min(batch, p.log.Len()-p.layer.Len())
	for range count {
		e := p.log.At(sim.EventID(p.layer.Len() + 1))
		p.layer.Add(e)
		p.history.Add(e)
	}
	return count
}

// runAhead asks the source for one more stride and returns how many events came.
func (p *Player) runAhead() int {
	before := p.log.Len()
	p.asked += p.stride
	p.source.Advance(p.asked)
	count := p.log.Len() - before
	switch {
	case count < sparse:
		p.stride = min(2*p.stride, longestStride)
	case count > batchMax/4:
		p.stride = max(p.stride/2, shortestStride)
	}
	p.noticeEnd()
	return count
}

// noticeEnd finds out whether the run is over.
func (p *Player) noticeEnd() {
	n := p.log.Len()
	if n == 0 {
		return
	}
	p.over = p.log.At(sim.EventID(n)).Type == sim.RunEnded || p.fixed() || p.clock == nil && p.asked >= limitOf(p.log)
}

// limitOf returns the virtual time at which a run is ended at the latest.
func limitOf(log *sim.Log) time.Duration {
	if d := log.At(1).Detail; d != nil && d.Setup != nil {
		return d.Setup.Until
	}
	return 0
}

// reach computes and lays everything up to a virtual time.
func (p *Player) reach(at time.Duration) {
	for !p.over && p.asked <= at || p.layer.Len() < p.log.Len() {
		if p.lay(batchMax) == 0 {
			p.runAhead()
		}
	}
}

// adopt takes the log that acting at a virtual time has left, and shows what
// was done. Where it is another log, everything before that time is the same
// and keeps its place.
func (p *Player) adopt(at time.Duration) {
	if p.source.Log() == p.log {
		return
	}
	p.turn(at, at)
	p.playback.SeekTime(at)
	p.played = p.playback.Cursor.N
}

// turn takes the log of the source, which shares all before a time with the
// present one, and computes it up to another time.
func (p *Player) turn(parting, at time.Duration) {
	p.fork(p.source.Log(), parting)
	p.asked, p.stride = at, firstStride
	p.noticeEnd()
	p.reach(at)
}

// fork takes another log that shares with the present one all before a time.
func (p *Player) fork(log *sim.Log, at time.Duration) {
	same := min(log.Until(at-1), p.layer.Len())
	p.layer.Fork(log, same)
	p.history.Fork(log, same)
	p.log, p.over = log, false
	p.played = min(p.played, same)
}

// toEnd puts the cursor at the end of what is laid.
func (p *Player) toEnd() {
	p.playback.SeekWall(p.playback.Scale.End())
	if p.clock != nil {
		p.playback.SeekTime(max(p.playback.Cursor.At, p.now()-pace.LiveHold))
	}
	p.rush = p.clock == nil && p.growing()
}

// reading returns the moment at the cursor as far as the log alone says it.
func (p *Player) reading() *moment.Moment {
	c := p.playback.Cursor
	n := max(c.N, min(p.log.Len(), 1)) // the first event says what run it is: it is never behind the cursor
	return &moment.Moment{Log: p.log, N: sim.EventID(n), State: p.history.At(n), At: c.At, Finished: p.finished(), Memo: &p.memo}
}

// Moment returns the moment that the screen shows now.
func (p *Player) Moment() *moment.Moment {
	c, s, m := p.playback.Cursor, p.playback.Scale, p.reading()
	m.Wall, m.WallEnd, m.Marks, m.End = c.Wall.Seconds(), max(c.Wall, s.End()).Seconds(), p.marks(), p.runEnd()
	m.Speed, m.Real, m.Ratio, m.Behind = p.playback.Speed, s.Pace == pace.RealPace, p.playback.Ratio(), p.playback.Behind(p.now())
	m.Paused, m.NextMode, m.Countdown = p.playback.Paused, p.nextMode(), p.endplay.seconds()
	m.Selected, m.TableTop, m.Focus = p.selected, p.tableTop, p.focus
	m.Footer, m.Notice, m.Echo, m.CaptionBar = p.footer(), p.notice.text(p.options.Lang), p.echoed(), p.captionBar
	m.WallOf = func(n sim.EventID) (float64, bool) {
		wall, laid := s.WallOf(n)
		return wall.Seconds(), laid
	}
	if i := s.LastChange(c); i >= 0 {
		change := &p.layer.Changes[i]
		wall := s.ChangeWall(change)
		m.Change = moment.Change{First: change.First, Events: p.layer.Events(i, m.N, eventsMax), Wall: wall.Seconds()}
		m.Fresh = c.Wall-wall <= freshSpan || p.playback.Paused && p.playback.Standing()
	}
	return m
}

// marks returns the marks of what was played once.
func (p *Player) marks() []moment.Mark {
	var marks []moment.Mark
	for i := range p.layer.Marks {
		m := &p.layer.Marks[i]
		if int(m.Event) > p.played {
			break
		}
		wall, _ := p.playback.Scale.WallOf(m.Event)
		marks = append(marks, moment.Mark{Wall: wall.Seconds(), Kind: m.Kind})
	}
	marks = append(marks, p.bookmarkMarks()...)
	slices.SortStableFunc(marks, func(a, b moment.Mark) int { return cmp.Compare(a.Wall, b.Wall) })
	return marks
}

// runEnd returns the virtual time of the run's end, or 0 while it is not known.
func (p *Player) runEnd() time.Duration {
	n := p.log.Len()
	if !p.over || n == 0 {
		return 0
	}
	return p.log.At(sim.EventID(n)).At
}
