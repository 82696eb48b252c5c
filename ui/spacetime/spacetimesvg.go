package spacetime

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// Sizes of the picture, in its own units.
const (
	pictureWidth  = 1200
	pictureTop    = 104 // of the first line
	pictureRow    = 24
	pictureFirst  = 170 // the first participant
	pictureFacts  = 960
	pictureAfter  = 110 // from the last participant to the facts
	pictureMargin = 20
	pictureGlyph  = 7  // a column of text, by and large
	pictureTitle  = 70 // columns of text; what they take is a matter of the font
)

// The inks of the picture: greys that a print keeps apart, and dashes, so that
// no meaning hangs on a colour.
const (
	inkPicture   = "#1b1f24"
	quietPicture = "#5a636d"
	paperPicture = "#ffffff"
	linePicture  = "#b4bac1"
)

// picture is an SVG while it is written.
type picture struct {
	strings.Builder
	columns [words.ParticipantCount]int
	count   int
	several bool // orders, so that a line says whose it is
}

// WriteSVG writes the diagram as a picture that needs nothing beside itself.
func (s *SpaceTime) WriteSVG(w io.Writer) error {
	d, said := s.diagram, &s.words.Space
	p := &picture{count: int(words.AtPanel), several: d.several()}
	if d.panel {
		p.count++
	}
	for i := range p.columns {
		p.columns[i] = pictureFirst + (pictureFacts-pictureAfter-pictureFirst)*min(i, p.count-1)/(p.count-1)
	}
	bottom := pictureTop + len(d.Rows)*pictureRow
	title := s.title(pictureTitle)
	p.open(bottom+56, title, s.caption(TextWidth))
	p.text(pictureMargin, 30, "start", "700", inkPicture, 18, title)
	p.text(pictureWidth-pictureMargin, 30, "end", "400", quietPicture, 13, s.run())
	p.text(pictureMargin, 54, "start", "400", inkPicture, 14, s.caption(TextWidth))
	if d.left > 0 {
		p.text(pictureWidth-pictureMargin, 54, "end", "400", inkPicture, 13, fmt.Sprintf(said.Left, d.left))
	}
	for i := range p.count {
		x, name := p.columns[i], said.Columns[i]
		if words.Participant(i) == words.AtConsumer && !d.panel {
			name = d.consumerName(s.State, s.words)
		}
		p.text(x, pictureTop-20, "middle", "700", inkPicture, 14, name)
		p.stroke(x, pictureTop-12, x, bottom, linePicture, 1.5, "")
	}
	p.text(pictureFacts, pictureTop-20, "start", "700", inkPicture, 14, said.Who)
	for i := range d.Rows {
		p.row(&d.Rows[i], pictureTop+i*pictureRow+pictureRow/2)
	}
	p.legend(bottom+32, said)
	p.WriteString("</svg>\n")
	_, err := io.WriteString(w, p.String())
	return err
}

// open writes the beginning: what it is, for who cannot see it, and the paper.
func (p *picture) open(height int, title, about string) {
	p.drawf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" role="img" font-family="'Noto Sans', 'Noto Sans CJK KR', 'Malgun Gothic', 'Apple SD Gothic Neo', sans-serif">`, pictureWidth, height)
	p.drawf("<title>%s</title>\n<desc>%s</desc>", escaped(title), escaped(about))
	p.drawf(`<rect width="%d" height="%d" fill="%s"/>`, pictureWidth, height, paperPicture)
}

// drawf writes an element.
func (p *picture) drawf(format string, args ...any) {
	_, _ = fmt.Fprintf(p, format+"\n", args...) // a Builder takes everything
}

// escaped returns text as it may stand in XML.
func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder takes everything
	return b.String()
}

func (p *picture) text(x, y int, anchor, weight, fill string, size int, text string) {
	if text != "" {
		p.drawf(`<text x="%d" y="%d" text-anchor="%s" font-weight="%s" font-size="%d" fill="%s">%s</text>`, x, y, anchor, weight, size, fill, escaped(text))
	}
}

// label writes words on a paper of their own, so that no line runs through them.
func (p *picture) label(x, y int, anchor, text string) {
	if text != "" {
		p.drawf(`<text x="%d" y="%d" text-anchor="%s" font-size="12" fill="%s" stroke="%s" stroke-width="8" stroke-linejoin="round" paint-order="stroke">%s</text>`, x, y+4, anchor, inkPicture, paperPicture, escaped(text))
	}
}

