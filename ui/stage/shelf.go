package stage

import (
	"io"
	"maps"
	"slices"
	"time"

	"orderflow/sim"
	"orderflow/ui/pace"
)

// keptMax bounds what is kept beside what is shown: the futures of its run, and
// of the runs that were left for another mode, seed or scenario. Beyond it one is
// let go, and counted.
const keptMax = sim.FuturesMax

// stand is where the user stood in a future when they left it.
type stand struct {
	at       time.Duration
	playback pace.Playback // as it was
	stepping bool          // the user went from change to change
	stopped  bool          // the story had stopped at a turn
	over     bool          // it was at the end of the run
	played   int           // events that were shown of it, at the farthest
	left     int           // how many had been left when it was, itself included; 0 = it never was
}

// keptRun is a run that was left for another one.
type keptRun struct {
	source    Source
	restart   Restart
	scenario  string
	follows   bool // it was told as one that follows another
	inputs    []sim.Input
	bookmarks []time.Duration
	stands    map[*sim.Future]stand // of a source that keeps futures
	here      stand                 // in the future that is its present one
}

// entry is a future that can be shown: of the run that is shown, or of another.
type entry struct {
	run    *keptRun    // nil: the run that is shown
	future *sim.Future // nil: its source keeps none
	index  int         // among the futures of its source
}

// futuresOf returns the futures of a source, the present one first; nil where it
// keeps none.
func futuresOfSource(source Source) []*sim.Future {
	if source, forks := source.(Forking); forks {
		return source.Futures()
	}
	return nil
}

// keptEntries returns what is kept beside the future that is shown: those of its
// run first, then those of the runs that were left, the last one first.
func (p *Player) keptEntries() []entry {
	var list []entry
	for i, future := range futuresOfSource(p.source) {
		if i > 0 {
			list = append(list, entry{future: future, index: i})
		}
	}
	for _, run := range p.kept {
		futures := futuresOfSource(run.source)
		if futures == nil {
			list = append(list, entry{run: run})
		}
		for i, future := range futures {
			list = append(list, entry{run: run, future: future, index: i})
		}
	}
	return list
}

// inputs returns what was done in a future.
func (e entry) inputs() []sim.Input {
	if e.future != nil {
		return e.future.Inputs()
	}
	return e.run.inputs
}

// standIn returns where the user stood in a future that is kept.
func (p *Player) standIn(e entry) stand {
	switch {
	case e.run == nil:
		return p.stands[e.future]
	case e.index == 0:
		return e.run.here
	}
	return e.run.stands[e.future]
}

// standing returns where the user stands, and counts that they leave.
func (p *Player) standing() stand {
	p.leaves++
	return stand{at: p.playback.Cursor.At, playback: p.playback, stepping: p.stepping, stopped: p.stopped, over: p.finished(), played: p.played, left: p.leaves}
}

// standAgain puts the cursor where the user stood.
func (p *Player) standAgain(s stand) {
	p.reach(s.at)
	for p.layer.Len() < s.playback.Cursor.N && p.growing() {
		p.grow()
	}
	p.seekTime(s.at)
	if before := &s.playback; before.Scale.Pace == p.playback.Scale.Pace && before.Cursor.N <= p.layer.Len() {
		p.playback.SeekWall(before.Cursor.Wall)
		p.playback.Cursor = before.Cursor
	}
	p.playback.Paused, p.stepping, p.stopped = s.playback.Paused, s.stepping, s.stopped
	p.played = max(p.playback.Cursor.N, min(s.played, p.log.Len()))
}

// leave keeps the run that is shown, as another takes its place. One of which
// nothing was seen and to which nothing was done is let go.
func (p *Player) leave() {
	futures := futuresOfSource(p.source)
	if p.playback.Cursor.Wall == 0 && !p.acted && len(futures) < 2 {
		p.giveUp(p.source)
		return
	}
	k := &keptRun{
		source: p.source, restart: p.restart, scenario: p.scenario, follows: p.follows, inputs: p.inputs, bookmarks: p.bookmarks, here: p.standing(),
	}
	k.stands = map[*sim.Future]stand{}
	maps.Copy(k.stands, p.stands)
	p.kept = slices.Insert(p.kept, 0, k)
}

