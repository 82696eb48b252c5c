package stage

import (
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
)

// helpScreen is the help over a screen: the key table of that.
type helpScreen struct {
	common
	of []binding
}

func openHelp(p *Player) { p.push(&helpScreen{of: p.top().keys}) }

func (*helpScreen) table() []binding {
	return []binding{
		{does: intent.LangAction, keys: []string{"L"}, shown: "L", rank: 1, press: plain((*Player).changeLang)},
		{does: intent.CloseHelpAction, keys: []string{"esc", "?"}, shown: "esc", rank: 99, press: plain((*Player).pop)},
		quit,
	}
}

func (h *helpScreen) draw(f *chrome.Frame) { f.DrawHelp(keyHints(h.of)) }

func (*helpScreen) cover() cover { return overAll }

func (*helpScreen) renewed(board *openScreen) screen { return &helpScreen{of: board.keys} }

// blankScreen is a screen that the presenter has blanked. Any key of a remote
// brings back what was open.
type blankScreen struct{ common }

func openBlank(p *Player) { p.push(&blankScreen{}) }

func (*blankScreen) table() []binding {
	return []binding{
		{does: intent.BlankAction, keys: []string{"b", "esc", "space", ".", "pgdown", "pgup", "f5"}, shown: "b", press: plain((*Player).pop)},
		quit,
	}
}

func (*blankScreen) draw(f *chrome.Frame) {
	f.Zone(canvas.Rect{X: 0, Y: 0, W: f.Width(), H: f.Height()}, intent.Click{Key: "b"})
}

func (*blankScreen) cover() cover { return alone }

func (b *blankScreen) renewed(*openScreen) screen { return b }
