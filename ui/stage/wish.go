package stage

import (
	"fmt"
	"time"

	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/words"
)

// wish is the run that the user wants to see from its beginning.
type wish struct {
	mode     sim.Mode
	restart  Restart
	scenario string // as Stage names it; "" = that of the command line
	seed     uint64
	inputs   []sim.Input // done to it from the beginning
	said     *phrase     // when it begins; nil = nothing: it begins by itself
}

// Sow returns how the runs of a scenario are made with another seed; "" is that
// of the command line.
type Sow func(scenario string, seed uint64) (Restart, error)

// wishFor returns the wish for a run like the one that is shown.
func (p *Player) wishFor(mode sim.Mode) wish {
	return wish{mode: mode, restart: p.restart, scenario: p.scenario, seed: p.log.Header.Seed, inputs: p.carriedTo(mode)}
}

// carriedTo returns what of the user's inputs goes into a new run: all of them
// for another mode, so that the runs can be compared, and none where the present
// mode is started afresh, nor where the run is live: there nothing can be done again
// at its time.
func (p *Player) carriedTo(mode sim.Mode) []sim.Input {
	if mode == p.runMode() || p.once() {
		return nil
	}
	return p.inputs
}

// once reports whether the run is on a real Kafka, or was.
func (p *Player) once() bool { return p.clock != nil || p.fixed() }

// unrepeated reports whether the next run comes without what was done to this one.
func (p *Player) unrepeated() bool { return p.once() && len(p.inputs) > 0 }

// beginsWords says that the same run in a mode begins, and what of it is not the same.
func (p *Player) beginsWords(mode sim.Mode) *phrase {
	without := p.unrepeated()
	return phraseOf(func(w *words.Catalogue) string {
		if without {
			return w.Answers.Begins[mode] + " " + w.Answers.Unrepeated
		}
		return w.Answers.Begins[mode]
	})
}

// chooseMode starts a new run with the same seed and faults. In a scene of a lesson,
// where a digit may be a hand that comes too late, it asks first.
func (p *Player) chooseMode(key string) {
	if p.inScene() {
		p.asking, p.digit = intent.ModeAction, key
		p.say(func(w *words.Catalogue) string { return fmt.Sprintf(w.Answers.Leaves, key) })
		return
	}
	p.beginMode(key)
}

// decided reports whether a key did nothing but answer what was asked: enter does it
// where that is no key of its own, and esc does not.
func (p *Player) decided(key string) bool {
	if p.sure == intent.ModeAction && key == "enter" {
		p.heard(key, nil)
		p.beginMode(p.digit)
		return true
	}
	return p.sure != intent.NoAction && key == "esc"
}

// beginMode starts the run of a digit.
func (p *Player) beginMode(key string) {
	w := p.wishFor(sim.Mode(key[0] - '1'))
	w.said = p.beginsWords(w.mode)
	p.sitting.acted = true
	p.ask(w)
}

// nextSeed starts the same run with the next seed.
func (p *Player) nextSeed() {
	w := p.wishFor(p.runMode())
	w.inputs = p.inputs
	w.seed++
	restart, err := p.sow(p.scenario, w.seed)
	if err != nil {
		p.tell(noticeOf(err))
		return
	}
	w.restart, p.sitting.acted = restart, true
	w.said = phraseOf(func(words *words.Catalogue) string { return fmt.Sprintf(words.Answers.BeginsSeed, w.seed) })
	p.ask(w)
}

func (p *Player) canSow() bool { return p.sow != nil }

// startIn shows the run that waits in a mode, or asks for one: whoever drives the
// player makes its source.
func (p *Player) startIn(mode sim.Mode) { p.ask(p.wishFor(mode)) }

// ask shows the run that is wanted from its beginning, where it waits, or has it
// made. One is made at a time.
func (p *Player) ask(w wish) {
	if p.wanted != nil {
		p.say(func(words *words.Catalogue) string { return words.Answers.Starting })
		return
	}
	p.wanted = &w
	if p.isShown(&w) {
		p.again()
		return
	}
	for _, k := range p.kept {
		if k.is(&w) {
			p.resume(k)
			return
		}
	}
	if w.said != nil {
		p.notice = notice{kind: saidNotice, said: w.said}
	}
}

// isShown reports whether the run that is shown can begin again as it is wanted.
func (p *Player) isShown(w *wish) bool {
	_, forks := p.source.(Forking)
	return forks && p.scenario == w.scenario && p.log.Header.Seed == w.seed && p.runMode() == w.mode
}

