package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"orderflow/internal/lesson"
	"orderflow/sim"
	"orderflow/ui/words"
)

// Handout is the page of a lesson that stays with those who were there.
type Handout struct {
	Lesson    *lesson.Lesson
	Typed     string // what one types to play it: its name, or its file
	Questions []Asked
	Table     lesson.Table
}

// Asked is a question of a lesson, with a picture of its answer.
type Asked struct {
	*lesson.Question
	Mode    sim.Mode
	At      time.Duration // virtual time at which the answer shows
	Picture [2]string     // the screen then, by words.Lang; "" in a language nobody asked for
}

// block is a part of a page.
type block struct {
	kind  blockKind
	text  string
	lines []string   // of a list
	rows  [][]string // of a table, its head first
}

// blockKind is what a part of a page is.
type blockKind uint8

const (
	blockTitle blockKind = iota
	blockHeading
	blockQuestion // that is numbered
	blockParagraph
	blockSmall    // what stands beside something
	blockPicture  // of the screen
	blockGrid     // a table
	blockBoxes    // a list to tick off
	blockLettered // a list of choices
	blockStrong
	blockNewPage
)

// blocks returns the page in a language.
func (h *Handout) blocks(lang words.Lang) []block {
	t, l := &lessonCatalogue[lang], h.Lesson
	list := []block{
		{kind: blockTitle, text: lang.Of(l.Title)},
		{kind: blockSmall, text: fmt.Sprintf(t.play, l.Minutes, h.Typed)},
		{kind: blockHeading, text: t.after},
		{kind: blockParagraph, text: lang.Of(l.After)},
	}
	if len(h.Questions) > 0 {
		list = append(list, block{kind: blockHeading, text: t.asked})
	}
	for i := range h.Questions {
		q := &h.Questions[i]
		list = append(list,
			block{kind: blockQuestion, text: fmt.Sprintf("%d. %s", i+1, line(lang.Of(q.Text)))},
			block{kind: blockPicture, text: q.Picture[lang]},
			block{kind: blockSmall, text: fmt.Sprintf(t.moment, fmt.Sprintf("%.1f s", q.At.Seconds()), t.modes[q.Mode])})
	}
	list = append(list, h.table(t, lang)...)
	list = append(list, chapter(t.trap, lang.Of(l.Handout.Trap))...)
	list = append(list, chapter(t.cure, lang.Of(l.Handout.Cure))...)
	if len(l.Handout.Checklist) > 0 {
		all := block{kind: blockBoxes}
		for _, item := range l.Handout.Checklist {
			all.lines = append(all.lines, line(lang.Of(item)))
		}
		list = append(list, block{kind: blockHeading, text: t.checklist}, all)
	}
	if len(h.Questions) == 0 {
		return list
	}
	return slices.Concat(list, []block{{kind: blockHeading, text: t.quiz}}, h.quiz(lang), []block{{kind: blockNewPage}, {kind: blockHeading, text: t.answers}}, h.answers(t, lang))
}

// line puts a text on one line.
func line(text string) string { return strings.Join(strings.Fields(text), " ") }

// chapter is a heading with paragraphs, which blank lines part; nothing where there
// is no text.
func chapter(name, text string) []block {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	list := []block{{kind: blockHeading, text: name}}
	for part := range strings.SplitSeq(text, "\n\n") {
		list = append(list, block{kind: blockParagraph, text: line(part)})
	}
	return list
}

func (h *Handout) table(t *lessonWords, lang words.Lang) []block {
	if len(h.Table.Lines) == 0 {
		return nil
	}
	rows := [][]string{append([]string{""}, t.modes[:]...)}
	for i := range h.Table.Lines {
		l := &h.Table.Lines[i]
		rows = append(rows, append([]string{lang.Of(l.What)}, l.Cells[:]...))
	}
	return []block{
		{kind: blockHeading, text: t.table},
		{kind: blockGrid, rows: rows},
		{kind: blockSmall, text: fmt.Sprintf(t.computed, h.Table.Config.Scenario, h.Table.Config.Seed)},
	}
}

// quiz returns the questions with their choices, and without answers.
func (h *Handout) quiz(lang words.Lang) (list []block) {
	for i := range h.Questions {
		q := &h.Questions[i]
		choices := block{kind: blockLettered}
		for _, c := range q.Choices {
			choices.lines = append(choices.lines, line(lang.Of(c.Text)))
		}
		list = append(list, block{kind: blockQuestion, text: fmt.Sprintf("%d. %s", i+1, line(lang.Of(q.Text)))}, choices)
	}
	return list
}

// answers returns the questions with the answer that the log makes right, and why.
func (h *Handout) answers(t *lessonWords, lang words.Lang) (list []block) {
	for i := range h.Questions {
		q := &h.Questions[i]
		list = append(list,
			block{kind: blockQuestion, text: fmt.Sprintf("%d. %s", i+1, line(lang.Of(q.Text)))},
			block{kind: blockStrong, text: fmt.Sprintf(t.answer, letter(q.Right), line(lang.Of(q.Choices[q.Right].Text)))},
			block{kind: blockParagraph, text: line(lang.Of(q.Why))})
	}
	return list
}

// letter returns that of a choice: a for the first.
func letter(choice int) string { return string(rune('a' + choice)) }
