package stage

import (
	"slices"

	bubbles "charm.land/bubbles/v2/key"

	"orderflow/ui/intent"
)

// keyMode is a state of the screen with a key table of its own.
type keyMode uint8

const (
	boardKeys   keyMode = iota // the board, playing, paused or at its end
	helpKeys                   // the help is open; nothing moves
	blankKeys                  // the presenter has blanked the screen; nothing moves
	orderKeys                  // the panel of an order
	whyKeys                    // the answer to why lies over what is open
	anomalyKeys                // the anomalies
	eventKeys                  // the event log
	placeKeys                  // the panel of a partition, a consumer group or a panel job
	searchKeys                 // a search in the event log is typed
	diagramKeys                // the space-time diagram; it follows the cursor

	faultKeys    // the fault form is open; nothing moves
	remedyKeys   // the remedies
	glossaryKeys // the glossary
	modelKeys    // the model card
	scenarioKeys // the list of the scenarios

	laneKeys   // the three ways side by side; they follow the cursor
	futureKeys // the futures of the run side by side; they follow the cursor
	keyModeCount
)

// binding is one entry of a key table. The table drives the dispatch, the
// footer and the help; the words come from the catalogue, by Action.
type binding struct {
	does    intent.Action
	keys    []string             // by Bubble Tea's names
	shown   string               // as footer and help show them
	those   func(*Player) string // of them, those that do something now; nil = all
	rank    int                  // place in the footer, from 1; 0 = only in the help
	resting bool                 // in the footer only while nothing plays
	when    func(*Player) bool
	press   func(p *Player, key string)
}

// newKeyTables returns the one key table of each mode, in the order of the
// help. Presenter remotes send pgdown and pgup, f5 and esc, "." and b.
func newKeyTables() [keyModeCount][]binding {
	quit := binding{does: intent.QuitAction, keys: []string{"q", "ctrl+c"}, shown: "q", press: plain((*Player).quit)}
	tables := [keyModeCount][]binding{
		boardKeys: {
			{does: intent.PauseAction, keys: []string{"space", "f5"}, shown: "space", rank: 1, when: (*Player).canPlay, press: plain((*Player).pause)},
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
			{does: intent.WhyAction, keys: []string{"w"}, shown: "w", rank: 12, when: (*Player).hasOrders, press: plain((*Player).openWhy)},
			{does: intent.AnomaliesAction, keys: []string{"a"}, shown: "a", rank: 22, when: (*Player).hasAnomalies, press: plain((*Player).openAnomalies)},
			{does: intent.EventsAction, keys: []string{"e"}, shown: "e", rank: 23, press: plain((*Player).openEvents)},
			{does: intent.FocusAction, keys: []string{"tab", "shift+tab"}, shown: "tab", rank: 20, press: (*Player).moveFocus},
			{does: intent.ScrubAction, keys: []string{"left", "right", "shift+left", "shift+right"}, shown: "← →", press: (*Player).scrub},
			{does: intent.EventStepAction, keys: []string{">", "<"}, shown: "< >", press: (*Player).stepEvent},
			{does: intent.SelectAction, keys: []string{"up", "down", "k", "j"}, shown: "↑ ↓", rank: 20, when: (*Player).hasOrders, press: (*Player).moveSelection},
			{does: intent.FollowAction, keys: []string{"esc"}, shown: "esc", rank: 21, when: (*Player).hasSelected, press: plain((*Player).follow)},
			{does: intent.DiagramAction, keys: []string{"d"}, shown: "d", when: (*Player).hasOrders, press: plain((*Player).openDiagram)},
			{does: intent.BookmarkAction, keys: []string{"B"}, shown: "B", press: plain((*Player).bookmark)},
			{does: intent.ToBookmarkAction, keys: []string{"'"}, shown: "'", when: (*Player).hasBookmarks, press: plain((*Player).toBookmark)},
			{does: intent.KeyEchoAction, keys: []string{"K"}, shown: "K", press: plain((*Player).toggleEcho)},
			{does: intent.CaptionBarAction, keys: []string{"C"}, shown: "C", press: plain((*Player).toggleCaptionBar)},
			{does: intent.RemediesAction, keys: []string{"R"}, shown: "R", rank: 31, press: plain((*Player).openRemedies)},
			{does: intent.GlossaryAction, keys: []string{"g"}, shown: "g", rank: 33, press: plain((*Player).openGlossary)},
			{does: intent.ModelAction, keys: []string{"i"}, shown: "i", rank: 34, press: plain((*Player).openModel)},
			{does: intent.ScenariosAction, keys: []string{"S"}, shown: "S", rank: 32, when: (*Player).canStage, press: plain((*Player).openScenarios)},
			{does: intent.FaultsAction, keys: []string{"F"}, shown: "F", rank: 30, when: (*Player).canAct, press: plain((*Player).openFaults)},
			{does: intent.CompareAction, keys: []string{"c"}, shown: "c", rank: 19, when: (*Player).canCompare, press: plain((*Player).openLanes)},
			{does: intent.FuturesAction, keys: []string{"u"}, shown: "u", rank: 13, when: (*Player).hasFutures, press: plain((*Player).openFutures)},
			{does: intent.LangAction, keys: []string{"L"}, shown: "L", press: plain((*Player).changeLang)},
			{does: intent.ThemeAction, keys: []string{"t"}, shown: "t", press: plain((*Player).changePalette)},
			{does: intent.BlankAction, keys: []string{"b"}, shown: "b", press: plain((*Player).blank)},
			{does: intent.HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain((*Player).toggleHelp)},
			quit,
		},
		faultKeys:    faultFormKeys(quit),
		remedyKeys:   remedyKeyTable(quit),
		glossaryKeys: textKeyTable(quit, "g"),
		modelKeys:    textKeyTable(quit, "i"),
		scenarioKeys: scenarioKeyTable(quit),
		helpKeys: {
			{does: intent.LangAction, keys: []string{"L"}, shown: "L", rank: 1, press: plain((*Player).changeLang)},
			{does: intent.CloseHelpAction, keys: []string{"esc", "?"}, shown: "esc", rank: 99, press: plain((*Player).toggleHelp)},
			quit,
		},
		diagramKeys: diagramTable(quit),
		laneKeys:    laneTable(quit),
		futureKeys:  futureTable(quit),
		blankKeys: {
			{does: intent.BlankAction, keys: []string{"b", "esc", "space", ".", "pgdown", "pgup", "f5"}, shown: "b", press: plain((*Player).blank)},
			quit,
		},
	}
	panelTables(&tables, quit)
	return tables
}

