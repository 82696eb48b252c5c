package stage

import (
	"orderflow/sim"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/tell"
)

// whyScreen is the answer to why a place is as it is, over what is open.
type whyScreen struct {
	common
	about intent.Place
}

// openWhy asks why about what is pointed at on the board.
func openWhy(p *Player) { p.askWhy(p.target()) }

func (p *Player) askWhy(about intent.Place) {
	if about.Kind != intent.NoPlace {
		p.push(&whyScreen{about: about})
	}
}

func (s *whyScreen) table() []binding {
	return []binding{
		{does: intent.JumpAction, keys: []string{"1", "2", "3"}, shown: "1 2 3", rank: 1, those: s.keysNow, press: s.jump},
		{does: intent.LangAction, keys: []string{"L"}, shown: "L", press: plain((*Player).changeLang)},
		{does: intent.BlankAction, keys: []string{"b"}, shown: "b", press: plain(openBlank)},
		{does: intent.CloseAction, keys: []string{"esc", "w"}, shown: "esc", rank: 90, press: plain((*Player).pop)},
		{does: intent.HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain(openHelp)},
		quit,
	}
}

func (s *whyScreen) draw(f *chrome.Frame) { f.DrawWhy(s.about) }

// events returns the events of the causes that are told, for the keys.
func (s *whyScreen) events(p *Player) []sim.EventID {
	var events []sim.EventID
	for _, r := range tell.NewReader(p.reading(), p.options.Lang).Answer(s.about).Reasons {
		events = append(events, r.Event)
	}
	return events
}

// jump puts the cursor at the event of a cause, by its number.
func (s *whyScreen) jump(p *Player, key string) {
	events := s.events(p)
	if i := int(key[0] - '1'); i < len(events) && events[i] != 0 {
		p.jump(events[i])
	}
}

// keysNow returns the keys of the causes that are told.
func (s *whyScreen) keysNow(p *Player) string { return tell.CauseKeys(len(s.events(p))) }
