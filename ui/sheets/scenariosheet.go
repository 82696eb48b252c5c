package sheets

import (
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/words"
)

// ScenarioSheet is the list of the scenarios with what each promises to show.
type ScenarioSheet struct {
	Selected int // from 0
}

// scenarioName is how wide the names are.
const scenarioName = 19

// Draw draws the names, and beside them the promises as far as there is room;
// that of the selected scenario stands whole below.
func (s ScenarioSheet) Draw(f *chrome.Frame, r canvas.Rect) {
	const below = 4 // a rule and the promise
	all := sim.Scenarios()
	r.H = min(r.H, len(all)+2+below)
	f.SheetBox(r, f.Words.Scenarios.Title)
	rows := r.H - 2 - below
	top := min(max(0, s.Selected-rows/2), max(0, len(all)-rows))
	for i := top; i < min(len(all), top+rows); i++ {
		y, p := r.Y+1+i-top, canvas.Ink
		f.Clickable(r.X+1, y, r.W-2, intent.Click{Item: i + 1})
		if i == s.Selected {
			f.Set(r.X+2, y, canvas.Ink|canvas.Bold, '▸')
			p |= canvas.Bold | canvas.Focus
		}
		f.Put(r.X+4, y, scenarioName, p, all[i].Name)
		x := r.X + 4 + scenarioName + 1
		if lines := chrome.Wrapped(promise(f.Words, &all[i]), r.X+r.W-4-x); len(lines) > 0 {
			if len(lines) > 1 {
				lines[0] += " …" // whole below, for the selected one
			}
			f.Put(x, y, r.X+r.W-2-x, canvas.Quiet, lines[0])
		}
	}
	y := r.Y + r.H - 1 - below
	f.Repeat(r.X+2, y, r.W-4, canvas.Quiet, '─')
	if top+rows < len(all) {
		f.Set(r.X+r.W-2, y-1, canvas.Quiet, '▾')
	}
	for i, line := range chrome.Wrapped(promise(f.Words, &all[s.Selected]), r.W-4) {
		if i < below-1 {
			f.Put(r.X+2, y+1+i, r.W-4, canvas.Ink, line)
		}
	}
}

// promise returns what a scenario promises, in the language of the screen.
func promise(t *words.Catalogue, s *sim.Scenario) string {
	return t.Of(sim.Text{English: s.Promise, Korean: s.Korean})
}

// Pick selects a scenario. It returns the key that starts one which is selected.
func (s *ScenarioSheet) Pick(item int) (enter string) {
	if s.Selected == item {
		return "enter"
	}
	s.Selected = item
	return ""
}
