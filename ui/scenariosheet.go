package ui

import (
	"slices"

	"orderflow/sim"
)

// Stage returns how runs of a scenario are made.
type Stage func(scenario string) (Restart, error)

// ScenarioSheet is the list of the scenarios with what each promises to show.
type ScenarioSheet struct {
	Selected int // from 0
}

// LiesOver says that it lies over the board.
func (ScenarioSheet) LiesOver() {}

// scenarioWords are those of the list.
type scenarioWords struct {
	Title string `max:"30"`
}

// scenarioName is how wide the names are.
const scenarioName = 19

// draw draws the names, and beside them the promises as far as there is room;
// that of the selected scenario stands whole below.
func (s ScenarioSheet) draw(f *frame, r rect) {
	const below = 4 // a rule and the promise
	all := sim.Scenarios()
	r.h = min(r.h, len(all)+2+below)
	f.sheetBox(r, f.t.Scenarios.Title)
	rows := r.h - 2 - below
	top := min(max(0, s.Selected-rows/2), max(0, len(all)-rows))
	for i := top; i < min(len(all), top+rows); i++ {
		y, p := r.y+1+i-top, ink
		f.clickable(r.x+1, y, r.w-2, deed{item: i + 1})
		if i == s.Selected {
			f.set(r.x+2, y, ink|bold, '▸')
			p |= bold | focus
		}
		f.put(r.x+4, y, scenarioName, p, all[i].Name)
		x := r.x + 4 + scenarioName + 1
		if lines := wrapped(promise(f.t, &all[i]), r.x+r.w-4-x); len(lines) > 0 {
			if len(lines) > 1 {
				lines[0] += " …" // whole below, for the selected one
			}
			f.put(x, y, r.x+r.w-2-x, quiet, lines[0])
		}
	}
	y := r.y + r.h - 1 - below
	f.repeat(r.x+2, y, r.w-4, quiet, '─')
	if top+rows < len(all) {
		f.set(r.x+r.w-2, y-1, quiet, '▾')
	}
	for i, line := range wrapped(promise(f.t, &all[s.Selected]), r.w-4) {
		if i < below-1 {
			f.put(r.x+2, y+1+i, r.w-4, ink, line)
		}
	}
}

// promise returns what a scenario promises, in the language of the screen.
func promise(t *Catalogue, s *sim.Scenario) string {
	return t.of(sim.Text{English: s.Promise, Korean: s.Korean})
}

// scenarioKeyTable is the key table of the list.
func scenarioKeyTable(quit binding) []binding {
	return []binding{
		{does: MoveAction, keys: []string{"up", "down", "k", "j"}, shown: "↑ ↓", rank: 1, press: (*player).moveScenario},
		{does: StartAction, keys: []string{"enter"}, shown: "enter", rank: 2, press: plain((*player).startScenario)},
		{does: LangAction, keys: []string{"L"}, shown: "L", press: plain((*player).changeLang)},
		{does: BlankAction, keys: []string{"b"}, shown: "b", press: plain((*player).blank)},
		{does: HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain((*player).toggleHelp)},
		{does: CloseAction, keys: []string{"esc", "S"}, shown: "esc", rank: 90, press: plain((*player).closeSheet)},
		quit,
	}
}

// openScenarios opens the list at the scenario that is played.
func (p *player) openScenarios() {
	i := slices.IndexFunc(sim.Scenarios(), func(s sim.Scenario) bool { return s.Name == p.log.Header.Scenario })
	p.openSheet(ScenarioSheet{Selected: max(0, i)}, scenarioKeys)
}

func (p *player) moveScenario(key string) {
	s, _ := p.sheet.(ScenarioSheet)
	by := 1
	if key == "up" || key == "k" {
		by = -1
	}
	s.Selected = min(max(s.Selected+by, 0), len(sim.Scenarios())-1)
	p.sheet = s
}

// pick selects a scenario; once more: starts it.
func (s ScenarioSheet) pick(item int) (Sheet, string) {
	if s.Selected == item {
		return s, "enter"
	}
	s.Selected = item
	return s, ""
}

// startScenario asks for a run of the selected scenario. From then on a new
// run in another mode is one of this scenario.
func (p *player) startScenario() {
	s, _ := p.sheet.(ScenarioSheet)
	scenario := sim.Scenarios()[s.Selected]
	restart, err := p.stage(scenario.Name)
	if err != nil {
		p.notice = noticeOf(err)
		return
	}
	p.closeSheet()
	p.restart, p.inputs = restart, nil
	p.forgetParked()
	p.startIn(scenario.Config.Mode)
}

func (p *player) canStage() bool { return p.stage != nil }
