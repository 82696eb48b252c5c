package stage

import (
	"time"

	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/panels"
)

// panelScreens makes the screen of each panel.
var panelScreens = [moment.PanelKindCount]func(moment.Panel) screen{
	moment.OrderPanel:     func(p moment.Panel) screen { return &orderScreen{listScreen{panel: p, list: moment.ChainLines}} },
	moment.AnomaliesPanel: func(p moment.Panel) screen { return &anomalyScreen{listScreen{panel: p, list: panels.AnomalyLines}} },
	moment.EventsPanel:    func(p moment.Panel) screen { return &eventScreen{listScreen{panel: p, list: panels.EventLines}} },
	moment.PartitionPanel: newPlaceScreen,
	moment.GroupPanel:     newPlaceScreen,
	moment.JobPanel:       newPlaceScreen,
	moment.ServicePanel:   newPlaceScreen,
	moment.ProducerPanel:  newPlaceScreen,
}

// open puts a panel in the board's place.
func (p *Player) open(panel moment.Panel) {
	p.toBoard()
	p.push(panelScreens[panel.Kind](panel))
}

// listScreen is what all panels have: they stand in the board's place, about
// something, and list events of which one is selected.
type listScreen struct {
	common
	panel moment.Panel
	list  func(m *moment.Moment, p moment.Panel) (events []sim.EventID, selected sim.EventID)
}

func (*listScreen) cover() cover { return inPlace }

func (*listScreen) wheel(p *Player, down bool) { p.turnKey(down, wheelRows) }

// lines returns the events that the panel lists, in its order, and the one that
// is selected.
func (s *listScreen) lines(p *Player) (events []sim.EventID, selected sim.EventID) {
	return s.list(p.reading(), s.panel)
}

func (s *listScreen) hasLines(p *Player) bool {
	events, _ := s.lines(p)
	return len(events) > 0
}

// clickLine selects a line, and jumps to its event where it was selected.
func (s *listScreen) clickLine(p *Player, event sim.EventID) {
	if _, selected := s.lines(p); selected == event {
		p.Press("enter")
		return
	}
	s.panel.Event = event
}

// move selects another line.
func (s *listScreen) move(p *Player, key string) {
	events, selected := s.lines(p)
	if len(events) == 0 {
		return
	}
	at := panels.IndexOf(events, selected)
	switch key {
	case "up", "k":
		at--
	case "down", "j":
		at++
	case "pgup":
		at -= panels.PageLines
	case "pgdown":
		at += panels.PageLines
	case "home":
		at = 0
	case "end":
		at = len(events) - 1
	}
	s.panel.Event = events[min(max(at, 0), len(events)-1)]
}

// jump puts the cursor at the event of the selected line, on the board.
func (s *listScreen) jump(p *Player) {
	if _, selected := s.lines(p); selected != 0 {
		p.jump(selected)
	}
}

// ask asks why about what the panel is about.
func (s *listScreen) ask(p *Player) { p.askWhy(s.panel.Place()) }

// pages returns on how many pages the panel is shown.
func (s *listScreen) pages(p *Player) int {
	return panels.Pages(s.panel.Kind, p.options.Width, p.options.Height)
}

func (s *listScreen) isPaged(p *Player) bool { return s.pages(p) > 1 }

// nextPage shows the next page of the panel, after the last the first.
func (s *listScreen) nextPage(p *Player) { s.panel.Box = (s.panel.Box + 1) % s.pages(p) }

// moves is the entry of the keys that select a line.
func (s *listScreen) moves() binding {
	return binding{does: intent.MoveAction, keys: []string{"up", "down", "k", "j", "pgup", "pgdown", "home", "end"}, shown: "↑ ↓", rank: 1, when: s.hasLines, press: s.move}
}

// jumps is the entry of the key that goes to the selected line's event.
func (s *listScreen) jumps() binding {
	return binding{does: intent.JumpAction, keys: []string{"enter"}, shown: "enter", rank: 2, when: s.hasLines, press: plain(s.jump)}
}

// panelTable is the key table of a panel with what is its own.
func panelTable(own ...binding) []binding {
	return append(
		own,
		binding{does: intent.LangAction, keys: []string{"L"}, shown: "L", press: plain((*Player).changeLang)},
		binding{does: intent.ThemeAction, keys: []string{"t"}, shown: "t", press: plain((*Player).changePalette)},
		binding{does: intent.BlankAction, keys: []string{"b"}, shown: "b", press: plain(openBlank)},
		binding{does: intent.CloseAction, keys: []string{"esc"}, shown: "esc", rank: 90, press: plain((*Player).pop)},
		binding{does: intent.HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain(openHelp)},
		quit,
	)
}

// jump closes what is open and puts the cursor where the event is shown, with
// its order selected.
func (p *Player) jump(n sim.EventID) {
	order := p.log.At(n).Order
	p.toBoard()
	p.study()
	p.seekEvent(n)
	if order != 0 {
		p.selectOrder(order)
	}
}

// seekEvent puts the cursor where an event is shown.
func (p *Player) seekEvent(n sim.EventID) {
	wall, laid := p.playback.Scale.WallOf(n)
	if !laid {
		return
	}
	p.playback.SeekWall(wall)
	for step := time.Microsecond; p.playback.Cursor.N < int(n) && step < time.Second; step *= 2 {
		p.playback.SeekWall(wall + step) // what shares a wall time comes a rounding later
	}
}
