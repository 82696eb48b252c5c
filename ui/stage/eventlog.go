package stage

import (
	"unicode/utf8"

	"orderflow/sim"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/panels"
)

// eventScreen is the event log.
type eventScreen struct{ listScreen }

func openEvents(p *Player) { p.open(moment.Panel{Kind: moment.EventsPanel}) }

func (s *eventScreen) table() []binding {
	return panelTable(
		s.moves(),
		s.jumps(),
		binding{does: intent.SearchAction, keys: []string{"/"}, shown: "/", rank: 3, press: plain(s.openSearch)},
		binding{does: intent.OnlyOrderAction, keys: []string{"o"}, shown: "o", rank: 4, press: plain(s.filterOrder)},
		binding{does: intent.OnlyTypeAction, keys: []string{"y"}, shown: "y", rank: 5, press: plain(s.filterType)},
	)
}

func (s *eventScreen) draw(f *chrome.Frame) { panels.DrawEvents(f, s.panel, false) }

// filterOrder shows only the events of the selected line's order, or all again.
func (s *eventScreen) filterOrder(p *Player) {
	if s.panel.Order != 0 {
		s.panel.Order = 0
		return
	}
	if _, selected := s.lines(p); selected != 0 {
		s.panel.Order, s.panel.Event = p.log.At(selected).Order, selected
	}
}

// filterType shows only the events of the selected line's type, or all again.
func (s *eventScreen) filterType(p *Player) {
	if s.panel.Type != 0 {
		s.panel.Type = 0
		return
	}
	if _, selected := s.lines(p); selected != 0 {
		s.panel.Type, s.panel.Event = p.log.At(selected).Type, selected
	}
}

func (s *eventScreen) openSearch(p *Player) { p.push(&searchScreen{events: s}) }

// searchScreen is the event log while a search in it is typed.
type searchScreen struct {
	common
	events *eventScreen
}

func (s *searchScreen) table() []binding {
	return []binding{
		{does: intent.KeepAction, keys: []string{"enter"}, shown: "enter", rank: 1, press: plain((*Player).pop)},
		{does: intent.EraseAction, keys: []string{"backspace"}, shown: "backspace", rank: 2, when: s.hasText, press: plain(s.erase)},
		{does: intent.DropAction, keys: []string{"esc"}, shown: "esc", rank: 90, press: plain(s.drop)},
		{does: intent.QuitAction, keys: []string{"ctrl+c"}, shown: "ctrl+c", press: (*Player).quit},
	}
}

func (s *searchScreen) draw(f *chrome.Frame) { panels.DrawEvents(f, s.events.panel, true) }

func (*searchScreen) cover() cover { return inPlace }

// clickLine keeps the search and clicks the line in the event log.
func (s *searchScreen) clickLine(p *Player, event sim.EventID) {
	p.pop()
	s.events.clickLine(p, event)
}

func (s *searchScreen) drop(p *Player) {
	s.events.panel.Search = ""
	p.pop()
}

// erase takes the last character of the search away.
func (s *searchScreen) erase(*Player) {
	text := &s.events.panel.Search
	_, size := utf8.DecodeLastRuneInString(*text)
	*text = (*text)[:len(*text)-size]
}

func (s *searchScreen) hasText(*Player) bool { return s.events.panel.Search != "" }

func (*searchScreen) takes(string) bool { return false }

// typed adds a character to the search.
func (s *searchScreen) typed(key string) {
	if key == "space" {
		key = " "
	}
	text := &s.events.panel.Search
	if utf8.RuneCountInString(key) == 1 && utf8.RuneCountInString(*text) < panels.SearchMax {
		*text += sim.Printable(key, 1)
	}
}

func (s *searchScreen) paste(text string) {
	for _, r := range text {
		s.typed(string(r))
	}
}
