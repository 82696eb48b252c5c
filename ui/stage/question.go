package stage

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"orderflow/sim"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/story"
	"orderflow/ui/track"
)

// answerStands is how long a card shows which choice has come true.
const answerStands = 6 * time.Second

// room is what the people in it are asked, and have answered.
type room struct {
	asks      bool // they are asked: the presenter stops at turns
	questions *story.Questions
	next      int     // of the questions, that which is asked next
	open      []*vote // whose answer was not shown yet
}

// vote is a question with the hands that were counted.
type vote struct {
	asked    *story.Question
	question int // of those of the run
	hands    []int
	counted  []int // choices, in the order in which hands were counted
	shown    bool
}

// begin forgets what was asked of another run.
func (r *room) begin(log *sim.Log) {
	*r = room{asks: r.asks, questions: story.NewQuestions(log)}
}

// askRoom asks what became due since the cursor was at a virtual time, and shows the
// answers that have come true. What the cursor was moved beyond is not asked.
func (p *Player) askRoom(since time.Duration) {
	r := &p.room
	if !r.asks || !p.onBoard() || p.clock != nil {
		return
	}
	if v := p.answered(); v != nil {
		p.push(&questionScreen{vote: v, over: true, left: answerStands})
		return
	}
	for r.next < len(r.questions.List) && r.questions.List[r.next].At <= p.playback.Cursor.At {
		q := &r.questions.List[r.next]
		r.next++
		if q.At > since {
			p.playback.SeekTime(q.At)
			p.push(&questionScreen{vote: &vote{asked: q, question: r.next - 1, hands: make([]int, len(q.Choices))}, left: q.Thinking()})
			return
		}
	}
}

// answered returns a vote of which everybody can see the answer by now; nil where
// there is none.
func (p *Player) answered() *vote {
	r := &p.room
	for i, v := range r.open {
		if q := &r.questions.List[v.question]; q.Seen != 0 && int(q.Seen) <= p.playback.Cursor.N {
			r.open = slices.Delete(r.open, i, i+1)
			if q.Right < 0 {
				return nil
			}
			v.asked = q
			return v
		}
	}
	return nil
}

// questionScreen asks the people in the room, or shows which choice has come
// true. While it is open digits are hands, and nothing else.
type questionScreen struct {
	common
	*vote
	over bool          // the answer is known
	left time.Duration // until it goes on by itself; 0 = it waits for the room
	kept bool          // a key was pressed: it waits
}

func (s *questionScreen) table() []binding {
	return []binding{
		{does: intent.HandAction, keys: []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}, shown: "1 2 3", press: s.count},
		{does: intent.TakeHandAction, keys: []string{"backspace"}, shown: "backspace", press: plain(s.takeBack)},
		{does: intent.RevealAction, keys: []string{"enter", "pgdown", ".", "space", "f5"}, shown: "PgDn", rank: 1, press: plain(s.goOn)},
		{does: intent.SkipAction, keys: []string{"esc", "pgup"}, shown: "esc", rank: 2, press: plain((*Player).pop)},
		{does: intent.LangAction, keys: []string{"L"}, shown: "L", press: plain((*Player).changeLang)},
		{does: intent.ThemeAction, keys: []string{"t"}, shown: "t", press: plain((*Player).changePalette)},
		{does: intent.BlankAction, keys: []string{"b"}, shown: "b", rank: 3, press: plain(openBlank)},
		{does: intent.HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain(openHelp)},
		quit,
	}
}

func (*questionScreen) cover() cover { return inPlace }

func (s *questionScreen) draw(f *chrome.Frame) { track.DrawQuestion(f, s.view(f)) }

func (s *questionScreen) spoken(f *chrome.Frame) string {
	return strings.ReplaceAll(s.asked.Text[f.Lang], "\n", " ")
}

// view is the question in the language of a frame.
func (s *questionScreen) view(f *chrome.Frame) *track.Question {
	q := &track.Question{Asked: s.asked.Text[f.Lang], Hands: s.hands, Shown: s.over || s.shown}
	for i := range s.asked.Choices {
		q.Choices = append(q.Choices, s.asked.Choices[i][f.Lang])
	}
	if s.over {
		q.Right = s.asked.Right + 1
	}
	if s.left > 0 && !s.kept {
		q.Left = int((s.left + time.Second - 1) / time.Second)
	}
	return q
}

// count counts a hand for a choice.
func (s *questionScreen) count(_ *Player, key string) {
	s.kept = true
	choice, err := strconv.Atoi(key)
	if s.over || err != nil || choice < 1 || choice > len(s.hands) {
		return
	}
	s.hands[choice-1]++
	s.counted = append(s.counted, choice-1)
}

// takeBack takes the last hand back.
func (s *questionScreen) takeBack(*Player) {
	s.kept = true
	if n := len(s.counted); n > 0 && !s.over {
		s.hands[s.counted[n-1]]--
		s.counted = s.counted[:n-1]
	}
}

// goOn shows the hands, and then what happens.
func (s *questionScreen) goOn(p *Player) {
	s.kept = true
	switch {
	case s.over:
		p.pop()
	case !s.shown && len(s.counted) > 0:
		s.shown = true
	default:
		p.room.open = append(p.room.open, s.vote)
		p.pop()
	}
}

// pass lets a span of real time pass: where nobody answers, it goes on by itself.
func (s *questionScreen) pass(p *Player, span time.Duration) {
	if s.kept && !s.over || s.left == 0 {
		return
	}
	if s.left -= span; s.left <= 0 {
		s.left = 0
		s.shown = true
		s.goOn(p)
	}
}

// tickRoom lets a span of real time pass for what is asked.
func (p *Player) tickRoom(span time.Duration) {
	if s, asks := p.top().screen.(*questionScreen); asks {
		s.pass(p, span)
	}
}

// thinking returns the seconds until a question goes on by itself; 0 = none does.
func (p *Player) thinking() int {
	s, asks := p.top().screen.(*questionScreen)
	if !asks || s.kept && !s.over {
		return 0
	}
	return int((s.left + time.Second - 1) / time.Second)
}
