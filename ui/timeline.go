package ui

import "fmt"

// drawTimeline draws the run on the scale of wall time, so that the cursor
// moves evenly. Marks after the cursor are those that were played before.
func (f *frame) drawTimeline(y int) {
	text := f.timeText()
	first, last := timelineSpan(f.Width(), f.full)
	left, right := first-1, last+1
	f.right(f.Width()-1, y, f.Width()-2-right, quiet, text)
	f.set(left, y, quiet, '├')
	f.repeat(left+1, y, right-left-1, quiet, '─')
	f.set(right, y, quiet, '┤')
	place := func(wall float64) int {
		share := 0.0
		if f.m.WallEnd > 0 {
			share = min(max(wall/f.m.WallEnd, 0), 1)
		}
		return left + 1 + int(share*float64(right-left-2)+0.5)
	}
	cursor := place(f.m.Wall)
	f.clickable(left, y, right-left+1, deed{time: true})
	f.drawDowntime(y, place, cursor, right)
	for kind := markKindCount; kind > 0; kind-- { // where two stand at one place, the more telling one wins
		for _, mark := range f.m.Marks {
			if mark.Kind == kind {
				f.set(place(mark.Wall), y, marks[kind].pen, marks[kind].glyph)
			}
		}
	}
	f.set(cursor, y, ink|bold, '●')
}

// marks are how the kinds of marks are drawn.
var marks = [markKindCount + 1]struct {
	glyph rune
	pen   pen
}{
	MarkBookmark: {'▾', belief | bold}, MarkLost: {'✗', lost}, MarkFaultBegins: {'▲', lost}, MarkFaultEnds: {'▲', lost},
	MarkTwice: {'◆', unknown}, MarkBlocked: {'□', waiting}, MarkDoubt: {'?', unknown},
}

// drawDowntime draws ═ between a fault's beginning and its end; one that goes
// on lasts up to the cursor.
func (f *frame) drawDowntime(y int, place func(float64) int, cursor, right int) {
	acting, from := 0, 0
	for _, mark := range f.m.Marks {
		switch mark.Kind {
		case MarkFaultBegins:
			if acting == 0 {
				from = place(mark.Wall)
			}
			acting++
		case MarkFaultEnds:
			if acting = max(0, acting-1); acting == 0 {
				f.repeat(from, y, place(mark.Wall)-from, lost, '═')
			}
		}
	}
	if acting > 0 {
		f.repeat(from, y, min(cursor, right-1)-from, lost, '═')
	}
}

// timeText returns how much of the run is over, and the number of the event.
func (f *frame) timeText() string {
	t := &f.t.Time
	text := fmt.Sprintf(t.At, tenths(f.m.At))
	if f.m.End > 0 {
		text = fmt.Sprintf(t.Of, tenths(f.m.At), tenths(f.m.End))
	}
	if f.full {
		text += "   " + fmt.Sprintf(t.Event, f.m.N)
	}
	return text
}
