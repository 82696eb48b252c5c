package ui

import (
	"slices"

	bubbles "charm.land/bubbles/v2/key"
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
	does    Action
	keys    []string             // by Bubble Tea's names
	shown   string               // as footer and help show them
	those   func(*player) string // of them, those that do something now; nil = all
	rank    int                  // place in the footer, from 1; 0 = only in the help
	resting bool                 // in the footer only while nothing plays
	when    func(*player) bool
	press   func(p *player, key string)
}

// newKeyTables returns the one key table of each mode, in the order of the
// help. Presenter remotes send pgdown and pgup, f5 and esc, "." and b.
func newKeyTables() [keyModeCount][]binding {
	quit := binding{does: QuitAction, keys: []string{"q", "ctrl+c"}, shown: "q", press: plain((*player).quit)}
	tables := [keyModeCount][]binding{
		boardKeys: {
			{does: PauseAction, keys: []string{"space", "f5"}, shown: "space", rank: 1, when: (*player).canPlay, press: plain((*player).pause)},
			{does: StepAction, keys: []string{".", "pgdown"}, shown: ".", rank: 2, when: (*player).beforeEnd, press: plain((*player).step)},
			{does: BackAction, keys: []string{",", "pgup"}, shown: ",", rank: 3, when: (*player).afterStart, press: plain((*player).stepBack)},
			{does: HomeAction, keys: []string{"home"}, shown: "home", rank: 4, resting: true, when: (*player).afterStart, press: plain((*player).home)},
			{does: EndAction, keys: []string{"end"}, shown: "end", rank: 5, resting: true, when: (*player).beforeEnd, press: plain((*player).end)},
			{does: MilestoneAction, keys: []string{"m", "M"}, shown: "M m", rank: 6, resting: true, press: (*player).milestone},
			{does: SpeedAction, keys: []string{"[", "]"}, shown: "[ ]", rank: 7, press: (*player).changeSpeed},
			{does: PaceAction, keys: []string{"p"}, shown: "p", press: plain((*player).changePace)},
			{does: ModeAction, keys: []string{"1", "2", "3"}, shown: "1 2 3", rank: 8, when: (*player).canRestart, press: (*player).chooseMode},
			{does: OrderAction, keys: []string{"o"}, shown: "o", rank: 10, when: (*player).canAct, press: plain((*player).newOrder)},
			{does: BreakAction, keys: []string{"x"}, shown: "x", rank: 9, when: (*player).canBreak, press: plain((*player).breakBroker)},
			{does: RepairAction, keys: []string{"x", "X"}, shown: "x", rank: 9, when: (*player).canRepair, press: plain((*player).repair)},
			{does: OpenAction, keys: []string{"enter"}, shown: "enter", rank: 11, when: (*player).hasOrders, press: plain((*player).openTarget)},
			{does: WhyAction, keys: []string{"w"}, shown: "w", rank: 12, when: (*player).hasOrders, press: plain((*player).openWhy)},
			{does: AnomaliesAction, keys: []string{"a"}, shown: "a", rank: 22, when: (*player).hasAnomalies, press: plain((*player).openAnomalies)},
			{does: EventsAction, keys: []string{"e"}, shown: "e", rank: 23, press: plain((*player).openEvents)},
			{does: FocusAction, keys: []string{"tab", "shift+tab"}, shown: "tab", rank: 20, press: (*player).moveFocus},
			{does: ScrubAction, keys: []string{"left", "right", "shift+left", "shift+right"}, shown: "← →", press: (*player).scrub},
			{does: EventStepAction, keys: []string{">", "<"}, shown: "< >", press: (*player).stepEvent},
			{does: SelectAction, keys: []string{"up", "down", "k", "j"}, shown: "↑ ↓", rank: 20, when: (*player).hasOrders, press: (*player).moveSelection},
			{does: FollowAction, keys: []string{"esc"}, shown: "esc", rank: 21, when: (*player).hasSelected, press: plain((*player).follow)},
			{does: DiagramAction, keys: []string{"d"}, shown: "d", when: (*player).hasOrders, press: plain((*player).openDiagram)},
			{does: BookmarkAction, keys: []string{"B"}, shown: "B", press: plain((*player).bookmark)},
			{does: ToBookmarkAction, keys: []string{"'"}, shown: "'", when: (*player).hasBookmarks, press: plain((*player).toBookmark)},
			{does: KeyEchoAction, keys: []string{"K"}, shown: "K", press: plain((*player).toggleEcho)},
			{does: CaptionBarAction, keys: []string{"C"}, shown: "C", press: plain((*player).toggleCaptionBar)},
			{does: RemediesAction, keys: []string{"R"}, shown: "R", rank: 31, press: plain((*player).openRemedies)},
			{does: GlossaryAction, keys: []string{"g"}, shown: "g", rank: 33, press: plain((*player).openGlossary)},
			{does: ModelAction, keys: []string{"i"}, shown: "i", rank: 34, press: plain((*player).openModel)},
			{does: ScenariosAction, keys: []string{"S"}, shown: "S", rank: 32, when: (*player).canStage, press: plain((*player).openScenarios)},
			{does: FaultsAction, keys: []string{"F"}, shown: "F", rank: 30, when: (*player).canAct, press: plain((*player).openFaults)},
			{does: CompareAction, keys: []string{"c"}, shown: "c", rank: 19, when: (*player).canCompare, press: plain((*player).openLanes)},
			{does: FuturesAction, keys: []string{"u"}, shown: "u", rank: 13, when: (*player).hasFutures, press: plain((*player).openFutures)},
			{does: LangAction, keys: []string{"L"}, shown: "L", press: plain((*player).changeLang)},
			{does: ThemeAction, keys: []string{"t"}, shown: "t", press: plain((*player).changePalette)},
			{does: BlankAction, keys: []string{"b"}, shown: "b", press: plain((*player).blank)},
			{does: HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain((*player).toggleHelp)},
			quit,
		},
		faultKeys:    faultFormKeys(quit),
		remedyKeys:   remedyKeyTable(quit),
		glossaryKeys: textKeyTable(quit, "g"),
		modelKeys:    textKeyTable(quit, "i"),
		scenarioKeys: scenarioKeyTable(quit),
		helpKeys: {
			{does: LangAction, keys: []string{"L"}, shown: "L", rank: 1, press: plain((*player).changeLang)},
			{does: CloseHelpAction, keys: []string{"esc", "?"}, shown: "esc", rank: 99, press: plain((*player).toggleHelp)},
			quit,
		},
		diagramKeys: diagramTable(quit),
		laneKeys:    laneTable(quit),
		futureKeys:  futureTable(quit),
		blankKeys: {
			{does: BlankAction, keys: []string{"b", "esc", "space", ".", "pgdown", "pgup", "f5"}, shown: "b", press: plain((*player).blank)},
			quit,
		},
	}
	panelTables(&tables, quit)
	return tables
}

