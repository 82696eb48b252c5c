package sheets

import (
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/words"
)

// HandleSheet shows the handle of a run, and what it is.
type HandleSheet struct {
	Handle string
	Lesson bool // the run is that of a lesson
	Top    int  // the first line that is shown, from 0
}

// HandleLine is a line of the sheet.
type HandleLine struct {
	Text    string
	Command bool // it is a part of the command that opens the handle
}

// Lines returns the sheet, laid for a width.
func (s HandleSheet) Lines(t *words.Catalogue, width int) []HandleLine {
	w := &t.Handle
	var lines []HandleLine
	say := func(text string) {
		for _, line := range chrome.Wrapped(text, width-2*TextHead) {
			lines = append(lines, HandleLine{Text: line})
		}
	}
	say(w.Is)
	lines = append(lines, HandleLine{})
	for _, command := range s.commands(max(1, width-2*TextHead)) {
		lines = append(lines, HandleLine{Text: command, Command: true})
	}
	lines = append(lines, HandleLine{})
	say(w.Copied)
	say(w.Without)
	if s.Lesson {
		say(w.Lesson)
	}
	return lines
}

// commands returns the command that opens the handle, in lines of at most width columns: a
// handle that has no room beside the words before it begins a line of its own.
func (s HandleSheet) commands(width int) (lines []string) {
	const opens = "orderflow open"
	rest := opens + " " + s.Handle
	if len(rest) > width && len(opens) <= width {
		lines, rest = []string{opens}, s.Handle
	}
	for rest != "" {
		cut := min(len(rest), width)
		lines, rest = append(lines, rest[:cut]), rest[cut:]
	}
	return lines
}

// Draw draws the sheet from its first shown line on.
func (s HandleSheet) Draw(f *chrome.Frame, r canvas.Rect) {
	lines := s.Lines(f.Words, r.W)
	r = chrome.Fitted(r, len(lines)+2)
	f.SheetBox(r, f.Words.Handle.Title)
	rows := r.H - 2
	top := min(s.Top, max(0, len(lines)-rows))
	for i, line := range lines[top:min(len(lines), top+rows)] {
		pen := canvas.Ink
		if line.Command {
			pen = canvas.Belief | canvas.Bold
		}
		f.Put(r.X+TextHead, r.Y+1+i, r.W-2*TextHead, pen, line.Text)
	}
	if top+rows < len(lines) {
		f.Set(r.X+r.W-2, r.Y+r.H-2, canvas.Quiet, '▾')
	}
}
