package stage

import (
	"orderflow/ui/board"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
)

// boardScreen is the board, playing, paused or at its end: the bottom of the stack.
type boardScreen struct{ common }

func (*boardScreen) table() []binding {
	return []binding{
		{does: intent.PauseAction, keys: []string{"space", "f5"}, shown: "space", rank: 1, when: (*Player).beforeEnd, press: plain((*Player).pause)},
		{does: intent.StepAction, keys: []string{".", "pgdown"}, shown: ".", rank: 2, when: (*Player).beforeEnd, press: plain((*Player).step)},
		{does: intent.BackAction, keys: []string{",", "pgup"}, shown: ",", rank: 3, when: (*Player).afterStart, press: plain((*Player).stepBack)},
		{does: intent.HomeAction, keys: []string{"home"}, shown: "home", rank: 4, resting: true, when: (*Player).afterStart, press: plain((*Player).home)},
		{does: intent.EndAction, keys: []string{"end"}, shown: "end", rank: 5, resting: true, when: (*Player).beforeEnd, press: plain((*Player).end)},
		{does: intent.MilestoneAction, keys: []string{"m", "M"}, shown: "M m", rank: 6, resting: true, press: (*Player).milestone},
		{does: intent.SpeedAction, keys: []string{"[", "]"}, shown: "[ ]", rank: 7, press: (*Player).changeSpeed},
		{does: intent.PaceAction, keys: []string{"p"}, shown: "p", press: plain((*Player).changePace)},
		{does: intent.ModeAction, keys: []string{"1", "2", "3"}, shown: "1 2 3", rank: 8, when: (*Player).canRestart, press: (*Player).chooseMode},
		{does: intent.OrderAction, keys: []string{"o"}, shown: "o", rank: 10, when: (*Player).canAct, press: plain((*Player).newOrder)},
		{does: intent.BreakAction, keys: []string{"x"}, shown: "x", rank: 9, when: (*Player).canBreak, press: plain((*Player).breakBroker)},
		{does: intent.RepairAction, keys: []string{"x", "X"}, shown: "x", rank: 9, when: (*Player).canRepair, press: plain((*Player).repair)},
		{does: intent.OpenAction, keys: []string{"enter"}, shown: "enter", rank: 11, when: (*Player).hasOrders, press: plain((*Player).openTarget)},
		{does: intent.WhyAction, keys: []string{"w"}, shown: "w", rank: 12, when: (*Player).hasOrders, press: plain(openWhy)},
		{does: intent.AnomaliesAction, keys: []string{"a"}, shown: "a", rank: 22, when: (*Player).hasAnomalies, press: plain(openAnomalies)},
		{does: intent.EventsAction, keys: []string{"e"}, shown: "e", rank: 23, press: plain(openEvents)},
		{does: intent.FocusAction, keys: []string{"tab", "shift+tab"}, shown: "tab", rank: 20, press: (*Player).moveFocus},
		{does: intent.ScrubAction, keys: []string{"left", "right", "shift+left", "shift+right"}, shown: "← →", press: (*Player).scrub},
		{does: intent.EventStepAction, keys: []string{">", "<"}, shown: "< >", press: (*Player).stepEvent},
		{does: intent.SelectAction, keys: []string{"up", "down", "k", "j"}, shown: "↑ ↓", rank: 20, when: (*Player).hasOrders, press: (*Player).moveSelection},
		{does: intent.FollowAction, keys: []string{"esc"}, shown: "esc", rank: 21, when: (*Player).hasSelected, press: plain((*Player).follow)},
		{does: intent.DiagramAction, keys: []string{"d"}, shown: "d", when: (*Player).hasOrders, press: plain(openDiagram)},
		{does: intent.BookmarkAction, keys: []string{"B"}, shown: "B", press: plain((*Player).bookmark)},
		{does: intent.ToBookmarkAction, keys: []string{"'"}, shown: "'", when: (*Player).hasBookmarks, press: plain((*Player).toBookmark)},
		{does: intent.KeyEchoAction, keys: []string{"K"}, shown: "K", press: plain((*Player).toggleEcho)},
		{does: intent.CaptionBarAction, keys: []string{"C"}, shown: "C", press: plain((*Player).toggleCaptionBar)},
		{does: intent.RemediesAction, keys: []string{"R"}, shown: "R", rank: 31, press: plain(openRemedies)},
		{does: intent.GlossaryAction, keys: []string{"g"}, shown: "g", rank: 33, press: plain(openGlossary)},
		{does: intent.ModelAction, keys: []string{"i"}, shown: "i", rank: 34, press: plain(openModel)},
		{does: intent.ScenariosAction, keys: []string{"S"}, shown: "S", rank: 32, when: (*Player).canStage, press: plain(openScenarios)},
		{does: intent.FaultsAction, keys: []string{"F"}, shown: "F", rank: 30, when: (*Player).canAct, press: plain(openFaults)},
		{does: intent.CompareAction, keys: []string{"c"}, shown: "c", rank: 19, when: (*Player).canCompare, press: plain(openLanes)},
		{does: intent.FuturesAction, keys: []string{"u"}, shown: "u", rank: 13, when: (*Player).hasFutures, press: plain(openFutures)},
		{does: intent.LangAction, keys: []string{"L"}, shown: "L", press: plain((*Player).changeLang)},
		{does: intent.ThemeAction, keys: []string{"t"}, shown: "t", press: plain((*Player).changePalette)},
		{does: intent.BlankAction, keys: []string{"b"}, shown: "b", press: plain(openBlank)},
		{does: intent.HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain(openHelp)},
		quit,
	}
}

func (*boardScreen) draw(f *chrome.Frame) { board.Draw(f) }

func (*boardScreen) cover() cover { return inPlace }

func (*boardScreen) plays() bool { return true }

// clickPlace selects an order, and opens it where it was selected; any other
// place is opened at once.
func (*boardScreen) clickPlace(p *Player, place intent.Place) {
	order := moment.OrderOf(place)
	if order != 0 && p.selected != order {
		p.focus = intent.Place{}
		p.selectOrder(order)
		return
	}
	if place.Kind.PointedAt() {
		p.focus = place
	}
	p.openPlace(place)
}

// wheel scrolls the table.
func (*boardScreen) wheel(p *Player, down bool) {
	if down {
		p.scroll(wheelRows)
		return
	}
	p.scroll(-wheelRows)
}
