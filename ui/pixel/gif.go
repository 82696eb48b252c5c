package pixel

import (
	"bytes"
	"compress/lzw"
	"encoding/binary"
	"image"
	"io"
	"slices"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
)

// GIFCell is how wide a cell of a GIF is where nobody says, in pixels.
const GIFCell = 10

// GIFOptions say how a GIF is made.
type GIFOptions struct {
	Options      // the zero value = cells of GIFCell
	Once    bool // it stops at its end; else it begins again
}

// GIF is a film that is written as its frames come. It holds three pictures,
// however long the film is.
type GIF struct {
	w       io.Writer
	out     []byte // what is to be written next
	options GIFOptions
	painter *painter
	written []uint8         // what a viewer shows after what is written
	coming  []uint8         // what it shows next
	colours []canvas.Colour // of that
	dirty   image.Rectangle
	since   int  // when that begins, in 1/100 s
	whole   bool // its colours are others than before
	local   bool // its colours are others than those of the film
}

// NewGIF begins a film. Nothing is written before its first frame has come.
func NewGIF(w io.Writer, o GIFOptions) *GIF {
	if o.Options == (Options{}) {
		o.Cell = GIFCell
	}
	return &GIF{w: w, options: o}
}

// Parts of the format.
const (
	transparent = 255   // the index that says that a pixel stays
	shortest    = 2     // 1/100 s: a shorter frame is shown for longer by every viewer
	longest     = 65535 // 1/100 s
)

// hundredths rounds a time of the film. Delays are differences of rounded times,
// so they never drift.
func hundredths(at time.Duration) int {
	return int((max(at, 0) + 5*time.Millisecond) / (10 * time.Millisecond))
}

// Frame shows a frame from a time of the film on. Times never go back; a frame
// that looks like the one before changes nothing.
func (g *GIF) Frame(at time.Duration, c canvas.Canvas) error {
	if g.painter == nil {
		return g.begin(c)
	}
	changed, recoloured, err := g.painter.draw(c)
	if err != nil {
		return err
	}
	if !recoloured {
		changed = differs(g.painter.picture.Pix, g.coming, g.painter.size.X, changed)
	}
	if changed.Empty() {
		return nil
	}
	if now := hundredths(at); now-g.since >= shortest {
		if err := g.flush(now); err != nil {
			return err
		}
	}
	if recoloured {
		g.whole, g.local, g.colours = true, true, g.painter.palette.list
	}
	copyPart(g.coming, g.painter.picture.Pix, g.painter.size.X, changed)
	g.dirty = g.dirty.Union(changed)
	return nil
}

// begin draws the first frame, which stands from the beginning.
func (g *GIF) begin(c canvas.Canvas) (err error) {
	if g.painter, err = newPainter(c, g.options.Options); err != nil {
		return err
	}
	if g.dirty, _, err = g.painter.draw(c); err != nil {
		return err
	}
	g.coming = append([]uint8(nil), g.painter.picture.Pix...)
	g.written, g.whole = make([]uint8, len(g.coming)), true
	g.out = append(g.out, "GIF89a"...)
	g.numbers(g.painter.size.X, g.painter.size.Y)
	g.out = append(g.out, 0xf7, 0, 0) // 256 colours, of 8 bits each
	g.colours = g.painter.palette.list
	g.table()
	if !g.options.Once {
		g.out = append(g.out, "\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"...)
	}
	return nil
}

// Close ends the film, which is so long.
func (g *GIF) Close(length time.Duration) error {
	if g.painter == nil {
		return sim.Refuse("the film has no frame", "영상에 프레임이 없습니다")
	}
	if err := g.flush(max(hundredths(length), g.since+shortest)); err != nil {
		return err
	}
	_, err := g.w.Write([]byte{0x3b})
	return err
}

// flush writes what is coming, and that it stands until then.
func (g *GIF) flush(until int) error {
	width := g.painter.size.X
	part := g.dirty
	if !g.whole {
		part = differs(g.coming, g.written, width, part)
	}
	if part.Empty() {
		part = image.Rect(0, 0, 1, 1)
	}
	for left := until - g.since; left > 0; left -= longest {
		if err := g.image(part, min(left, longest)); err != nil {
			return err
		}
		copyPart(g.written, g.coming, width, part)
		g.whole, part = false, image.Rect(0, 0, 1, 1)
	}
	g.since, g.dirty = until, image.Rectangle{}
	return nil
}

// image writes a part of the picture: what has changed in it.
func (g *GIF) image(part image.Rectangle, delay int) error {
	flags := byte(1 << 2) // it stays
	if !g.whole {
		flags |= 1 // one index is transparent
	}
	g.out = append(g.out, 0x21, 0xf9, 4, flags)
	g.numbers(delay)
	g.out = append(g.out, transparent, 0, 0x2c)
	g.numbers(part.Min.X, part.Min.Y, part.Dx(), part.Dy())
	if g.local {
		g.out = append(g.out, 0x87)
		g.table()
	} else {
		g.out = append(g.out, 0)
	}
	g.out = append(g.out, 8) // bits of a pixel
	if err := g.pixels(part); err != nil {
		return err
	}
	_, err := g.w.Write(g.out)
	g.out = g.out[:0]
	return err
}

// pixels packs a part of the picture, in blocks of at most 255 bytes.
func (g *GIF) pixels(part image.Rectangle) error {
	var packed bytes.Buffer
	packer := lzw.NewWriter(&packed, lzw.LSB, 8)
	width, row := g.painter.size.X, make([]uint8, part.Dx())
	for y := part.Min.Y; y < part.Max.Y; y++ {
		at := y*width + part.Min.X
		copy(row, g.coming[at:])
		if !g.whole {
			for x, was := range g.written[at : at+len(row)] {
				if row[x] == was {
					row[x] = transparent
				}
			}
		}
		if _, err := packer.Write(row); err != nil {
			return err
		}
	}
	if err := packer.Close(); err != nil {
		return err
	}
	for block := range slices.Chunk(packed.Bytes(), 255) {
		g.out = append(append(g.out, byte(len(block))), block...)
	}
	g.out = append(g.out, 0)
	return nil
}

// table writes the colours, and one for the transparent index.
func (g *GIF) table() {
	var table [256 * 3]byte
	for i, c := range g.colours {
		r, green, b := c.Parts()
		table[3*i], table[3*i+1], table[3*i+2] = byte(r), byte(green), byte(b)
	}
	g.out = append(g.out, table[:]...)
}

// numbers writes numbers of 16 bits.
func (g *GIF) numbers(list ...int) {
	for _, n := range list {
		g.out = binary.LittleEndian.AppendUint16(g.out, uint16(n))
	}
}

// differs returns the smallest rectangle in a part that has all that differs.
func differs(a, b []uint8, width int, part image.Rectangle) (r image.Rectangle) {
	for y := part.Min.Y; y < part.Max.Y; y++ {
		one, other := a[y*width+part.Min.X:y*width+part.Max.X], b[y*width+part.Min.X:y*width+part.Max.X]
		first := 0
		for first < len(one) && one[first] == other[first] {
			first++
		}
		if first == len(one) {
			continue
		}
		last := len(one)
		for one[last-1] == other[last-1] {
			last--
		}
		r = r.Union(image.Rect(part.Min.X+first, y, part.Min.X+last, y+1))
	}
	return r
}

// copyPart copies a part of a picture.
func copyPart(to, from []uint8, width int, part image.Rectangle) {
	for y := part.Min.Y; y < part.Max.Y; y++ {
		copy(to[y*width+part.Min.X:y*width+part.Max.X], from[y*width+part.Min.X:])
	}
}
