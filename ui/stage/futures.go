package stage

import (
	"slices"
	"time"

	"orderflow/sim"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/lanes"
	"orderflow/ui/moment"
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
}

// futureScreen are the futures of the run that is shown, side by side.
type futureScreen struct {
	sideScreen
	source  Forking
	list    []*sim.Future // the first is the present one
	runs    []*laneRun    // by future; nil for the present one, which the player has
	walks   []*walk       // from the present one to each; nil for itself
	with    [][]sim.Input // what was done in each beside; in the present one, what not all have
	without [][]sim.Input // what was done in the present one and not in each
	top     int           // the first that is drawn below the present one
}

// allFutures returns those of the run that is shown, the present one first; none
// where the source keeps none.
func (p *Player) allFutures() []*sim.Future {
	if source, forks := p.source.(Forking); forks {
		return source.Futures()
	}
	return nil
}

func (p *Player) hasFutures() bool { return len(p.allFutures()) > 1 }

// openFutures shows the futures side by side, with the one that was left last
// selected.
func openFutures(p *Player) {
	source, forks := p.source.(Forking)
	if !forks {
		return
	}
	list := source.Futures()
	f := &futureScreen{sideScreen: sideScreen{selected: 1}, source: source, list: list, top: 1, runs: make([]*laneRun, len(list)), walks: make([]*walk, len(list))}
	f.with, f.without = [][]sim.Input{list[0].Own(list)}, [][]sim.Input{nil}
	for i, future := range list[1:] {
		f.runs[i+1], f.walks[i+1] = newLaneRun(future), newWalk(list[0], future)
		f.with, f.without = append(f.with, future.Own(list[:1])), append(f.without, list[0].Own(list[i+1:i+2]))
	}
	p.push(f)
}

func (f *futureScreen) table() []binding {
	return sideTable(
		binding{does: intent.FutureAction, keys: []string{"up", "down", "k", "j"}, shown: "↑ ↓", rank: 4, press: f.move},
		binding{does: intent.DifferenceAction, keys: []string{"f"}, shown: "f", rank: 5, press: plain(f.toDifference)},
		binding{does: intent.OpenFutureAction, keys: []string{"enter"}, shown: "enter", rank: 6, when: f.selectedKept, press: plain(f.open)},
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

func (f *futureScreen) grow(now time.Duration) bool {
	there := true
	for _, i := range f.drawn()[1:] {
		there = f.runs[i].reach(now) && there
	}
	return there && f.walks[f.other()].advance(now)
}

// view returns the futures at a moment.
func (f *futureScreen) view(m *moment.Moment) *moment.FuturesView {
	now, other := laneTime(m), f.other()
	v := &moment.FuturesView{Selected: f.selected, Kept: len(f.list) - 1, Order: m.Selected, Other: other, LetGo: f.source.LetGo()}
	v.Parting, _ = f.list[other].Parting(f.list[0])
	v.Cause = f.cause(v.Parting)
	if w := f.walks[other]; w.found != nil && w.found.At+sameTime <= now {
		v.Difference = w.found
		if w.side == 1 {
			v.Where = other
		}
	}
	for _, i := range f.drawn() {
		lane := moment.FutureLane{Future: i, State: m.State, With: f.with[i], Without: f.without[i]}
		lane.Parting, _ = f.list[i].Parting(f.list[0])
		if run := f.runs[i]; run != nil {
			lane.State = run.at(now)
		}
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
	p.playback.SeekTime(at)
}

// toDifference goes to the first event of an order in which the present future
// and the other one differ.
func (f *futureScreen) toDifference(p *Player) {
	other := f.other()
	run, w := f.runs[other], f.walks[other]
	p.playback.Paused, p.rush = true, false
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
			p.notice = notice{kind: sameNotice}
			return
		}
	}
	p.seekReached(w.found.At + sameTime)
}

// open shows the selected future as the run of the board, at the same
// time. The one that was shown is kept in its place.
func (f *futureScreen) open(p *Player) {
	at, played := p.playback.Cursor.At, p.played
	to := f.list[f.selected]
	f.source.Switch(f.selected)
	p.watched = p.remembered(f.list[0], played)
	p.pop()
	p.inputs = slices.Clone(to.Inputs())
	p.turn(f.walks[f.selected].parting, at)
	p.seekReached(at)
	p.played = max(p.playback.Cursor.N, min(p.watched[to], p.log.Len()))
	p.tellShown()
}

// remembered returns how many events of each future were shown so far, with
// those of one that is left now. What the source has let go is forgotten.
func (p *Player) remembered(left *sim.Future, played int) map[*sim.Future]int {
	watched := map[*sim.Future]int{}
	for _, future := range p.allFutures() {
		if future == left {
			watched[future] = played
		} else if n := p.watched[future]; n > 0 {
			watched[future] = n
		}
	}
	return watched
}

// leftFuture is what is shown before something is done, and may be left by it.
type leftFuture struct {
	future *sim.Future // nil where the source keeps none
	letGo  int
	played int
	inPast bool // the user had seen more of it
}

// beforeActing returns what may be left by what is done next.
func (p *Player) beforeActing() leftFuture {
	source, forks := p.source.(Forking)
	if !forks {
		return leftFuture{}
	}
	return leftFuture{future: source.Futures()[0], letGo: source.LetGo(), played: p.played, inPast: p.played > p.playback.Cursor.N}
}

// tellLeft remembers a future that was left. It says so where the user had seen
// more of it, and where another one had to go.
func (p *Player) tellLeft(l leftFuture) {
	source, forks := p.source.(Forking)
	if !forks {
		return
	}
	p.watched = p.remembered(l.future, l.played)
	switch {
	case source.LetGo() > l.letGo:
		p.notice = notice{kind: letGoNotice, left: noticeSpan}
	case l.inPast && slices.Contains(source.Futures(), l.future):
		p.notice = notice{kind: keptNotice, left: noticeSpan}
	}
}

func (f *futureScreen) selectedKept(*Player) bool { return f.selected > 0 }
