package stage

import (
	"slices"
	"strings"
	"time"

	"orderflow/internal/lesson"
	"orderflow/sim"
	"orderflow/ui/words"
)

// Lesson is a lesson that a player takes a room through.
type Lesson struct {
	Plan   *lesson.Plan
	Record lesson.Record             // how far they came before
	Keep   func(lesson.Record) error // keeps how far they have come; may be nil
	Begin  func(sim.Config) (Run, error)
	Times  []time.Duration // planned for each scene; nil = they are estimated
	Fast   bool            // the questions alone
	Alone  bool            // nobody is in the room: it goes on by itself
	Next   string          // the lesson after this one; "" = this is the last

	// Rehearsed is told, at the end of each scene, how long the room took for each
	// so far; nil where nobody measures.
	Rehearsed func([]time.Duration) error
}

// Run is a run that was begun, and how others like it are.
type Run struct {
	Source  Source
	Restart Restart
	Sow     Sow
}

// class is a lesson under way.
type class struct {
	*Lesson
	steps  []step        // the scenes, in order
	now    int           // of them, that which plays; as many as there are: it is over
	run    Run           // of the act that plays
	stops  []stop        // of that act
	next   int           // of them, that to which the story comes next
	task   bool          // the task of the scene is being done
	solved bool          // it was
	hush   time.Duration // wall of the last card: what was said before it does not come back
	stood  time.Duration // for which a card stands, where nobody is in the room
	ended  bool          // its end has been read, where nobody is in the room
	hints  int           // of the task, that were given
	times  []time.Duration
	timed  int             // acts whose times are known
	passed time.Duration   // real time since the screen was opened
	took   []time.Duration // real time, by scene
	first  int             // scene with which it was begun

	watched   int // events of a log that were looked at for the task
	watchedIn *sim.Log
}

// step is a scene, and the act in which it plays.
type step struct {
	act  int
	part *lesson.Part
}

// First returns the configuration of the run with which a lesson begins, or goes on.
func (l *Lesson) First() sim.Config {
	c := newClass(l)
	return l.Plan.Acts[c.steps[c.now].act].Config
}

// newClass returns a lesson at the scene at which its record stands; one that was
// finished begins again.
func newClass(l *Lesson) *class {
	c := &class{Lesson: l}
	for a := range l.Plan.Acts {
		for i := range l.Plan.Acts[a].Parts {
			c.steps = append(c.steps, step{a, &l.Plan.Acts[a].Parts[i]})
		}
	}
	if c.now = l.Record.Scene; c.now < 0 || c.now >= len(c.steps) {
		c.now, c.Record.Scene = 0, 0
	}
	c.first = c.now
	c.times, c.took = make([]time.Duration, len(c.steps)), make([]time.Duration, len(c.steps))
	return c
}

// NewLesson returns a player at the scene of a lesson at which its record stands.
// first is a run of its First.
func NewLesson(l *Lesson, first Run, s *Setup) *Player {
	c := newClass(l)
	c.take(first, c.steps[c.now].act)
	p := &Player{class: c, restart: first.Restart, sow: first.Sow, screens: newStack(&boardScreen{teaches: true}), options: s.Options}
	p.lasts = s.Lasts
	p.load(first.Source, nil)
	p.learns = s.Learn
	p.prints, p.recorded, p.shown = s.Prints, s.Recorded, s.Shown
	p.configure(s.Pace, s.Speed, s.Paused)
	p.sitting.acted = true // nothing of the story comes by itself
	p.grow()
	p.toScene()
	p.playback.Paused = s.Paused
	return p
}

// Learn returns a lesson by its name, with the first run of it; "" is the first
// lesson.
type Learn func(name string) (*Lesson, Run, error)

func (p *Player) canLearn() bool { return p.learns != nil && p.class == nil && p.finished() }

// learn leaves the story for the first lesson.
func (p *Player) learn() { p.goLearn("") }

func (p *Player) hasNextLesson() bool { return p.learns != nil && p.class.Next != "" }

// nextLesson goes on with the lesson after this one.
func (p *Player) nextLesson() { p.goLearn(p.class.Next) }

func (p *Player) goLearn(name string) {
	l, first, err := p.learns(name)
	if err != nil {
		p.tell(noticeOf(err))
		return
	}
	p.screens = newStack(&boardScreen{teaches: true})
	if p.class == nil {
		p.leave()
		p.limitKept()
	} else {
		p.keepStray()
	}
	p.class = newClass(l)
	p.class.take(first, p.class.steps[p.class.now].act)
	p.sitting.acted = true // nothing of the story comes by itself
	p.showRun(first)
	p.toScene()
}

// take takes the run of an act.
func (c *class) take(run Run, act int) {
	c.run, c.stops, c.next, c.hush = run, c.stopsOf(act), 0, 0
}

// begin makes the run of an act, and finds where the story stops in it.
func (c *class) begin(act int) (Run, error) {
	run, err := c.Begin(c.Plan.Acts[act].Config)
	if err != nil {
		return run, err
	}
	c.take(run, act)
	return run, nil
}

// teaching reports whether the lesson's own run is shown, as the lesson has it.
func (p *Player) teaching() bool {
	c := p.class
	return c != nil && p.source == c.run.Source && len(p.inputs) == 0 && c.now < len(c.steps)
}

// astray reports whether the room is elsewhere than in the lesson.
func (p *Player) astray() bool {
	return p.class != nil && p.class.now < len(p.class.steps) && (!p.teaching() || p.class.task)
}

