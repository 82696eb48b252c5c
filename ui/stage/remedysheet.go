package stage

import (
	"orderflow/sim"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/sheets"
)

// remedyScreen is the panel of the remedies.
type remedyScreen struct {
	common
	sheet sheets.RemedySheet
}

func openRemedies(p *Player) {
	p.push(&remedyScreen{sheet: sheets.RemedySheet{Live: p.clock != nil, Fixed: p.clock == nil && !p.canAct()}})
}

func (s *remedyScreen) table() []binding {
	return []binding{
		{does: intent.MoveAction, keys: []string{"up", "down", "k", "j"}, shown: "↑ ↓", rank: 1, press: s.move},
		{does: intent.SwitchAction, keys: []string{"space", "enter"}, shown: "space", rank: 2, when: (*Player).canSwitch, press: plain(s.flip)},
		{does: intent.LangAction, keys: []string{"L"}, shown: "L", press: plain((*Player).changeLang)},
		{does: intent.BlankAction, keys: []string{"b"}, shown: "b", press: plain(openBlank)},
		{does: intent.HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain(openHelp)},
		{does: intent.CloseAction, keys: []string{"esc", "R"}, shown: "esc", rank: 90, press: plain((*Player).pop)},
		quit,
	}
}

func (s *remedyScreen) draw(f *chrome.Frame) { f.DrawSheet(s.sheet) }

func (*remedyScreen) wheel(p *Player, down bool) { p.turnKey(down, 1) }

// clickItem selects a remedy, and switches it where it was selected.
func (s *remedyScreen) clickItem(p *Player, item int) {
	if enter := s.sheet.Pick(item); enter != "" {
		p.Press(enter)
	}
}

func (s *remedyScreen) move(_ *Player, key string) {
	switch key {
	case "up", "k":
		s.sheet.Selected = max(s.sheet.Selected, 1) - 1
	default:
		s.sheet.Selected = min(s.sheet.Selected+1, sim.RemedyCount-1)
	}
}

// flip turns the selected remedy on or off, now.
func (s *remedyScreen) flip(p *Player) {
	on := !p.history.At(p.playback.Cursor.N).Remedies.Has(s.sheet.Selected)
	p.act(sim.Input{Remedy: &sim.RemedySwitch{Remedy: s.sheet.Selected, On: on}})
}

// canSwitch reports whether a remedy can be switched while the run goes.
func (p *Player) canSwitch() bool { return p.canAct() && p.clock == nil }
