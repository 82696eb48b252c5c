package track

import "orderflow/ui/canvas"

// drawLegend says what the line of a lane is, and that of a claim.
func (f *frame) drawLegend() {
	y := f.rows.Legend
	if y == 0 || f.card > 0 {
		return
	}
	const apart = 4
	t, x := &f.Words.Track, f.cols.Track
	f.Print(x, y, x+2, canvas.Quiet|canvas.Tint60, "━━")
	f.Set(x+2, y, canvas.Quiet, '●')
	x = f.Print(x+4, y, f.Width()-1, canvas.Faint, t.Truth) + apart
	if x+4+canvas.Columns(t.Claim) >= f.Width() {
		return
	}
	f.Print(x, y, x+3, canvas.BeliefBar|canvas.Tint60, "╍╍◇")
	f.Print(x+4, y, f.Width()-1, canvas.Faint, t.Claim)
}
