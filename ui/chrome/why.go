package chrome

import (
	"fmt"
	"strconv"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// DrawWhy draws why a place is as it is, over what is open.
func (f *Frame) DrawWhy(about intent.Place) {
	t := &f.Words.Why
	told := f.Answer(about)
	w, h := min(tell.WhyWidth, f.Width()-2), 6+3*len(told.Reasons)
	r := canvas.Rect{X: (f.Width() - w) / 2, Y: max(0, (f.Height()-h)/2), W: w, H: h}
	f.Zone(canvas.Rect{X: 0, Y: 0, W: f.Width(), H: f.Height() - 1}, intent.Click{Key: "esc"}) // a click beside it closes it
	f.Zone(r, intent.Click{})
	f.Box(r, false, told.Title, canvas.Ink|canvas.Bold)
	f.Closing(r, t.Close)
	f.Put(r.X+3, r.Y+2, r.W-5, canvas.Ink|canvas.Bold, told.Heading)
	y := r.Y + 4
	for i, reason := range told.Reasons {
		number := strconv.Itoa(i + 1)
		f.Zone(canvas.Rect{X: r.X + 1, Y: y, W: r.W - 2, H: 2}, intent.Click{Key: number})
		f.Print(r.X+tell.WhyNumber, y, r.X+tell.WhyText, canvas.Ink, number)
		f.drawReason(r, y, reason.Head, reason.Event, canvas.Ink)
		f.drawReason(r, y+1, reason.Detail, reason.Second, canvas.Quiet)
		y += 3
	}
	if keys := tell.CauseKeys(len(told.Reasons)); keys != "" {
		f.Put(r.X+3, y, r.W-5, canvas.Quiet, fmt.Sprintf(t.Jumps, keys))
	}
}

// drawReason draws one line of a cause with its event at the right.
func (f *Frame) drawReason(r canvas.Rect, y int, said string, event sim.EventID, p canvas.Pen) {
	end := r.X + r.W - 3
	if event != 0 {
		at := words.Clock(f.Moment.Log.At(event).At)
		f.Right(end, y, canvas.Columns(at), canvas.Quiet, at)
		number := fmt.Sprintf(f.Words.Why.Event, event)
		from := end - max(canvas.Columns(at)+1, 8) - canvas.Columns(number)
		f.Print(from, y, end, canvas.Quiet, number)
		end = from - 1
	}
	f.Put(r.X+tell.WhyText, y, end-r.X-tell.WhyText, p, said)
}
