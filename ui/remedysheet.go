package ui

import "orderflow/sim"

// RemedySheet is the panel of the remedies: switches that say what each cures,
// and what it does not.
type RemedySheet struct {
	Selected sim.Remedy
	Live     bool // a real Kafka: only the simulator can switch while it runs
	Fixed    bool // a recorded log: nothing can be switched
}

// LiesOver says that it lies over the board.
func (RemedySheet) LiesOver() {}

// The places of a remedy, from the left border.
const (
	remedyMark  = 4
	remedyName  = 6
	remedyState = 26
	remedyText  = 31
)

// draw draws two lines for each remedy, and when a switch has its effect.
func (s RemedySheet) draw(f *frame, r rect) {
	t := &f.t.Remedies
	each, top := 2, 1
	if f.full {
		each, top = 3, 2
	}
	r.h = min(r.h, top+int(sim.RemedyCount)*each+2)
	f.sheetBox(r, t.Title)
	for remedy := range sim.RemedyCount {
		y, glyph, state, p := r.y+top+int(remedy)*each, '·', t.Off, quiet
		if f.s.Remedies.Has(remedy) {
			glyph, state, p = '✓', t.On, done
		}
		name := ink
		f.zone(rect{r.x + 1, y, r.w - 2, 2}, deed{item: int(remedy) + 1})
		if remedy == s.Selected {
			f.set(r.x+2, y, ink|bold, '▸')
			name = ink | bold | focus
		}
		f.set(r.x+remedyMark, y, p, glyph)
		f.put(r.x+remedyName, y, remedyState-remedyName-1, name, remedy.String())
		f.put(r.x+remedyState, y, 4, p, state)
		end := r.x + r.w - 1
		f.put(r.x+remedyText, y, end-r.x-remedyText, ink, t.Cures[remedy])
		f.put(r.x+remedyText, y+1, end-r.x-remedyText, quiet, t.Limits[remedy])
	}
	note, p := t.Running, quiet
	switch {
	case s.Live:
		note, p = t.Live, waiting
	case s.Fixed:
		note, p = t.Fixed, waiting
	}
	f.put(r.x+2, r.y+r.h-2, r.w-4, p, note)
}

// remedyKeyTable is the key table of the remedies.
func remedyKeyTable(quit binding) []binding {
	return []binding{
		{does: MoveAction, keys: []string{"up", "down", "k", "j"}, shown: "↑ ↓", rank: 1, press: (*player).moveRemedy},
		{does: SwitchAction, keys: []string{"space", "enter"}, shown: "space", rank: 2, when: (*player).canSwitch, press: plain((*player).switchRemedy)},
		{does: LangAction, keys: []string{"L"}, shown: "L", press: plain((*player).changeLang)},
		{does: BlankAction, keys: []string{"b"}, shown: "b", press: plain((*player).blank)},
		{does: HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain((*player).toggleHelp)},
		{does: CloseAction, keys: []string{"esc", "R"}, shown: "esc", rank: 90, press: plain((*player).closeSheet)},
		quit,
	}
}

// pick selects a remedy; once more: switches it.
func (s RemedySheet) pick(item int) (Sheet, string) {
	if s.Selected == sim.Remedy(item) {
		return s, "space"
	}
	s.Selected = sim.Remedy(item)
	return s, ""
}

func (p *player) openRemedies() {
	p.openSheet(RemedySheet{Live: p.clock != nil, Fixed: p.clock == nil && !p.canAct()}, remedyKeys)
}

func (p *player) moveRemedy(key string) {
	s, _ := p.sheet.(RemedySheet)
	switch key {
	case "up", "k":
		s.Selected = max(s.Selected, 1) - 1
	default:
		s.Selected = min(s.Selected+1, sim.RemedyCount-1)
	}
	p.sheet = s
}

// switchRemedy turns the selected remedy on or off, now.
func (p *player) switchRemedy() {
	s, _ := p.sheet.(RemedySheet)
	on := !p.history.at(p.playback.cursor.n).Remedies.Has(s.Selected)
	p.act(sim.Input{Remedy: &sim.RemedySwitch{Remedy: s.Selected, On: on}})
}

// canSwitch reports whether a remedy can be switched while the run goes.
func (p *player) canSwitch() bool { return p.canAct() && p.clock == nil }
