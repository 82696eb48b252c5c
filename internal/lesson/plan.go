package lesson

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"orderflow/sim"
)

// Maker plays a run to its end.
type Maker func(sim.Config) (*sim.Log, error)

// Plan is a lesson with what its logs say: its moments, its right answers, and
// its texts with their figures. It is a function of the lesson and its runs.
type Plan struct {
	Lesson *Lesson
	Acts   []Act
}

// Act is a run of the lesson, with the scenes that play on it.
type Act struct {
	Config sim.Config
	Log    *sim.Log // to its end
	Parts  []Part
}

// Part is a scene in its run.
type Part struct {
	Scene    int         // its number, from 0
	From, To sim.EventID // the events before which it begins, and after which it ends
	Cues     []Cue
	Question *Question
	Task     *Mission
	Notes    sim.Text
}

// Cue is a sentence, and the event at which it comes.
type Cue struct {
	Event sim.EventID
	Text  sim.Text // lines of at most 42 columns
	Place string
	Order sim.OrderID
	After bool // it follows the question of the scene
}

// Question is what the room is asked, after an event.
type Question struct {
	Event   sim.EventID
	Text    sim.Text
	Choices []Option
	Think   time.Duration
	Seen    sim.EventID // by which the answer shows
	Right   int         // choice that is right by then, from 0
	Why     sim.Text
	Order   sim.OrderID // that it is about; 0 = none, or several
}

// Option is a possible answer.
type Option struct {
	Text  sim.Text
	World *Elsewhere // in which it is right; nil = none
}

// Elsewhere is a run in which a choice would be right.
type Elsewhere struct {
	Config sim.Config
	Log    *sim.Log
	Asked  sim.EventID // after which the question would be asked there
	Seen   sim.EventID // by which the choice is right
}

// Mission is what the room does itself.
type Mission struct {
	Text     sim.Text
	Hints    []sim.Text
	Flags    string     // that solve it
	Solution sim.Config // the run with them
	Done     *Condition
}

// planner makes a plan. It goes on after what does not hold, so that all of it is
// told.
type planner struct {
	make     Maker
	seed     *uint64 // of runs that do not say which; nil = their own
	plan     *Plan
	problems []error
	walk     *walker // through the run that plays
	over     bool    // that run cannot be played
}

// NewPlan plays a lesson's runs and finds out what it speaks of. Problems are
// Refusals of the form file:line:column: the moments that never come, the questions
// without one right choice, the worlds and solutions that do not do what they are for.
func NewPlan(l *Lesson, m Maker) (*Plan, []error) { return planOf(l, m, nil) }

func planOf(l *Lesson, m Maker, seed *uint64) (*Plan, []error) {
	p := &planner{make: m, seed: seed, plan: &Plan{Lesson: l}}
	base, err := l.Run.over(sim.DefaultConfig())
	if err != nil {
		return p.plan, []error{err}
	}
	p.begin(&l.Run, base, l.src, l.Run.at)
	for i := range l.Scenes {
		s := &l.Scenes[i]
		if s.Run != nil {
			config, err := s.Run.over(base)
			if err != nil {
				p.problem(err)
				p.over = true
				continue
			}
			p.begin(s.Run, config, l.src, s.Run.at)
		}
		if !p.over {
			p.scene(i, s)
		}
	}
	return p.plan, p.problems
}

// problem notes what does not hold, once: a condition that cannot be computed
// fails at every event.
func (p *planner) problem(err error) {
	if err != nil && !slices.ContainsFunc(p.problems, func(noted error) bool { return noted.Error() == err.Error() }) {
		p.problems = append(p.problems, err)
	}
}

// begin begins another run. Where the lesson's own has no scene, it is left out.
func (p *planner) begin(r *Run, c sim.Config, src *source, at place) {
	if p.seed != nil && !r.pins() && !p.plan.Lesson.Run.pins() {
		c.Seed = *p.seed
	}
	log, err := p.make(c)
	if p.over = err != nil; p.over {
		p.problem(src.refuse(at, err))
		return
	}
	if n := len(p.plan.Acts); n > 0 && len(p.plan.Acts[n-1].Parts) == 0 {
		p.plan.Acts = p.plan.Acts[:n-1]
	}
	p.plan.Acts = append(p.plan.Acts, Act{Config: c, Log: log})
	p.walk = newWalker(log)
}

func (p *planner) act() *Act { return &p.plan.Acts[len(p.plan.Acts)-1] }