// is reports whether a run that waits is the one that is wanted.
func (k *keptRun) is(w *wish) bool {
	_, forks := k.source.(Forking)
	return forks && k.scenario == w.scenario && k.source.Log().Header.Seed == w.seed && modeOf(k.source) == w.mode
}

// modeOf returns the mode of a source's run.
func modeOf(source Source) sim.Mode {
	log := source.Log()
	if log.Len() == 0 || log.At(1).Detail == nil || log.At(1).Detail.Setup == nil {
		return 0
	}
	return log.At(1).Detail.Setup.Mode
}

// again shows the run that is shown from its beginning, with just what is
// wanted. What had been done to it before is one of its futures, and where the
// user stood a bookmark where it still is the same.
func (p *Player) again() {
	w, before, bookmarks, stands := p.wanted, p.beforeActing(), p.bookmarks, p.stands
	at := p.playback.Cursor.At
	inside := p.playback.Cursor.Wall > 0 && !p.finished()
	if err := p.source.(Forking).Begin(w.inputs); err != nil {
		p.wanted = nil
		p.tell(noticeOf(err))
		return
	}
	p.load(p.source, w.inputs)
	p.grow()
	p.bookmarks, p.stands = bookmarks, stands
	p.tellShown()
	if p.allFutures()[0] == before.future {
		if inside {
			p.tellAgain(w, at)
		}
		return
	}
	before.inPast = before.stand.played > 0
	p.tellBegins(w)
	p.tellLeft(before)
}

// resume shows the run that is wanted, which waits. What that had been before is
// one of its futures.
func (p *Player) resume(k *keptRun) {
	w, gone, left := p.wanted, p.gone(), futuresOfSource(k.source)[0]
	if !p.showWaiting(k, w.inputs) {
		return
	}
	p.tellShown()
	p.tellBegins(w)
	p.tellRunKept(gone)
	if p.allFutures()[0] == left && !k.here.over {
		p.tellAgain(w, k.here.at)
	}
}

// tellAgain sets a bookmark where the user stood in a run that begins again, and
// says so where they asked for it.
func (p *Player) tellAgain(w *wish, at time.Duration) {
	if w.said != nil && p.bookmarkAt(at) {
		p.say(func(words *words.Catalogue) string { return fmt.Sprintf(words.Answers.Again, words.Moment(at)) })
	}
}

// showWaiting shows a run that waits from its beginning, with just these inputs,
// and reports whether that was possible.
func (p *Player) showWaiting(k *keptRun, inputs []sim.Input) bool {
	source := k.source.(Forking)
	left, here := source.Futures()[0], k.here
	if err := source.Begin(inputs); err != nil {
		p.wanted = nil
		p.tell(noticeOf(err))
		return false
	}
	p.takeOff(k, inputs)
	if source.Futures()[0] != left {
		p.remember(left, here)
	}
	p.limitKept()
	return true
}

// Take shows a run that was renewed.
func (p *Player) Take(source Source, inputs []sim.Input, err error) {
	w, gone := p.wanted, p.gone()
	if w == nil { // nobody wants it any more
		p.giveUp(source)
		return
	}
	if err != nil {
		p.wanted = nil
		p.tell(noticeOf(err))
		return
	}
	p.leave()
	ended := p.endLive()
	p.load(source, inputs)
	p.grow()
	p.restart, p.scenario = w.restart, w.scenario
	p.limitKept()
	p.tellBegins(w)
	if ended && w.said != nil {
		p.sayAlso(func(words *words.Catalogue) string { return words.Answers.LiveEnded })
		return
	}
	p.tellRunKept(gone)
}

// tellBegins says that a run begins that the user asked for.
func (p *Player) tellBegins(w *wish) {
	if w.said != nil {
		p.tell(notice{kind: saidNotice, said: w.said})
	}
}

// tellRunKept says that the run before is kept, where the user asked for another;
// and in any case what was let go for it.
func (p *Player) tellRunKept(gone int) {
	switch {
	case p.gone() > gone:
		p.sayAlso(letGoWords)
	case p.notice != noNotice && p.astray():
		p.sayAlso(func(words *words.Catalogue) string { return words.Answers.ToLesson })
	case p.notice != noNotice && len(p.kept) > 0:
		p.sayAlso(func(words *words.Catalogue) string { return words.Answers.RunKept })
	}
}

func letGoWords(w *words.Catalogue) string { return fmt.Sprintf(w.Answers.LetGo, keptMax) }
