package tell

import (
	"fmt"
	"slices"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

func named(number sim.OrderID) string { return words.Named(number) }

// Lesson is something that a run has shown, in one line.
type Lesson struct {
	Glyph  rune
	Pen    canvas.Pen
	Orders []sim.OrderID // of which it speaks, ascending; none: of the run
	Minor  bool          // what was proved, and what not, says it already
	said   string
	with   []any // what its words are filled with beside the orders
}

// Text returns the lesson in its words.
func (l *Lesson) Text(t *words.Catalogue) string {
	if len(l.Orders) == 0 {
		return fmt.Sprintf(l.said, l.with...)
	}
	return fmt.Sprintf(l.said, append([]any{t.NumbersOf(l.Orders)}, l.with...)...)
}

// rule says of which orders a lesson speaks.
type rule struct {
	Lesson
	holds func(o *sim.OrderState) bool
	count func(o *sim.OrderState) int // the largest over its orders is told beside; nil: nothing is
}

// lessons are what is gathered from the orders of a run, one after the other.
type lessons struct {
	*Reader
	rules   []rule
	most    []int
	blocked map[int16]*sim.OrderState // what blocks a partition
	behind  map[int16]int
	longest [longestCount]longest
	over    []sim.OrderID // overtaken
	by      sim.OrderID
	early   bool                     // one broker of several went away
	given   map[sim.OrderID]sim.Loss // how those came to be lost whom the client gave up
}

// longest is the order of which a span of time was the longest.
type longest struct {
	order sim.OrderID
	span  time.Duration
}

// The spans of which the longest is told.
const (
	answering  = iota // from the call to the answer of send()
	unread            // from the log to whoever reads it
	unsent            // from the call to the log
	claiming          // from PUBLISHED to finished
	unfinished        // from handled to finished
	longestCount
)

// longFrom is how long each of them must be to be told.
var longFrom = [longestCount]time.Duration{answering: 5 * time.Second, unread: 5 * time.Second, unsent: LateFrom, claiming: 0, unfinished: LateFrom}

func (f *Reader) newLessons() *lessons {
	l := &lessons{Reader: f, blocked: map[int16]*sim.OrderState{}, behind: map[int16]int{}, early: oneBrokerGone(f.State), given: map[sim.OrderID]sim.Loss{}}
	for i := range f.State.Client.LostAt {
		at := &f.State.Client.LostAt[i]
		loss := f.State.LossAt(at)
		for _, number := range at.Orders {
			l.given[number] = loss
		}
	}
	for number := range f.State.Orders.Each() {
		if o := f.State.Order(number); o.Has(sim.BlockedPartition) && !o.Truth().Over() {
			l.blocked[o.Partition] = o
		}
	}
	l.rules = slices.Concat(l.lostRules(), l.twiceRules(), l.openRules(), l.panelRules(), l.toldRules(), l.mildRules())
	l.most = make([]int, len(l.rules))
	return l
}

// oneBrokerGone reports whether brokers went away, and never all of them.
func oneBrokerGone(s *sim.State) bool {
	one := false
	for i := range s.Faults {
		switch f := &s.Faults[i].Fault; {
		case f.Name == sim.BrokerDown && f.Broker == 0:
			return false
		case f.Name == sim.BrokerDown, f.Name == sim.LeaderFailover && f.How != sim.Shutdown:
			one = true
		}
	}
	return one && s.Setup.Brokers() > 1
}

// add tells of an order what the first rule says that holds for it.
func (l *lessons) add(o *sim.OrderState) {
	l.measure(o)
	for i := range l.rules {
		r := &l.rules[i]
		if !r.holds(o) {
			continue
		}
		r.Orders = append(r.Orders, o.Order.Number)
		if r.count != nil {
			l.most[i] = max(l.most[i], r.count(o))
		}
		return
	}
}

// measure finds the longest of each span, and who was overtaken.
func (l *lessons) measure(o *sim.OrderState) {
	between := func(kind int, from, to time.Duration, is bool) {
		if d := to - from; is && from != sim.Never && to != sim.Never && d >= longFrom[kind] && d > l.longest[kind].span {
			l.longest[kind] = longest{o.Order.Number, d}
		}
	}
	own := o.By == sim.ByService && o.Publishes == 1
	between(answering, 0, o.CallerAt, l.State.Setup.Mode == sim.Send && o.Caller == sim.Value)
	between(unread, o.Rungs[sim.Appended], o.Rungs[sim.Polled], true)
	between(unsent, o.CalledAt, o.Rungs[sim.Appended], own)
	between(unfinished, o.Rungs[sim.Handled], o.Rungs[sim.Finished], true)
	between(claiming, o.Rungs[sim.Marked], o.Rungs[sim.Finished], true)
	if o.Truth() == sim.Waiting && l.blocked[o.Partition] != nil && l.blocked[o.Partition] != o {
		l.behind[o.Partition]++
	}
	if o.Has(sim.Reordered) {
		l.over = append(l.over, o.Order.Number)
	} else if len(l.over) > 0 && l.by == 0 && o.Reached(sim.Appended) {
		l.by = o.Order.Number
	}
}

func (l *lessons) lostRules() []rule {
	t, s := &l.Words.Card.Lessons, l.State
	lost := func(how ...sim.Loss) func(*sim.OrderState) bool {
		return func(o *sim.OrderState) bool {
			if o.Truth() != sim.Lost {
				return false
			}
			return slices.Contains(how, l.lossOf(o))
		}
	}
	bad := func(said string, holds func(*sim.OrderState) bool) rule {
		return rule{Lesson: Lesson{Glyph: '✗', Pen: canvas.Lost, said: said}, holds: holds}
	}
	return []rule{
		bad(t.AckedGone, func(o *sim.OrderState) bool { return o.Has(sim.AckedLoss) && o.Truth() == sim.Lost }),
		bad(t.Truncated, lost(sim.LostTruncated)),
		bad(t.Died, lost(sim.LostMemory)),
		bad(t.Aside, lost(sim.LostAside)),
		bad(t.Undone, lost(sim.LostUndone)),
		bad(t.Skipped, func(o *sim.OrderState) bool {
			return o.Truth() == sim.Lost && o.Marked && s.Remedies.Has(sim.Sweeper)
		}),
		bad(t.GivenUpEarly, func(o *sim.OrderState) bool {
			return l.early && o.Appended == 0 && (o.Truth() == sim.Lost || o.Truth() == sim.Ended && o.Caller == sim.Failure)
		}),
		bad(t.Refused, lost(sim.LostTries, sim.LostRefused)),
	}
}

// lossOf returns how an order came to be lost. What the client gave up and what
// was lost later for another reason is told apart by its record.
func (l *lessons) lossOf(o *sim.OrderState) sim.Loss {
	if loss, given := l.given[o.Order.Number]; given && o.Appended == 0 {
		return loss
	}
	loss, _ := l.State.Loss(o)
	return loss
}

func (l *lessons) twiceRules() []rule {
	t := &l.Words.Card.Lessons
	twice := func(said string, holds func(*sim.OrderState) bool) rule {
		return rule{Lesson: Lesson{Glyph: '◆', Pen: canvas.Unknown, said: said}, holds: holds}
	}
	often := twice(t.DoneOften, func(o *sim.OrderState) bool { return o.WorkDone > 2 })
	often.count = func(o *sim.OrderState) int { return int(o.WorkDone) }
	return []rule{
		twice(t.BoughtTwice, func(o *sim.OrderState) bool { return o.Jobs > 1 }),
		twice(t.TwiceInLog, func(o *sim.OrderState) bool { return o.WorkDone > 1 && o.Copies > 1 }),
		often,
		twice(t.DoneTwice, func(o *sim.OrderState) bool { return o.WorkDone > 1 }),
	}
}

// openRules are those of orders that are not over when the run is.
func (l *lessons) openRules() []rule {
	t, s := &l.Words.Card.Lessons, l.State
	open := func(glyph rune, p canvas.Pen, said string, holds func(*sim.OrderState) bool) rule {
		return rule{Lesson: Lesson{Glyph: glyph, Pen: p, said: said}, holds: holds}
	}
	is := func(truths ...sim.Truth) func(*sim.OrderState) bool {
		return func(o *sim.OrderState) bool { return slices.Contains(truths, o.Truth()) }
	}
	blocks := open('□', canvas.Lost, t.BlocksNone, func(o *sim.OrderState) bool { return l.blocked[o.Partition] == o })
	waits := is(sim.Waiting, sim.Duplicated)
	unread := func(o *sim.OrderState) bool {
		return waits(o) && (s.Ended == sim.ReasonQuiet || s.KeepsAway(o.Order.Fulfilment.Carrier()) != nil)
	}
	return []rule{
		blocks,
		open('□', canvas.Waiting, "", func(o *sim.OrderState) bool { return waits(o) && l.blocked[o.Partition] != nil }), // told with what blocks it
		open('□', canvas.Lost, t.Unanswered, func(o *sim.OrderState) bool { return unread(o) && o.Caller == sim.Pending }),
		open('□', canvas.Waiting, t.Unread, unread),
		open('□', canvas.Waiting, t.Open, waits),
		open('?', canvas.Unknown, t.NobodyKnows, func(o *sim.OrderState) bool { return o.Unknown() }),
		open('○', canvas.Waiting, t.InMemory, is(sim.InMemory, sim.Retrying)),
		open('◐', canvas.Moving, t.AtPanel, func(o *sim.OrderState) bool { return o.Truth() == sim.Working && o.Jobs > 0 }),
	}
}

// toldRules are those of orders whose callers know something else than what is true.
func (l *lessons) toldRules() []rule {
	t, s := &l.Words.Card.Lessons, l.State
	told := func(glyph rune, p canvas.Pen, said string, holds func(*sim.OrderState) bool) rule {
		return rule{Lesson: Lesson{Glyph: glyph, Pen: p, said: said}, holds: holds}
	}
	failed := func(o *sim.OrderState) bool { return o.Caller == sim.Failure }
	resent := func(by sim.By, remedy sim.Remedy) rule {
		r := told('↻', canvas.Done, t.Resent, func(o *sim.OrderState) bool { return failed(o) && o.By == by && o.Truth() == sim.Done })
		r.with = []any{remedy.String()}
		return r
	}
	return []rule{
		resent(sim.ByOutbox, sim.Outbox),
		resent(sim.BySweeper, sim.Sweeper),
		told('≠', canvas.Unknown, t.ToldDone, func(o *sim.OrderState) bool { return failed(o) && o.Truth() == sim.Done }),
		told('≠', canvas.Unknown, t.Unheard, func(o *sim.OrderState) bool { return o.Has(sim.LostReply) }),
		told('◂', canvas.Ink, t.ErrorBack, func(o *sim.OrderState) bool {
			return s.Setup.Mode == sim.Send && failed(o) && o.Handled > 0
		}),
		told('≠', canvas.Unknown, t.Unmarked, func(o *sim.OrderState) bool { return o.Has(sim.UnmarkedPublish) }),
		told('▸', canvas.Waiting, t.Waits, func(o *sim.OrderState) bool { return o.Caller == sim.Pending }),
	}
}

// panelRules are those of orders that were handled, and are not finished.
func (l *lessons) panelRules() []rule {
	t, s := &l.Words.Card.Lessons, l.State
	closed := func(said string, is sim.Where) rule {
		return rule{Lesson: Lesson{Glyph: '◐', Pen: canvas.Ink, said: said}, holds: func(o *sim.OrderState) bool {
			return o.Truth().Over() && o.Reached(sim.Handled) && s.Standing(o, s.At).Where == is
		}}
	}
	partial := closed(t.Partial, sim.NowPartial)
	partial.count = func(o *sim.OrderState) int { return int(o.Percent) }
	declined := closed(t.Declined, sim.NowEnded)
	ended := declined.holds
	declined.holds = func(o *sim.OrderState) bool { return o.Order.Fulfilment == sim.External && ended(o) }
	return []rule{partial, closed(t.Canceled, sim.NowCanceled), declined, closed(t.Fallen, sim.NowFallen)}
}

// mildRules are those of what went well, or openly.
func (l *lessons) mildRules() []rule {
	t := &l.Words.Card.Lessons
	mild := func(glyph rune, said string, minor bool, holds func(*sim.OrderState) bool) rule {
		return rule{Lesson: Lesson{Glyph: glyph, Pen: canvas.Ink, said: said, Minor: minor}, holds: holds}
	}
	again := mild('↻', t.Redelivered, false, func(o *sim.OrderState) bool { return o.Handled > 1 && o.WorkDone == 1 })
	again.count = func(o *sim.OrderState) int { return int(o.Handled) }
	return []rule{
		mild('✗', t.FailedOpenly, false, func(o *sim.OrderState) bool { return o.Caller == sim.Failure && o.Truth() == sim.Ended }),
		mild('◆', t.OnceDespite, false, func(o *sim.OrderState) bool { return o.Copies > 1 && o.WorkDone == 1 }),
		again,
		mild('✗', t.ToNobody, true, func(o *sim.OrderState) bool { return o.Truth() == sim.Lost && o.Caller == sim.Nothing }),
	}
}

// lessons puts together what was gathered, the gravest first.
func (l *lessons) lessons(e *Ending) []Lesson {
	var list, minor []Lesson
	for i := range l.rules {
		r := &l.rules[i]
		if len(r.Orders) == 0 || r.said == "" {
			continue
		}
		l.figure(r, l.most[i])
		if r.Minor {
			minor = append(minor, r.Lesson)
		} else {
			list = append(list, r.Lesson)
		}
	}
	return slices.Concat(list, l.worldLessons(e), minor, l.longLessons(e.LostFirst != 0), l.remedyLessons())
}

// figure fills in what a lesson tells beside its orders.
func (l *lessons) figure(r *rule, most int) {
	t := &l.Words.Card.Lessons
	switch r.said {
	case t.BlocksNone:
		behind := 0
		for _, n := range l.behind {
			behind += n
		}
		if behind > 0 {
			r.said, r.with = t.Blocks, []any{l.Words.CountOf(behind)}
		}
	case t.ToNobody:
		first, last := l.State.Order(r.Orders[0]), l.State.Order(r.Orders[len(r.Orders)-1])
		a, b := first.TruthAt-first.CalledAt, last.TruthAt-last.CalledAt
		r.with = []any{l.Words.HeardBetween(min(a, b), max(a, b))}
	default:
		if r.count != nil {
			r.with = []any{most}
		}
	}
}

// worldLessons are those of what happened to brokers and groups, and to no order.
func (l *lessons) worldLessons(e *Ending) []Lesson {
	t, s := &l.Words.Card.Lessons, l.State
	if s.Truths[sim.Done] != s.Count() || e.Callers[sim.Failure] > 0 || s.Count() == 0 {
		return nil
	}
	var list []Lesson
	for i := range s.Faults {
		f := &s.Faults[i].Fault
		switch {
		case f.Name == sim.LeaderFailover && len(list) == 0:
			list = append(list, Lesson{Glyph: '▸', Pen: canvas.Ink, said: t.NewLeader})
		case f.Name == sim.ConsumerAbsent && f.Group != 0 && !f.Group.Carries() && len(list) == 0:
			list = append(list, Lesson{Glyph: '▸', Pen: canvas.Ink, said: t.GroupAway, with: []any{f.Group.String()}})
		}
	}
	return list
}

// longLessons are those of what took long, or was overtaken.
func (l *lessons) longLessons(minor bool) []Lesson {
	t := &l.Words.Card.Lessons
	tells := Lesson{Glyph: '▸', Pen: canvas.Ink, Minor: minor}
	if l.longest[unfinished].order == l.longest[claiming].order {
		l.longest[unfinished].order = 0
	}
	var list []Lesson
	for kind, said := range [longestCount]string{answering: t.LateAnswer, unread: t.LateRead, unsent: t.LateSent, claiming: t.Early, unfinished: t.Unfinished} {
		if long := l.longest[kind]; long.order != 0 {
			tells.Orders, tells.said, tells.with = []sim.OrderID{long.order}, said, []any{l.Words.Heard(long.span)}
			list = append(list, tells)
		}
	}
	if len(l.over) > 0 && l.by != 0 {
		tells.Orders, tells.said, tells.with = l.over, t.Overtaken, []any{named(l.by)}
		list = append(list, tells)
	}
	return list
}

// remedyLessons say what each remedy that is on saw to, as far as that is so.
func (l *lessons) remedyLessons() []Lesson {
	s, says := l.State, l.Words.Card.Lessons.Remedies
	idle := [sim.RemedyCount]bool{
		sim.Sweeper: true, sim.Outbox: true, sim.IdempotentProducer: !l.told(l.Words.Card.Lessons.TwiceInLog, l.Words.Card.Lessons.OnceDespite),
		sim.Dedupe: s.Duplicated == 0, sim.DeadLetter: !l.told(l.Words.Card.Lessons.Aside), sim.Reconcile: !l.told(l.Words.Card.Lessons.BoughtTwice),
		sim.SendTimeoutRemedy: !l.told(l.Words.Card.Lessons.Waits, l.Words.Card.Lessons.Unanswered),
	}
	var list []Lesson
	for r := range sim.RemedyCount {
		if s.Remedies.Has(r) && idle[r] {
			list = append(list, Lesson{Glyph: '+', Pen: canvas.Quiet, said: says[r]})
		}
	}
	return list
}

// told reports whether one of some lessons has orders.
func (l *lessons) told(said ...string) bool {
	return slices.ContainsFunc(l.rules, func(r rule) bool { return len(r.Orders) > 0 && slices.Contains(said, r.said) })
}
