package pixel

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"image"
	"io"
	"slices"
	"strings"

	"orderflow/ui/canvas"
)

// SVGOptions say how a frame becomes an SVG.
type SVGOptions struct {
	Options        // the zero value = cells of StillCell
	Title   string // for who cannot see it, beside the text of the frame; "" = none
}

// svgFonts are those in which the letters are looked for: each has Hangul that is
// twice as wide as Latin, or is the last resort.
const svgFonts = "'Orderflow Mono', D2Coding, 'Noto Sans Mono CJK KR', NanumGothicCoding, monospace"

// vector is an SVG while it is written.
type vector struct {
	bytes.Buffer
	layout
	frame  canvas.Canvas
	writer *writer
}

// SVG writes a frame as lines, shapes and letters. Lines, blocks and signs are
// drawn as in a PNG; letters are text, in a font of whoever looks at it, each run
// of them held to its columns.
func SVG(w io.Writer, c canvas.Canvas, o SVGOptions) error {
	if o.Options == (Options{}) {
		o.Cell = StillCell
	}
	l, err := layOut(c.Width(), c.Height(), o.Options)
	if err != nil {
		return err
	}
	v := &vector{layout: l, frame: c, writer: newWriter(l.w, l.h)}
	v.drawf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" role="img" font-family="%s" font-size="%d">`, l.size.X, l.size.Y, svgFonts, v.writer.size)
	if o.Title != "" {
		v.drawf("<title>%s</title>", inXML(o.Title))
	}
	v.drawf("<desc>%s</desc>", inXML(legible(c)))
	v.drawf(`<rect width="%d" height="%d" fill="%s"/>`, l.size.X, l.size.Y, hexOf(v.frame.Styles.Look(canvas.Ink).Ground))
	v.grounds()
	v.lines()
	v.signs()
	v.letters()
	v.WriteString("</svg>\n")
	_, err = w.Write(v.Bytes())
	return err
}

// drawf writes an element.
func (v *vector) drawf(format string, args ...any) { _, _ = fmt.Fprintf(v, format+"\n", args...) }

// legible returns the words of a frame, line by line, without its lines and blocks.
func legible(c canvas.Canvas) string {
	text := strings.Map(func(r rune) rune {
		if r >= 0x2500 && r <= 0x259f {
			return ' '
		}
		return r
	}, c.Text())
	var lines []string
	for line := range strings.Lines(text) {
		if words := strings.Join(strings.Fields(line), " "); words != "" {
			lines = append(lines, words)
		}
	}
	return strings.Join(lines, "\n")
}

// inXML returns text as it may stand in XML.
func inXML(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder takes everything
	return b.String()
}

func hexOf(c canvas.Colour) string { return fmt.Sprintf("#%06x", uint32(c)) }

// each calls f for every character, with the columns it takes.
func (v *vector) each(f func(x, y, columns int, cell canvas.Cell)) {
	for y := range v.rows {
		line := v.frame.Cells[y*v.columns : (y+1)*v.columns]
		for x := 0; x < v.columns; {
			columns := 1
			if x+1 < v.columns && line[x+1].Rune == 0 {
				columns = 2
			}
			f(x, y, columns, line[x])
			x += columns
		}
	}
}

// area is a rectangle of a colour.
type area struct {
	image.Rectangle
	colour canvas.Colour
}

// areas writes rectangles, joined where they touch: two that only lie beside each
// other show a seam when the picture is scaled.
func (v *vector) areas(list []area) {
	list = joined(list, func(a, b area) bool { return a.Min.Y == b.Min.Y && a.Max.Y == b.Max.Y && a.Max.X == b.Min.X },
		func(a, b area) int {
			return cmp.Or(cmp.Compare(a.colour, b.colour), a.Min.Y-b.Min.Y, a.Max.Y-b.Max.Y, a.Min.X-b.Min.X)
		})
	list = joined(list, func(a, b area) bool { return a.Min.X == b.Min.X && a.Max.X == b.Max.X && a.Max.Y == b.Min.Y },
		func(a, b area) int {
			return cmp.Or(cmp.Compare(a.colour, b.colour), a.Min.X-b.Min.X, a.Max.X-b.Max.X, a.Min.Y-b.Min.Y)
		})
	for i, a := range list {
		if i == 0 || list[i-1].colour != a.colour {
			if i > 0 {
				v.drawf(`"/>`)
			}
			v.WriteString(`<path shape-rendering="crispEdges" fill="` + hexOf(a.colour) + `" d="`)
		}
		v.WriteString(box(a.Rectangle))
	}
	if len(list) > 0 {
		v.drawf(`"/>`)
	}
}

// box returns a rectangle as part of a path.
func box(r image.Rectangle) string {
	return fmt.Sprintf("M%d %dh%dv%dh%dz", r.Min.X, r.Min.Y, r.Dx(), r.Dy(), -r.Dx())
}

