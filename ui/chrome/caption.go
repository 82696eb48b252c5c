package chrome

import (
	"strings"

	"orderflow/sim"
	"orderflow/ui/canvas"
)

// CaptionRows is how many lines the caption has.
const CaptionRows = 2

// shortLine is how wide a sentence may be that stands on one line; a longer one
// is easier to read on two.
const shortLine = 54

// DrawCaption draws what is said now in two lines: an answer of the program,
// else the sentence of the narration, else what has just happened.
func (f *Frame) DrawCaption(y int) {
	switch {
	case f.Moment.Notice != "":
		f.DrawSentence(y)
	case f.Moment.Cue != nil:
		f.drawSaid(y, canvas.Ink|canvas.Bold, f.Moment.Cue.Lines[f.Lang])
	default:
		f.DrawSentence(y, f.Caption()...)
	}
}

// DrawSentence draws what a view says of itself in the caption's place, in
// variants, the longest first. An answer of the program goes before it.
func (f *Frame) DrawSentence(y int, said ...string) {
	if notice := f.Moment.Notice; notice != "" {
		f.drawSaid(y, canvas.Waiting|canvas.Bold, sim.Printable(notice, 4*f.Width()))
		return
	}
	f.drawSaid(y, canvas.Ink|canvas.Bold, said...)
}

// Spoken returns what the caption says, in one line.
func (f *Frame) Spoken() string {
	switch {
	case f.Moment.Notice != "":
		return f.Moment.Notice
	case f.Moment.Cue != nil:
		return strings.ReplaceAll(f.Moment.Cue.Lines[f.Lang], "\n", " ")
	}
	return f.Caption()[0]
}

// drawSaid draws the first of the variants that has room; an empty line has a
// dim mark.
func (f *Frame) drawSaid(y int, p canvas.Pen, variants ...string) {
	width := f.Width() - 4
	lines := []string{}
	for _, said := range variants {
		if lines = Lines(said, width); len(lines) <= CaptionRows {
			break
		}
	}
	for i := range CaptionRows {
		if i >= len(lines) || lines[i] == "" {
			f.Set(1, y+i, canvas.Line, '▌')
			continue
		}
		f.Set(1, y+i, canvas.Ink, '▌')
		line := lines[i]
		if i == CaptionRows-1 && len(lines) > CaptionRows {
			line = canvas.Longest(width, line+" …", line)
		}
		f.Put(3, y+i, width, p, line)
	}
}

// Lines sets what is said into lines of at most width columns, two where that
// is possible: where its own line ends are, else between two sentences, else so
// that both lines are about as long.
func Lines(said string, width int) []string {
	if lines := strings.Split(said, "\n"); len(lines) > 1 {
		if !canvas.AnyWider(lines, width) {
			return lines
		}
		said = strings.Join(lines, " ")
	}
	if canvas.Columns(said) <= min(width, shortLine) && !strings.Contains(said, ". ") {
		return []string{said}
	}
	if lines := canvas.InTwo(said, width); lines != nil {
		return lines
	}
	return Wrapped(said, width)
}
