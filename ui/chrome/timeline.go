package chrome

import (
	"fmt"

	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/pace"
	"orderflow/ui/words"
)

// DrawTimeline draws the run on the scale of wall time, so that the cursor
// moves evenly. Marks after the cursor are those that were played before.
func (f *Frame) DrawTimeline(y int) {
	text := f.timeText()
	first, last := TimelineSpan(f.Width(), f.Full)
	left, right := first-1, last+1
	f.Right(f.Width()-1, y, f.Width()-2-right, canvas.Quiet, text)
	f.Set(left, y, canvas.Quiet, '├')
	f.Repeat(left+1, y, right-left-1, canvas.Quiet, '─')
	f.Set(right, y, canvas.Quiet, '┤')
	place := func(wall float64) int {
		share := 0.0
		if f.Moment.WallEnd > 0 {
			share = min(max(wall/f.Moment.WallEnd, 0), 1)
		}
		return left + 1 + int(share*float64(right-left-2)+0.5)
	}
	cursor := place(f.Moment.Wall)
	f.Clickable(left, y, right-left+1, intent.Click{Time: true})
	f.drawDowntime(y, place, cursor, right)
	for kind := pace.MarkKindCount; kind > 0; kind-- { // where two stand at one place, the more telling one wins
		for _, mark := range f.Moment.Marks {
			if mark.Kind == kind {
				f.Set(place(mark.Wall), y, marks[kind].pen, marks[kind].glyph)
			}
		}
	}
	f.Set(cursor, y, canvas.Ink|canvas.Bold, '●')
}

// marks are how the kinds of marks are drawn.
var marks = [pace.MarkKindCount + 1]struct {
	glyph rune
	pen   canvas.Pen
}{
	pace.MarkBookmark: {'▾', canvas.Belief | canvas.Bold}, pace.MarkLost: {'✗', canvas.Lost}, pace.MarkFaultBegins: {'▲', canvas.Lost}, pace.MarkFaultEnds: {'▲', canvas.Lost},
	pace.MarkTwice: {'◆', canvas.Unknown}, pace.MarkBlocked: {'□', canvas.Waiting}, pace.MarkDoubt: {'?', canvas.Unknown},
}

// drawDowntime draws ═ between a fault's beginning and its end; one that goes
// on lasts up to the cursor.
func (f *Frame) drawDowntime(y int, place func(float64) int, cursor, right int) {
	acting, from := 0, 0
	for _, mark := range f.Moment.Marks {
		switch mark.Kind {
		case pace.MarkFaultBegins:
			if acting == 0 {
				from = place(mark.Wall)
			}
			acting++
		case pace.MarkFaultEnds:
			if acting = max(0, acting-1); acting == 0 {
				f.Repeat(from, y, place(mark.Wall)-from, canvas.Lost, '═')
			}
		}
	}
	if acting > 0 {
		f.Repeat(from, y, min(cursor, right-1)-from, canvas.Lost, '═')
	}
}

// timeText returns how much of the run is over, and the number of the event.
func (f *Frame) timeText() string {
	t := &f.Words.Time
	text := fmt.Sprintf(t.At, words.Tenths(f.Moment.At))
	if f.Moment.End > 0 {
		text = fmt.Sprintf(t.Of, words.Tenths(f.Moment.At), words.Tenths(f.Moment.End))
	}
	if f.Full {
		text += "   " + fmt.Sprintf(t.Event, f.Moment.N)
	}
	return text
}
