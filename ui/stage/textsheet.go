package stage

import (
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/sheets"
)

// textScreen is a text that scrolls: the glossary or the model card.
type textScreen struct {
	common
	sheet sheets.TextSheet
	key   string // that opens and closes it
}

func newGlossary() *textScreen {
	return &textScreen{sheet: sheets.TextSheet{Text: sheets.GlossaryText}, key: "g"}
}

func newModelCard() *textScreen {
	return &textScreen{sheet: sheets.TextSheet{Text: sheets.ModelText}, key: "i"}
}

func openGlossary(p *Player) { p.push(newGlossary()) }

func openModel(p *Player) { p.push(newModelCard()) }

func (s *textScreen) table() []binding {
	return []binding{
		{does: intent.ScrollAction, keys: []string{"up", "down", "k", "j", "pgup", "pgdown", "home", "end", "space"}, shown: "↑ ↓", rank: 1, press: s.scroll},
		{does: intent.LangAction, keys: []string{"L"}, shown: "L", rank: 2, press: plain((*Player).changeLang)},
		{does: intent.BlankAction, keys: []string{"b"}, shown: "b", press: plain(openBlank)},
		{does: intent.HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain(openHelp)},
		{does: intent.CloseAction, keys: []string{"esc", s.key}, shown: "esc", rank: 90, press: plain((*Player).pop)},
		quit,
	}
}

func (s *textScreen) draw(f *chrome.Frame) { f.DrawSheet(s.sheet) }

func (*textScreen) wheel(p *Player, down bool) { p.turnKey(down, wheelRows) }

func (s *textScreen) scroll(p *Player, key string) {
	r := chrome.SheetArea(p.inner())
	page := max(1, r.H-3)
	last := max(0, len(s.sheet.Lines(p.options.Lang.Catalogue(), p.options.Model, &p.log.Header, r.W))-(r.H-2))
	top := s.sheet.Top
	by := map[string]int{"up": -1, "k": -1, "down": 1, "j": 1, "pgup": -page, "pgdown": page, "space": page, "home": -top, "end": last}[key]
	s.sheet.Top = min(max(min(top, last)+by, 0), last)
}
