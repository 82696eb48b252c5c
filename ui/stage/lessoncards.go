package stage

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"orderflow/internal/lesson"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/track"
)

// What the card of a task or of the end has in its lines.
const cardLineMax = 70 // columns

// taskScreen is what the room does itself, with the hints that were given.
type taskScreen struct {
	common
	part   *lesson.Part
	solved bool
}

func (s *taskScreen) table() []binding {
	fresh := func(p *Player) bool { return !p.class.task && !s.solved }
	again := func(p *Player) bool { return p.class.task && !s.solved }
	return cardKeys(
		binding{does: intent.BeginAction, keys: onward, shown: "PgDn", rank: 1, when: fresh, press: plain(s.begin)},
		binding{does: intent.HintAction, keys: onward, shown: "PgDn", rank: 1, when: again, press: plain(s.help)},
		binding{does: intent.GoOnAction, keys: append([]string{"esc"}, onward...), shown: "PgDn", rank: 1, when: func(*Player) bool { return s.solved }, press: plain((*Player).solvedTask)},
		binding{does: intent.CloseAction, keys: []string{"esc"}, shown: "esc", rank: 2, when: again, press: plain(s.begin)},
		binding{does: intent.SkipAction, keys: []string{"n"}, shown: "n", rank: 3, when: func(*Player) bool { return !s.solved }, press: plain((*Player).solvedTask)},
	)
}

func (*taskScreen) cover() cover { return inPlace }

func (s *taskScreen) begin(p *Player) {
	p.pop()
	p.doTask()
}

// help gives the next hint; after the last it shows how it is done.
func (s *taskScreen) help(p *Player) {
	if p.class.hints < len(s.part.Task.Hints) {
		p.class.hints++
		return
	}
	p.showSolution()
}

func (s *taskScreen) spoken(f *chrome.Frame) string {
	if s.solved {
		return f.Words.Lesson.Solved
	}
	return onALine(inLanguage(s.part.Task.Text, f.Lang))
}

// draw draws the task, with the hints that were given.
func (s *taskScreen) draw(f *chrome.Frame) { track.DrawNote(f, s.note(f)) }

func (s *taskScreen) note(f *chrome.Frame) *track.Note {
	t, task := &f.Words.Lesson, s.part.Task
	n := &track.Note{Title: t.TaskTitle, Said: inLanguage(task.Text, f.Lang)}
	if s.solved {
		n.Title, n.Said = t.SolvedTitle, t.Solved
		n.Lines = cardLines("✓", inLanguage(task.Text, f.Lang))
		n.Lines[0].Good = true
		n.Keys = []track.NoteKey{{Key: "enter", Does: t.GoOn}}
		return n
	}
	c := f.Moment.Progress
	for i := range min(c.Hints, len(task.Hints)) {
		n.Lines = append(n.Lines, cardLines(strconv.Itoa(i+1), inLanguage(task.Hints[i], f.Lang))...)
	}
	switch {
	case !c.Tasked:
		n.Keys = []track.NoteKey{{Key: "enter", Does: t.Begin}, {Key: "n", Does: t.SkipTask}}
	case c.Hints < len(task.Hints):
		n.Keys = []track.NoteKey{{Key: "enter", Does: t.NextHint}, {Key: "esc", Does: t.BackToTask}, {Key: "n", Does: t.SkipTask}}
	default:
		n.Keys = []track.NoteKey{{Key: "enter", Does: t.ShowSolution}, {Key: "esc", Does: t.BackToTask}, {Key: "n", Does: t.SkipTask}}
	}
	return n
}

// cardLines returns a text as lines of a card, the first with a mark.
func cardLines(mark, text string) (list []track.NoteLine) {
	for i, said := range lesson.Lines(onALine(text), cardLineMax) {
		list = append(list, track.NoteLine{Text: said})
		if i == 0 {
			list[0].Mark = mark
		}
	}
	return list
}

// lessonEndScreen is what the lesson came to: how many questions were answered
// right, and which scenes are worth repeating.
type lessonEndScreen struct{ common }

