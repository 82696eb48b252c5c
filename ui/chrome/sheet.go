package chrome

import (
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
)

// Sheet is something the user has opened over the stage: a form, a list or a
// text. What stands around the stage stays in sight. It is a plain value and
// draws what it holds and the moment it is drawn at.
type Sheet interface {
	Draw(f *Frame, r canvas.Rect)
}

// sheetWidth is how wide a sheet is at most: wider lines are hard to read; and
// sheetMargin from how many columns beside it on it is worth to leave them.
const (
	sheetWidth  = 118
	sheetMargin = 8
)

// DrawSheet draws a sheet over what is drawn.
func (f *Frame) DrawSheet(sheet Sheet) {
	beneath := f.card.H > 0 // another box
	if f.Inner.W == 0 {     // what stands around the stage is not there
		f.Inner, beneath = Inner(f.Width(), f.Height()), true
	}
	if beneath {
		f.DimLines(0, f.Height()-1)
	}
	f.DimLines(f.Inner.Y, f.Inner.Y+f.Inner.H)
	f.Zone(canvas.Rect{X: 0, Y: 0, W: f.Width(), H: f.Inner.Y + f.Inner.H}, intent.Click{Key: "esc"}) // a click beside it closes it
	sheet.Draw(f, SheetArea(f.Inner))
	f.endCard()
}

// SheetArea returns where in that part of a frame a sheet may be.
func SheetArea(inner canvas.Rect) canvas.Rect {
	w := inner.W
	if w >= sheetWidth+2*sheetMargin {
		w = sheetWidth
	}
	return canvas.Rect{X: inner.X + (inner.W-w)/2, Y: inner.Y, W: w, H: inner.H}
}

// sheetRest is how many lines below a sheet are worth leaving to what it covers.
const sheetRest = 8

// Fitted returns the part of a sheet that needs so many lines: all of it where
// hardly anything would be left below.
func Fitted(r canvas.Rect, lines int) canvas.Rect {
	if r.H-lines >= sheetRest {
		r.H = lines
	}
	return r
}

// SheetBox draws the border of a sheet with its title, and how it is closed.
func (f *Frame) SheetBox(r canvas.Rect, title string) { f.beginCard(r, title, f.Words.Keys.Close) }

// beginCard draws the border of a box that lies over what is drawn.
func (f *Frame) beginCard(r canvas.Rect, title, closing string) {
	f.card = r
	f.Cover(r)
	f.Frame(r, canvas.Heavy, canvas.Quiet)
	f.Zone(r, intent.Click{})
	f.Legend(r.X+3, r.Y, r.W-5, canvas.Ink|canvas.Bold, title)
	f.Closing(r, closing)
}

// endCard puts what was drawn in the box on its ground.
func (f *Frame) endCard() {
	for y := f.card.Y; y < f.card.Y+f.card.H; y++ {
		f.Ground(f.card.X, y, f.card.X+f.card.W, canvas.Surf)
	}
}

// Spotlight draws the box of a panel in which keys move: heavy, with its title
// in reverse video.
func (f *Frame) Spotlight(r canvas.Rect, title string) {
	f.Clear(r, 0)
	f.Frame(r, canvas.Heavy, canvas.Ink)
	f.Legend(r.X+3, r.Y, r.W-5, canvas.Ink|canvas.Bold|canvas.Focus, title)
}
