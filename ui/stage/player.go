package stage

import (
	"cmp"
	"slices"
	"time"

	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
	"orderflow/ui/story"
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
	track    *story.Track
	follows  bool // the story is told as that of a run which follows another
	playback pace.Playback
	stepping bool // the user goes from change to change
	stops    bool // the story stops at each turn
	stopped  bool // it has
	hidden   hidden

	asked  time.Duration // virtual time the source was asked for
	stride time.Duration
	over   bool // the log grows no more by itself
	rush   bool // the cursor goes to the end as fast as it is computed
	played int  // events shown so far, at the farthest

	inputs []sim.Input   // what the user did to this run
	acted  bool          // not only in the run before
	handed []sim.Input   // what had been done to the run of the handle that was opened
	turns  int           // how many runs have taken the place of another one
	idle   []string      // settings without effect on what is live, that are to be told
	unseen *sim.Input    // what they did last to what is live, and may not see yet; nil = nothing
	wanted *wish         // the run that is to be shown from its beginning; nil = none
	asking intent.Action // of which they are asked whether they want it
	sure   intent.Action // of which they were, before the last key
	digit  string        // of the mode of which they are asked

	bookmarks           []time.Duration // virtual times, ascending
	dragging            bool            // the timeline is held
	echo                intent.KeyHint  // the key that was pressed last
	echoLeft            time.Duration   // real time for which it is shown
	echoing, captionBar bool

	stage    Stage        // nil where no other scenario can be started
	sow      Sow          // nil where no run has another seed
	scenario string       // of the run, as Stage names it; "" = that of the command line
	screens  stack        // what is open
	focus    intent.Place // what is pointed at on the board
	folded   bool         // the lanes are folded into cohorts
	unfolded sim.OrderID  // of the cohort that is opened; 0 = none
	options  moment.Options
	selected sim.OrderID
	tableTop sim.OrderID
	notice   notice
	leaving  bool
	recorded bool                  // the run that is shown is saved
	stands   map[*sim.Future]stand // where the user stood in the futures of the run that are kept
	kept     []*keptRun            // runs that were left for another one, the last one first
	leaves   int                   // how often a future was left
	letGo    int                   // futures that were let go with their runs
	shelved  []Source              // that are to be closed
	shown    func(Source)          // told whose source is on the screen; may be nil
	prints   bool                  // there is somewhere to print to
	printout *Printout             // what is to be printed; nil = nothing
	copied   string                // what is to be copied to the clipboard; "" = nothing
	endplay  endplay
	opening  opening
	sitting  sitting
	room     room
	class    *class // the lesson that is taken; nil = none
	learns   Learn  // nil = no lesson can be gone to
	lasts    map[string]time.Duration
	memo     moment.Memo
	drawn    drawn // of the frame that was drawn last
}

// newPlayer returns a player at the beginning of a source's log.
func newPlayer(source Source, restart Restart, o moment.Options) *Player {
	p := &Player{restart: restart, screens: newStack(&boardScreen{}), options: o}
	p.load(source, nil)
	return p
}

// load takes another source, with what the user did to it, and begins at its
// beginning. Speed, pace and what the user chose of the screen stay.
func (p *Player) load(source Source, inputs []sim.Input) { p.loadAgain(source, inputs, nil) }

// loadAgain is load. A run that was left before is told as it was then, so that
// where the user stood in it is the same place.
func (p *Player) loadAgain(source Source, inputs []sim.Input, left *keptRun) {
	p.source = source
	p.turns++
	p.stands, p.unseen, p.acted = nil, nil, false
	p.clock, _ = source.(Clock)
	p.log = source.Log()
	p.layer, p.history = pace.NewLayer(p.log), pace.NewHistory(p.log)
	if p.follows = p.begins(); left != nil {
		p.follows = left.follows
	}
	p.track = story.Along(p.log, p.layer, p.history, story.Sitting{Follows: p.follows, Live: p.clock != nil, Acts: inputs, Recital: p.recital(source, inputs), Lasts: p.lasts})
	before, scale := p.playback, pace.Scale{Layer: p.layer, Pace: p.playback.Scale.Pace}
	if p.clock == nil {
		scale.Narration = p.track
	}
	p.playback = pace.NewPlayback(scale, p.clock != nil)
	if before.Speed > 0 {
		p.playback.Speed = before.Speed
	}
	p.stepping, p.stopped, p.opening = false, false, opening{}
	p.asked, p.stride, p.over, p.rush, p.played = 0, firstStride, false, false, 0
	p.inputs, p.wanted, p.bookmarks, p.dragging = inputs, nil, nil, false
	p.selected, p.tableTop, p.focus, p.unfolded = 0, 0, intent.Place{}, 0
	p.notice, p.endplay, p.asking = noNotice, endplay{}, intent.NoAction
	p.room.begin(p.log)
	p.forget()
}

