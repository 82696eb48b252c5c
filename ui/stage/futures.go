package stage

import (
	"fmt"
	"slices"
	"time"

	"orderflow/sim"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/lanes"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// Forking is what a source has beside where acting in the past keeps the
// future that is left.
type Forking interface {
	// Futures returns the present future, whose log is that of the source, and
	// then those that are kept.
	Futures() []*sim.Future
	// Switch makes one of Futures the present one and keeps the present one in
	// its place.
	Switch(i int)
	// Begin makes the future in which just these inputs are done the present one
	// and keeps the one that was.
	Begin(inputs []sim.Input) error
	// LetGo returns how many futures were let go, because only so many are kept.
	LetGo() int
	// Drop lets go of one of Futures that is not the present one.
	Drop(i int)
}

// futureScreen are the futures of the sitting: those of the run that is shown,
// side by side, and the runs that were left for another mode, seed or scenario.
type futureScreen struct {
	sideScreen
	list    []entry       // the first is what is shown
	runs    []*laneRun    // by entry; nil for what is shown, which the player has
	walks   []*walk       // from the present future to each of its run; nil for the others
	with    [][]sim.Input // what was done in each beside; in the present one, what not all have
	without [][]sim.Input // what was done in the present one and not in each
	stands  []stand       // where the user stood in each
	gone    int           // futures that were let go
	top     int           // the first that is drawn below the present one
}

// allFutures returns those of the run that is shown, the present one first; none
// where the source keeps none.
func (p *Player) allFutures() []*sim.Future { return futuresOfSource(p.source) }

func (p *Player) hasFutures() bool { return len(p.keptEntries()) > 0 }

// openFutures shows the futures side by side, with the one that was left last
// selected.
func openFutures(p *Player) {
	futures := p.allFutures()
	f := &futureScreen{sideScreen: sideScreen{selected: 1}, top: 1, gone: p.gone()}
	f.add(p, entry{}, nil, nil, p.inputs, nil)
	for _, e := range p.keptEntries() {
		switch {
		case e.run == nil:
			f.add(p, e, newLaneRun(e.future), newWalk(futures[0], e.future), e.future.Own(futures[:1]), futures[0].Own([]*sim.Future{e.future}))
		case e.future != nil:
			f.add(p, e, newLaneRun(e.future), nil, e.future.Inputs(), nil)
		default:
			f.add(p, e, newLaneRun(e.run.source), nil, e.run.inputs, nil)
		}
	}
	if len(futures) > 1 {
		f.with[0] = futures[0].Own(futures)
	}
	p.push(f)
}

func (f *futureScreen) add(p *Player, e entry, run *laneRun, w *walk, with, without []sim.Input) {
	s := stand{}
	if run != nil {
		s = p.standIn(e)
	}
	f.list, f.runs, f.walks, f.stands = append(f.list, e), append(f.runs, run), append(f.walks, w), append(f.stands, s)
	f.with, f.without = append(f.with, with), append(f.without, without)
}

func (f *futureScreen) table() []binding {
	return sideTable(
		binding{does: intent.FutureAction, keys: []string{"up", "down", "k", "j"}, shown: "↑ ↓", rank: 4, press: f.move},
		binding{does: intent.DifferenceAction, keys: []string{"f"}, shown: "f", rank: 6, press: plain(f.toDifference)},
		binding{does: intent.OpenFutureAction, keys: []string{"enter"}, shown: "enter", rank: 5, when: f.selectedKept, press: plain(f.open)},
		binding{does: intent.SameTimeAction, keys: []string{"="}, shown: "=", rank: 8, when: f.selectedBeside, press: plain(f.openHere)},
		binding{does: intent.CloseAction, keys: []string{"esc", "u"}, shown: "esc", rank: 7, press: plain((*Player).pop)},
	)
}

func (f *futureScreen) draw(frame *chrome.Frame) { lanes.DrawFutures(frame, f.view(frame.Moment)) }

func (f *futureScreen) spoken(frame *chrome.Frame) string {
	return frame.FutureCaption(f.view(frame.Moment))[0]
}

// drawn returns the futures that are drawn.
func (f *futureScreen) drawn() []int {
	list := []int{0}
	for i := f.top; i < min(f.top+lanes.FutureLanes-1, len(f.list)); i++ {
		list = append(list, i)
	}
	return list
}

// other returns the future that is compared with the present one: the one that
// is selected, else the first below.
func (f *futureScreen) other() int { return max(f.selected, 1) }

// apart reports whether an entry is of another run than the one that is shown.
func (f *futureScreen) apart(i int) bool { return f.list[i].run != nil }

// shownAt returns the virtual time at which an entry is shown: where the user
// stood in another run, else that of the cursor.
func (f *futureScreen) shownAt(i int, now time.Duration) time.Duration {
	if f.apart(i) {
		return f.stands[i].at
	}
	return now
}

func (f *futureScreen) grow(now time.Duration) bool {
	there := true
	for _, i := range f.drawn()[1:] {
		there = f.runs[i].reach(f.shownAt(i, now)) && there
	}
	w := f.walks[f.other()]
	return there && (w == nil || w.advance(now))
}

// view returns the futures at a moment.
func (f *futureScreen) view(m *moment.Moment) *moment.FuturesView {
	now, other := laneTime(m), f.other()
	v := &moment.FuturesView{Selected: f.selected, Kept: len(f.list) - 1, Order: m.Selected, Other: other, Apart: f.apart(other), LetGo: f.gone}
	if w := f.walks[other]; w != nil {
		v.Parting = w.parting
		v.Cause = f.cause(v.Parting)
		if w.found != nil && w.found.At+sameTime <= now {
			v.Difference = w.found
			if w.side == 1 {
				v.Where = other
			}
		}
	}
	for _, i := range f.drawn() {
		lane := moment.FutureLane{Future: i, State: m.State, With: f.with[i], Without: f.without[i], Apart: f.apart(i), Stood: f.stands[i].at}
		if w := f.walks[i]; w != nil {
			lane.Parting = w.parting
		}
		header := &m.Log.Header
		if run := f.runs[i]; run != nil {
			lane.State, header = run.at(f.shownAt(i, now)), &run.log.Header
		}
		lane.Scenario, lane.Seed = header.Scenario, header.Seed
		v.Lanes = append(v.Lanes, lane)
	}
	return v
}

// cause returns what was done where the present future and the other one part.
func (f *futureScreen) cause(parting time.Duration) *sim.Input {
	for _, inputs := range [...][]sim.Input{f.with[f.other()], f.without[f.other()]} {
		if len(inputs) > 0 && inputs[0].At == parting {
			return &inputs[0]
		}
	}
	return nil
}

// move selects the future above or below.
func (f *futureScreen) move(_ *Player, key string) {
	if key == "up" || key == "k" {
		f.selected = max(0, f.selected-1)
	} else {
		f.selected = min(len(f.list)-1, f.selected+1)
	}
	if f.selected == 0 {
		f.top = 1
		return
	}
	f.top = max(min(f.top, f.selected), f.selected-lanes.FutureLanes+2)
}

// seekReached puts the cursor at a virtual time, or at the end of a run that
// comes to it before.
func (p *Player) seekReached(at time.Duration) {
	p.reach(at)
	if p.over && at >= p.runEnd() {
		p.playback.SeekWall(p.playback.Scale.End())
		return
	}
	p.seekTime(at)
}

// toDifference goes to the first event of an order in which the present future
// and the other one differ.
func (f *futureScreen) toDifference(p *Player) {
	other := f.other()
	run, w := f.runs[other], f.walks[other]
	if w == nil {
		p.say(func(words *words.Catalogue) string { return words.Answers.Parted })
		return
	}
	p.rest()
	for until := w.parting; w.found == nil; until += laneStride {
		p.reach(until)
		for run.asked < until {
			run.reach(until)
		}
		ended := p.over && run.over()
		if ended {
			until = limitOf(p.log) + sameTime
		}
		for !w.advance(until) {
		}
		if w.found == nil && ended {
			p.tell(notice{kind: sameNotice})
			return
		}
	}
	p.seekReached(w.found.At + sameTime)
}

// open goes back to the selected future: where the user stood in it, with what
// they had done. What is shown is kept.
func (f *futureScreen) open(p *Player) {
	e, stood := f.list[f.selected], f.stands[f.selected]
	if e.run != nil {
		p.openRun(e)
	} else {
		f.turnTo(p, stood.at)
	}
	p.standAgain(stood)
	p.tellShown()
	at := p.playback.Cursor.At
	p.say(func(words *words.Catalogue) string { return fmt.Sprintf(words.Answers.Back, words.Moment(at)) })
}

// openHere shows the selected future of the run at the time that is shown.
func (f *futureScreen) openHere(p *Player) {
	at, played := p.playback.Cursor.At, f.stands[f.selected].played
	f.turnTo(p, at)
	p.seekReached(at)
	p.played = max(p.playback.Cursor.N, min(played, p.log.Len()))
	p.tellShown()
}

// turnTo makes the selected future of the run that is shown the present one, and
// computes it up to a time.
func (f *futureScreen) turnTo(p *Player, at time.Duration) {
	e, parting := f.list[f.selected], f.walks[f.selected].parting
	left, stood := p.allFutures()[0], p.standing()
	p.source.(Forking).Switch(e.index)
	p.remember(left, stood)
	p.pop()
	p.inputs = slices.Clone(e.future.Inputs())
	p.turn(parting, at)
}

// openRun shows a run that waits in the place of the one that is shown, from its
// beginning.
func (p *Player) openRun(e entry) {
	k := e.run
	if e.index > 0 {
		source := k.source.(Forking)
		k.stands[source.Futures()[0]] = k.here
		source.Switch(e.index)
		k.inputs = slices.Clone(e.future.Inputs())
	}
	p.sitting.acted = true
	p.takeOff(k, k.inputs)
}

// remember keeps where the user stood in a future of the run that is shown.
func (p *Player) remember(future *sim.Future, stood stand) {
	if p.stands == nil {
		p.stands = map[*sim.Future]stand{}
	}
	p.stands[future] = stood
}

// leftFuture is what is shown before something is done, and may be left by it.
type leftFuture struct {
	future *sim.Future // nil where the source keeps none
	gone   int
	stand  stand
	inPast bool // the user had seen more of it
}

// beforeActing returns what may be left by what is done next.
func (p *Player) beforeActing() leftFuture {
	futures := p.allFutures()
	if futures == nil {
		return leftFuture{}
	}
	return leftFuture{future: futures[0], gone: p.gone(), stand: p.standing(), inPast: p.played > p.playback.Cursor.N}
}

// tellLeft remembers a future that was left. It says so where the user had seen
// more of it, and where another one had to go.
func (p *Player) tellLeft(l leftFuture) {
	if l.future == nil {
		return
	}
	kept := slices.Contains(p.allFutures()[1:], l.future)
	if kept {
		p.remember(l.future, l.stand)
	}
	p.limitKept()
	switch {
	case p.gone() > l.gone:
		p.sayAlso(letGoWords)
	case l.inPast && kept:
		p.sayAlso(func(words *words.Catalogue) string { return words.Answers.Kept })
	}
}

func (f *futureScreen) selectedKept(*Player) bool { return f.selected > 0 }

// selectedBeside reports whether a kept future of the run that is shown is selected.
func (f *futureScreen) selectedBeside(*Player) bool { return f.selected > 0 && !f.apart(f.selected) }