// endLive ends the runs that go on by themselves, as one of them begins: what
// they came to is kept as a log.
func (p *Player) endLive() (ended bool) {
	for _, k := range p.kept {
		if _, live := k.source.(Clock); live || !keeps(k.source) {
			if clock, goes := k.source.(Clock); goes {
				k.source.Advance(clock.Now())
			}
			p.giveUp(k.source)
			k.source = Replay(k.source.Log())
			ended = ended || live
		}
	}
	return ended
}

// keeps reports whether a source costs nothing while it waits.
func keeps(source Source) bool {
	_, forks := source.(Forking)
	_, recorded := source.(replay)
	return forks || recorded
}

// giveUp notes that a source is to be closed, where that can be done.
func (p *Player) giveUp(source Source) {
	if _, closer := source.(io.Closer); closer {
		p.shelved = append(p.shelved, source)
	}
}

// TakeLeft returns, once, the sources that were left and are not kept: they are
// to be closed.
func (p *Player) TakeLeft() []Source {
	left := p.shelved
	p.shelved = nil
	return left
}

// Open returns the sources that are in use: that of the run that is shown, and
// those of the runs that wait.
func (p *Player) Open() []Source {
	list := []Source{p.source}
	for _, k := range p.kept {
		list = append(list, k.source)
	}
	return list
}

// takeOff takes a run off the shelf and shows it from its beginning, with what
// was done to it.
func (p *Player) takeOff(k *keptRun, inputs []sim.Input) {
	p.kept = slices.DeleteFunc(p.kept, func(other *keptRun) bool { return other == k })
	p.leave()
	p.loadAgain(k.source, inputs, k)
	p.grow()
	p.restart, p.scenario, p.bookmarks, p.stands = k.restart, k.scenario, k.bookmarks, k.stands
}

// limitKept lets go of what is kept beyond keptMax.
func (p *Player) limitKept() {
	for {
		list := p.keptEntries()
		if len(list) <= keptMax {
			break
		}
		p.drop(slices.MinFunc(list, func(a, b entry) int { return p.worth(a) - p.worth(b) }))
	}
	now := futuresOfSource(p.source)
	maps.DeleteFunc(p.stands, func(f *sim.Future, _ stand) bool { return !slices.Contains(now, f) })
}

// worth orders what is kept: a run that can be had again by a key goes first,
// then what was left longest ago.
func (p *Player) worth(e entry) int {
	left := p.standIn(e).left
	if e.run != nil && keeps(e.run.source) && len(e.inputs()) == 0 {
		return left - p.leaves
	}
	return left + 1
}

// drop lets go of a future that is kept.
func (p *Player) drop(e entry) {
	source := p.source
	if e.run != nil {
		source = e.run.source
	}
	forking, forks := source.(Forking)
	switch {
	case e.run == nil || forks && e.index > 0:
		forking.Drop(e.index)
	case forks && len(forking.Futures()) > 1: // its present one
		forking.Switch(1)
		forking.Drop(1)
		present := forking.Futures()[0]
		e.run.inputs, e.run.here = slices.Clone(present.Inputs()), e.run.stands[present]
	default:
		if forks {
			p.letGo += forking.LetGo()
		}
		p.letGo++
		p.giveUp(source)
		p.kept = slices.DeleteFunc(p.kept, func(k *keptRun) bool { return k == e.run })
	}
}

// gone returns how many futures were let go in the sitting.
func (p *Player) gone() int {
	count := p.letGo
	for _, source := range p.Open() {
		if forking, forks := source.(Forking); forks {
			count += forking.LetGo()
		}
	}
	return count
}
