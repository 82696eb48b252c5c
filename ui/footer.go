package ui

// drawFooter draws the keys that do something now, as many as fit; the help is
// always there, at the right.
func (f *frame) drawFooter(y, gap int) {
	hints := f.m.Footer
	end := f.Width() - 1
	if n := len(hints); n > 0 && hints[n-1].Does == HelpAction {
		help := hints[n-1]
		hints = hints[:n-1]
		end -= f.hintWidth(help)
		f.drawHint(end, y, help)
		end -= 2
	}
	x := 1
	for _, hint := range hints {
		width := f.hintWidth(hint)
		if width == 0 || !f.full && (hint.Does == SpeedAction || hint.Does == OrderAction || hint.Does == PrintAction) {
			continue // the compact footer has room for what the lesson needs
		}
		if x+width > end {
			return
		}
		f.drawHint(x, y, hint)
		x += width + gap
	}
}

func (f *frame) hintWidth(h KeyHint) int {
	words := f.t.Keys.Footer[h.Does%actionCount]
	if words == "" {
		return 0
	}
	return columns(h.Keys) + 1 + columns(words)
}

func (f *frame) drawHint(x, y int, h KeyHint) {
	f.hintZones(x, y, h, f.hintWidth(h))
	x = f.text(x, y, f.Width()-1, ink, h.Keys)
	f.text(x+1, y, f.Width()-1, quiet, f.t.Keys.Footer[h.Does%actionCount])
}
