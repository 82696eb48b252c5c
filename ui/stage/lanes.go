package stage

import (
	"slices"
	"time"

	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
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

// comparison are the runs of the comparison, by mode. That of the mode which is
// shown is nil: the player has it.
type comparison struct {
	runs     [moment.LaneCount]*laneRun
	sources  [moment.LaneCount]Source
	selected int
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
func (p *Player) openLanes() {
	l := &comparison{selected: int(p.runMode())}
	for mode := range sim.Mode(moment.LaneCount) {
		if mode == p.runMode() {
			continue
		}
		source, err := renew(p.restart, mode, p.inputs)
		if err != nil {
			p.notice = noticeOf(err)
			return
		}
		l.runs[mode], l.sources[mode] = newLaneRun(source), source
	}
	p.lanes, p.mode = l, laneKeys
	p.tellShown()
}

// tellShown says which source is on the screen.
func (p *Player) tellShown() {
	if p.shown != nil {
		p.shown(p.source)
	}
}

func (p *Player) closeLanes() { p.lanes, p.mode = nil, boardKeys }

// laneTime returns the virtual time that the lanes are shown at: the cursor's,
// and at the end of the run that is shown the end of each of them.
func (p *Player) laneTime() time.Duration {
	if p.finished() {
		return max(p.playback.Cursor.At, limitOf(p.log))
	}
	return p.playback.Cursor.At
}

// growLanes brings the lanes, or the futures, to the cursor and reports whether they are there.
func (p *Player) growLanes() bool {
	there := p.growFutures()
	if p.lanes != nil {
		for _, run := range p.lanes.runs {
			there = (run == nil || run.reach(p.laneTime())) && there
		}
	}
	return there
}

// lanesView returns the lanes at the cursor, or nil where they are not open.
func (p *Player) lanesView() *moment.LanesView {
	if p.lanes == nil {
		return nil
	}
	p.growLanes()
	v := &moment.LanesView{Selected: p.lanes.selected, Order: p.selected}
	for i, run := range p.lanes.runs {
		v.Lanes[i] = moment.Lane{Mode: sim.Mode(i)}
		if run == nil {
			v.Lanes[i].State = p.history.At(p.playback.Cursor.N)
			continue
		}
		v.Lanes[i].State = run.at(p.laneTime())
	}
	return v
}

func (p *Player) moveLane(key string) {
	if key == "up" || key == "k" {
		p.lanes.selected = max(0, p.lanes.selected-1)
		return
	}
	p.lanes.selected = min(moment.LaneCount-1, p.lanes.selected+1)
}

// openLane shows the selected lane as the run of the board, at the same time.
func (p *Player) openLane() {
	selected := p.lanes.selected
	run, source := p.lanes.runs[selected], p.lanes.sources[selected]
	inputs, at, paused := p.inputs, p.playback.Cursor.At, p.playback.Paused
	p.closeLanes()
	if run == nil {
		return
	}
	if waits := p.parked.runs[selected]; waits != nil { // the same run, with its futures
		if err := waits.(Forking).Begin(inputs); err != nil {
			p.notice = noticeOf(err)
			return
		}
		source = waits
	}
	p.park(source)
	p.load(source)
	p.inputs = inputs
	p.reach(at)
	p.playback.SeekTime(at)
	p.playback.Paused, p.played = paused, p.playback.Cursor.N
	p.tellShown()
}

// firstDifference goes to the first instant at which what the rows say, or what
// is true, differs between the lanes.
func (p *Player) firstDifference() {
	if at, found := p.differsAt(); found {
		p.playback.Paused, p.rush = true, false
		p.reach(at)
		p.playback.SeekTime(at)
	}
}

// differs is what is compared: PUBLISHED, failed, finished, LOST.
func differs(s *sim.State) [4]int {
	return [4]int{s.Published, s.Rows[sim.RowPublishFailed], s.Finished, s.Truths[sim.Lost]}
}

// differsAt folds the three logs side by side, instant by instant.
func (p *Player) differsAt() (time.Duration, bool) {
	logs := [moment.LaneCount]*sim.Log{}
	states := [moment.LaneCount]*sim.State{}
	for i, run := range p.lanes.runs {
		logs[i], states[i] = p.log, sim.NewState()
		if run != nil {
			logs[i] = run.log
		}
	}
	limit := limitOf(p.log)
	for until := laneStride; until <= limit+laneStride; until += laneStride {
		p.reach(until)
		for _, run := range p.lanes.runs {
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

// laneTable is the key table of the comparison.
func laneTable(quit binding) []binding {
	return sideTable([]binding{
		{does: intent.LaneAction, keys: []string{"up", "down", "k", "j"}, shown: "↑ ↓", rank: 4, press: (*Player).moveLane},
		{does: intent.DifferenceAction, keys: []string{"f"}, shown: "f", rank: 5, press: plain((*Player).firstDifference)},
		{does: intent.OpenLaneAction, keys: []string{"enter"}, shown: "enter", rank: 6, press: plain((*Player).openLane)},
		{does: intent.CloseAction, keys: []string{"esc", "c"}, shown: "esc", rank: 7, press: plain((*Player).closeLanes)},
	}, quit)
}

// sideTable is the key table of runs side by side, with what is their own.
func sideTable(own []binding, quit binding) []binding {
	return joined([]binding{
		{does: intent.PauseAction, keys: []string{"space", "f5"}, shown: "space", rank: 1, when: (*Player).canPlay, press: plain((*Player).pause)},
		{does: intent.StepAction, keys: []string{".", "pgdown"}, shown: ".", rank: 2, when: (*Player).beforeEnd, press: plain((*Player).step)},
		{does: intent.BackAction, keys: []string{",", "pgup"}, shown: ",", rank: 3, when: (*Player).afterStart, press: plain((*Player).stepBack)},
	}, own, []binding{
		{does: intent.HomeAction, keys: []string{"home"}, shown: "home", when: (*Player).afterStart, press: plain((*Player).home)},
		{does: intent.EndAction, keys: []string{"end"}, shown: "end", when: (*Player).beforeEnd, press: plain((*Player).end)},
		{does: intent.SpeedAction, keys: []string{"[", "]"}, shown: "[ ]", press: (*Player).changeSpeed},
		{does: intent.LangAction, keys: []string{"L"}, shown: "L", press: plain((*Player).changeLang)},
		{does: intent.ThemeAction, keys: []string{"t"}, shown: "t", press: plain((*Player).changePalette)},
		{does: intent.BlankAction, keys: []string{"b"}, shown: "b", press: plain((*Player).blank)},
		{does: intent.HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain((*Player).toggleHelp)},
		quit,
	})
}
