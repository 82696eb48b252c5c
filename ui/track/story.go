package track

import (
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// storyBack is how many events after an order was made its story is read: a
// longer one takes longer than a frame may, and is in its panel.
const storyBack = 1 << 15

// drawStory draws in what is left of the box why the selected order is where it
// is, and what happened to it.
func (f *frame) drawStory(r canvas.Rect, y int, o *sim.OrderState) {
	first := o.RungEvent[sim.Created]
	if end := r.Y + r.H - 1; y+2 > end || f.Moment.N-first > storyBack {
		return
	}
	d := f.Moment.Dossier(o.Order.Number)
	if d == nil {
		return
	}
	y = f.drawCauses(r, y, d)
	f.drawEvents(r, y+1, d)
}

// drawCauses draws the causes, each with what shows it where that has room. It
// returns the line after them.
func (f *frame) drawCauses(r canvas.Rect, y int, d *moment.Dossier) int {
	answer := f.Answer(moment.PlaceOf(d.State.Order.Number))
	end := r.Y + r.H - 1
	if len(answer.Reasons) == 0 {
		return y
	}
	f.drawRule(r, y, f.Words.Who.Why)
	y++
	spare := end - y - len(answer.Reasons)
	for _, reason := range answer.Reasons {
		if y >= end {
			return y
		}
		f.whole(r.X+2, y, r.W-4, canvas.Quiet, reason.Head)
		y++
		if room := r.W - 6; reason.Detail != "" && spare > 0 && canvas.Columns(reason.Detail) <= room {
			f.whole(r.X+4, y, room, canvas.Faint, reason.Detail)
			y++
			spare--
		}
	}
	return y
}

// Columns of the events, from the left of their box.
const (
	eventTime  = 11 // after the time
	eventGlyph = 13
	eventText  = 15
)

// drawEvents draws the last events that led to where the order is.
func (f *frame) drawEvents(r canvas.Rect, y int, d *moment.Dossier) {
	end, chain := r.Y+r.H-1, d.Chain()
	if y+2 > end || len(chain) == 0 {
		return
	}
	f.drawRule(r, y, f.Words.Who.Events)
	y++
	for _, e := range chain[max(0, len(chain)-(end-y)):] {
		f.Right(r.X+eventTime, y, eventTime-2, canvas.Faint, words.Clock(e.At))
		glyph, p := tell.EventMark(e)
		f.Set(r.X+eventGlyph, y, p, glyph)
		room := r.W - eventText - 2
		f.whole(r.X+eventText, y, room, canvas.Quiet, f.ToldWithin(e, room))
		y++
	}
}
