package pixel

import (
	"image"

	"orderflow/sim"
)

// Options say how large a picture is. Both sides of it are even.
type Options struct {
	Width, Height int // of the picture, in pixels; both 0 = 1920 × 1080
	Cell          int // width of a cell, which is twice as high, in pixels: the picture is as large as its cells and a margin; 0 = as wide as the picture lets it be
}

// Limits of a picture, in pixels.
const (
	CellMin   = 5
	CellMax   = 64
	SideMax   = 16384
	pixelsMax = 1 << 26

	defaultWidth, defaultHeight = 1920, 1080
	marginMin                   = 12 // at each edge
)

// cellRatio is how wide a cell is at most, in hundredths of its height: lines of
// text stand a little closer than on a terminal, and 120 columns by 36 lines fill
// a film.
const cellRatio = 51

// layout is where the cells of a picture are.
type layout struct {
	columns, rows int
	w, h          int         // of a cell
	origin        image.Point // of the first cell
	size          image.Point // of the picture
}

// layOut finds the largest cells that the picture has room for.
func layOut(columns, rows int, o Options) (layout, error) {
	l := layout{columns: columns, rows: rows, size: image.Pt(even(o.Width), even(o.Height))}
	switch {
	case o.Width < 0 || o.Height < 0 || o.Width > SideMax || o.Height > SideMax || (o.Width == 0) != (o.Height == 0):
		return l, sim.Refuse("%d × %d pixels: want up to %d a side", "%d × %d 픽셀: 각 변은 최대 %d까지 쓰세요", o.Width, o.Height, SideMax)
	case o.Cell != 0 && (o.Cell < CellMin || o.Cell > CellMax):
		return l, sim.Refuse("cells %d pixels wide: want %d to %d", "칸 너비 %d픽셀: %d에서 %d까지 쓰세요", o.Cell, CellMin, CellMax)
	case o.Cell != 0:
		l.w, l.h = o.Cell, heightOf(o.Cell)
	case o.Width == 0:
		l.size = image.Pt(defaultWidth, defaultHeight)
		l.fit()
	default:
		l.fit()
	}
	if l.w < CellMin {
		l.w, l.h = CellMin, heightOf(CellMin)
	}
	needs := image.Pt(even(columns*l.w), even(rows*l.h))
	switch {
	case o.Width == 0 && (o.Cell != 0 || needs.X > l.size.X || needs.Y > l.size.Y):
		l.size = needs.Add(image.Pt(2*l.w, 2*l.w))
	case needs.X > l.size.X || needs.Y > l.size.Y:
		return l, sim.Refuse("%d × %d pixels: too few for %d columns and %d lines: want at least %d × %d", "%d × %d 픽셀: %d열 %d행을 담기에 작습니다. %d × %d 이상으로 하세요",
			o.Width, o.Height, columns, rows, even(columns*CellMin), even(rows*heightOf(CellMin)))
	}
	if l.size.X > SideMax || l.size.Y > SideMax || l.size.X*l.size.Y > pixelsMax {
		return l, sim.Refuse("a picture of %d × %d pixels is too large: want fewer columns, lines or pixels", "%d × %d 픽셀 그림은 너무 큽니다. 열이나 행, 픽셀을 줄이세요", l.size.X, l.size.Y)
	}
	l.origin = image.Pt((l.size.X-columns*l.w)/2, (l.size.Y-rows*l.h)/2)
	return l, nil
}

// fit chooses the size of a cell by that of the picture.
func (l *layout) fit() {
	h := max(l.size.Y-2*marginMin, 1) / l.rows
	w := (h*cellRatio + 50) / 100
	if room := max(l.size.X-2*marginMin, 1) / l.columns; w > room {
		w = room
		h = min(h, heightOf(w))
	}
	l.w, l.h = min(w, CellMax), min(h, heightOf(CellMax))
}

// heightOf returns the height of a cell of a width.
func heightOf(w int) int { return 2 * w }

// even rounds up: films have no odd sides.
func even(n int) int { return (n + 1) &^ 1 }

// cell returns where a cell is.
func (l *layout) cell(x, y, columns int) image.Rectangle {
	at := l.origin.Add(image.Pt(x*l.w, y*l.h))
	return image.Rectangle{at, at.Add(image.Pt(columns*l.w, l.h))}
}
