package track

import (
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
)

// Note is a card with a few lines: a task with its hints, or what a lesson came to.
type Note struct {
	Title string // in the border
	Aside string // at its right
	Said  string // stands in the caption's place; its lines are joined by a line end
	Lines []NoteLine
	Keys  []NoteKey
}

// NoteLine is a line of a card.
type NoteLine struct {
	Mark string // before it: a number or a sign
	Text string
	Key  string // that a click presses; "" = none
	Good bool   // it is as one wishes
	Bad  bool
}

// NoteKey is a key, and what it does.
type NoteKey struct{ Key, Does string }

// noteRest is how many lines a card has beside its own.
const noteRest = 4

// DrawNote draws the stage at half its brightness, what is said in the caption's
// place, and the card.
func DrawNote(on *chrome.Frame, n *Note) {
	f := newFrame(on)
	h := len(n.Lines) + noteRest
	if len(n.Lines) == 0 {
		h--
	}
	c := f.drawCard(f.drawBeneath(h, n.Said, 0), n.Title, n.Aside, canvas.Ink.On(canvas.Surf))
	for i, l := range n.Lines {
		line, p := i+1, canvas.Ink
		switch {
		case l.Good:
			p = canvas.Done | canvas.Bold
		case l.Bad:
			p = canvas.Lost | canvas.Bold
		}
		c.say(c.left(), line, c.right(), p, l.Mark)
		end := c.say(c.X+questionChip+1, line, c.right(), canvas.Ink, l.Text)
		if l.Key != "" {
			c.Clickable(c.left(), c.Y+line, end-c.left(), intent.Click{Key: l.Key})
		}
	}
	hints := make([]hint, 0, len(n.Keys))
	for _, k := range n.Keys {
		hints = append(hints, hint{key: k.Key, does: k.Does})
	}
	for len(hints) > 1 && hintsWidth(hints) > c.right()-c.X-questionChip {
		hints = hints[:len(hints)-1]
	}
	c.drawHints(h-2, hints)
}
