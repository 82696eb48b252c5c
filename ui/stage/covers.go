package stage

import (
	"slices"

	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
)

// helpScreen is the help over a screen: the key table of that without what can
// never be done in the run, a page of it where there is no room for all.
type helpScreen struct {
	common
	of    []binding
	never []intent.Action
	page  int
}

func openHelp(p *Player) { p.push(&helpScreen{of: p.top().keys, never: p.never()}) }

// never returns what can be done in no moment of the run that is shown: who has just
// one run, a live one or a recorded log need not read of what others can do.
func (p *Player) never() (list []intent.Action) {
	if !p.once() {
		return nil
	}
	for _, a := range [...]struct {
		is   bool
		does []intent.Action
	}{
		{true, []intent.Action{intent.CompareAction, intent.ScenariosAction, intent.SeedAction, intent.LaterAction, intent.FromStartAction, intent.HandleAction}},
		{p.restart == nil, []intent.Action{intent.ModeAction}},
		{p.restart == nil && !p.hasFutures(), []intent.Action{intent.FuturesAction}},
		{p.fixed(), []intent.Action{intent.OrderAction, intent.BreakAction, intent.RepairAction, intent.FaultsAction, intent.BreakNowAction, intent.SwitchAction}},
	} {
		if a.is {
			list = append(list, a.does...)
		}
	}
	return list
}

// hints returns the keys that the help lists.
func (h *helpScreen) hints() []intent.KeyHint {
	return slices.DeleteFunc(keyHints(h.of), func(hint intent.KeyHint) bool { return slices.Contains(h.never, hint.Does) })
}

func (h *helpScreen) table() []binding {
	return []binding{
		{does: intent.ScrollAction, keys: []string{"up", "down", "k", "j", "pgup", "pgdown", "home", "end"}, shown: "↑ ↓", rank: 2, when: h.hasPages, press: h.turn},
		{does: intent.LangAction, keys: []string{"L"}, shown: "L", rank: 1, press: plain((*Player).changeLang)},
		{does: intent.CloseHelpAction, keys: []string{"esc", "?"}, shown: "esc", rank: 99, press: plain((*Player).pop)},
		quit,
	}
}

func (h *helpScreen) draw(f *chrome.Frame) { f.DrawHelp(h.hints(), h.page) }

func (*helpScreen) wheel(p *Player, down bool) { p.turnKey(down, 1) }

// pages returns how many pages the help has.
func (h *helpScreen) pages(p *Player) int {
	o := &p.options
	return chrome.PlanHelp(o.Width, o.Height, o.Lang.Catalogue(), h.hints()).Pages()
}

func (h *helpScreen) hasPages(p *Player) bool { return h.pages(p) > 1 }

// turn shows another page.
func (h *helpScreen) turn(p *Player, key string) {
	last := h.pages(p) - 1
	by := map[string]int{"up": -1, "k": -1, "pgup": -1, "down": 1, "j": 1, "pgdown": 1, "home": -last, "end": last}[key]
	h.page = min(max(min(h.page, last)+by, 0), last)
}

func (*helpScreen) cover() cover { return overAll }

func (h *helpScreen) renewed(board *openScreen) screen {
	return &helpScreen{of: board.keys, never: h.never}
}

// blankScreen is a screen that the presenter has blanked. Any key brings back
// what was open.
type blankScreen struct{ common }

func openBlank(p *Player) { p.push(&blankScreen{}) }

func (*blankScreen) table() []binding {
	return []binding{
		{does: intent.BlankAction, keys: []string{"b", "esc", "space", ".", "pgdown", "pgup", "f5"}, shown: "b", press: plain((*Player).pop)},
		{does: intent.QuitAction, keys: []string{"ctrl+c"}, shown: "ctrl+c", press: (*Player).quit},
	}
}

func (*blankScreen) draw(f *chrome.Frame) {
	f.Zone(canvas.Rect{X: 0, Y: 0, W: f.Width(), H: f.Height()}, intent.Click{Key: "b"})
}

func (*blankScreen) cover() cover { return alone }

func (b *blankScreen) renewed(*openScreen) screen { return b }