// plain lets an action that does not ask which of its keys was pressed stand in a table.
func plain(do func(*player)) func(*player, string) {
	return func(p *player, _ string) { do(p) }
}

// jamo gives what the two-set Korean keyboard types the key of the same place,
// so that a presenter need not leave Hangul.
var jamo = map[string]string{
	"ㅂ": "q", "ㅌ": "x", "ㅐ": "o", "ㅠ": "b", "ㅣ": "L", "ㅏ": "k", "ㅓ": "j", "ㅔ": "p", "ㅡ": "m", "ㅅ": "t", "ㄹ": "F", "ㄱ": "R", "ㄲ": "R", "ㅎ": "g", "ㅑ": "i", "ㄴ": "S",
	"ㅜ": "n", "ㅈ": "w", "ㅁ": "a", "ㄷ": "e", "ㅊ": "c", "ㅇ": "d", "ㅕ": "u",
}

// find returns what a key is bound to now, or nil.
func (p *player) find(key string) *binding {
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

// bound returns the keys that are bound now, by their names, without those of
// one action.
func (p *player) bound(without Action) (keys []string) {
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
func (b *binding) live(p *player) bool { return b.when == nil || b.when(p) }

// footer returns the keys that do something now, most used first, help last.
func (p *player) footer() []KeyHint {
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
func Keys() []KeyHint { return keyHints(newKeyTables()[boardKeys]) }

func keyHints(table []binding) []KeyHint {
	hints := make([]KeyHint, len(table))
	for i := range table {
		hints[i] = KeyHint{Keys: table[i].shown, Does: table[i].does}
	}
	return hints
}
