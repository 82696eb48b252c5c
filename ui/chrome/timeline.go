package chrome

import (
	"fmt"

	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/pace"
	"orderflow/ui/words"
)

// timeSpace is between the timeline and what is said of the time.
const timeSpace = 3

// DrawTimeline draws the run on the scale of wall time, so that the cursor
// moves evenly. Marks after the cursor are those that were played before.
func (f *Frame) DrawTimeline(y int) {
	const left = 1
	text, room := f.timeText()
	right := f.Width() - 2 - room - timeSpace
	f.Right(f.Width()-1, y, room, canvas.Quiet, text)
	f.Set(left, y, canvas.Faint, '├')
	f.Repeat(left+1, y, right-left-1, canvas.Line, '─')
	f.Set(right, y, canvas.Faint, '┤')
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
	shown := make([]pace.MarkKind, right+1)
	for _, mark := range f.Moment.Marks { // where two stand at one place, the more telling one wins
		if at := &shown[place(mark.Wall)]; *at == 0 || mark.Kind < *at {
			*at = mark.Kind
		}
	}
	for x, kind := range shown {
		if kind > 0 {
			f.Set(x, y, marks[kind].pen, marks[kind].glyph)
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

// timeText returns how much of the run is over, and the columns that are kept
// for it: the timeline keeps its length while the time grows.
func (f *Frame) timeText() (text string, room int) {
	t := &f.Words.Time
	now, end := f.tenths(), "99.9"
	text = fmt.Sprintf(t.At, now)
	if f.Moment.End > 0 {
		end = words.Tenths(f.Moment.End)
		text = fmt.Sprintf(t.Of, now, end)
	}
	return text, max(canvas.Columns(text), canvas.Columns(fmt.Sprintf(t.Of, end, end)))
}
