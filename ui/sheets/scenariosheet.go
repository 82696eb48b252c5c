package sheets

import (
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/words"
)

// ScenarioSheet is the list of the scenarios, in the order in which one would
// teach them, each with its title.
type ScenarioSheet struct {
	Selected int // from 0
}

// scenarioName is how wide the names are.
const scenarioName = 19

// Draw draws the names, and beside them the titles; what the selected scenario
// promises to show stands below.
func (s ScenarioSheet) Draw(f *chrome.Frame, r canvas.Rect) {
	all, below := sim.Scenarios(), 1
	for i := range all { // a rule and the longest promise
		below = max(below, 1+len(chrome.Wrapped(promise(f.Words, &all[i]), r.W-4)))
	}
	r = chrome.Fitted(r, len(all)+2+below)
	f.SheetBox(r, f.Words.Scenarios.Title)
	rows := max(1, r.H-2-below)
	top := min(max(0, s.Selected-rows/2), max(0, len(all)-rows))
	for i := top; i < min(len(all), top+rows); i++ {
		s.drawScenario(f, r, r.Y+1+i-top, i, &all[i])
	}
	y := r.Y + 1 + rows
	f.Repeat(r.X+2, y, r.W-4, canvas.Line, '─')
	if top+rows < len(all) {
		f.Set(r.X+r.W-2, y-1, canvas.Quiet, '▾')
	}
	for i, line := range chrome.Wrapped(promise(f.Words, &all[s.Selected]), r.W-4) {
		if y+1+i < r.Y+r.H-1 {
			f.Put(r.X+2, y+1+i, r.W-4, canvas.Ink, line)
		}
	}
}

// drawScenario draws a line of the list.
func (s ScenarioSheet) drawScenario(f *chrome.Frame, r canvas.Rect, y, i int, scenario *sim.Scenario) {
	p := canvas.Ink
	f.Clickable(r.X+1, y, r.W-2, intent.Click{Item: i + 1})
	if i == s.Selected {
		f.Set(r.X+2, y, canvas.Ink|canvas.Bold, '▸')
		p |= canvas.Bold | canvas.Focus
	}
	f.Put(r.X+4, y, scenarioName, p, scenario.Name)
	x := r.X + 4 + scenarioName + 1
	room := r.X + r.W - 2 - x
	f.Put(x, y, room, canvas.Quiet, canvas.FitWords(f.Words.Of(scenario.Title), room)) // what it promises is below
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
