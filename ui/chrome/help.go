package chrome

import (
	"fmt"

	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/words"
)

// helpLine is a line of the help: a key and what it does, the head of a group,
// or nothing.
type helpLine struct {
	hint intent.KeyHint
	head string
}

// Help is a key table as the help shows it: by groups, in as many columns as
// have room beside each other, and in pages where they have not.
type Help struct {
	columns    [][]helpLine
	beside     int // columns of a page
	rows       int // of the longest column
	keys, each int // columns of the keys, and of keys and words
}

// The lines and columns around the lines of the help.
const (
	helpAround = 3 // its border, and the footer
	helpMargin = 3 // before a column, and after the last
)

// helpStyles are the ways to part the groups, the roomiest first: with a line
// between them, closer together, and without their heads.
var helpStyles = [...]struct{ blank, named bool }{{true, true}, {false, true}, {false, false}}

// PlanHelp lays out a key table: in one page where some style has room in one,
// else in several.
func PlanHelp(width, height int, w *words.Catalogue, hints []intent.KeyHint) Help {
	h, room := Help{}, max(1, height-helpAround)
	for _, hint := range hints {
		h.keys = max(h.keys, canvas.Columns(hint.Keys))
		h.each = max(h.each, canvas.Columns(w.Keys.Help[hint.Does%intent.ActionCount]))
	}
	h.each += h.keys + 2
	most := max(1, (width-2-helpMargin)/(h.each+helpMargin))
	for _, style := range helpStyles {
		lines := helpLines(w, hints, style.blank, style.named)
		for h.beside = 1; h.beside <= most; h.beside++ {
			for rows := (len(lines) + h.beside - 1) / h.beside; rows <= room; rows++ { // as low as can be
				if h.columns = helpColumns(lines, rows); len(h.columns) <= h.beside {
					return h.measured()
				}
			}
		}
	}
	h.beside, h.columns = most, helpColumns(helpLines(w, hints, true, true), room)
	return h.measured()
}

func (h Help) measured() Help {
	for _, column := range h.columns {
		h.rows = max(h.rows, len(column))
	}
	return h
}

// helpLines returns the lines of a key table by groups.
func helpLines(w *words.Catalogue, hints []intent.KeyHint, blank, named bool) []helpLine {
	var lines []helpLine
	for group := range intent.GroupCount {
		first := true
		for _, hint := range hints {
			if hint.Does.Group() != group {
				continue
			}
			if first && blank && len(lines) > 0 {
				lines = append(lines, helpLine{})
			}
			if first && named {
				lines = append(lines, helpLine{head: w.Keys.Groups[group]})
			}
			first = false
			lines = append(lines, helpLine{hint: hint})
		}
	}
	return lines
}

// helpColumns breaks lines into columns: no head stands alone below, and no
// blank above.
func helpColumns(lines []helpLine, rows int) (columns [][]helpLine) {
	for len(lines) > 0 {
		n := min(rows, len(lines))
		for n > 1 && n < len(lines) && lines[n-1].hint.Keys == "" {
			n--
		}
		columns, lines = append(columns, lines[:n]), lines[n:]
		for len(lines) > 0 && lines[0] == (helpLine{}) {
			lines = lines[1:]
		}
	}
	return columns
}

// Pages returns how many pages there are.
func (h Help) Pages() int { return max(1, (len(h.columns)+h.beside-1)/h.beside) }

// DrawHelp draws a page of a key table over what is open, from 0.
func (f *Frame) DrawHelp(hints []intent.KeyHint, page int) {
	t := &f.Words.Keys
	h := PlanHelp(f.Width(), f.Height(), f.Words, hints)
	page = min(page, h.Pages()-1)
	w := min(f.Width()-2, h.beside*(h.each+helpMargin)+helpMargin+2)
	r := canvas.Rect{X: (f.Width() - w) / 2, Y: max(0, (f.Height()-1-h.rows-2)/2), W: w, H: h.rows + 2}
	f.DimLines(0, f.Height()-1)
	f.clearScraps(r)
	f.Zone(canvas.Rect{X: 0, Y: 0, W: f.Width(), H: f.Height()}, intent.Click{Key: "esc"}) // a click beside it closes it
	f.beginCard(r, t.Title, "esc "+t.Footer[intent.CloseHelpAction])
	if h.Pages() > 1 {
		said := fmt.Sprintf(t.Page, page+1, h.Pages())
		f.Legend(r.X+r.W-3-canvas.Columns(said), r.Y+r.H-1, canvas.Columns(said), canvas.Quiet, said)
	}
	for i, column := range h.columns[page*h.beside : min((page+1)*h.beside, len(h.columns))] {
		x := r.X + 1 + helpMargin + i*(h.each+helpMargin)
		for row, line := range column {
			f.drawHelpLine(x, r.Y+1+row, &h, &line)
		}
	}
	f.endCard()
}

// clearScraps clears what a box leaves of the lines beside it, and above it and below it,
// where that is too little to be read.
func (f *Frame) clearScraps(r canvas.Rect) {
	if f.Width()-r.W >= 2*sheetMargin {
		return
	}
	scraps := canvas.Rect{Y: r.Y, W: f.Width(), H: r.H}
	if f.Height()-1-r.H < sheetRest {
		scraps.Y, scraps.H = 0, f.Height()-1
	}
	f.Clear(scraps, 0)
}

func (f *Frame) drawHelpLine(x, y int, h *Help, line *helpLine) {
	f.Put(x, y, h.each, canvas.Ink|canvas.Bold, line.head)
	if line.hint.Does != intent.NoAction {
		f.Put(x, y, h.keys, canvas.Ink, line.hint.Keys)
		f.Put(x+h.keys+2, y, h.each-h.keys-2, canvas.Quiet, f.Words.Keys.Help[line.hint.Does%intent.ActionCount])
	}
}
