package track

import (
	"fmt"
	"strconv"
	"strings"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
)

// Question is what a room is asked, as its card is drawn.
type Question struct {
	Title   string // in the border; "": what do you expect
	Of      string // at an answer: what was asked, for the border; "" = that is said elsewhere
	Asked   string // stands in the caption's place; its lines are joined by a line end
	Choices []string
	Hands   []int       // that were counted, by choice
	First   []int       // in the round before; nil = there was none
	Worlds  []int       // choices, from 1, for which a world can be shown in which they are right
	Again   bool        // it can be asked again
	Shown   bool        // how many each choice has
	Right   int         // choice that has come true, from 1; 0 = nobody knows yet
	Order   sim.OrderID // that it is about: its lane is in sight; 0 = none
	Left    int         // seconds until it goes on by itself; 0 = it waits for the room
}

// The measures of the card that asks.
const (
	questionRest   = 4 // lines beside those of the choices
	questionChip   = 4 // columns of a choice: of its number, of its words, and between them and the hands
	questionWords  = 9
	questionSpace  = 4
	titleRest      = 22 // columns of the border that the title leaves
	roundsRoom     = 6  // columns of the hands of the round before
	questionHidden = 3  // dots in the place of hands that are not shown
)

// DrawQuestion draws the stage at half its brightness, what is asked in the
// caption's place, and the card with the choices.
func DrawQuestion(on *chrome.Frame, q *Question) {
	f := newFrame(on)
	h := len(q.Choices) + questionRest
	r := f.drawBeneath(h, q.Asked, q.Order)
	c := &questionCard{f.drawCard(r, q.title(f), f.handsWords(q), canvas.Ink.On(canvas.Surf)), q}
	c.drawChoices()
	c.drawKeys(h - 2)
}

// drawBeneath draws the stage at half its brightness, a sentence in the caption's
// place, and returns where a card of some lines lies. The lane of an order is in
// sight; 0 = of none.
func (f *frame) drawBeneath(h int, asked string, order sim.OrderID) canvas.Rect {
	r := canvas.Rect{X: 1, Y: f.Height() - 2 - h, W: f.Width() - 2, H: h}
	if f.bigFits() {
		b := f.drawBig()
		f.DimAll()
		f.Clear(canvas.Rect{Y: bigCaption, W: f.Width(), H: chrome.CaptionRows}, 0)
		b.drawSaid([]string{asked}, canvas.Ink|canvas.Bold)
		b.drawFoot()
		return r
	}
	r.Y = f.drawBehind(h, order)
	f.DimAll()
	f.Clear(canvas.Rect{Y: f.rows.Caption, W: f.Width(), H: chrome.CaptionRows}, 0)
	f.DrawSentence(f.rows.Caption, asked)
	f.DrawFooter(f.rows.Footer)
	return r
}

// drawBehind draws the stage above a card of some lines, and returns where the
// card begins. Where there is little room the lanes are folded into cohorts.
func (f *frame) drawBehind(h int, order sim.OrderID) int {
	lanes := f.laneCount()
	if room := chrome.CardLanes(f.Height(), h); f.Height() < chrome.CardWhole {
		m := *f.Moment
		f.Moment = &m
		if m.Folded = order == 0 || f.orders() > SinglesMax; m.Folded {
			lanes = min(2*max(1, len(f.State.Cohorts())), room)
		} else {
			m.Selected, f.asked, lanes = order, order, room
		}
	}
	rows, r := chrome.PlanCard(f.Height(), lanes, h, h)
	f.rows = rows
	f.DrawHead(&f.rows)
	f.drawStage()
	f.DrawFoot(&f.rows)
	return r.Y
}

// title is what stands in the border: at an answer the question, where there is
// room for it.
func (q *Question) title(f *frame) string {
	switch room := f.Width() - titleRest; {
	case q.Of != "" && canvas.Columns(q.Of) <= room:
		return q.Of
	case q.Title != "":
		return q.Title
	}
	return f.Words.Question.Title
}

// handsWords says how many hands were counted.
func (f *frame) handsWords(q *Question) string {
	sum := 0
	for _, n := range q.Hands {
		sum += n
	}
	if sum == 1 {
		return f.Words.Question.Hand
	}
	return fmt.Sprintf(f.Words.Question.Hands, sum)
}

