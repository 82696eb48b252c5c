package stage

import (
	"slices"

	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/track"
)

// boardScreen is the board, playing, paused or at its end: the bottom of the stack.
type boardScreen struct {
	common
	teaches bool // a lesson is taken on it
	learns  bool // one can be taken when the story is over
}

func (s *boardScreen) table() []binding {
	switch own := boardTable(); {
	case s.teaches:
		return slices.Concat(lessonTable(), own)
	case s.learns:
		return slices.Insert(own, len(own)-1, learnBinding)
	default:
		return own
	}
}

// lessonTable are the keys of a lesson beside those of the board.
func lessonTable() []binding {
	return []binding{
		{does: intent.LessonAction, keys: []string{"esc"}, shown: "esc", rank: 1, when: (*Player).astray, press: plain((*Player).toLesson)},
		{does: intent.NextSceneAction, keys: []string{"n"}, shown: "n", rank: 5, when: (*Player).inScene, press: plain((*Player).skipScene)},
		{does: intent.SceneAction, keys: []string{"backspace"}, shown: "backspace", rank: 6, when: (*Player).inScene, press: plain((*Player).sceneAgain)},
	}
}

// learnBinding leads to the lessons.
var learnBinding = binding{does: intent.LearnAction, keys: []string{"l"}, shown: "l", rank: 1, when: (*Player).canLearn, press: plain((*Player).learn)}

