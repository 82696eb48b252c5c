package stage

import (
	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/tell"
)

// whyEvents returns the events of the causes that are told, for the keys.
func (p *Player) whyEvents() []sim.EventID {
	var events []sim.EventID
	for _, r := range tell.NewReader(p.reading(), p.options.Lang).Answer(p.why).Reasons {
		events = append(events, r.Event)
	}
	return events
}

// openWhy asks why about what the open panel is about, else about what is
// pointed at on the board.
func (p *Player) openWhy() {
	if place := p.panel.Place(); place.Kind != intent.NoPlace {
		p.askWhy(place)
		return
	}
	p.askWhy(p.target())
}

func (p *Player) askWhy(place intent.Place) {
	if place.Kind != intent.NoPlace {
		p.why, p.mode = place, whyKeys
	}
}

// closeWhy goes back to what the answer lies over.
func (p *Player) closeWhy() { p.why, p.mode = intent.Place{}, panelModes[p.panel.Kind] }

// jumpWhy puts the cursor at the event of a cause, by its number.
func (p *Player) jumpWhy(key string) {
	events := p.whyEvents()
	if i := int(key[0] - '1'); i < len(events) && events[i] != 0 {
		p.jump(events[i])
	}
}

// whyKeysNow returns the keys of the causes that are told.
func (p *Player) whyKeysNow() string { return tell.CauseKeys(len(p.whyEvents())) }
