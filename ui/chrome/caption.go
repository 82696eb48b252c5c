package chrome

import (
	"orderflow/sim"
	"orderflow/ui/canvas"
)

// DrawCaption draws the one sentence that says what just happened.
func (f *Frame) DrawCaption(y int) {
	f.Set(1, y, canvas.Moving, '▌')
	width := f.Width() - 4
	if f.Moment.Notice != "" {
		f.Put(3, y, width, canvas.Waiting|canvas.Bold, sim.Printable(f.Moment.Notice, 4*width))
		return
	}
	f.Put(3, y, width, canvas.Ink|canvas.Bold, canvas.Longest(width, f.Caption()...))
}
