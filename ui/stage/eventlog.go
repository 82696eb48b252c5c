package stage

import (
	"unicode/utf8"

	"orderflow/sim"
	"orderflow/ui/moment"
	"orderflow/ui/panels"
)

func (p *Player) openEvents() { p.open(moment.Panel{Kind: moment.EventsPanel}) }

// filterOrder shows only the events of the selected line's order, or all again.
func (p *Player) filterOrder() {
	if p.panel.Order != 0 {
		p.panel.Order = 0
		return
	}
	if _, selected := p.lines(); selected != 0 {
		p.panel.Order, p.panel.Event = p.log.At(selected).Order, selected
	}
}

// filterType shows only the events of the selected line's type, or all again.
func (p *Player) filterType() {
	if p.panel.Type != 0 {
		p.panel.Type = 0
		return
	}
	if _, selected := p.lines(); selected != 0 {
		p.panel.Type, p.panel.Event = p.log.At(selected).Type, selected
	}
}

func (p *Player) openSearch() { p.mode = searchKeys }

func (p *Player) keepSearch() { p.mode = eventKeys }

func (p *Player) dropSearch() { p.panel.Search, p.mode = "", eventKeys }

// eraseSearch takes the last character of the search away.
func (p *Player) eraseSearch() {
	_, size := utf8.DecodeLastRuneInString(p.panel.Search)
	p.panel.Search = p.panel.Search[:len(p.panel.Search)-size]
}

// typeSearch adds a character to the search.
func (p *Player) typeSearch(key string) {
	if key == "space" {
		key = " "
	}
	if utf8.RuneCountInString(key) == 1 && utf8.RuneCountInString(p.panel.Search) < panels.SearchMax {
		p.panel.Search += sim.Printable(key, 1)
	}
}

func (p *Player) hasSearch() bool { return p.panel.Search != "" }
