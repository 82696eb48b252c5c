package chrome

import (
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
)

// DrawHelp draws a key table over what is open, in one column where it fits,
// else in two.
func (f *Frame) DrawHelp(hints []intent.KeyHint) {
	t := &f.Words.Keys
	keys, words := 0, 0
	for _, hint := range hints {
		keys = max(keys, canvas.Columns(hint.Keys))
		words = max(words, canvas.Columns(t.Help[hint.Does%intent.ActionCount]))
	}
	columnsCount := 1
	lines := len(hints)
	if lines > f.Height()-6 {
		columnsCount, lines = 2, (lines+1)/2
	}
	each := keys + 2 + words
	w := min(f.Width()-2, columnsCount*(each+3)+3)
	each = (w-3)/columnsCount - 3
	h := min(f.Height()-2, lines+4)
	r := canvas.Rect{X: (f.Width() - w) / 2, Y: (f.Height() - h) / 2, W: w, H: h}
	f.Zone(canvas.Rect{X: 0, Y: 0, W: f.Width(), H: f.Height()}, intent.Click{Key: "esc"}) // a click beside it closes it
	f.Zone(r, intent.Click{})
	f.Box(r, false, t.Title, canvas.Ink|canvas.Bold)
	f.Closing(r, "esc "+t.Footer[intent.CloseHelpAction])
	for i, hint := range hints {
		x, y := r.X+3+i/lines*(each+3), r.Y+2+i%lines
		if y >= r.Y+h-1 {
			continue
		}
		f.Put(x, y, keys, canvas.Ink, hint.Keys)
		f.Put(x+keys+2, y, each-keys-2, canvas.Quiet, t.Help[hint.Does%intent.ActionCount])
	}
}