// Tick lets a span of real time pass.
func (p *Player) Tick(span time.Duration) {
	p.grow()
	p.opening.read(p.track)
	p.tickEndplay(span)
	switch {
	case p.rush:
		p.toEnd()
	case !p.still():
		since := p.playback.Cursor.At
		p.advance(p.unread(p.opened(span)))
		p.askRoom(since)
		p.endplay.arm(p.finished() && p.goesOn())
	}
	p.played = max(p.played, p.playback.Cursor.N)
	p.tickRoom(span)
	p.tickClass(span)
	p.tickNotice(span)
	p.tickEcho(span)
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
	return p.clock == nil && !p.rush && !p.growing() && !p.endplay.armed && p.thinking() == 0 && p.notice.left == 0 && p.echoed().Keys == "" && p.still()
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

// lay lays at most batch events, tells what can be told, and returns how many
// events there were.
func (p *Player) lay(batch int) int {
	count := min(batch, p.log.Len()-p.layer.Len())
	for range count {
		e := p.log.At(sim.EventID(p.layer.Len() + 1))
		p.layer.Add(e)
		p.history.Add(e)
		p.track.Add(e)
		p.room.questions.Add(e, p.history.Head)
		if e.Type == sim.SettingIdle && p.clock != nil && e.Detail != nil {
			p.idle = append(p.idle, e.Detail.Text)
		}
	}
	if p.over && p.layer.Len() == p.log.Len() {
		p.track.Finish()
	}
	p.track.Tell(p.now() - pace.LiveHold)
	if len(p.idle) > 0 {
		p.tellIdle()
	}
	return count
}

// layAll lays all that there is.
func (p *Player) layAll() {
	for p.lay(batchMax) > 0 {
	}
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
	p.layAll()
}

// adopt takes the log that acting at a virtual time has left, and shows what
// was done. Where it is another log, everything before that time is the same
// and keeps its place.
func (p *Player) adopt(at time.Duration) {
	if p.source.Log() == p.log {
		p.track.Act(p.inputs)
		return
	}
	p.turn(at, at)
	p.seekTime(at)
	if start, told := p.track.Answer(at); told && p.playback.Scale.Narrated() {
		p.playback.SeekWall(start)
	}
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
	p.room.asks = false // the presenter has acted: it is another story
	p.layer.Fork(log, same)
	p.history.Fork(log, same)
	p.track.Fork(log, same, p.inputs)
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
	m.Paused, m.Still, m.NextMode, m.Countdown = p.playback.Paused, p.still(), p.nextMode(), p.endplay.seconds()
	m.Cue, m.Compares, m.Progress = p.cue(), p.compares(), p.progress()
	m.Unrepeated, m.Asked = p.unrepeated(), p.unseenInputs()
	p.opening.show(m)
	m.Selected, m.TableTop, m.Focus = p.selected, p.tableTop, p.focus
	said := p.notice
	if said.text(p.options.Lang) == "" {
		said = p.waits()
	}
	m.Footer, m.Notice, m.Echo, m.CaptionBar = p.footer(), said.text(p.options.Lang), p.echoed(), p.captionBar
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
	m.Folded, m.Unfolded = p.folded, p.unfolded
	said.emphasise(m)
	return m
}

// marks returns the marks of what was played once.
func (p *Player) marks() []moment.Mark {
	marks := make([]moment.Mark, 0, len(p.layer.Marks)+len(p.bookmarks))
	for i := range p.layer.Marks {
		m := &p.layer.Marks[i]
		if int(m.Event) > p.played {
			break
		}
		marks = append(marks, moment.Mark{Wall: p.playback.Scale.MarkWall(m).Seconds(), Kind: m.Kind})
	}
	if len(p.bookmarks) > 0 {
		marks = append(marks, p.bookmarkMarks()...)
		slices.SortStableFunc(marks, func(a, b moment.Mark) int { return cmp.Compare(a.Wall, b.Wall) })
	}
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
