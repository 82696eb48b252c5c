package stage

import (
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/sheets"
)

// textKeyTable is the key table of a text; key is the one that opens it.
func textKeyTable(quit binding, key string) []binding {
	return []binding{
		{does: intent.ScrollAction, keys: []string{"up", "down", "k", "j", "pgup", "pgdown", "home", "end", "space"}, shown: "↑ ↓", rank: 1, press: (*Player).scrollText},
		{does: intent.LangAction, keys: []string{"L"}, shown: "L", rank: 2, press: plain((*Player).changeLang)},
		{does: intent.BlankAction, keys: []string{"b"}, shown: "b", press: plain((*Player).blank)},
		{does: intent.HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain((*Player).toggleHelp)},
		{does: intent.CloseAction, keys: []string{"esc", key}, shown: "esc", rank: 90, press: plain((*Player).closeSheet)},
		quit,
	}
}

func (p *Player) openGlossary() {
	p.openSheet(sheets.TextSheet{Text: sheets.GlossaryText}, glossaryKeys)
}

func (p *Player) openModel() { p.openSheet(sheets.TextSheet{Text: sheets.ModelText}, modelKeys) }

func (p *Player) scrollText(key string) {
	s, _ := p.sheet.(sheets.TextSheet)
	o := p.laid()
	r := chrome.SheetArea(o.Width, o.Height, o.Full())
	page := max(1, r.H-3)
	last := max(0, len(s.Lines(p.options.Lang.Catalogue(), p.options.Model, r.W))-(r.H-2))
	by := map[string]int{"up": -1, "k": -1, "down": 1, "j": 1, "pgup": -page, "pgdown": page, "space": page, "home": -s.Top, "end": last}[key]
	s.Top = min(max(min(s.Top, last)+by, 0), last)
	p.sheet = s
}
