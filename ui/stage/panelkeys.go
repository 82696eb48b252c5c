package stage

import (
	"orderflow/ui/intent"
)

// panelTables returns the key tables of the panels.
func panelTables(tables *[keyModeCount][]binding, quit binding) {
	always := []binding{
		{does: intent.LangAction, keys: []string{"L"}, shown: "L", press: plain((*Player).changeLang)},
		{does: intent.ThemeAction, keys: []string{"t"}, shown: "t", press: plain((*Player).changePalette)},
		{does: intent.BlankAction, keys: []string{"b"}, shown: "b", press: plain((*Player).blank)},
		{does: intent.CloseAction, keys: []string{"esc"}, shown: "esc", rank: 90, press: plain((*Player).closePanel)},
		{does: intent.HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain((*Player).toggleHelp)},
		quit,
	}
	list := []binding{
		{does: intent.MoveAction, keys: []string{"up", "down", "k", "j", "pgup", "pgdown", "home", "end"}, shown: "↑ ↓", rank: 1, when: (*Player).hasLines, press: (*Player).moveLine},
		{does: intent.JumpAction, keys: []string{"enter"}, shown: "enter", rank: 2, when: (*Player).hasLines, press: plain((*Player).jumpLine)},
	}
	tables[orderKeys] = joined(list, []binding{
		{does: intent.NextOrderAction, keys: []string{"n"}, shown: "n", rank: 3, press: plain((*Player).nextOrder)},
		{does: intent.WhyAction, keys: []string{"w"}, shown: "w", rank: 5, press: plain((*Player).openWhy)},
		{does: intent.BoxAction, keys: []string{"tab"}, shown: "tab", rank: 4, when: (*Player).compact, press: plain((*Player).nextBox)},
	}, always)
	tables[anomalyKeys] = joined(list[:1], []binding{
		{does: intent.JumpAction, keys: []string{"enter", "1", "2", "3", "4", "5", "6", "7", "8", "9"}, shown: "enter", rank: 2, when: (*Player).hasLines, press: (*Player).jumpEvidence},
	}, always)
	tables[eventKeys] = joined(list, []binding{
		{does: intent.SearchAction, keys: []string{"/"}, shown: "/", rank: 3, press: plain((*Player).openSearch)},
		{does: intent.OnlyOrderAction, keys: []string{"o"}, shown: "o", rank: 4, press: plain((*Player).filterOrder)},
		{does: intent.OnlyTypeAction, keys: []string{"y"}, shown: "y", rank: 5, press: plain((*Player).filterType)},
	}, always)
	tables[placeKeys] = joined(list, []binding{
		{does: intent.NextPlaceAction, keys: []string{"n"}, shown: "n", rank: 3, when: (*Player).hasNextPlace, press: plain((*Player).nextPlace)},
		{does: intent.WhyAction, keys: []string{"w"}, shown: "w", rank: 5, press: plain((*Player).openWhy)},
		{does: intent.BoxAction, keys: []string{"tab"}, shown: "tab", rank: 4, when: (*Player).compact, press: plain((*Player).nextBox)},
	}, always)
	tables[searchKeys] = []binding{
		{does: intent.KeepAction, keys: []string{"enter"}, shown: "enter", rank: 1, press: plain((*Player).keepSearch)},
		{does: intent.EraseAction, keys: []string{"backspace"}, shown: "backspace", rank: 2, when: (*Player).hasSearch, press: plain((*Player).eraseSearch)},
		{does: intent.DropAction, keys: []string{"esc"}, shown: "esc", rank: 90, press: plain((*Player).dropSearch)},
		{does: intent.QuitAction, keys: []string{"ctrl+c"}, shown: "ctrl+c", press: plain((*Player).quit)},
	}
	tables[whyKeys] = []binding{
		{does: intent.JumpAction, keys: []string{"1", "2", "3"}, shown: "1 2 3", rank: 1, those: (*Player).whyKeysNow, press: (*Player).jumpWhy},
		{does: intent.LangAction, keys: []string{"L"}, shown: "L", press: plain((*Player).changeLang)},
		{does: intent.BlankAction, keys: []string{"b"}, shown: "b", press: plain((*Player).blank)},
		{does: intent.CloseAction, keys: []string{"esc", "w"}, shown: "esc", rank: 90, press: plain((*Player).closeWhy)},
		{does: intent.HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain((*Player).toggleHelp)},
		quit,
	}
}

// joined returns one table of several parts.
func joined(parts ...[]binding) []binding {
	var table []binding
	for _, part := range parts {
		table = append(table, part...)
	}
	return table
}

// compact reports whether the compact layout is shown.
func (p *Player) compact() bool {
	return !p.laid().Full()
}
