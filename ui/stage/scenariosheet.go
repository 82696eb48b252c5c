package stage

import (
	"slices"

	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/sheets"
)

// Stage returns how runs of a scenario are made.
type Stage func(scenario string) (Restart, error)

// scenarioKeyTable is the key table of the list.
func scenarioKeyTable(quit binding) []binding {
	return []binding{
		{does: intent.MoveAction, keys: []string{"up", "down", "k", "j"}, shown: "↑ ↓", rank: 1, press: (*Player).moveScenario},
		{does: intent.StartAction, keys: []string{"enter"}, shown: "enter", rank: 2, press: plain((*Player).startScenario)},
		{does: intent.LangAction, keys: []string{"L"}, shown: "L", press: plain((*Player).changeLang)},
		{does: intent.BlankAction, keys: []string{"b"}, shown: "b", press: plain((*Player).blank)},
		{does: intent.HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain((*Player).toggleHelp)},
		{does: intent.CloseAction, keys: []string{"esc", "S"}, shown: "esc", rank: 90, press: plain((*Player).closeSheet)},
		quit,
	}
}

// openScenarios opens the list at the scenario that is played.
func (p *Player) openScenarios() {
	i := slices.IndexFunc(sim.Scenarios(), func(s sim.Scenario) bool { return s.Name == p.log.Header.Scenario })
	p.openSheet(sheets.ScenarioSheet{Selected: max(0, i)}, scenarioKeys)
}

func (p *Player) moveScenario(key string) {
	s, _ := p.sheet.(sheets.ScenarioSheet)
	by := 1
	if key == "up" || key == "k" {
		by = -1
	}
	s.Selected = min(max(s.Selected+by, 0), len(sim.Scenarios())-1)
	p.sheet = s
}

// startScenario asks for a run of the selected scenario. From then on a new
// run in another mode is one of this scenario.
func (p *Player) startScenario() {
	s, _ := p.sheet.(sheets.ScenarioSheet)
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

func (p *Player) canStage() bool { return p.stage != nil }
