package stage

import (
	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
)

// whyEvents returns the events of the causes that are told, for the keys.
func (p *Player) whyEvents() []sim.EventID {
	c := p.playback.Cursor
	m := &moment.Moment{Log: p.log, N: sim.EventID(c.N), State: p.history.At(c.N), At: c.At, Finished: p.finished(), Memo: &p.memo}
	return tell.WhyEvents(m, p.why, p.options.Lang)
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
