package ui

// drawHelp draws the key table over the board, in one column where it fits,
// else in two.
func (f *frame) drawHelp() {
	t := &f.t.Keys
	keys, words := 0, 0
	for _, hint := range f.m.Help {
		keys = max(keys, columns(hint.Keys))
		words = max(words, columns(t.Help[hint.Does%actionCount]))
	}
	columnsCount := 1
	lines := len(f.m.Help)
	if lines > f.Height()-6 {
		columnsCount, lines = 2, (lines+1)/2
	}
	each := keys + 2 + words
	w := min(f.Width()-2, columnsCount*(each+3)+3)
	each = (w-3)/columnsCount - 3
	h := min(f.Height()-2, lines+4)
	r := rect{(f.Width() - w) / 2, (f.Height() - h) / 2, w, h}
	f.zone(rect{0, 0, f.Width(), f.Height()}, deed{key: "esc"}) // a click beside it closes it
	f.zone(r, deed{})
	f.box(r, false, t.Title, ink|bold)
	f.closing(r, "esc "+t.Footer[CloseHelpAction])
	for i, hint := range f.m.Help {
		x, y := r.x+3+i/lines*(each+3), r.y+2+i%lines
		if y >= r.y+h-1 {
			continue
		}
		f.put(x, y, keys, ink, hint.Keys)
		f.put(x+keys+2, y, each-keys-2, quiet, t.Help[hint.Does%actionCount])
	}
}