func (p *planner) scene(number int, s *Scene) {
	part := Part{Scene: number, From: p.walk.n, Notes: s.Notes}
	part.Cues = p.play(s.Until, s.Say)
	part.To = p.walk.n
	if s.Ask != nil && !p.over {
		part.Question = p.question(s, &part)
	}
	if s.Do != nil && !p.over {
		part.Task = p.mission(s.Do)
	}
	p.act().Parts = append(p.act().Parts, part)
}

// play plays on to the first event at which a condition holds, or to the end, and
// returns what is said on the way. Where that moment never comes the run is over for
// the scenes that follow: what they speak of would not hold for this reason alone.
func (p *planner) play(until *Condition, says []Say) (cues []Cue) {
	next := 0
	last := p.walk.n
	say := func() {
		for next < len(says) {
			s := &says[next]
			if s.At != nil && !p.holds(s.At) {
				return
			}
			if s.At != nil {
				last = p.walk.n
			}
			text, err := s.Text.in(p.walk.world())
			p.problem(err)
			cues = append(cues, Cue{Event: max(last, 1), Text: broken(text), Place: s.Place, Order: sim.OrderID(s.Order)})
			next++
		}
	}
	for {
		say()
		if until != nil && p.holds(until) {
			break
		}
		if !p.walk.step() {
			if until != nil {
				p.over = true
				p.problem(until.src.refuse(until.at, sim.Refuse("this moment never comes: %s", "이 순간이 오지 않습니다: %s", sim.Printable(until.Text, 120))))
				return cues
			}
			break
		}
	}
	if p.over {
		return cues
	}
	for _, s := range says[next:] {
		p.problem(s.Text.src.refuse(s.at, sim.Refuse("its moment does not come before the scene ends", "장면이 끝날 때까지 이 문장의 순간이 오지 않습니다")))
	}
	return cues
}

func (p *planner) holds(c *Condition) bool {
	is, err := c.holds(p.walk.world())
	if err != nil {
		p.over = true
		p.problem(err)
	}
	return is || err != nil
}

func (p *planner) question(s *Scene, part *Part) *Question {
	q := &Question{Event: p.walk.n, Think: s.Ask.Think, Right: -1, Order: s.about()}
	text := func(w *Wording) sim.Text {
		t, err := w.in(p.walk.world())
		p.problem(err)
		return t
	}
	q.Text = text(&s.Ask.Question)
	for i := range s.Ask.Choices {
		q.Choices = append(q.Choices, Option{Text: text(&s.Ask.Choices[i].Text)})
	}
	before := len(part.Cues)
	if s.Reveal.Until != nil {
		part.Cues = append(part.Cues, p.play(s.Reveal.Until, s.Reveal.Say)...)
		if p.over {
			return q
		}
	} else {
		for i := range s.Reveal.Say {
			part.Cues = append(part.Cues, Cue{Event: max(p.walk.n, 1), Text: broken(text(&s.Reveal.Say[i].Text)), Place: s.Reveal.Say[i].Place, Order: sim.OrderID(s.Reveal.Say[i].Order)})
		}
	}
	for i := before; i < len(part.Cues); i++ {
		part.Cues[i].After = true
	}
	q.Seen, part.To = p.walk.n, p.walk.n
	q.Why = text(&s.Reveal.Why)
	right := p.right(s.Ask, p.walk.world())
	if len(right) == 1 {
		q.Right = right[0]
	} else {
		p.problem(s.Reveal.Why.src.refuse(s.Ask.at, sim.Refuse("%d of the choices are right at the reveal (seed %d): want exactly one", "정답이 공개되는 순간에 맞는 보기가 %d개입니다(seed %d). 하나여야 합니다", len(right), p.act().Config.Seed)))
	}
	if read := reading(q); s.Ask.Think < read {
		p.problem(s.Reveal.Why.src.refuse(s.Ask.at, sim.Refuse("think: %s is too short to read the question, which takes %s", "think: 질문을 읽는 데 %[2]s이(가) 걸려 %[1]s(으)로는 짧습니다", s.Ask.Think, read)))
	}
	for i := range s.Ask.Choices {
		if c := &s.Ask.Choices[i]; c.World != nil {
			q.Choices[i].World = p.world(s, c)
		}
	}
	return q
}

// oneOrder matches an order that a condition is about.
var oneOrder = regexp.MustCompile(`#(\d+)\.|order\((\d+)\)`)

// about returns the order that a question is about: the one that its choices name,
// or the moment at which it is asked; 0 where they name none, or several.
func (s *Scene) about() sim.OrderID {
	var conditions []*Condition
	for i := range s.Ask.Choices {
		conditions = append(conditions, s.Ask.Choices[i].Right)
	}
	for _, list := range [][]*Condition{conditions, {s.Until}} {
		named := map[string]bool{}
		number := 0
		for _, c := range list {
			if c == nil {
				continue
			}
			for _, found := range oneOrder.FindAllStringSubmatch(c.Text, -1) {
				named[found[1]+found[2]] = true
				number, _ = strconv.Atoi(found[1] + found[2]) // digits; too many of them are no order
			}
		}
		if len(named) == 1 {
			return sim.OrderID(max(number, 0))
		}
	}
	return 0
}

