package stage

import (
	"slices"
	"time"

	"orderflow/sim"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/lanes"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
	"orderflow/ui/words"
)

// Limits of the runs that are compared.
const (
	laneEventsMax = 32 * batchMax   // computed for a lane between two frames
	laneStride    = 2 * time.Second // of virtual time a lane is asked for at once
)

// laneSource is what a run beside the one that is shown comes from.
type laneSource interface {
	Log() *sim.Log
	Advance(until time.Duration)
}

// laneRun is a run beside the one that is shown, brought to the same virtual
// time: the same seed, faults and inputs in another mode, or another future.
type laneRun struct {
	source  laneSource
	log     *sim.Log
	history *pace.History
	asked   time.Duration
}

// laneScreen are the three ways side by side: the run that is shown, and the
// same in the other modes. They follow the cursor.
type laneScreen struct {
	sideScreen
	learns  bool                       // a lesson can be taken
	runs    [moment.LaneCount]*laneRun // by mode; nil for the mode that is shown: the player has it
	sources [moment.LaneCount]Source
}

func newLaneRun(source laneSource) *laneRun {
	log := source.Log()
	return &laneRun{source: source, log: log, history: pace.NewHistory(log)}
}

// reach brings the run to a virtual time, as far as its limits for one frame
// go, and reports whether it is there.
func (l *laneRun) reach(at time.Duration) bool {
	limit := l.log.Len() + laneEventsMax
	for l.asked < at && l.log.Len() < limit {
		l.asked = min(at, l.asked+laneStride)
		l.source.Advance(l.asked)
		if l.over() {
			l.asked = at
		}
	}
	limit = min(l.log.Len(), int(l.history.Head.N)+laneEventsMax)
	for n := l.history.Head.N + 1; int(n) <= limit; n++ {
		l.history.Add(l.log.At(n))
	}
	return l.asked >= at && limit == l.log.Len()
}

// over reports whether the run has come to its end.
func (l *laneRun) over() bool {
	n := l.log.Len()
	return n > 0 && l.log.At(sim.EventID(n)).Type == sim.RunEnded
}

// at returns the run's state at a virtual time, as far as it is computed. It
// is good until the next call.
func (l *laneRun) at(at time.Duration) *sim.State {
	return l.history.At(min(l.log.Until(at), int(l.history.Head.N)))
}

// canCompare reports whether the other ways can be run beside this one: not
// on a real Kafka, and not beside a recorded log.
func (p *Player) canCompare() bool { return p.restart != nil && p.clock == nil && p.canAct() }

// openLanes runs the other two ways beside this one.
func openLanes(p *Player) {
	l := &laneScreen{sideScreen: sideScreen{selected: int(p.runMode())}, learns: p.learns != nil && p.class == nil}
	for mode := range sim.Mode(moment.LaneCount) {
		if mode == p.runMode() {
			continue
		}
		source, err := renew(p.restart, mode, p.inputs)
		if err != nil {
			p.tell(noticeOf(err))
			return
		}
		l.runs[mode], l.sources[mode] = newLaneRun(source), source
	}
	p.push(l)
	p.tellShown()
}

// tellShown says which source is on the screen.
func (p *Player) tellShown() {
	if p.shown != nil {
		p.shown(p.source)
	}
}

func (l *laneScreen) table() []binding {
	own := l.own()
	if l.learns {
		own = append(own, learnBinding)
	}
	return sideTable(own...)
}

func (l *laneScreen) own() []binding {
	return []binding{
		{does: intent.LaneAction, keys: []string{"up", "down", "k", "j"}, shown: "↑ ↓", rank: 4, press: l.move},
		{does: intent.OpenLaneAction, keys: []string{"enter"}, shown: "enter", rank: 5, press: plain(l.open)},
		{does: intent.DifferenceAction, keys: []string{"f"}, shown: "f", rank: 6, press: plain(l.firstDifference)},
		{does: intent.CloseAction, keys: []string{"esc", "c"}, shown: "esc", rank: 7, press: plain((*Player).pop)},
	}
}

func (l *laneScreen) draw(f *chrome.Frame) { lanes.Draw(f, l.view(f.Moment)) }

func (l *laneScreen) spoken(f *chrome.Frame) string {
	said := f.LaneCaption(l.view(f.Moment))
	return said[0] + " " + said[1]
}

// laneTime returns the virtual time that runs beside the one of a moment are
// shown at: the cursor's, and at the end of that run the end of each of them.
func laneTime(m *moment.Moment) time.Duration {
	if m.Finished {
		return max(m.At, limitOf(m.Log))
	}
	return m.At
}

// growBeside brings the runs that are shown beside to the cursor and reports
// whether they are there.
func (p *Player) growBeside() bool {
	there := true
	for _, s := range p.screens {
		if runs, open := s.screen.(beside); open {
			there = runs.grow(laneTime(p.reading())) && there
		}
	}
	return there
}

func (l *laneScreen) grow(now time.Duration) bool {
	there := true
	for _, run := range l.runs {
		there = (run == nil || run.reach(now)) && there
	}
	return there
}

// view returns the lanes at a moment.
func (l *laneScreen) view(m *moment.Moment) *moment.LanesView {
	v := &moment.LanesView{Selected: l.selected, Order: m.Selected}
	for i, run := range l.runs {
		v.Lanes[i] = moment.Lane{Mode: sim.Mode(i), State: m.State}
		if run != nil {
			v.Lanes[i].State = run.at(laneTime(m))
		}
	}
	return v
}