func boardTable() []binding {
	return []binding{
		{does: intent.PauseAction, keys: []string{"space", "f5"}, shown: "space", rank: 1, when: (*Player).beforeEnd, press: plain((*Player).pause)},
		{does: intent.GoOnAction, keys: []string{"space", "f5", ".", "pgdown"}, those: spaceKey, rank: 1, when: (*Player).atEnd, press: plain((*Player).goOn)},
		{does: intent.StepAction, keys: []string{".", "pgdown"}, shown: ".", rank: 2, when: (*Player).beforeEnd, press: (*Player).forth},
		{does: intent.BackAction, keys: []string{",", "pgup"}, shown: ",", rank: 3, when: (*Player).afterStart, press: (*Player).back},
		{does: intent.HomeAction, keys: []string{"home"}, shown: "home", rank: 14, resting: true, when: (*Player).afterStart, press: plain((*Player).home)},
		{does: intent.EndAction, keys: []string{"end"}, shown: "end", rank: 15, resting: true, when: (*Player).inTime, press: plain((*Player).end)},
		{does: intent.NowAction, keys: []string{"end"}, those: endKey, rank: 4, when: (*Player).late, press: plain((*Player).end)},
		{does: intent.MilestoneAction, keys: []string{"m", "M"}, shown: "M m", rank: 16, resting: true, press: (*Player).milestone},
		{does: intent.SpeedAction, keys: []string{"[", "]"}, shown: "[ ]", rank: 4, press: (*Player).changeSpeed},
		{does: intent.PaceAction, keys: []string{"p"}, shown: "p", press: plain((*Player).changePace)},
		{does: intent.ModeAction, keys: []string{"1", "2", "3"}, shown: "1 2 3", rank: 5, when: (*Player).canRestart, press: (*Player).chooseMode},
		{does: intent.OrderAction, keys: []string{"o"}, shown: "o", rank: 12, when: (*Player).canAct, press: plain((*Player).newOrder)},
		{does: intent.BreakAction, keys: []string{"x"}, shown: "x", rank: 6, when: (*Player).canBreak, press: plain((*Player).breakBroker)},
		{does: intent.RepairAction, keys: []string{"x", "X"}, shown: "x", rank: 6, when: (*Player).canRepair, press: plain((*Player).repair)},
		{does: intent.OpenAction, keys: []string{"enter"}, shown: "enter", rank: 7, when: (*Player).hasOrders, press: plain((*Player).openTarget)},
		{does: intent.WhyAction, keys: []string{"w"}, shown: "w", rank: 8, when: (*Player).hasOrders, press: plain(openWhy)},
		{does: intent.AnomaliesAction, keys: []string{"a"}, shown: "a", rank: 13, when: (*Player).hasAnomalies, press: plain(openAnomalies)},
		{does: intent.EventsAction, keys: []string{"e"}, shown: "e", rank: 17, press: plain(openEvents)},
		{does: intent.FocusAction, keys: []string{"tab", "shift+tab"}, shown: "tab", rank: 18, press: (*Player).moveFocus},
		{does: intent.ScrubAction, keys: []string{"left", "right", "shift+left", "shift+right"}, shown: "← →", press: (*Player).scrub},
		{does: intent.EventStepAction, keys: []string{">", "<"}, shown: "< >", press: (*Player).stepEvent},
		{does: intent.SelectAction, keys: []string{"up", "down", "k", "j"}, shown: "↑ ↓", rank: 19, when: (*Player).hasOrders, press: (*Player).moveSelection},
		{does: intent.FollowAction, keys: []string{"esc"}, shown: "esc", rank: 21, when: (*Player).hasSelected, press: plain((*Player).follow)},
		{does: intent.PauseAction, keys: []string{"esc"}, when: (*Player).escPauses, press: plain((*Player).pause)}, // the second face of a remote's F5
		{does: intent.DiagramAction, keys: []string{"d"}, shown: "d", when: (*Player).hasOrders, press: plain(openDiagram)},
		{does: intent.BookmarkAction, keys: []string{"B"}, shown: "B", press: plain((*Player).bookmark)},
		{does: intent.ToBookmarkAction, keys: []string{"'"}, shown: "'", when: (*Player).hasBookmarks, press: plain((*Player).toBookmark)},
		{does: intent.KeyEchoAction, keys: []string{"K"}, shown: "K", press: plain((*Player).toggleEcho)},
		{does: intent.CaptionBarAction, keys: []string{"C"}, shown: "C", press: plain((*Player).toggleCaptionBar)},
		{does: intent.RemediesAction, keys: []string{"R"}, shown: "R", rank: 31, press: plain(openRemedies)},
		{does: intent.GlossaryAction, keys: []string{"g"}, shown: "g", rank: 34, press: plain(openGlossary)},
		{does: intent.ModelAction, keys: []string{"i"}, shown: "i", rank: 35, press: plain(openModel)},
		{does: intent.ScenariosAction, keys: []string{"S"}, shown: "S", rank: 32, when: (*Player).canStage, press: plain(openScenarios)},
		{does: intent.FaultsAction, keys: []string{"F"}, shown: "F", rank: 30, when: (*Player).canAct, press: plain(openFaults)},
		{does: intent.CompareAction, keys: []string{"c"}, shown: "c", rank: 10, when: (*Player).canCompare, press: plain(openLanes)},
		{does: intent.FuturesAction, keys: []string{"u"}, shown: "u", rank: 11, when: (*Player).hasFutures, press: plain(openFutures)},
		{does: intent.SeedAction, keys: []string{"N"}, shown: "N", rank: 33, when: (*Player).canSow, press: plain((*Player).nextSeed)},
		{does: intent.FoldAction, keys: []string{"z"}, shown: "z", rank: 9, when: (*Player).canFold, press: plain((*Player).toggleFold)},
		{does: intent.BigAction, keys: []string{"Z"}, shown: "Z", press: plain((*Player).toggleBig)},
		{does: intent.LangAction, keys: []string{"L"}, shown: "L", press: plain((*Player).changeLang)},
		{does: intent.ThemeAction, keys: []string{"t"}, shown: "t", press: plain((*Player).changePalette)},
		{does: intent.HandleAction, keys: []string{"Y"}, shown: "Y", press: plain(openHandle)},
		{does: intent.BlankAction, keys: []string{"b"}, shown: "b", press: plain(openBlank)},
		{does: intent.HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain(openHelp)},
		quit,
	}
}

func (*boardScreen) draw(f *chrome.Frame) { track.Draw(f) }

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
