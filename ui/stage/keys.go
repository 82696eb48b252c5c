package stage

import (
	"slices"

	bubbles "charm.land/bubbles/v2/key"

	"orderflow/ui/intent"
	"orderflow/ui/moment"
)

// binding is one entry of a key table. The table drives the dispatch, the
// footer and the help; the words come from the catalogue, by Action.
type binding struct {
	does    intent.Action
	keys    []string             // by Bubble Tea's names
	shown   string               // as footer and help show them; "" = only the footer, with those
	those   func(*Player) string // of them, those that do something now; nil = all
	rank    int                  // place in the footer, from 1; 0 = only in the help
	resting bool                 // in the footer only while nothing plays
	when    func(*Player) bool
	press   func(p *Player, key string)
}

// quit is the last entry of nearly every key table.
var quit = binding{does: intent.QuitAction, keys: []string{"q", "ctrl+c"}, shown: "q", press: (*Player).quit}

// plain lets an action that does not ask which of its keys was pressed stand in a table.
func plain(do func(*Player)) func(*Player, string) {
	return func(p *Player, _ string) { do(p) }
}

// jamo gives what the two-set Korean keyboard types the key of the same place,
// so that a presenter need not leave Hangul.
var jamo = map[string]string{
	"ㅂ": "q", "ㅌ": "x", "ㅐ": "o", "ㅠ": "b", "ㅣ": "L", "ㅏ": "k", "ㅓ": "j", "ㅔ": "p", "ㅡ": "m", "ㅅ": "t", "ㄹ": "F", "ㄱ": "R", "ㄲ": "R", "ㅎ": "g", "ㅑ": "i", "ㄴ": "S",
	"ㅋ": "z", "ㅜ": "n", "ㅈ": "w", "ㅁ": "a", "ㄷ": "e", "ㅊ": "c", "ㅇ": "d", "ㅕ": "u", "ㅛ": "Y",
}

// find returns what a key is bound to now, or nil.
func (p *Player) find(key string) *binding {
	if b, there := p.bound(key); there == here && b.live(p) {
		return b
	}
	return nil
}

// reached says where a key is bound.
type reached uint8

const (
	nowhere reached = iota
	beneath         // on a screen that lies below, and not within reach
	here            // on the screen on top, or within reach below it
)

// bound returns what a key is bound to, whether that can be done now or not, and
// whether it is within reach. What lies over another screen leaves it the keys
// for which it has no use; what stands in the board's place leaves it those of
// the screen as such, that which lets the story go on, and of playback where it does.
func (p *Player) bound(key string) (*binding, reached) {
	if latin, found := jamo[key]; found {
		key = latin
	}
	top := p.top()
	_, writes := top.screen.(writer)
	covered := false // nothing of what lies below shows
	for i := len(p.screens) - 1; i >= 0; i-- {
		s := &p.screens[i]
		if b := s.bound(p, key); b != nil {
			group := b.does.Group()
			passes := !covered || group == intent.ScreenGroup || b.does == intent.PauseAction || group == intent.PlaybackGroup && top.plays()
			if s.screen == top.screen || passes && !writes {
				return b, here
			}
			return b, beneath
		}
		covered = covered || s.cover() == inPlace || s.cover() == alone
	}
	return nil, nowhere
}

// bound returns what a key is bound to on a screen: the first of the table that can
// be done now, else the first.
func (s *openScreen) bound(p *Player, key string) *binding {
	var found *binding
	for i := range s.keys {
		b := &s.keys[i]
		switch {
		case !bubbles.Matches(pressed(key), b.binding()):
		case b.live(p):
			return b
		case found == nil:
			found = b
		}
	}
	return found
}

// Bound returns the keys that are bound now, by their names, without those of
// one action.
func (p *Player) Bound(without intent.Action) (keys []string) {
	for _, b := range p.top().keys {
		if b.does != without {
			keys = append(keys, b.keys...)
		}
	}
	return keys
}

// everyScreen returns one of each screen, with a key table of its own.
func everyScreen() []screen {
	screens := []screen{
		&boardScreen{}, &searchScreen{}, &whyScreen{}, &diagramScreen{}, &laneScreen{}, &futureScreen{},
		&faultScreen{}, &remedyScreen{}, newGlossary(), newModelCard(), &scenarioScreen{}, &handleScreen{}, &helpScreen{}, &blankScreen{},
	}
	for kind := moment.OrderPanel; kind < moment.PanelKindCount; kind++ {
		screens = append(screens, panelScreens[kind](moment.Panel{Kind: kind}))
	}
	return screens
}

// EveryKey returns the keys that some screen binds, by their names.
func EveryKey() []string {
	var keys []string
	for _, s := range append(everyScreen(), &questionScreen{}, &boardScreen{teaches: true}, &boardScreen{learns: true}, &askScreen{}, &answerScreen{}, &taskScreen{}, &lessonEndScreen{}, &worldScreen{}) {
		for _, b := range s.table() {
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

// footer returns the keys that do something now, most used first, help last. The
// key that stops a story lets one go on that stands.
func (p *Player) footer() []intent.KeyHint {
	var shown []binding
	for _, b := range p.top().keys {
		if b.rank == 0 || b.resting && !p.resting() || !b.live(p) {
			continue
		}
		if b.those != nil {
			b.shown = b.those(p)
		}
		if b.does == intent.PauseAction && p.playback.Paused {
			b.does = intent.GoOnAction
		}
		if b.shown != "" {
			shown = append(shown, b)
		}
	}
	slices.SortStableFunc(shown, func(a, b binding) int { return a.rank - b.rank })
	return together(keyHints(shown))
}

// together makes one hint of the two keys that step forward and back.
func together(hints []intent.KeyHint) []intent.KeyHint {
	for i := range len(hints) - 1 {
		if hints[i].Does == intent.StepAction && hints[i+1].Does == intent.BackAction {
			hints[i].Keys += " " + hints[i+1].Keys
			return slices.Delete(hints, i+1, i+2)
		}
	}
	return hints
}

// Keys returns the key table of the board, for the manual.
func Keys() []intent.KeyHint { return keyHints((&boardScreen{}).table()) }

func keyHints(table []binding) []intent.KeyHint {
	var hints []intent.KeyHint
	for i := range table {
		if table[i].shown != "" {
			hints = append(hints, intent.KeyHint{Keys: table[i].shown, Does: table[i].does})
		}
	}
	return hints
}
