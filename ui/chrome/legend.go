package chrome

import (
	"fmt"
	"slices"

	"orderflow/internal/typeset"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
)

// piece is a word of the legend, and what it is the place of.
type piece struct {
	text  string
	pen   canvas.Pen
	place intent.Place
}

func widthOf(pieces []piece) int {
	sum := 0
	for _, p := range pieces {
		sum += canvas.Columns(p.text)
	}
	return sum
}

// drawPieces draws words one after the other.
func (f *Frame) drawPieces(x, y int, pieces []piece) {
	for _, p := range pieces {
		next := f.Print(x, y, f.Width(), p.pen, p.text)
		if p.place.Kind != intent.NoPlace {
			f.Clickable(x, y, next-x, intent.Click{Place: p.place})
		}
		x = next
	}
}

// gapPiece names the gap with its size.
func (f *Frame) gapPiece() piece {
	gap, p := f.State.GapSize(), canvas.Ink|canvas.Bold
	if gap == 0 {
		p = canvas.Quiet
	}
	return piece{fmt.Sprintf(f.Words.Headline.Gap, typeset.Grouped(int64(gap))), p, intent.Place{Kind: intent.GapPlace}}
}

// legendParts returns what is named beside the bars: the parts of the gap, and
// of the others those that do not carry their own words.
func (f *Frame) legendParts(b *bars) []Part {
	var shown []Part
	for i := range b.parts {
		part := &b.parts[i]
		if _, carried := part.carries(b.lengths[i]); part.Count > 0 && part.Said != "" && (part.gap || !carried) {
			shown = append(shown, *part)
		}
	}
	if twice := min(f.State.DoneTwice, f.State.Finished); twice > 0 {
		said := f.Words.Headline.DoneTwice
		if f.State.DoneOften > 0 {
			said = f.Words.Headline.DoneAgain
		}
		said = fmt.Sprintf(said, typeset.Grouped(int64(twice)))
		shown = append(shown, Part{Count: twice, Said: said, glyph: '◆', pen: canvas.Done, place: intent.Place{Kind: intent.FinishedPlace}})
	}
	return shown
}

// pieces returns a part as the legend has it: its sign, and its words with a
// blank between them where that is wanted.
func (p *Part) pieces(apart bool) []piece {
	said, pen := p.Said, canvas.Ink
	if p.glyph == '✗' {
		pen = canvas.Lost | canvas.Bold
	}
	if apart {
		said = " " + said
	}
	return []piece{{string(p.glyph), p.pen, p.place}, {said, pen, p.place}}
}

// width returns the columns of a part in the legend.
func (p *Part) width(apart bool) int { return widthOf(p.pieces(apart)) }

// drawLegend draws the gap and its parts beside the lower bar: as an equation
// where there is room, else briefly, and nothing where the screen is very narrow.
func (f *Frame) drawLegend(b *bars) {
	y, end := b.y+b.step, f.Width()-1
	pieces := f.equation(b)
	switch {
	case f.Width() < noLegend:
		f.Clickable(b.after+1, y, end-b.after-1, intent.Click{Place: intent.Place{Kind: intent.GapPlace}}) // beside the bar
	case f.Width() >= legendFrom && b.after+2+widthOf(pieces) <= end:
		f.drawPieces(b.after+2, y, pieces)
	default:
		f.drawShortLegend(b, y, end)
	}
}

// equation returns the gap as the sum of its parts, and what else there is to
// name beside it.
func (f *Frame) equation(b *bars) []piece {
	pieces, join := []piece{f.gapPiece()}, " = "
	for _, part := range f.legendParts(b) {
		if !part.gap {
			join = "   "
		}
		pieces = append(append(pieces, piece{text: join, pen: canvas.Quiet}), part.pieces(true)...)
		join = " + "
	}
	if wait := f.callersWait(); wait != "" {
		pieces = append(pieces, piece{text: "   " + wait, pen: canvas.Quiet})
	}
	return pieces
}

// drawShortLegend draws the parts of the gap before the column end. Where they
// have no room the smallest lose their words, then their place; what is LOST
// keeps both.
func (f *Frame) drawShortLegend(b *bars, y, end int) {
	shown, room := f.legendParts(b), end-b.after-2
	for shortWidth(shown) > room && shorten(&shown) {
	}
	pieces := shortPieces(shown)
	if wait := f.callersWait(); wait != "" && widthOf(pieces)+2+canvas.Columns(wait) <= room {
		pieces = append(pieces, piece{text: "  " + wait, pen: canvas.Quiet})
	}
	if widthOf(pieces) > room {
		return
	}
	x := end - widthOf(pieces)
	f.Clickable(x-2, y, end-x+2, intent.Click{Place: intent.Place{Kind: intent.GapPlace}}) // from beside its parts on
	f.drawPieces(x, y, pieces)
}

func shortPieces(parts []Part) (pieces []piece) {
	for i := range parts {
		if i > 0 {
			pieces = append(pieces, piece{text: " ", pen: canvas.Quiet})
		}
		pieces = append(pieces, parts[i].pieces(false)...)
	}
	return pieces
}

func shortWidth(parts []Part) int { return widthOf(shortPieces(parts)) }

// shorten takes the words of the smallest part that has some, else the smallest
// part itself, and reports whether there was one.
func shorten(parts *[]Part) bool {
	i := smallest(*parts, func(p *Part) bool { return p.Said != p.number() })
	if i < 0 {
		return leaveOut(parts)
	}
	(*parts)[i].Said = (*parts)[i].number()
	return true
}

// leaveOut leaves the smallest part out, and reports whether there was one. What
// is LOST stays.
func leaveOut(parts *[]Part) bool {
	i := smallest(*parts, func(*Part) bool { return true })
	if i >= 0 {
		*parts = slices.Delete(*parts, i, i+1)
	}
	return i >= 0
}

// smallest returns which of some parts is the smallest, without what is LOST; -1
// where there is none.
func smallest(parts []Part, of func(*Part) bool) int {
	least := -1
	for i := range parts {
		if p := &parts[i]; p.glyph != '✗' && of(p) && (least < 0 || p.Count < parts[least].Count) {
			least = i
		}
	}
	return least
}

// number returns how many orders a part is, as it is written.
func (p *Part) number() string { return typeset.Grouped(int64(p.Count)) }

// callersWait says how many callers wait for an answer: their orders are no
// part of the gap, because no row promises anything yet.
func (f *Frame) callersWait() string {
	switch n := f.Waiting(); n {
	case 0:
		return ""
	case 1:
		return f.Words.Headline.CallerWaits
	default:
		return fmt.Sprintf(f.Words.Headline.CallersWait, typeset.Grouped(int64(n)))
	}
}
