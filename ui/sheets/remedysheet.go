package sheets

import (
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
)

// RemedySheet is the panel of the remedies: switches that say what each cures,
// and what it does not.
type RemedySheet struct {
	Selected sim.Remedy
	Live     bool // a real Kafka: only the simulator can switch while it runs
	Fixed    bool // a recorded log: nothing can be switched
}

// The places of a remedy, from the left border.
const (
	remedyMark  = 4
	remedyName  = 6
	remedyState = 26
	remedyText  = 31
)

// Draw draws two lines for each remedy, and when a switch has its effect.
func (s RemedySheet) Draw(f *chrome.Frame, r canvas.Rect) {
	t := &f.Words.Remedies
	each, top := 2, 1
	if f.Full {
		each, top = 3, 2
	}
	r.H = min(r.H, top+int(sim.RemedyCount)*each+2)
	f.SheetBox(r, t.Title)
	for remedy := range sim.RemedyCount {
		y, glyph, state, p := r.Y+top+int(remedy)*each, '·', t.Off, canvas.Quiet
		if f.State.Remedies.Has(remedy) {
			glyph, state, p = '✓', t.On, canvas.Done
		}
		name := canvas.Ink
		f.Zone(canvas.Rect{X: r.X + 1, Y: y, W: r.W - 2, H: 2}, intent.Click{Item: int(remedy) + 1})
		if remedy == s.Selected {
			f.Set(r.X+2, y, canvas.Ink|canvas.Bold, '▸')
			name = canvas.Ink | canvas.Bold | canvas.Focus
		}
		f.Set(r.X+remedyMark, y, p, glyph)
		f.Put(r.X+remedyName, y, remedyState-remedyName-1, name, remedy.String())
		f.Put(r.X+remedyState, y, 4, p, state)
		end := r.X + r.W - 1
		f.Put(r.X+remedyText, y, end-r.X-remedyText, canvas.Ink, t.Cures[remedy])
		f.Put(r.X+remedyText, y+1, end-r.X-remedyText, canvas.Quiet, t.Limits[remedy])
	}
	note, p := t.Running, canvas.Quiet
	switch {
	case s.Live:
		note, p = t.Live, canvas.Waiting
	case s.Fixed:
		note, p = t.Fixed, canvas.Waiting
	}
	f.Put(r.X+2, r.Y+r.H-2, r.W-4, p, note)
}

// Pick selects a remedy. It returns the key that switches one which is selected.
func (s *RemedySheet) Pick(item int) (enter string) {
	if s.Selected == sim.Remedy(item) {
		return "space"
	}
	s.Selected = sim.Remedy(item)
	return ""
}
