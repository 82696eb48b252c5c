package chrome

import (
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
)

// DrawFooter draws the keys that do something now, as many as fit; the help is
// always there, at the right.
func (f *Frame) DrawFooter(y, gap int) {
	hints := f.Moment.Footer
	end := f.Width() - 1
	if n := len(hints); n > 0 && hints[n-1].Does == intent.HelpAction {
		help := hints[n-1]
		hints = hints[:n-1]
		end -= f.hintWidth(help)
		f.drawHint(end, y, help)
		end -= 2
	}
	x := 1
	for _, hint := range hints {
		width := f.hintWidth(hint)
		if width == 0 || !f.Full && (hint.Does == intent.SpeedAction || hint.Does == intent.OrderAction || hint.Does == intent.PrintAction) {
			continue // the compact footer has room for what the lesson needs
		}
		if x+width > end {
			return
		}
		f.drawHint(x, y, hint)
		x += width + gap
	}
}

func (f *Frame) hintWidth(h intent.KeyHint) int {
	words := f.Words.Keys.Footer[h.Does%intent.ActionCount]
	if words == "" {
		return 0
	}
	return canvas.Columns(h.Keys) + 1 + canvas.Columns(words)
}

func (f *Frame) drawHint(x, y int, h intent.KeyHint) {
	f.HintZones(x, y, h, f.hintWidth(h))
	x = f.Print(x, y, f.Width()-1, canvas.Ink, h.Keys)
	f.Print(x+1, y, f.Width()-1, canvas.Quiet, f.Words.Keys.Footer[h.Does%intent.ActionCount])
}
