package sheets

import (
	"fmt"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/words"
)

// RemedySheet is the panel of the remedies: switches that say what each cures,
// and what it does not.
type RemedySheet struct {
	Selected sim.Remedy
	Live     bool         // a real Kafka: a remedy can be switched, but the run not begun anew with it
	Fixed    bool         // a recorded log: nothing can be switched
	Before   sim.Remedies // those that were on at 0 s
}

// The places of a remedy, from the left border.
const (
	remedyMark  = 4
	remedyName  = 6
	remedyState = 26
	remedyText  = 31
)

// remedyBeside is from how many columns on it is said beside each remedy what it
// cures; else it is said below, of the selected one alone.
const remedyBeside = 78

// Draw draws the remedies, what each cures and what it does not, and when a
// switch has its effect.
func (s RemedySheet) Draw(f *chrome.Frame, r canvas.Rect) {
	each, top, count := 2, 1, int(sim.RemedyCount)
	beside := r.W >= remedyBeside && r.H >= 2*count+3
	switch {
	case !beside:
		each = 1
	case r.H >= 3*count+4:
		each, top = 3, 2
		r = chrome.Fitted(r, 3*count+4)
	}
	f.SheetBox(r, f.Words.Remedies.Title)
	for remedy := range sim.RemedyCount {
		s.drawRemedy(f, r, r.Y+top+int(remedy)*each, remedy, beside)
	}
	s.drawBelow(f, r, r.Y+top+count*each, beside)
}

// drawRemedy draws a remedy, and what it cures where that stands beside it.
func (s RemedySheet) drawRemedy(f *chrome.Frame, r canvas.Rect, y int, remedy sim.Remedy, beside bool) {
	t := &f.Words.Remedies
	glyph, state, p, lines := '·', t.Off, canvas.Quiet, 1
	if f.State.Remedies.Has(remedy) {
		glyph, state, p = '✓', t.On, canvas.Done
	}
	if on, asked := askedOf(f, remedy); asked { // it is not seen yet
		glyph, state, p = '○', chrome.Pick(on, t.On, t.Off), canvas.Waiting
	}
	if beside {
		lines = 2
	}
	name := canvas.Ink
	f.Zone(canvas.Rect{X: r.X + 1, Y: y, W: r.W - 2, H: lines}, intent.Click{Item: int(remedy) + 1})
	if remedy == s.Selected {
		f.Set(r.X+2, y, canvas.Ink|canvas.Bold, '▸')
		name = canvas.Ink | canvas.Bold | canvas.Focus
	}
	f.Set(r.X+remedyMark, y, p, glyph)
	f.Put(r.X+remedyName, y, remedyState-remedyName-1, name, remedy.String())
	f.Put(r.X+remedyState, y, 4, p, state)
	if beside {
		end := r.X + r.W - 1
		f.Put(r.X+remedyText, y, end-r.X-remedyText, canvas.Ink, t.Cures[remedy])
		f.Put(r.X+remedyText, y+1, end-r.X-remedyText, canvas.Quiet, t.Limits[remedy])
	}
}

// drawBelow draws what the selected remedy cures where that does not stand
// beside it, and when a switch has its effect where there is room for it.
func (s RemedySheet) drawBelow(f *chrome.Frame, r canvas.Rect, y int, beside bool) {
	t, last := &f.Words.Remedies, r.Y+r.H-2
	if !beside {
		for i, text := range [...]string{t.Cures[s.Selected], t.Limits[s.Selected]} {
			if y+i <= last {
				f.Put(r.X+2, y+i, r.W-4, [...]canvas.Pen{canvas.Ink, canvas.Quiet}[i], text)
			}
		}
		y += 3
	}
	note, p := fmt.Sprintf(t.Running, s.turned(f.State.Remedies, t), s.turned(s.Before, t)), canvas.Quiet
	switch {
	case s.Live:
		on, asked := askedOf(f, s.Selected)
		if !asked {
			on = f.State.Remedies.Has(s.Selected)
		}
		note = fmt.Sprintf(t.Live, chrome.Pick(on, t.Off, t.On))
	case s.Fixed:
		note, p = t.Fixed, canvas.Waiting
	}
	lines := chrome.Wrapped(note, r.W-4)
	if y+len(lines)-1 > last {
		return
	}
	for i, line := range lines {
		f.Put(r.X+2, last-len(lines)+1+i, r.W-4, p, line)
	}
}

// askedOf returns what was asked of a remedy in a live run, which is not seen yet;
// false where nothing was.
func askedOf(f *chrome.Frame, remedy sim.Remedy) (on, asked bool) {
	for _, in := range f.Moment.Asked {
		if in.Remedy != nil && in.Remedy.Remedy == remedy {
			on, asked = in.Remedy.On, true
		}
	}
	return on, asked
}

// turned says what the selected remedy is when it is switched.
func (s RemedySheet) turned(now sim.Remedies, t *words.Remedies) string {
	return chrome.Pick(now.Has(s.Selected), t.Off, t.On)
}

// Pick selects a remedy. It returns the key that switches one which is selected.
func (s *RemedySheet) Pick(item int) (enter string) {
	if s.Selected == sim.Remedy(item) {
		return "space"
	}
	s.Selected = sim.Remedy(item)
	return ""
}
