package stage

import (
	"slices"

	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/words"
)

// endsAtOnce is the key that ends the program unasked, as its signal does.
const endsAtOnce = "ctrl+c"

// quit ends the program. Where what the user did would be lost it asks, once:
// the same key again quits, and any other stays.
func (p *Player) quit(key string) {
	if key == endsAtOnce || p.sure == intent.QuitAction || !p.wouldLose() {
		p.leaving = true
		return
	}
	p.asking = intent.QuitAction
	p.notice = notice{kind: saidNotice, said: phraseOf(func(w *words.Catalogue) string { return w.Answers.Quit })}
}

// wouldLose reports whether something that the user did is in no file, nor in
// the handle that was opened: in the run that is shown unless it is recorded, and in
// what is kept beside it.
func (p *Player) wouldLose() bool {
	if !p.recorded && len(p.inputs) > 0 && !sim.NewFuture(p.inputs, nil, nil).Is(p.handed) {
		return true
	}
	saved := sim.NewFuture(p.inputs, nil, nil)
	return slices.ContainsFunc(p.keptEntries(), func(e entry) bool {
		return len(sim.NewFuture(e.inputs(), nil, nil).Own([]*sim.Future{saved})) > 0
	})
}