// joined returns the areas in an order, those that touch as one.
func joined(list []area, touch func(a, b area) bool, order func(a, b area) int) []area {
	slices.SortStableFunc(list, order)
	var all []area
	for _, a := range list {
		if n := len(all); n > 0 && all[n-1].colour == a.colour && touch(all[n-1], a) {
			all[n-1].Rectangle = all[n-1].Union(a.Rectangle)
			continue
		}
		all = append(all, a)
	}
	return all
}

// grounds draws what characters stand on.
func (v *vector) grounds() {
	var list []area
	background := v.frame.Styles.Look(canvas.Ink).Ground
	v.each(func(x, y, columns int, cell canvas.Cell) {
		if look := v.frame.Styles.Look(cell.Pen); look.Ground != background {
			list = append(list, area{v.cell(x, y, columns), look.Ground})
		}
	})
	v.areas(list)
}

// lines draws lines and blocks that are rectangles.
func (v *vector) lines() {
	var list []area
	v.each(func(x, y, columns int, cell canvas.Cell) {
		s, ok := lineShape(cell.Rune, v.w*columns, v.h)
		if !ok {
			return
		}
		at := v.cell(x, y, columns)
		for _, r := range s.rects {
			list = append(list, area{r.Add(at.Min), v.frame.Styles.Look(cell.Pen).Text})
		}
	})
	v.areas(list)
}

// outlined reports whether a character is drawn as a shape and not as text: what
// fonts disagree about, or do not have.
func outlined(r rune) bool {
	return r >= 0x2010 && r <= 0x2bff || r == 0xfffd
}

// signs draws the signs, and corners and shades: each shape is told once.
func (v *vector) signs() {
	known := map[string]string{}
	var uses bytes.Buffer
	v.each(func(x, y, columns int, cell canvas.Cell) {
		d := v.sign(cell, columns)
		if d == "" {
			return
		}
		name, told := known[d]
		if !told {
			name = fmt.Sprintf("of%d-%x-%d", v.w, cell.Rune, len(known))
			known[d] = name
			v.drawf(`<defs><path id="%s" d="%s"/></defs>`, name, d)
		}
		at := v.cell(x, y, columns).Min
		_, _ = fmt.Fprintf(&uses, "<use href=\"#%s\" x=\"%d\" y=\"%d\" fill=\"%s\"/>\n", name, at.X, at.Y, hexOf(v.frame.Styles.Look(cell.Pen).Text))
	})
	v.Write(uses.Bytes())
}

// sign returns the shape of a character that is drawn as one, but for the
// rectangles that are drawn already; "" = there is none.
func (v *vector) sign(cell canvas.Cell, columns int) string {
	if !outlined(cell.Rune) {
		return ""
	}
	s := v.writer.shape(cell.Rune, cell.Pen&canvas.Bold != 0, columns)
	if _, line := lineShape(cell.Rune, v.w, v.h); line {
		s.rects = nil
	}
	return s.path()
}

// path returns a shape in the words of SVG, to a tenth of a pixel.
func (s *shape) path() string {
	var b strings.Builder
	for _, r := range s.rects {
		b.WriteString(box(r))
	}
	for _, poly := range s.polys {
		for i, p := range poly {
			b.WriteString([...]string{"M", "L"}[min(i, 1)])
			tenths(&b, p.x)
			b.WriteByte(' ')
			tenths(&b, p.y)
		}
		b.WriteByte('z')
	}
	return b.String()
}

// tenths writes parts of a pixel as a number with one digit behind the point.
func tenths(b *strings.Builder, v int) {
	n := (abs(v)*10 + unit/2) / unit
	if v < 0 && n > 0 {
		b.WriteByte('-')
	}
	fmt.Fprintf(b, "%d", n/10)
	if n%10 != 0 {
		fmt.Fprintf(b, ".%d", n%10)
	}
}

// run is a stretch of letters of one look, all of them one column wide or all two.
type run struct {
	x, y, columns, each int
	look                canvas.Look
	text                strings.Builder
}

// letters writes the runs of letters.
func (v *vector) letters() {
	var now *run
	v.each(func(x, y, columns int, cell canvas.Cell) {
		if cell.Rune == ' ' || cell.Rune == 0 || outlined(cell.Rune) {
			v.write(now)
			now = nil
			return
		}
		look := v.frame.Styles.Look(cell.Pen)
		if now != nil && (now.y != y || now.x+now.columns != x || now.each != columns || now.look != look) {
			v.write(now)
			now = nil
		}
		if now == nil {
			now = &run{x: x, y: y, each: columns, look: look}
		}
		now.text.WriteRune(cell.Rune)
		now.columns += columns
	})
	v.write(now)
}

// write writes a run of letters, held to its columns.
func (v *vector) write(r *run) {
	if r == nil {
		return
	}
	at, weight := v.cell(r.x, r.y, r.columns), ""
	if r.look.Bold {
		weight = ` font-weight="700"`
	}
	v.drawf(`<text x="%d" y="%d" textLength="%d" lengthAdjust="spacingAndGlyphs" fill="%s"%s>%s</text>`, at.Min.X, at.Min.Y+v.writer.baseline, at.Dx(), hexOf(r.look.Text), weight, inXML(r.text.String()))
}
