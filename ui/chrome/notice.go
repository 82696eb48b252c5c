package chrome

import (
	"strings"

	"orderflow/sim"
	"orderflow/ui/canvas"
)

// noticeSeen is how much of a notice must be seen for it to be told, in columns.
const noticeSeen = 24

// DrawNotice tells the notice in the last row, in place of the keys, where what
// is drawn does not show it: it has no caption, or something lies over that.
func (f *Frame) DrawNotice() {
	text := sim.Printable(f.Moment.Notice, 4*f.Width())
	if text == "" || f.shows(text) {
		return
	}
	y, width := f.Height()-1, f.Width()-4
	f.Repeat(0, y, f.Width(), canvas.Ink, ' ')
	f.Set(1, y, canvas.Moving, '▌')
	f.Put(3, y, width, canvas.Waiting|canvas.Bold, canvas.Longest(width, text, firstSentence(text)))
}

// firstSentence returns a text up to the end of its first sentence.
func firstSentence(text string) string {
	first, _, more := strings.Cut(text, ". ")
	if more {
		first += "."
	}
	return first
}

// shows reports whether the beginning of a text stands somewhere in the frame.
func (f *Frame) shows(text string) bool {
	sample := f.Blank(f.Width(), 1)
	first := Lines(text, f.Width()-4)[0] // as the caption has it
	end := min(sample.Print(0, 0, f.Width(), canvas.Ink, first), noticeSeen)
	want := sample.Cells[:end]
	for y := range f.Height() {
		row := f.Cells[y*f.Width() : (y+1)*f.Width()]
		for x := range len(row) - end + 1 {
			if sameRunes(row[x:x+end], want) {
				return true
			}
		}
	}
	return false
}

func sameRunes(a, b []canvas.Cell) bool {
	for i := range b {
		if a[i].Rune != b[i].Rune {
			return false
		}
	}
	return true
}
