package pixel

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the fonts
	"fmt"
	"io"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

//go:embed font/regular.ttf.gz
var regularFile []byte

//go:embed font/bold.ttf.gz
var boldFile []byte

// The fonts are unpacked when the first picture is drawn.
var fonts = [2]func() *sfnt.Font{
	sync.OnceValue(func() *sfnt.Font { return unpacked(regularFile) }),
	sync.OnceValue(func() *sfnt.Font { return unpacked(boldFile) }),
}

// unpacked returns an embedded font.
func unpacked(file []byte) *sfnt.Font {
	r, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		panic(fmt.Sprintf("the embedded font: %v", err))
	}
	text, err := io.ReadAll(r)
	if err != nil {
		panic(fmt.Sprintf("the embedded font: %v", err))
	}
	f, err := sfnt.Parse(text)
	if err != nil {
		panic(fmt.Sprintf("the embedded font: %v", err))
	}
	return f
}

// Figures of the font, in its units.
const (
	em          = 1000
	fontTop     = 796 // of the highest syllable
	fontBottom  = 155 // below the baseline
	fontMiddle  = 306 // of ●, ◇, → and their like: there the lines of boxes run
	boldStretch = 40  // how far apart a regular character is drawn twice
)

// writer draws characters of one size.
type writer struct {
	w, h, size int // of a cell, and of an em, in pixels
	baseline   int
	buffer     sfnt.Buffer
}

// newWriter returns a writer for cells of a size: the em is as large as goes into
// both, so that nothing is clipped.
func newWriter(w, h int) *writer {
	size := max(min(2*w, h*97/100), 1)
	baseline := (h*em/2 + fontMiddle*size + em/2) / em
	return &writer{w: w, h: h, size: size, baseline: min(baseline, h-fontBottom*size/em)}
}

// shape returns a character in the middle of so many columns. Of one that the
// font does not have, it is a box.
func (t *writer) shape(r rune, bold bool, columns int) shape {
	if s, ok := lineShape(r, t.w*columns, t.h); ok {
		return s
	}
	if bold {
		if s, ok := t.glyph(fonts[1](), r, columns); ok {
			return s
		}
	}
	s, ok := t.glyph(fonts[0](), r, columns)
	if !ok {
		return missing(t.w*columns, t.h)
	}
	if bold {
		s.polys = append(s.polys, s.moved(spot{max(t.size*boldStretch*unit/em, unit/4), 0})...)
	}
	return s
}

// glyph returns a character of a font.
func (t *writer) glyph(f *sfnt.Font, r rune, columns int) (shape, bool) {
	i, err := f.GlyphIndex(&t.buffer, r)
	if err != nil || i == 0 {
		return shape{}, false
	}
	advance, err := f.GlyphAdvance(&t.buffer, i, fixed.I(em), font.HintingNone)
	if err != nil || advance <= 0 {
		return shape{}, false
	}
	segments, err := f.LoadGlyph(&t.buffer, i, fixed.I(em), nil)
	if err != nil {
		return shape{}, false
	}
	size, room := t.size, columns*t.w
	if wide := advance.Round() * size; wide > room*em {
		size = size * room * em / wide // a character that is wider than its cells is drawn smaller
	}
	left := (room*em - advance.Round()*size) * unit / (2 * em)
	return outline(segments, size, spot{left, t.baseline * unit}), true
}

// outline draws the segments of a glyph at a size, from a place on.
func outline(segments sfnt.Segments, size int, at spot) shape {
	place := func(p fixed.Point26_6) spot {
		return spot{at.x + scaled(int(p.X), size), at.y + scaled(int(p.Y), size)}
	}
	var s shape
	var poly []spot
	for _, segment := range segments {
		switch to := segment.Args; segment.Op {
		case sfnt.SegmentOpMoveTo:
			if len(poly) > 2 {
				s.polys = append(s.polys, poly)
			}
			poly = []spot{place(to[0])}
		case sfnt.SegmentOpLineTo:
			poly = append(poly, place(to[0]))
		case sfnt.SegmentOpQuadTo:
			poly = bend(poly, place(to[0]), place(to[1]))
		}
	}
	if len(poly) > 2 {
		s.polys = append(s.polys, poly)
	}
	return s
}

// scaled turns 1/64 of a unit of the font into parts of a pixel.
func scaled(v, size int) int {
	const whole = 64 * em
	long := int64(abs(v)) * int64(size) * unit
	n := int((long + whole/2) / whole)
	if v < 0 {
		return -n
	}
	return n
}

// bend adds a curve with one handle as lines that leave it by less than what can
// be seen.
func bend(poly []spot, handle, to spot) []spot {
	from := poly[len(poly)-1]
	pieces := 2
	for off := abs(from.x-2*handle.x+to.x) + abs(from.y-2*handle.y+to.y); pieces < 16 && off > unit/4*pieces*pieces; {
		pieces++
	}
	for i := 1; i <= pieces; i++ {
		a, b := pieces-i, i
		mix := func(p, q, r int) int { return (a*a*p + 2*a*b*q + b*b*r) / (pieces * pieces) }
		poly = append(poly, spot{mix(from.x, handle.x, to.x), mix(from.y, handle.y, to.y)})
	}
	return poly
}

func abs(v int) int { return max(v, -v) }

// missing is drawn for a character that has no glyph.
func missing(w, h int) shape {
	t, x, y := stroke(w), w/6, h/5
	var s shape
	s.rect(x, y, w-x, y+t)
	s.rect(x, h-y-t, w-x, h-y)
	s.rect(x, y, x+t, h-y)
	s.rect(w-x-t, y, w-x, h-y)
	return s
}