// plain lets an action that does not ask which of its keys was pressed stand in a table.
func plain(do func(*Player)) func(*Player, string) {
	return func(p *Player, _ string) { do(p) }
}

// jamo gives what the two-set Korean keyboard types the key of the same place,
// so that a presenter need not leave Hangul.
var jamo = map[string]string{
	"ㅂ": "q", "ㅌ": "x", "ㅐ": "o", "ㅠ": "b", "ㅣ": "L", "ㅏ": "k", "ㅓ": "j", "ㅔ": "p", "ㅡ": "m", "ㅅ": "t", "ㄹ": "F", "ㄱ": "R", "ㄲ": "R", "ㅎ": "g", "ㅑ": "i", "ㄴ": "S",
	"ㅜ": "n", "ㅈ": "w", "ㅁ": "a", "ㄷ": "e", "ㅊ": "c", "ㅇ": "d", "ㅕ": "u",
}

// find returns what a key is bound to now, or nil.
func (p *Player) find(key string) *binding {
	if latin, found := jamo[key]; found {
		key = latin
	}
	table := p.keys[p.mode]
	for i := range table {
		if b := &table[i]; bubbles.Matches(pressed(key), b.binding()) && b.live(p) {
			return b
		}
	}
	return nil
}

// Bound returns the keys that are bound now, by their names, without those of
// one action.
func (p *Player) Bound(without intent.Action) (keys []string) {
	for _, b := range p.keys[p.mode] {
		if b.does != without {
			keys = append(keys, b.keys...)
		}
	}
	return keys
}

// EveryKey returns the keys that some table binds, by their names.
func EveryKey() []string {
	var keys []string
	for _, table := range newKeyTables() {
		for _, b := range table {
			keys = append(keys, b.keys...)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// pressed is a key by Bubble Tea's name.
type pressed string

func (k pressed) String() string { return string(k) }

// binding returns the entry as the Bubbles know it.
func (b *binding) binding() bubbles.Binding {
	return bubbles.NewBinding(bubbles.WithKeys(b.keys...), bubbles.WithHelp(b.shown, ""))
}

// live reports whether the binding does something now.
func (b *binding) live(p *Player) bool { return b.when == nil || b.when(p) }

// footer returns the keys that do something now, most used first, help last.
func (p *Player) footer() []intent.KeyHint {
	var shown []binding
	for _, b := range p.keys[p.mode] {
		if b.rank == 0 || b.resting && !p.resting() || !b.live(p) {
			continue
		}
		if b.those != nil {
			b.shown = b.those(p)
		}
		if b.shown != "" {
			shown = append(shown, b)
		}
	}
	slices.SortStableFunc(shown, func(a, b binding) int { return a.rank - b.rank })
	return keyHints(shown)
}

// Keys returns the key table of the board, for the manual.
func Keys() []intent.KeyHint { return keyHints(newKeyTables()[boardKeys]) }

func keyHints(table []binding) []intent.KeyHint {
	hints := make([]intent.KeyHint, len(table))
	for i := range table {
		hints[i] = intent.KeyHint{Keys: table[i].shown, Does: table[i].does}
	}
	return hints
}
