package ui

// panelTables returns the key tables of the panels.
func panelTables(tables *[keyModeCount][]binding, quit binding) {
	always := []binding{
		{does: LangAction, keys: []string{"L"}, shown: "L", press: plain((*player).changeLang)},
		{does: ThemeAction, keys: []string{"t"}, shown: "t", press: plain((*player).changePalette)},
		{does: BlankAction, keys: []string{"b"}, shown: "b", press: plain((*player).blank)},
		{does: CloseAction, keys: []string{"esc"}, shown: "esc", rank: 90, press: plain((*player).closePanel)},
		{does: HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain((*player).toggleHelp)},
		quit,
	}
	list := []binding{
		{does: MoveAction, keys: []string{"up", "down", "k", "j", "pgup", "pgdown", "home", "end"}, shown: "↑ ↓", rank: 1, when: (*player).hasLines, press: (*player).moveLine},
		{does: JumpAction, keys: []string{"enter"}, shown: "enter", rank: 2, when: (*player).hasLines, press: plain((*player).jumpLine)},
	}
	tables[orderKeys] = joined(list, []binding{
		{does: NextOrderAction, keys: []string{"n"}, shown: "n", rank: 3, press: plain((*player).nextOrder)},
		{does: WhyAction, keys: []string{"w"}, shown: "w", rank: 5, press: plain((*player).openWhy)},
		{does: BoxAction, keys: []string{"tab"}, shown: "tab", rank: 4, when: (*player).compact, press: plain((*player).nextBox)},
	}, always)
	tables[anomalyKeys] = joined(list[:1], []binding{
		{does: JumpAction, keys: []string{"enter", "1", "2", "3", "4", "5", "6", "7", "8", "9"}, shown: "enter", rank: 2, when: (*player).hasLines, press: (*player).jumpEvidence},
	}, always)
	tables[eventKeys] = joined(list, []binding{
		{does: SearchAction, keys: []string{"/"}, shown: "/", rank: 3, press: plain((*player).openSearch)},
		{does: OnlyOrderAction, keys: []string{"o"}, shown: "o", rank: 4, press: plain((*player).filterOrder)},
		{does: OnlyTypeAction, keys: []string{"y"}, shown: "y", rank: 5, press: plain((*player).filterType)},
	}, always)
	tables[placeKeys] = joined(list, []binding{
		{does: NextPlaceAction, keys: []string{"n"}, shown: "n", rank: 3, when: (*player).hasNextPlace, press: plain((*player).nextPlace)},
		{does: WhyAction, keys: []string{"w"}, shown: "w", rank: 5, press: plain((*player).openWhy)},
		{does: BoxAction, keys: []string{"tab"}, shown: "tab", rank: 4, when: (*player).compact, press: plain((*player).nextBox)},
	}, always)
	tables[searchKeys] = []binding{
		{does: KeepAction, keys: []string{"enter"}, shown: "enter", rank: 1, press: plain((*player).keepSearch)},
		{does: EraseAction, keys: []string{"backspace"}, shown: "backspace", rank: 2, when: (*player).hasSearch, press: plain((*player).eraseSearch)},
		{does: DropAction, keys: []string{"esc"}, shown: "esc", rank: 90, press: plain((*player).dropSearch)},
		{does: QuitAction, keys: []string{"ctrl+c"}, shown: "ctrl+c", press: plain((*player).quit)},
	}
	tables[whyKeys] = []binding{
		{does: JumpAction, keys: []string{"1", "2", "3"}, shown: "1 2 3", rank: 1, those: (*player).whyKeysNow, press: (*player).jumpWhy},
		{does: LangAction, keys: []string{"L"}, shown: "L", press: plain((*player).changeLang)},
		{does: BlankAction, keys: []string{"b"}, shown: "b", press: plain((*player).blank)},
		{does: CloseAction, keys: []string{"esc", "w"}, shown: "esc", rank: 90, press: plain((*player).closeWhy)},
		{does: HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain((*player).toggleHelp)},
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
func (p *player) compact() bool {
	return !p.laid().full()
}
