package pixel

import (
	"image"
	"image/png"
	"io"
	"slices"

	"orderflow/sim"
	"orderflow/ui/canvas"
)

// painter draws one frame after the other into a picture, and of each only the
// cells that are new.
type painter struct {
	layout
	writer  *writer
	palette *palette
	picture *image.Paletted
	last    []canvas.Cell
	spans   []int // how many columns the character takes that begins in a cell of last
	glyphs  map[glyphKey][]uint8
}

// glyphKey names a glyph that has been drawn.
type glyphKey struct {
	char    rune
	columns int
	bold    bool
}

// newPainter returns a painter of frames of the size of c.
func newPainter(c canvas.Canvas, o Options) (*painter, error) {
	l, err := layOut(c.Width(), c.Height(), o)
	if err != nil {
		return nil, err
	}
	return &painter{layout: l, writer: newWriter(l.w, l.h), glyphs: map[glyphKey][]uint8{}}, nil
}

// draw draws a frame and returns the part of the picture that it may have
// changed, and whether its colours are others.
func (p *painter) draw(c canvas.Canvas) (changed image.Rectangle, recoloured bool, err error) {
	if c.Width() != p.columns || c.Height() != p.rows {
		return changed, false, sim.Refuse("a frame of %d × %d in a film of %d × %d", "%d × %d 화면은 %d × %d 영상에 넣을 수 없습니다", c.Width(), c.Height(), p.columns, p.rows)
	}
	if p.palette == nil || p.palette.styles != c.Styles {
		p.palette, recoloured = newPalette(c.Styles), true
		p.picture = image.NewPaletted(image.Rectangle{Max: p.size}, p.palette.colors)
		p.last, p.spans = make([]canvas.Cell, len(c.Cells)), make([]int, len(c.Cells))
		changed = p.picture.Rect
	}
	for y := range p.rows {
		line := c.Cells[y*p.columns : (y+1)*p.columns]
		for x := 0; x < p.columns; {
			columns := 1
			if x+1 < p.columns && line[x+1].Rune == 0 {
				columns = 2
			}
			at := y*p.columns + x
			if p.spans[at] != columns || !slices.Equal(line[x:x+columns], p.last[at:at+columns]) {
				r := p.cell(x, y, columns)
				p.set(r, line[x], columns)
				changed = changed.Union(r)
				p.spans[at+columns-1] = 0
				p.spans[at] = columns
			}
			x += columns
		}
	}
	copy(p.last, c.Cells)
	return changed, recoloured, nil
}

// set draws a character.
func (p *painter) set(r image.Rectangle, cell canvas.Cell, columns int) {
	inks := p.palette.of(cell.Pen)
	if cell.Rune == ' ' || cell.Rune == 0 {
		p.fill(r, inks[0])
		return
	}
	mask, w := p.glyph(cell, columns), r.Dx()
	for y := range r.Dy() {
		row := p.picture.Pix[(r.Min.Y+y)*p.picture.Stride+r.Min.X:][:w]
		for x, ink := range mask[y*w : (y+1)*w] {
			row[x] = inks[ink]
		}
	}
}

// fill fills a part of the picture.
func (p *painter) fill(r image.Rectangle, c uint8) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := p.picture.Pix[y*p.picture.Stride+r.Min.X:][:r.Dx()]
		for x := range row {
			row[x] = c
		}
	}
}

// glyph returns the ink of a character.
func (p *painter) glyph(cell canvas.Cell, columns int) []uint8 {
	key := glyphKey{cell.Rune, columns, cell.Pen&canvas.Bold != 0}
	mask, drawn := p.glyphs[key]
	if !drawn {
		s := p.writer.shape(key.char, key.bold, columns)
		mask = s.mask(columns*p.w, p.h)
		p.glyphs[key] = mask
	}
	return mask
}

// Draw draws a frame.
func Draw(c canvas.Canvas, o Options) (*image.Paletted, error) {
	p, err := newPainter(c, o)
	if err != nil {
		return nil, err
	}
	if _, _, err := p.draw(c); err != nil {
		return nil, err
	}
	return p.picture, nil
}

// StillCell is how wide a cell of a picture is where nobody says, in pixels: a
// frame of 120 × 36 has less than 60 KB then.
const StillCell = 11

// PNG writes a frame as a picture; where the options say nothing, with cells of
// StillCell.
func PNG(w io.Writer, c canvas.Canvas, o Options) error {
	if o == (Options{}) {
		o.Cell = StillCell
	}
	picture, err := Draw(c, o)
	if err != nil {
		return err
	}
	return png.Encode(w, picture)
}
