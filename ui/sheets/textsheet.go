package sheets

import (
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/words"
)

// TextSheet is a text that scrolls: the glossary or the model card.
type TextSheet struct {
	Text TextKind
	Top  int // the first line that is shown, from 0
}

// TextKind says which text.
type TextKind uint8

// The texts.
const (
	GlossaryText TextKind = iota
	ModelText
)

// The places of a text, from its left border.
const (
	TextHead = 2
	TextBody = 24
)

// Lines returns the text, laid for a sheet of a width; h is the header of the log that
// is shown.
func (s TextSheet) Lines(t *words.Catalogue, card []sim.ModelSection, h *sim.Header, width int) []words.TextLine {
	lines := words.GlossaryLines(t)
	if s.Text == ModelText {
		lines = modelLines(t, card, h, width-TextBody-2)
	}
	return broken(lines, width)
}

// broken breaks the lines of a text that are too wide for a sheet.
func broken(lines []words.TextLine, width int) []words.TextLine {
	var laid []words.TextLine
	for _, line := range lines {
		if line.Body == "" {
			for _, head := range chrome.Wrapped(line.Head, width-2*TextHead) {
				laid = append(laid, words.TextLine{Head: head, Heading: line.Heading})
			}
			continue
		}
		for i, body := range chrome.Wrapped(line.Body, width-TextBody-2) {
			next := line
			if next.Body = body; i > 0 {
				next.Head = ""
			}
			laid = append(laid, next)
		}
	}
	return laid
}

// Draw draws the text from its first shown line on.
func (s TextSheet) Draw(f *chrome.Frame, r canvas.Rect) {
	title := f.Words.Glossary.Title
	if s.Text == ModelText {
		title = f.Words.Model.Title
	}
	f.SheetBox(r, title)
	lines, rows := s.Lines(f.Words, f.Card, &f.Moment.Log.Header, r.W), r.H-2
	top := min(s.Top, max(0, len(lines)-rows))
	for i, line := range lines[top:min(len(lines), top+rows)] {
		y, head, body := r.Y+1+i, canvas.Ink|canvas.Bold, canvas.Ink
		if line.Heading {
			head = canvas.Belief | canvas.Bold
		}
		if line.Source {
			body = canvas.Quiet
		}
		x := f.Put(r.X+TextHead, y, r.W-2*TextHead, head, line.Head)
		if line.Body != "" {
			x = max(x+1, r.X+TextBody)
			f.Put(x, y, r.X+r.W-2-x, body, line.Body)
		}
	}
	if top+rows < len(lines) {
		f.Set(r.X+r.W-2, r.Y+r.H-2, canvas.Quiet, '▾')
	}
}
