package stage

import (
	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/sheets"
)

// remedyKeyTable is the key table of the remedies.
func remedyKeyTable(quit binding) []binding {
	return []binding{
		{does: intent.MoveAction, keys: []string{"up", "down", "k", "j"}, shown: "↑ ↓", rank: 1, press: (*Player).moveRemedy},
		{does: intent.SwitchAction, keys: []string{"space", "enter"}, shown: "space", rank: 2, when: (*Player).canSwitch, press: plain((*Player).switchRemedy)},
		{does: intent.LangAction, keys: []string{"L"}, shown: "L", press: plain((*Player).changeLang)},
		{does: intent.BlankAction, keys: []string{"b"}, shown: "b", press: plain((*Player).blank)},
		{does: intent.HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain((*Player).toggleHelp)},
		{does: intent.CloseAction, keys: []string{"esc", "R"}, shown: "esc", rank: 90, press: plain((*Player).closeSheet)},
		quit,
	}
}

func (p *Player) openRemedies() {
	p.openSheet(sheets.RemedySheet{Live: p.clock != nil, Fixed: p.clock == nil && !p.canAct()}, remedyKeys)
}

func (p *Player) moveRemedy(key string) {
	s, _ := p.sheet.(sheets.RemedySheet)
	switch key {
	case "up", "k":
		s.Selected = max(s.Selected, 1) - 1
	default:
		s.Selected = min(s.Selected+1, sim.RemedyCount-1)
	}
	p.sheet = s
}

// switchRemedy turns the selected remedy on or off, now.
func (p *Player) switchRemedy() {
	s, _ := p.sheet.(sheets.RemedySheet)
	on := !p.history.At(p.playback.Cursor.N).Remedies.Has(s.Selected)
	p.act(sim.Input{Remedy: &sim.RemedySwitch{Remedy: s.Selected, On: on}})
}

// canSwitch reports whether a remedy can be switched while the run goes.
func (p *Player) canSwitch() bool { return p.canAct() && p.clock == nil }