// questionCard is the card with the choices while it is drawn.
type questionCard struct {
	*card
	q *Question
}

// drawChoices draws a line for each choice: its number, its words, its hands.
func (c *questionCard) drawChoices() {
	widest, most := 0, 1
	for i, said := range c.q.Choices {
		widest, most = max(widest, canvas.Columns(said)), max(most, c.hands(i), c.first(i))
	}
	from := c.X + questionWords + widest + questionSpace
	room := c.right() - from - 2 - len(strconv.Itoa(most))
	if c.q.First != nil {
		room -= roundsRoom
	}
	for i, said := range c.q.Choices {
		line, key := i+1, strconv.Itoa(i+1)
		number, words := canvas.Ink|canvas.Bold|canvas.Focus, canvas.Ink|canvas.Bold
		if c.q.Right > 0 && c.q.Right != line {
			number, words = canvas.Faint.On(canvas.Raised), canvas.Faint
		}
		if c.q.Right == line {
			c.say(c.left(), line, c.right(), canvas.Done|canvas.Bold, "✓")
		}
		c.Print(c.X+questionChip, c.Y+line, c.right(), number, " "+key+" ")
		end := c.say(c.X+questionWords, line, c.right(), words, said)
		c.Clickable(c.X+questionChip, c.Y+line, end-c.X-questionChip, intent.Click{Key: key})
		c.drawHands(from, line, i, room, most)
	}
}

func (c *questionCard) hands(i int) int {
	if i < len(c.q.Hands) {
		return c.q.Hands[i]
	}
	return 0
}

// drawHands draws the hands of a choice: dots until they are shown, then a bar of
// half the line.
func (c *questionCard) drawHands(x, line, i, room, most int) {
	n, p := c.hands(i), canvas.Moving
	if c.q.Right > 0 && c.q.Right != line {
		p = canvas.Faint
	}
	switch {
	case room < 1:
	case !c.q.Shown:
		c.say(x, line, c.right(), canvas.Faint, strings.Repeat("·", min(room, questionHidden)))
	case n > 0 || c.first(i) > 0:
		w := max(1, (2*n*room+most)/(2*most))
		if n > 0 {
			c.Repeat(x, c.Y+line, w, p.On(canvas.Surf), '▄')
			x += w + 1
		}
		if c.q.First != nil {
			x = c.say(x, line, c.right()+1, canvas.Faint, strconv.Itoa(c.first(i))+" → ")
		}
		c.say(x, line, c.right()+1, canvas.Ink, strconv.Itoa(n))
	}
}

// first returns the hands of a choice in the round before.
func (c *questionCard) first(i int) int {
	if i < len(c.q.First) {
		return c.q.First[i]
	}
	return 0
}

// drawKeys draws what the keys do, what matters most where there is little room.
func (c *questionCard) drawKeys(line int) {
	t := &c.Words.Question
	var digits []string
	for i := range c.q.Choices {
		digits = append(digits, strconv.Itoa(i+1))
	}
	enter := hint{key: "enter", does: t.Show}
	switch {
	case c.q.Right > 0:
		enter.does = t.GoOn
	case c.q.Shown:
		enter.does = t.See
	}
	if c.q.Left > 0 {
		enter.after = fmt.Sprintf(t.OnSoon, c.q.Left)
	}
	hints := []hint{{key: strings.Join(digits, " "), does: t.Count}, {key: "backspace", does: t.Take}, enter, {key: "esc", does: t.Skip}}
	if c.q.Again {
		hints = []hint{enter, {key: "a", does: t.Again}, {key: "esc", does: t.Skip}}
	}
	if c.q.Right > 0 {
		hints = []hint{enter}
		if len(c.q.Worlds) > 0 {
			digits = digits[:0]
			for _, choice := range c.q.Worlds {
				digits = append(digits, strconv.Itoa(choice))
			}
			hints = append(hints, hint{key: strings.Join(digits, " "), does: t.World})
		}
	}
	for _, without := range [...]string{"", "esc", "backspace"} { // which is left out, if that is not enough
		kept := hints[:0]
		for _, h := range hints {
			if h.key != without {
				kept = append(kept, h)
			}
		}
		if hints = kept; hintsWidth(hints) <= c.right()-c.X-questionChip {
			break
		}
	}
	c.drawHints(line, hints)
}
