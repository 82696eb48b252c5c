package stage

import (
	"fmt"

	"orderflow/sim"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/sheets"
	"orderflow/ui/words"
)

// remedyScreen is the panel of the remedies.
type remedyScreen struct {
	common
	sheet sheets.RemedySheet
}

func openRemedies(p *Player) {
	sheet := sheets.RemedySheet{Live: p.clock != nil, Fixed: p.clock == nil && !p.canAct(), Before: p.history.At(p.log.Until(0)).Remedies}
	p.push(&remedyScreen{sheet: sheet})
}

func (s *remedyScreen) table() []binding {
	return []binding{
		{does: intent.MoveAction, keys: []string{"up", "down", "k", "j"}, shown: "↑ ↓", rank: 1, press: s.move},
		{does: intent.SwitchAction, keys: []string{"space", "enter"}, shown: "space", rank: 2, when: (*Player).canSwitch, press: plain(s.flip)},
		{does: intent.FromStartAction, keys: []string{"0"}, shown: "0", rank: 3, when: (*Player).canBeginWith, press: plain(s.fromStart)},
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
	on := !p.remedyAsked(s.sheet.Selected)
	p.act(sim.Input{Remedy: &sim.RemedySwitch{Remedy: s.sheet.Selected, On: on}})
}

// fromStart starts the run anew with the selected remedy the other way from 0 s
// on than it was, and with all else that was done. The present one is kept.
func (s *remedyScreen) fromStart(p *Player) {
	remedy := s.sheet.Selected
	on := !s.sheet.Before.Has(remedy)
	w := p.wishFor(p.runMode())
	w.inputs = []sim.Input{{Remedy: &sim.RemedySwitch{Remedy: remedy, On: on}}}
	for _, in := range p.inputs {
		if in.Remedy == nil || in.Remedy.Remedy != remedy {
			w.inputs = append(w.inputs, in)
		}
	}
	w.said = phraseOf(func(w *words.Catalogue) string {
		if on {
			return fmt.Sprintf(w.Answers.FromOn, remedy)
		}
		return fmt.Sprintf(w.Answers.FromOff, remedy)
	})
	p.toBoard()
	p.ask(w)
}

// canSwitch reports whether a remedy can be switched while the run goes.
func (p *Player) canSwitch() bool { return p.canAct() }

// canBeginWith reports whether the run can begin anew with a remedy: what was
// done on a real Kafka cannot be done again.
func (p *Player) canBeginWith() bool { return p.canAct() && p.clock == nil }
