package stage

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/words"
)

// wakes reports whether a key did nothing but bring a blank screen back. The one
// that ends the program at once still does.
func (p *Player) wakes(key string) bool {
	if _, blank := p.top().screen.(*blankScreen); !blank || key == endsAtOnce {
		return false
	}
	p.pop()
	return true
}

// looksTheSame reports whether the screen looks as the user saw it when they
// pressed a key, but for the key itself and what was said before.
func (p *Player) looksTheSame() bool {
	if p.drawn.cells == nil {
		return false
	}
	said, echo := p.notice, p.echo
	p.notice, p.echo = p.drawn.said, p.drawn.echo
	now := Draw(p.Scene(), p.options)
	p.notice, p.echo = said, echo
	return slices.Equal(now.Cells, p.drawn.cells)
}

// tellEdge says that a key changes nothing, for there is nothing further.
func (p *Player) tellEdge(key string, b *binding) {
	name, does := nameOfKey(key), b.does
	p.say(func(w *words.Catalogue) string {
		if edge := w.Answers.Edge[does]; edge != "" {
			return edge
		}
		return fmt.Sprintf(w.Answers.Still, name)
	})
}

// refuse says why a key does nothing.
func (p *Player) refuse(key string, b *binding, there reached) {
	name := nameOfKey(key)
	switch {
	case there == here:
		p.tell(p.refusal(b.does))
	case there == beneath:
		esc := p.find("esc")
		back := esc != nil && esc.does != intent.SkipAction
		p.say(func(w *words.Catalogue) string {
			if back {
				return fmt.Sprintf(w.Answers.Elsewhere, name)
			}
			return fmt.Sprintf(w.Answers.Covered, name)
		})
	case name == "":
		p.say(func(w *words.Catalogue) string { return w.Answers.Nameless })
	default:
		p.say(func(w *words.Catalogue) string { return fmt.Sprintf(w.Answers.Unknown, name) })
	}
}

// refuseText says that a field does not take a key.
func (p *Player) refuseText(key string) {
	name := nameOfKey(key)
	p.say(func(w *words.Catalogue) string {
		if name == "" {
			return w.Answers.Nameless
		}
		return fmt.Sprintf(w.Answers.Untyped, name)
	})
}

// refusal says why something cannot be done now.
func (p *Player) refusal(does intent.Action) notice {
	said := func(in func(w *words.Catalogue) string) notice { return notice{kind: saidNotice, said: phraseOf(in)} }
	switch does {
	case intent.OrderAction, intent.BreakAction, intent.RepairAction, intent.FaultsAction, intent.BreakNowAction:
		switch {
		case p.fixed():
			return notice{kind: fixedNotice}
		case !p.canAct():
			return notice{kind: overNotice}
		case p.underway() != nil:
			return said(p.underwayWords)
		}
	case intent.OpenAction, intent.WhyAction, intent.SelectAction, intent.DiagramAction, intent.FoldAction:
		if !p.hasOrders() {
			return said(func(w *words.Catalogue) string { return w.Answers.NoOrder })
		}
	case intent.ModeAction:
		if p.clock != nil {
			return said(func(w *words.Catalogue) string { return w.Answers.Once })
		}
	case intent.RowsAction, intent.PageAction:
		return said(func(w *words.Catalogue) string { return w.Answers.NoCall })
	case intent.MoveAction, intent.JumpAction:
		return said(func(w *words.Catalogue) string { return w.Answers.NoLine })
	}
	return said(func(w *words.Catalogue) string { return w.Answers.Refused[does] })
}

// keyNameMax bounds the name of a key in a sentence.
const keyNameMax = 12

// engravings are keys as the footer and keyboards have them.
var engravings = map[string]string{"pgdown": "PgDn", "pgup": "PgUp"}

// nameOfKey returns a key as a sentence names it; "" for one that has no short
// name, or none that every terminal shows.
func nameOfKey(key string) string {
	if engraved := engravings[key]; engraved != "" {
		return engraved
	}
	shown := sim.Printable(key, keyNameMax)
	if shown != key || key == " " {
		return ""
	}
	for _, r := range key {
		if _, known := canvas.Glyphs[r]; r > '~' && !known && (r < 0xac00 || r > 0xd7a3) {
			return ""
		}
	}
	if utf8.RuneCountInString(key) > keyNameMax {
		return ""
	}
	return key
}