// right returns the choices that are right in a world.
func (p *planner) right(a *Ask, w *World) (list []int) {
	for i := range a.Choices {
		if c := a.Choices[i].Right; c != nil {
			is, err := c.holds(w)
			p.problem(err)
			if is {
				list = append(list, i)
			}
		}
	}
	return list
}

// world returns the run in which a choice is right, and finds out whether it is:
// at some moment after the question's.
func (p *planner) world(s *Scene, c *Choice) *Elsewhere {
	config, err := c.World.over(p.act().Config)
	if err != nil {
		p.problem(err)
		return nil
	}
	log, err := p.make(config)
	if err != nil {
		p.problem(c.World.src.refuse(c.World.at, err))
		return nil
	}
	w := newWalker(log)
	switch {
	case s.Until == nil: // it is asked at the end
		w.end()
	case !w.to(s.Until):
		w = newWalker(log) // what the question asks about does not come there
	}
	asked := w.n
	for {
		right, err := p.rightIn(s.Ask, c, w)
		if err == nil && !right && !w.step() {
			err = c.World.src.refuse(c.World.at, sim.Refuse("in this world the choice is not right either", "이 조건에서도 이 보기는 맞지 않습니다"))
		}
		p.problem(err)
		if right || err != nil {
			return &Elsewhere{Config: config, Log: log, Asked: asked, Seen: w.n}
		}
	}
}

// rightIn reports whether a choice is right in another world by now: where it does
// not say when it is, that is so at the end, if no other is.
func (p *planner) rightIn(a *Ask, c *Choice, w *walker) (bool, error) {
	if c.Right == nil {
		return int(w.n) == w.log.Len() && len(p.right(a, w.world())) == 0, nil
	}
	return c.Right.holds(w.world())
}

func (p *planner) mission(t *Task) *Mission {
	m := &Mission{Flags: t.Solution, Done: t.Done}
	text := func(w *Wording) sim.Text {
		out, err := w.in(p.walk.world())
		p.problem(err)
		return out
	}
	m.Text = text(&t.Task)
	for i := range t.Hints {
		m.Hints = append(m.Hints, text(&t.Hints[i]))
	}
	refuse := func(english, korean string) { p.problem(t.Done.src.refuse(t.at, sim.Refuse(english, korean))) }
	if newWalker(p.act().Log).to(t.Done) {
		refuse("the task is done before anybody does anything", "아무것도 하지 않아도 과제가 이미 끝나 있습니다")
	}
	m.Solution = p.act().Config
	if err := solve(&m.Solution, t.Solution, true); err != nil {
		p.problem(t.Done.src.refuse(t.at, err))
		return m
	}
	log, err := p.make(m.Solution)
	switch {
	case err != nil:
		p.problem(t.Done.src.refuse(t.at, err))
	case !newWalker(log).to(t.Done):
		refuse("the solution does not solve the task", "이 풀이로는 과제가 해결되지 않습니다")
	}
	return m
}

// broken breaks a sentence into lines.
func broken(t sim.Text) sim.Text {
	return sim.Text{English: strings.Join(Lines(t.English, lineMax), "\n"), Korean: strings.Join(Lines(t.Korean, lineMax), "\n")}
}

// walker goes through a log, event by event.
type walker struct {
	log   *sim.Log
	state *sim.State
	n     sim.EventID
	seen  *World // of the event at which it stands; nil = nobody looked yet
}

func newWalker(log *sim.Log) *walker { return &walker{log: log, state: sim.NewState()} }

// step goes on to the next event, and reports whether there is one.
func (w *walker) step() bool {
	if int(w.n) >= w.log.Len() {
		return false
	}
	w.n++
	w.state.Apply(w.log.At(w.n))
	w.seen = nil
	return true
}

// end goes on to the end.
func (w *walker) end() {
	for w.step() {
	}
}

func (w *walker) world() *World {
	if w.seen == nil {
		var last *sim.Event
		if w.n > 0 {
			last = w.log.At(w.n)
		}
		w.seen = worldOf(w.state, last)
	}
	return w.seen
}

// to goes on to the first event at which a condition holds, and reports whether
// it comes.
func (w *walker) to(c *Condition) bool {
	for {
		if is, err := c.holds(w.world()); err != nil || is {
			return err == nil
		}
		if !w.step() {
			return false
		}
	}
}
