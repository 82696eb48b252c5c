package notes

import (
	"fmt"
	"strconv"
	"strings"

	"orderflow/internal/lesson"
	"orderflow/internal/typeset"
	"orderflow/ui/canvas"
)

// line is a line of the view, which draws itself from a column up to another.
type line struct {
	label string // in the margin; "" = none
	draw  func(c *canvas.Canvas, x, y, end int)
}

// margin is how wide the labels are, with what is between them and the text.
const margin = 8

// said is a line of text.
func said(p canvas.Pen, text string) line {
	return line{draw: func(c *canvas.Canvas, x, y, end int) { c.Put(x, y, end-x, p, text) }}
}

// block is a text in lines of at most width columns, its label beside the first; none
// where it says nothing. Its own line ends stay where they begin a paragraph.
func block(label, text string, p canvas.Pen, width int, paragraphs bool) []line {
	if !paragraphs {
		text = strings.ReplaceAll(text, "\n", " ")
	}
	if strings.TrimSpace(text) == "" {
		return nil
	}
	var list []line
	for part := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		for _, text := range typeset.Wrap(part, width, canvas.Columns, cut) {
			list = append(list, said(p, text))
		}
	}
	list[0].label = label
	return list
}

// cut returns what of a text has room.
func cut(text string, width int) string {
	columns := 0
	for i, r := range text {
		_, w := canvas.Shown(r)
		if columns += w; columns > width && i > 0 {
			return text[:i]
		}
	}
	return text
}

// spaced puts blocks below each other, a blank line between them.
func spaced(blocks ...[]line) []line {
	var list []line
	for _, b := range blocks {
		if len(b) > 0 && len(list) > 0 {
			list = append(list, said(0, ""))
		}
		list = append(list, b...)
	}
	return list
}

// onScreen is what the room has to do with: the sentence, the one that comes then,
// the question and the task.
func (v *View) onScreen(width int) [][]line {
	t, s := &v.Lang.Catalogue().Notes, v.Show
	return [][]line{
		block(t.Now, v.of(s.Cue), canvas.Ink|canvas.Bold, width, false),
		v.question(width),
		block(t.Task, v.of(s.Task), canvas.Ink, width, true),
		block(t.Next, v.of(s.Next), canvas.Quiet, width, false),
	}
}

// notes is what the presenter wants to be reminded of.
func (v *View) notes(width int) []line {
	return block(v.Lang.Catalogue().Notes.Notes, v.of(v.Show.Notes), canvas.Ink, width, true)
}

// question is what the room is asked, with the hands so far.
func (v *View) question(width int) []line {
	t, q := v.Lang.Catalogue(), v.Show.Asked
	if q == nil {
		return nil
	}
	list := block(t.Notes.Asked, v.of(q.Text), canvas.Ink|canvas.Bold, width, true)
	if list == nil {
		list = []line{{label: t.Notes.Asked, draw: func(*canvas.Canvas, int, int, int) {}}}
	}
	bar := v.barOf(q, width)
	for i := range q.Choices {
		list = append(list, v.choice(q, i, bar, width)...)
	}
	seen := t.Notes.Hidden
	if q.Shown {
		seen = t.Notes.Shown
	}
	list = append(list, said(canvas.Quiet, v.count(q.Hands)+" · "+seen))
	if q.Right < 0 && len(q.Choices) > 0 {
		list = append(list, block("", t.Notes.Unknown, canvas.Unknown, width, false)...)
	}
	return append(list, block(t.Notes.Why, v.of(q.Why), canvas.Ink, width, true)...)
}

// count says how many hands there are.
func (v *View) count(hands []int) string {
	t, sum := &v.Lang.Catalogue().Question, 0
	for _, n := range hands {
		sum += n
	}
	if sum == 1 {
		return t.Hand
	}
	return fmt.Sprintf(t.Hands, sum)
}

// The measures of a choice: its mark, its number, and the bar of its hands.
const (
	choiceWords = 6
	barMost     = 20
	barLeast    = 4
)

// barOf returns how long the bar of most hands is, beside every choice; 0 = there is
// no room for bars.
func (v *View) barOf(q *lesson.ShowQuestion, width int) int {
	taken := 0
	for i := range q.Choices {
		taken = max(taken, choiceWords+canvas.Columns(v.of(q.Choices[i]))+canvas.Columns(v.handsOf(q, i))+3)
	}
	if bar := min(barMost, width-taken); bar >= barLeast {
		return bar
	}
	return 0
}

// handsOf writes the hands of a choice, those of the first round before those of the last.
func (v *View) handsOf(q *lesson.ShowQuestion, i int) string {
	hands := strconv.Itoa(at(q.Hands, i))
	if q.First != nil {
		hands = fmt.Sprintf(v.Lang.Catalogue().Notes.First, at(q.First, i)) + " → " + hands
	}
	return hands
}

// choice is a possible answer: whether it is right, its number, its words, in as many
// lines as they need, and its hands with a bar, the longest of them so many columns long.
func (v *View) choice(q *lesson.ShowQuestion, i, bar, width int) []line {
	pen := canvas.Ink
	right := q.Right == i
	if right {
		pen = canvas.Done | canvas.Bold
	}
	hands, most := v.handsOf(q, i), 1
	for _, n := range q.Hands {
		most = max(most, n)
	}
	text := typeset.Wrap(v.of(q.Choices[i]), max(1, width-choiceWords-canvas.Columns(hands)-2), canvas.Columns, cut)
	if len(text) == 0 {
		text = []string{""}
	}
	list := []line{{draw: func(c *canvas.Canvas, x, y, end int) {
		if right {
			c.Print(x, y, end, pen, "✓")
		}
		c.Print(x+2, y, end, canvas.Ink|canvas.Bold|canvas.Focus, " "+strconv.Itoa(i+1)+" ")
		c.Right(end, y, end-x, canvas.Ink|canvas.Bold, hands)
		room := end - canvas.Columns(hands) - 1
		c.Put(x+choiceWords, y, room-x-choiceWords-1, pen, text[0])
		n := (at(q.Hands, i)*bar + most - 1) / most
		c.Repeat(room-n, y, n, canvas.Moving, '▄')
	}}}
	for _, more := range text[1:] {
		list = append(list, line{draw: func(c *canvas.Canvas, x, y, end int) { c.Put(x+choiceWords, y, end-x-choiceWords, pen, more) }})
	}
	return list
}

func at(hands []int, i int) int {
	if i < len(hands) {
		return hands[i]
	}
	return 0
}
