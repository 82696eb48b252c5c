package chrome

import (
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
)

// Sheet is something the user has opened over the board's lower part: a form,
// a list or a text. The caption, the bars and the timeline stay in sight. It
// is a plain value and draws what it holds and the moment it is drawn at.
type Sheet interface {
	Draw(f *Frame, r canvas.Rect)
}

// DrawSheet draws a sheet over what is drawn.
func (f *Frame) DrawSheet(sheet Sheet) {
	r := SheetArea(f.Width(), f.Height(), f.Full)
	f.Zone(canvas.Rect{X: 0, Y: 0, W: f.Width(), H: r.Y + r.H}, intent.Click{Key: "esc"}) // a click beside it closes it
	for y := r.Y; y < r.Y+r.H; y++ {
		f.Repeat(0, y, f.Width(), canvas.Ink, ' ')
	}
	sheet.Draw(f, r)
}

// SheetArea returns where a sheet may be: below the headline, above the timeline.
func SheetArea(width, height int, full bool) canvas.Rect {
	top, bottom := ShortTop, height-2
	if full {
		top, bottom = WayTop, height-3
	}
	return canvas.Rect{X: 1, Y: top, W: width - 2, H: bottom - top}
}

// SheetBox draws the border of a sheet with its title, and how it is closed.
func (f *Frame) SheetBox(r canvas.Rect, title string) {
	f.Box(r, false, title, canvas.Ink|canvas.Bold)
	f.Zone(r, intent.Click{})
	f.Closing(r, f.Words.Keys.Close)
}
