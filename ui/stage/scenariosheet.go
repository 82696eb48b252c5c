package stage

import (
	"fmt"
	"slices"

	"orderflow/sim"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/sheets"
	"orderflow/ui/words"
)

// Stage returns how runs of a scenario are made.
type Stage func(scenario string) (Restart, error)

// scenarioScreen is the list of the scenarios.
type scenarioScreen struct {
	common
	sheet sheets.ScenarioSheet
}

// openScenarios opens the list at the scenario that is played.
func openScenarios(p *Player) {
	i := slices.IndexFunc(sim.Scenarios(), func(s sim.Scenario) bool { return s.Name == p.log.Header.Scenario })
	p.push(&scenarioScreen{sheet: sheets.ScenarioSheet{Selected: max(0, i)}})
}

func (s *scenarioScreen) table() []binding {
	return []binding{
		{does: intent.MoveAction, keys: []string{"up", "down", "k", "j"}, shown: "↑ ↓", rank: 1, press: s.move},
		{does: intent.StartAction, keys: []string{"enter"}, shown: "enter", rank: 2, press: plain(s.start)},
		{does: intent.LangAction, keys: []string{"L"}, shown: "L", press: plain((*Player).changeLang)},
		{does: intent.BlankAction, keys: []string{"b"}, shown: "b", press: plain(openBlank)},
		{does: intent.HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain(openHelp)},
		{does: intent.CloseAction, keys: []string{"esc", "S"}, shown: "esc", rank: 90, press: plain((*Player).pop)},
		quit,
	}
}

func (s *scenarioScreen) draw(f *chrome.Frame) { f.DrawSheet(s.sheet) }

func (*scenarioScreen) wheel(p *Player, down bool) { p.turnKey(down, 1) }

// clickItem selects a scenario, and starts it where it was selected.
func (s *scenarioScreen) clickItem(p *Player, item int) {
	if enter := s.sheet.Pick(item); enter != "" {
		p.Press(enter)
	}
}

func (s *scenarioScreen) move(_ *Player, key string) {
	by := 1
	if key == "up" || key == "k" {
		by = -1
	}
	s.sheet.Selected = min(max(s.sheet.Selected+by, 0), len(sim.Scenarios())-1)
}

// start asks for a run of the selected scenario. From then on a new run in
// another mode is one of this scenario.
func (s *scenarioScreen) start(p *Player) {
	scenario := sim.Scenarios()[s.sheet.Selected]
	restart, err := p.stage(scenario.Name)
	if err != nil {
		p.tell(noticeOf(err))
		return
	}
	p.pop()
	p.sitting.acted = true
	said := phraseOf(func(w *words.Catalogue) string { return fmt.Sprintf(w.Answers.BeginsOf, scenario.Name) })
	p.ask(wish{mode: scenario.Config.Mode, restart: restart, scenario: scenario.Name, seed: scenario.Config.Seed, said: said})
}

func (p *Player) canStage() bool { return p.stage != nil }