func (p *picture) stroke(x1, y1, x2, y2 int, ink string, width float64, dashes string) {
	if dashes != "" {
		dashes = fmt.Sprintf(` stroke-dasharray=%q`, dashes)
	}
	p.drawf(`<line x1="%d" y1="%d" x2="%d" y2="%d" stroke="%s" stroke-width="%g"%s/>`, x1, y1, x2, y2, ink, width, dashes)
}

// cross draws where something broke off.
func (p *picture) cross(x, y int) {
	p.stroke(x-5, y-5, x+5, y+5, inkPicture, 2.5, "")
	p.stroke(x-5, y+5, x+5, y-5, inkPicture, 2.5, "")
}

// row draws one line of the diagram.
func (p *picture) row(r *DiagramRow, y int) {
	if r.Shape == faultShape {
		p.stroke(pictureMargin, y, pictureWidth-pictureMargin, y, quietPicture, 1.5, "7 5")
		p.label(pictureWidth/2, y, "middle", strings.TrimSpace(glyphText(r.glyph)+" "+r.label))
		return
	}
	p.text(pictureFacts, y+4, "start", "400", inkPicture, 13, r.fact)
	from, to := p.columns[r.from], p.columns[r.to]
	if r.Shape == NoteShape {
		p.label(from+12, y, "start", r.label)
		return
	}
	p.text(pictureMargin+80, y+4, "end", "400", quietPicture, 12, words.Clock(r.At))
	if p.several && r.order != 0 {
		p.text(pictureMargin+88, y+4, "start", "400", inkPicture, 12, words.Named(r.order))
	}
	if from == to {
		p.happening(r, from, y)
		return
	}
	p.arrow(r, from, to, y)
}

// glyphText returns a glyph as text; none is empty.
func glyphText(glyph rune) string {
	if glyph == 0 {
		return ""
	}
	return string(glyph)
}

func (p *picture) happening(r *DiagramRow, x, y int) {
	switch r.glyph {
	case '✗':
		p.cross(x, y)
	case '○':
		p.drawf(`<circle cx="%d" cy="%d" r="5" fill="%s" stroke="%s" stroke-width="2"/>`, x, y, paperPicture, inkPicture)
	case '●', '✓', 0:
		p.drawf(`<circle cx="%d" cy="%d" r="5" fill="%s"/>`, x, y, inkPicture)
	case '◆':
		p.drawf(`<path d="M%d %d l6 6 l-6 6 l-6 -6 z" fill="%s"/>`, x, y-6, inkPicture)
	default:
		p.drawf(`<circle cx="%d" cy="%d" r="8" fill="%s"/>`, x, y, paperPicture)
		p.text(x, y+5, "middle", "700", inkPicture, 16, glyphText(r.glyph))
	}
	end := pictureFacts
	if i := int(r.from); i+1 < p.count {
		end = p.columns[i+1]
	}
	p.label(x+12, y, "start", r.words((end-x-16)/pictureGlyph))
}

// arrow draws a message; what broke off ends halfway, in a cross.
func (p *picture) arrow(r *DiagramRow, from, to, y int) {
	dashes, end := "", to
	if r.Shape == statusShape {
		dashes = "6 4"
	}
	way := 1
	if to < from {
		way = -1
	}
	if r.broken {
		end = from + (to-from)*3/4
	}
	p.stroke(from, y, end, y, inkPicture, 1.8, dashes)
	if r.broken {
		p.cross(end, y)
	} else {
		p.drawf(`<path d="M%d %d l%d -5 v10 z" fill="%s"/>`, to, y, -10*way, inkPicture)
	}
	p.label(from+way*canvas.Abs(end-from)/2, y, "middle", r.words((canvas.Abs(end-from)-24)/pictureGlyph))
}

// legend draws what the strokes mean.
func (p *picture) legend(y int, w *words.SpaceWords) {
	x := pictureMargin
	for i, said := range w.Legend {
		switch i {
		case 0, 1:
			p.stroke(x, y, x+34, y, inkPicture, 1.8, [...]string{"", "6 4"}[i])
			p.drawf(`<path d="M%d %d l-10 -5 v10 z" fill="%s"/>`, x+40, y, inkPicture)
		case 2:
			p.cross(x+30, y)
		default:
			p.drawf(`<circle cx="%d" cy="%d" r="5" fill="%s"/>`, x+30, y, inkPicture)
		}
		p.text(x+50, y+4, "start", "400", quietPicture, 13, said)
		x += 270
	}
}
