package stage

import (
	"slices"
	"strconv"
	"strings"

	"orderflow/internal/lesson"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/track"
	"orderflow/ui/words"
)

// cardKeys are those that every card of a lesson has beside its own.
func cardKeys(own ...binding) []binding {
	return slices.Concat(own, []binding{
		{does: intent.LangAction, keys: []string{"L"}, shown: "L", press: plain((*Player).changeLang)},
		{does: intent.ThemeAction, keys: []string{"t"}, shown: "t", press: plain((*Player).changePalette)},
		{does: intent.BlankAction, keys: []string{"b"}, shown: "b", rank: 8, press: plain(openBlank)},
		{does: intent.HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain(openHelp)},
		quit,
	})
}

// onward are the keys that go on: those of a remote too.
var onward = []string{"enter", "pgdown", ".", "space", "f5"}

// digits are the keys that stand for a line of a card.
var digits = []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}

// shownDigits shows digits as footer and card do.
func shownDigits(list []int) string {
	var keys []string
	for _, digit := range list {
		keys = append(keys, strconv.Itoa(digit))
	}
	return strings.Join(keys, " ")
}

// line returns the line of a card that a digit stands for, from 0.
func line(key string) int { return int(key[0] - '1') }

// askScreen asks the room. While it stands digits are hands, and nothing else; it
// waits for the room.
type askScreen struct {
	common
	part    *lesson.Part
	first   []int // hands of the round before; nil = there was none
	hands   []int
	counted []int // choices, in the order in which hands were counted
	shown   bool
}

func (s *askScreen) table() []binding {
	return cardKeys(
		binding{does: intent.HandAction, keys: digits, shown: "1 2 3", press: s.count},
		binding{does: intent.TakeHandAction, keys: []string{"backspace"}, shown: "backspace", press: plain(s.takeBack)},
		binding{does: intent.RevealAction, keys: onward, shown: "PgDn", rank: 1, press: plain(s.goOn)},
		binding{does: intent.AskAgainAction, keys: []string{"a"}, shown: "a", rank: 2, when: func(*Player) bool { return s.shown }, press: plain(s.again)},
		binding{does: intent.SkipAction, keys: []string{"esc", "pgup"}, shown: "esc", rank: 3, press: plain((*Player).pop)},
	)
}

func (*askScreen) cover() cover { return inPlace }

func (s *askScreen) draw(f *chrome.Frame) {
	q := questionOf(s.part.Question, f.Lang)
	q.Hands, q.First, q.Shown, q.Again = s.hands, s.first, s.shown, s.shown
	if s.first != nil {
		q.Title = f.Words.Lesson.AskedAgain
	}
	track.DrawQuestion(f, q)
}

func (s *askScreen) spoken(f *chrome.Frame) string {
	return onALine(inLanguage(s.part.Question.Text, f.Lang))
}

// questionOf returns a question as its card is drawn.
func questionOf(asked *lesson.Question, lang words.Lang) *track.Question {
	q := &track.Question{Asked: inLanguage(asked.Text, lang), Order: asked.Order}
	for i := range asked.Choices {
		q.Choices = append(q.Choices, inLanguage(asked.Choices[i].Text, lang))
	}
	return q
}

func (s *askScreen) count(_ *Player, key string) {
	if choice := line(key); choice < len(s.hands) {
		s.hands[choice]++
		s.counted = append(s.counted, choice)
	}
}

func (s *askScreen) takeBack(*Player) {
	if n := len(s.counted); n > 0 {
		s.hands[s.counted[n-1]]--
		s.counted = s.counted[:n-1]
	}
}

// goOn shows the hands, and then what happens.
func (s *askScreen) goOn(p *Player) {
	if !s.shown && len(s.counted) > 0 {
		s.shown = true
		return
	}
	p.class.Record.Keep(lesson.Answer{Scene: s.part.Scene, Right: s.part.Question.Right, First: s.first, Hands: s.hands})
	p.keepRecord()
	p.pop()
}

// again asks once more, after the room has talked it over.
func (s *askScreen) again(*Player) {
	s.first, s.hands, s.counted, s.shown = s.hands, make([]int, len(s.hands)), nil, false
}

// answerScreen shows which choice has come true, and why.
type answerScreen struct {
	common
	part   *lesson.Part
	answer lesson.Answer
}

func (s *answerScreen) table() []binding {
	return cardKeys(
		binding{does: intent.WorldAction, keys: digits, shown: "1 2 3", those: func(*Player) string { return shownDigits(s.worlds()) }, rank: 2, when: func(*Player) bool { return len(s.worlds()) > 0 }, press: s.openWorld},
		binding{does: intent.GoOnAction, keys: append([]string{"esc"}, onward...), shown: "PgDn", rank: 1, press: plain((*Player).pop)},
	)
}

func (*answerScreen) cover() cover { return inPlace }

func (s *answerScreen) draw(f *chrome.Frame) {
	q := questionOf(s.part.Question, f.Lang)
	q.Of = lastSentence(q.Asked)
	q.Asked = inLanguage(s.part.Question.Why, f.Lang)
	q.Title, q.Hands, q.First, q.Shown, q.Right, q.Worlds = f.Words.Lesson.AnswerTitle, s.answer.Hands, s.answer.First, true, s.part.Question.Right+1, s.worlds()
	track.DrawQuestion(f, q)
}

// lastSentence returns what of a question asks.
func lastSentence(text string) string {
	text = onALine(text)
	if i := strings.LastIndexAny(strings.TrimRight(text, "?"), ".!?:"); i >= 0 {
		return strings.TrimSpace(text[i+1:])
	}
	return text
}

func (s *answerScreen) spoken(f *chrome.Frame) string {
	return onALine(inLanguage(s.part.Question.Why, f.Lang))
}

// worlds returns the choices, from 1, that are right in another world.
func (s *answerScreen) worlds() (list []int) {
	for i := range s.part.Question.Choices {
		if s.part.Question.Choices[i].World != nil {
			list = append(list, i+1)
		}
	}
	return list
}

// openWorld plays the world in which a choice is right beside the real one.
func (s *answerScreen) openWorld(p *Player, key string) {
	choice := line(key)
	if choice >= len(s.part.Question.Choices) || s.part.Question.Choices[choice].World == nil {
		return
	}
	openWorld(p, s.part.Question, choice)
}