func (s *lessonEndScreen) table() []binding {
	return cardKeys(
		binding{does: intent.RepeatAction, keys: digits, shown: "1 2 3", those: func(p *Player) string { return strings.Join(digits[:len(p.class.wrong())], " ") }, rank: 2, when: func(p *Player) bool { return len(p.class.wrong()) > 0 }, press: s.repeat},
		binding{does: intent.GoOnAction, keys: append([]string{"esc"}, onward...), shown: "PgDn", rank: 1, press: plain((*Player).pop)},
		binding{does: intent.LearnAction, keys: []string{"l"}, shown: "l", rank: 2, when: (*Player).hasNextLesson, press: plain((*Player).nextLesson)},
		binding{does: intent.OnceMoreAction, keys: []string{"0"}, shown: "0", rank: 3, press: plain((*Player).lessonAgain)},
	)
}

func (*lessonEndScreen) cover() cover { return inPlace }

func (s *lessonEndScreen) repeat(p *Player, key string) {
	if list := p.class.wrong(); line(key) < len(list) {
		p.goScene(list[line(key)])
	}
}

// draw draws what the lesson came to.
func (s *lessonEndScreen) draw(f *chrome.Frame) { track.DrawNote(f, s.note(f)) }

func (s *lessonEndScreen) spoken(f *chrome.Frame) string { return s.note(f).Said }

func (s *lessonEndScreen) note(f *chrome.Frame) *track.Note {
	t, e := &f.Words.Lesson, f.Moment.Progress.End
	n := &track.Note{Title: t.EndTitle, Said: inLanguage(e.After, f.Lang)}
	if e.Answered == 0 {
		n.Lines = append(n.Lines, track.NoteLine{Text: t.Unasked})
	} else {
		n.Lines = append(n.Lines, track.NoteLine{Text: fmt.Sprintf(t.Score, e.Right, e.Questions), Good: e.Right == e.Questions})
	}
	if len(e.Repeat) == 0 {
		n.Lines = append(n.Lines, track.NoteLine{Text: t.AllRight, Mark: "✓", Good: true})
		n.Keys = s.keys(f, nil)
		return n
	}
	n.Lines = append(n.Lines, track.NoteLine{Text: t.Repeat})
	var keys []string
	for i, asked := range e.Repeat {
		key := strconv.Itoa(i + 1)
		keys = append(keys, key)
		lines := cardLines(key, inLanguage(asked, f.Lang))
		for j := range lines {
			lines[j].Key = key
		}
		n.Lines = append(n.Lines, lines...)
	}
	n.Keys = s.keys(f, keys)
	return n
}

// keys returns what leads on from the end, and repeats the scenes of its digits. What
// has no room goes from the end: the footer has that too.
func (s *lessonEndScreen) keys(f *chrome.Frame, digits []string) []track.NoteKey {
	t, next := &f.Words.Lesson, f.Moment.Progress.End.Next
	list := []track.NoteKey{{Key: "enter", Does: t.FreePlay}}
	if len(digits) > 0 {
		list = append(list, track.NoteKey{Key: strings.Join(digits, " "), Does: t.RepeatKey})
	}
	if next != "" {
		list = append(list, track.NoteKey{Key: "l", Does: fmt.Sprintf(t.NextLesson, next)})
	}
	return append(list, track.NoteKey{Key: "0", Does: t.Restart})
}

// lessonAgain begins the lesson once more, with nothing answered.
func (p *Player) lessonAgain() {
	p.class.Record.Answers, p.class.Record.Solved, p.class.Record.Scene = nil, nil, 0
	p.keepRecord()
	p.goScene(0)
}

// wrong returns the scenes whose question was not answered right, as far as there
// are digits for them.
func (c *class) wrong() (list []int) {
	for i, s := range c.steps {
		if q := s.part.Question; q != nil && len(list) < len(digits) {
			if a := c.Record.Answer(s.part.Scene); a == nil || a.Chosen() != q.Right {
				list = append(list, i)
			}
		}
	}
	return list
}

// score returns how many questions there are, were answered, and were answered right.
func (c *class) score() (questions, answered, right int) {
	for _, s := range c.steps {
		q := s.part.Question
		if q == nil {
			continue
		}
		questions++
		if a := c.Record.Answer(s.part.Scene); a != nil && slices.ContainsFunc(a.Hands, func(n int) bool { return n > 0 }) {
			answered++
			if a.Chosen() == q.Right {
				right++
			}
		}
	}
	return questions, answered, right
}