// step returns the scene that plays; nil where the lesson is over.
func (c *class) step() *step {
	if c.now >= len(c.steps) {
		return nil
	}
	return &c.steps[c.now]
}

// toScene puts the cursor where the scene begins that plays now, with nothing of
// it asked yet.
func (p *Player) toScene() {
	c := p.class
	c.task, c.solved, c.hints = false, false, 0
	c.next = slices.IndexFunc(c.stops, func(s stop) bool { return s.step == c.now })
	p.playOn()
	wall := time.Duration(0)
	if c.next > 0 {
		wall, _ = p.restAt(c.next - 1)
	}
	p.playback.SeekWall(wall)
	p.begin()
	p.played = max(p.played, p.playback.Cursor.N)
}

// answerOf returns what the room answered to a question.
func (c *class) answerOf(part *lesson.Part) lesson.Answer {
	if a := c.Record.Answer(part.Scene); a != nil {
		return *a
	}
	return lesson.Answer{Scene: part.Scene, Right: part.Question.Right, Hands: make([]int, len(part.Question.Choices))}
}

// sceneOver goes on to the next scene, of the same run or of another.
func (p *Player) sceneOver() {
	c := p.class
	c.task, c.solved, c.hints = false, false, 0
	act := c.steps[c.now].act
	c.now++
	c.Record.Scene = c.now
	p.keepRecord()
	switch {
	case c.now == len(c.steps):
		p.toBoard() // a task may lie on it
		p.push(&lessonEndScreen{})
	case c.steps[c.now].act != act:
		p.beginAct()
	}
}

// beginAct shows the run of the scene that plays now, at its beginning.
func (p *Player) beginAct() {
	c := p.class
	run, err := c.begin(c.steps[c.now].act)
	if err != nil {
		p.tell(noticeOf(err))
		return
	}
	p.keepStray()
	p.showRun(run)
	p.toScene()
}

// showRun shows a run of a lesson at its beginning.
func (p *Player) showRun(run Run) {
	p.restart, p.sow, p.scenario = run.Restart, run.Sow, ""
	p.load(run.Source, nil)
	p.grow()
	p.tellShown()
}

// keepStray keeps a run that the room has made, as another takes its place; one
// of the lesson's own can be had again.
func (p *Player) keepStray() {
	if p.acted || p.source != p.class.run.Source && !p.class.owns(p.source) {
		p.leave()
		p.limitKept()
		return
	}
	p.giveUp(p.source)
}

// owns reports whether a source is that of an act as the lesson has it.
func (c *class) owns(source Source) bool {
	log := source.Log()
	return slices.ContainsFunc(c.Plan.Acts, func(a lesson.Act) bool {
		return a.Log.Header.Scenario == log.Header.Scenario && a.Config.Seed == log.Header.Seed && a.Config.Mode == modeOf(source)
	})
}

// keepRecord keeps how far the room has come, and how long it took. Where that
// cannot be kept it is said once, and the lesson goes on.
func (p *Player) keepRecord() {
	c := p.class
	if c.Keep != nil {
		if err := c.Keep(c.Record); err != nil {
			c.Keep = nil
			p.tell(noticeOf(err))
		}
	}
	if c.Rehearsed != nil {
		if err := c.Rehearsed(slices.Clone(c.took)); err != nil {
			c.Rehearsed = nil
			p.tell(noticeOf(err))
		}
	}
}

// goScene goes to another scene of the lesson.
func (p *Player) goScene(i int) {
	c := p.class
	if i < 0 || i >= len(c.steps) {
		return
	}
	stays := p.teaching() && c.steps[i].act == c.steps[min(c.now, len(c.steps)-1)].act
	c.now = i
	p.toBoard()
	if stays {
		p.toScene()
		return
	}
	p.beginAct()
}

// skipScene goes on to the next scene; after the last the lesson is over.
func (p *Player) skipScene() {
	next := p.class.now + 1
	if next == len(p.class.steps) {
		p.sceneOver()
		return
	}
	p.class.Record.Scene = next
	p.keepRecord()
	p.goScene(next)
}

// sceneAgain begins the scene that plays again, or the one before where it has only
// just begun.
func (p *Player) sceneAgain() {
	at := p.class.now
	begun := time.Duration(0)
	if i := slices.IndexFunc(p.class.stops, func(s stop) bool { return s.step == at }); i > 0 {
		begun, _ = p.restAt(i - 1)
	}
	if p.playback.Cursor.Wall-begun < readScene && at > 0 { // it has just begun
		at--
	}
	p.goScene(at)
}

// readScene is for how long a scene has just begun.
const readScene = 3 * time.Second

// classGoesOn leads from the end of a run to where the lesson goes on: to its next
// stop, to the scene or the task that the room has left, or to its end.
func (p *Player) classGoesOn() {
	switch {
	case p.inScene():
		p.playOn()
	case p.astray():
		p.toLesson()
	default:
		p.push(&lessonEndScreen{})
	}
}

func (p *Player) inScene() bool { return p.teaching() && !p.class.task }

// toLesson brings the room back to the scene it has left, or shows its task again.
func (p *Player) toLesson() {
	c := p.class
	switch {
	case c.task && c.solved:
		p.solvedTask()
	case c.task:
		p.push(&taskScreen{part: c.steps[c.now].part})
	default:
		p.goScene(c.now)
	}
}

// inLanguage returns a text in a language.
func inLanguage(t sim.Text, lang words.Lang) string {
	if lang == words.Korean {
		return t.Korean
	}
	return t.English
}

// onALine joins the lines of a text.
func onALine(text string) string { return strings.ReplaceAll(text, "\n", " ") }
