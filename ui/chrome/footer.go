package chrome

import (
	"fmt"
	"slices"
	"time"

	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
)

// The spaces between the hints of the footer, where the screen is wide and
// where it is not.
const (
	hintSpace      = 3
	hintSpaceShort = 2
	hintSpaceFrom  = 120
)

// DrawFooter draws the keys that do something now, the most useful first, as
// many as have room whole; how a view is closed is always there, and the help
// at the right. The key that is shown to who watches a recording has its room.
func (f *Frame) DrawFooter(y int) {
	hints, end, space := joined(f.Moment.Footer), f.Width()-1, hintSpaceShort
	if echo := f.echo(); echo != "" {
		end -= canvas.Columns(echo) + 1
	}
	if f.Width() >= hintSpaceFrom {
		space = hintSpace
	}
	if n := len(hints); n > 0 && hints[n-1].Does == intent.HelpAction {
		help := hints[n-1]
		hints = hints[:n-1]
		if x := end - f.hintWidth(help); x > 0 {
			f.drawHint(x, y, help)
			end = x - space
		}
	}
	end = f.drawProgress(y, end, space)
	x, over := 1, false
	for i, hint := range hints {
		width := f.hintWidth(hint)
		if over = over || x+width+f.kept(hints[i+1:], space) > end; width == 0 || over && hint.Does != intent.CloseAction {
			continue
		}
		f.drawHint(x, y, hint)
		x += width + space
	}
}

// progressShare is which part of the footer says at most how far a lesson is.
const progressShare = 3

// drawProgress says how far a lesson is, before end, and returns where the hints end.
func (f *Frame) drawProgress(y, end, space int) int {
	l := f.Moment.Progress
	if l == nil {
		return end
	}
	text := canvas.Longest(f.Width()/progressShare, f.progressWords(l)...)
	x := end - canvas.Columns(text)
	f.Print(x, y, end, canvas.Quiet, text)
	return x - space
}

// progressWords says how far a lesson is, the longest first.
func (f *Frame) progressWords(l *moment.Progress) []string {
	t := &f.Words.Lesson
	short := fmt.Sprintf(t.Progress, l.Scene, l.Scenes)
	if l.Left <= 0 || l.End != nil {
		return []string{l.Lesson + " · " + short, short}
	}
	left := t.LeftShort
	if minutes := int((l.Left + time.Minute - 1) / time.Minute); minutes > 1 {
		left = fmt.Sprintf(t.Left, minutes)
	}
	return []string{l.Lesson + " · " + short + " · " + left, short + " · " + left, short}
}

// kept returns the columns that hints must leave to the one that closes a view.
func (f *Frame) kept(hints []intent.KeyHint, space int) int {
	for _, hint := range hints {
		if hint.Does == intent.CloseAction {
			return space + f.hintWidth(hint)
		}
	}
	return 0
}

// joined returns the hints with the keys that go one change on and one back in
// one of them.
func joined(hints []intent.KeyHint) []intent.KeyHint {
	for i := 1; i < len(hints); i++ {
		if hints[i-1].Does == intent.StepAction && hints[i].Does == intent.BackAction {
			both := slices.Clone(hints)
			both[i-1].Keys = hints[i-1].Keys + " " + hints[i].Keys
			return slices.Delete(both, i, i+1)
		}
	}
	return hints
}

func (f *Frame) hintWidth(h intent.KeyHint) int {
	words := f.Words.Keys.Footer[h.Does%intent.ActionCount]
	if words == "" {
		return 0
	}
	return canvas.Columns(h.Keys) + 1 + canvas.Columns(words)
}

func (f *Frame) drawHint(x, y int, h intent.KeyHint) {
	f.HintZones(x, y, h, f.hintWidth(h))
	x = f.Print(x, y, f.Width()-1, canvas.Ink, h.Keys)
	f.Print(x+1, y, f.Width()-1, canvas.Quiet, f.Words.Keys.Footer[h.Does%intent.ActionCount])
}