func (l *laneScreen) move(_ *Player, key string) {
	if key == "up" || key == "k" {
		l.selected = max(0, l.selected-1)
		return
	}
	l.selected = min(moment.LaneCount-1, l.selected+1)
}

// open shows the selected lane as the run of the board, at the same time.
func (l *laneScreen) open(p *Player) {
	source := l.sources[l.selected]
	at, paused, gone := p.playback.Cursor.At, p.playback.Paused, p.gone()
	p.pop()
	if source == nil {
		return
	}
	p.sitting.acted = true
	w := p.wishFor(sim.Mode(l.selected))
	if i := slices.IndexFunc(p.kept, func(k *keptRun) bool { return k.is(&w) }); i >= 0 { // the same run, with its futures
		if !p.showWaiting(p.kept[i], w.inputs) {
			return
		}
	} else {
		p.leave()
		p.load(source, w.inputs)
		p.grow()
		p.restart, p.scenario, p.inputs = w.restart, w.scenario, w.inputs
		p.limitKept()
	}
	p.reach(at)
	p.seekTime(at)
	p.playback.Paused, p.played = paused, p.playback.Cursor.N
	p.tellShown()
	p.tellRunKept(gone)
}

// firstDifference goes to the first instant at which what the rows say, or what
// is true, differs between the lanes.
func (l *laneScreen) firstDifference(p *Player) {
	at, found := l.differsAt(p)
	if !found {
		p.say(func(w *words.Catalogue) string { return w.Answers.Edge[intent.DifferenceAction] })
		return
	}
	p.rest()
	p.reach(at)
	p.seekTime(at)
}

// differs is what is compared: PUBLISHED, failed, finished, LOST.
func differs(s *sim.State) [4]int {
	return [4]int{s.Published, s.Rows[sim.RowPublishFailed], s.Finished, s.Truths[sim.Lost]}
}

// differsAt folds the three logs side by side, instant by instant.
func (l *laneScreen) differsAt(p *Player) (time.Duration, bool) {
	logs := [moment.LaneCount]*sim.Log{}
	states := [moment.LaneCount]*sim.State{}
	for i, run := range l.runs {
		logs[i], states[i] = p.log, sim.NewState()
		if run != nil {
			logs[i] = run.log
		}
	}
	limit := limitOf(p.log)
	for until := laneStride; until <= limit+laneStride; until += laneStride {
		p.reach(until)
		for _, run := range l.runs {
			if run != nil && run.asked < until {
				run.reach(until)
			}
		}
		for {
			at := nextInstant(logs, states)
			if at > until {
				break
			}
			for i := range logs {
				pace.Fold(states[i], logs[i], logs[i].Until(at))
			}
			if a, b, c := differs(states[0]), differs(states[1]), differs(states[2]); a != b || b != c {
				return at, true
			}
		}
		if p.over && !slices.ContainsFunc(states[:], func(s *sim.State) bool { return s.Ended == 0 }) {
			return 0, false
		}
	}
	return 0, false
}

// nextInstant returns the time of the earliest event that is not folded yet.
func nextInstant(logs [moment.LaneCount]*sim.Log, states [moment.LaneCount]*sim.State) time.Duration {
	next := time.Duration(1<<63 - 1)
	for i, log := range logs {
		if n := states[i].N + 1; int(n) <= log.Len() {
			next = min(next, log.At(n).At)
		}
	}
	return next
}

// sideTable is the key table of runs side by side, with what is their own.
func sideTable(own ...binding) []binding {
	return slices.Concat([]binding{
		{does: intent.PauseAction, keys: []string{"space", "f5"}, shown: "space", rank: 1, when: (*Player).beforeEnd, press: plain((*Player).pause)},
		{does: intent.StepAction, keys: []string{".", "pgdown"}, shown: ".", rank: 9, when: (*Player).beforeEnd, press: (*Player).forth},
		{does: intent.BackAction, keys: []string{",", "pgup"}, shown: ",", rank: 10, when: (*Player).afterStart, press: (*Player).back},
	}, own, []binding{
		{does: intent.HomeAction, keys: []string{"home"}, shown: "home", when: (*Player).afterStart, press: plain((*Player).home)},
		{does: intent.EndAction, keys: []string{"end"}, shown: "end", when: (*Player).beforeEnd, press: plain((*Player).end)},
		{does: intent.SpeedAction, keys: []string{"[", "]"}, shown: "[ ]", press: (*Player).changeSpeed},
		{does: intent.LangAction, keys: []string{"L"}, shown: "L", press: plain((*Player).changeLang)},
		{does: intent.ThemeAction, keys: []string{"t"}, shown: "t", press: plain((*Player).changePalette)},
		{does: intent.BlankAction, keys: []string{"b"}, shown: "b", press: plain(openBlank)},
		{does: intent.HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain(openHelp)},
		quit,
	})
}

// sideScreen is what runs side by side have in common: they follow the cursor,
// and one of them is selected.
type sideScreen struct {
	common
	selected int
}

func (*sideScreen) cover() cover { return inPlace }

func (*sideScreen) plays() bool { return true }

func (*sideScreen) wheel(p *Player, down bool) { p.turnKey(down, 1) }

// clickItem selects a run, and opens it where it was selected.
func (s *sideScreen) clickItem(p *Player, item int) {
	if s.selected == item {
		p.Press("enter")
		return
	}
	s.selected = item
}
