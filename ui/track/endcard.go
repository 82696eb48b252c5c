package track

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/tell"
)

// Widths from which the card stands wide, and its text in three columns.
const (
	cardWide  = 110
	cardThird = 53 // columns of the third
)

// endcard is the card at the end: what PUBLISHED proved and what it did not, and
// what that cost.
type endcard struct {
	*card
	*tell.Ending
	figures bool // the count is a block figure
	wide    bool
}

// planEnd shares out the lines at the end, and returns where the card is.
func (f *frame) planEnd() canvas.Rect {
	least, most := f.cardHeight()
	lanes := f.laneCount()
	if f.Height() < chrome.CardWhole {
		lanes = f.foldedCount(chrome.CardLanes(f.Height(), least))
		f.foldForCard(lanes)
	}
	rows, r := chrome.PlanCard(f.Height(), lanes, least, most)
	f.rows, r.W = rows, f.Width()-2
	return r
}

// foldedCount returns how many lanes there are, at most so many, where those whom
// nothing befell share one. Who is lost or was told keeps one where there is room
// for block figures.
func (f *frame) foldedCount(room int) int {
	if f.orders() > SinglesMax {
		return max(1, min(len(f.State.Cohorts()), room))
	}
	n := len(f.runsByFate(true))
	if n > room || f.Height() < chrome.CardFigures {
		n = len(f.runsByFate(false))
	}
	return max(1, min(n, room))
}

// cardHeight returns how many lines the card takes at least, and can use at most.
func (f *frame) cardHeight() (least, most int) {
	lessons := f.Ending().Lessons
	most = chrome.CardHeight + max(0, len(lessons)) + 1
	if f.Height() >= chrome.CardFigures {
		return chrome.CardHeight, most
	}
	least = chrome.CardPlainHeight
	if len(lessons) > 0 && !lessons[0].Minor {
		least++
	}
	return least, least
}

// drawEndCard draws the card, and what comes next.
func (f *frame) drawEndCard(r canvas.Rect) {
	t, s := &f.Words.Card, f.State
	tall := f.Height() >= chrome.CardFigures && r.H >= chrome.CardHeight
	aside, p := f.withRemedies(r.W/2), canvas.Quiet.On(canvas.Surf)
	if lost := s.Truths[sim.Lost]; !tall && lost > 0 {
		aside, p = fmt.Sprintf(t.LostCount, typeset.Grouped(int64(lost))), canvas.LostFill|canvas.Fill|canvas.Bold
	}
	c := &endcard{card: f.drawCard(r, t.Title, aside, p), Ending: f.Ending(), figures: tall}
	c.wide = tall && f.Width() >= cardWide && f.Height() >= chrome.CardWhole
	f.Zone(r, intent.Click{Key: "a"})
	switch {
	case c.wide:
		c.drawWide()
	case c.figures:
		c.drawFigured()
	default:
		c.drawPlain()
	}
}

// withRemedies names the remedies that are on, as many as there is room for.
func (f *frame) withRemedies(room int) string {
	var named string
	for _, name := range f.State.Remedies.Names() {
		more := strings.TrimPrefix(named+" "+fmt.Sprintf(f.Words.Card.With, name), " ")
		if canvas.Columns(more) > room {
			break
		}
		named = more
	}
	return named
}

// lostFigure draws how many orders are lost, and returns the column after it.
func (c *endcard) lostFigure(x, line int) int {
	lost := c.State.Truths[sim.Lost]
	p, word := canvas.Done, canvas.Done.On(canvas.Surf)
	if lost > 0 {
		p = canvas.LostFill
	}
	x = c.DrawFigures(x, c.Y+line, p.On(canvas.Surf), typeset.Grouped(int64(lost)))
	if lost > 0 {
		return c.chip(x+2, line+1, canvas.LostFill, c.Words.Card.Lost) - 1
	}
	return c.say(x+3, line+1, c.right(), word|canvas.Bold, c.Words.Card.Lost)
}

// statement is what PUBLISHED proved, or did not.
type statement struct {
	label, short, value string
	pen                 canvas.Pen
}

func (c *endcard) statements() []statement {
	t := &c.Words.Card
	proved, not := c.ProofWords()
	list := []statement{{t.Proved, t.ProvedShort, proved, canvas.Ink | canvas.Bold}}
	if not != "" {
		list = append(list, statement{t.NotProved, t.NotProvedShort, not, canvas.Quiet})
	}
	return list
}

// drawStatements draws statements one under the other from a line on, their
// labels as long as there is room for.
func (c *endcard) drawStatements(x, line int, list []statement) {
	label, short, value := 0, 0, 0
	for i := range list {
		label, short = max(label, canvas.Columns(list[i].label)), max(short, canvas.Columns(list[i].short))
		value = max(value, canvas.Columns(list[i].value))
	}
	brief := x+label+2+value > c.right()
	if brief {
		label = short
	}
	for i := range list {
		s := &list[i]
		c.sayLabel(x, line+i, s, brief)
		c.say(x+label+2, line+i, c.right(), canvas.Ink|canvas.Bold, s.value)
	}
}

// sayLabel writes what a statement is about: PUBLISHED as the rows have it.
func (c *endcard) sayLabel(x, line int, s *statement, brief bool) {
	const row = "PUBLISHED"
	text := s.label
	if brief {
		text = s.short
	}
	if rest, found := strings.CutPrefix(text, row); found {
		x, text = c.say(x, line, c.right(), canvas.Belief|canvas.Bold, row), rest
	}
	c.say(x, line, c.right(), s.pen, text)
}

// money says what became of the money, in variants, the widest first.
func (c *endcard) money() ([]string, canvas.Pen) {
	t, s := &c.Words.Card, c.State
	grouped := func(format string, n int64) string { return fmt.Sprintf(format, typeset.Grouped(n)) }
	switch {
	case s.ForNothing > 0:
		return []string{grouped(t.Nothing, s.ForNothing), grouped(t.NothingShort, s.ForNothing)}, canvas.Lost | canvas.Bold
	case s.Refunded > 0:
		return []string{grouped(t.Back, s.Refunded)}, canvas.Done
	case s.ActivityLost == 1:
		return []string{t.NoHarmOne}, canvas.Quiet
	case s.ActivityLost > 0:
		return []string{grouped(t.NoHarm, int64(s.ActivityLost))}, canvas.Quiet
	}
	return []string{grouped(t.Taken, s.Charged)}, canvas.Quiet
}

// drawMoney draws the money at the left and who was told at the right of a line,
// and reports whether there was room for both.
func (c *endcard) drawMoney(x, line int) bool {
	t, room := &c.Words.Card, c.right()-x
	money, p := c.money()
	told := strings.TrimSuffix(c.ToldWords(), ".")
	for _, callers := range []string{fmt.Sprintf(t.CallersWere, told), fmt.Sprintf(t.CallersShort, told)} {
		if text := fits(room-2-canvas.Columns(callers), money...); text != "" {
			c.say(x, line, c.right(), p, text)
			c.say(c.right()-canvas.Columns(callers), line, c.right(), canvas.Ink, callers)
			return true
		}
	}
	c.say(x, line, c.right(), p, fits(room, money...))
	return false
}

// drawTold draws who was told in a line of its own.
func (c *endcard) drawTold(x, line int) {
	told := strings.TrimSuffix(c.ToldWords(), ".")
	c.say(x, line, c.right(), canvas.Ink, fits(c.right()-x, fmt.Sprintf(c.Words.Card.CallersWere, told), fmt.Sprintf(c.Words.Card.CallersShort, told)))
}

// drawPlain draws the card without block figures.
func (c *endcard) drawPlain() {
	x := c.left()
	c.drawStatements(x, 1, c.statements())
	whole := c.drawMoney(x, 3)
	switch {
	case c.H <= chrome.CardPlainHeight:
	case whole:
		c.drawLessons(x, 4, 5, c.right(), false)
	default:
		c.drawTold(x, 4)
	}
	c.drawNext(x, c.H-2)
}

// drawFigured draws the card with the count as a block figure.
func (c *endcard) drawFigured() {
	x := c.lostFigure(c.left(), 1) + 4
	list := c.statements()
	if x+canvas.Columns(list[0].label)+2+canvas.Columns(list[0].value) > c.right() {
		x -= 2
	}
	c.drawStatements(x, 1, list)
	from := 4
	if !c.drawMoney(x, 3) {
		c.drawTold(c.left(), from)
		from++
	}
	c.drawLessons(c.left(), from, c.H-2, c.right(), c.H > chrome.CardHeight)
	c.drawNext(c.left(), c.H-2)
}

// drawWide draws the card with count and money as block figures, and three
// statements beside them.
func (c *endcard) drawWide() {
	t, s := &c.Words.Card, c.State
	left, line := c.left()+2, 2
	x := c.lostFigure(left, line) + 7
	c.say(left, line+3, x-2, canvas.Quiet, c.LostWords())
	if sum, label, p := c.sum(); sum > 0 {
		end := c.DrawFigures(x, c.Y+line, p.On(canvas.Surf), typeset.Grouped(sum))
		c.say(x, line+3, c.right(), canvas.Quiet, label)
		x = c.say(end+1, line+2, c.right(), p, "P")
	}
	x = max(x+4, c.Width()*45/100)
	list := append(c.statements(), statement{t.Callers, t.Callers, c.ToldWords(), canvas.Quiet})
	if s.ActivityLost > 0 && s.ForNothing == 0 && s.Refunded == 0 {
		text, _ := c.money()
		c.say(left, line+3, x-2, canvas.Quiet, text[0])
	}
	c.drawStatements(x, line, list)
	c.drawNextIn(x, line+3, c.drawBeside(x, line, list))
}

// drawBeside draws what the run has shown where there is room for it, and
// returns the column up to which there is room beside the statements.
func (c *endcard) drawBeside(x, line int, list []statement) int {
	third := x + canvas.Columns(c.Words.Card.Proved) + 2 + c.widest(list) + 4
	switch {
	case c.H > chrome.CardHeight+1:
		c.drawLessons(c.left()+2, line+5, c.H-1, x-2, true)
		c.drawAnomalies(x, line+5, c.H-1)
	case c.right()-third >= cardThird:
		c.drawLessons(third, 1, c.H-1, c.right(), true)
		return third - 2
	default:
		if c.drawLessons(x, 1, 2, c.right(), false) == 0 {
			c.drawLessons(c.left()+2, 1, 2, c.right(), false)
		}
	}
	return c.right() + 1
}

// widest returns the columns of the widest value.
func (c *endcard) widest(list []statement) int {
	widest := 0
	for i := range list {
		widest = max(widest, canvas.Columns(list[i].value))
	}
	return widest
}

// sum is the money that is shown as a block figure: what was taken for nothing,
// else what was given back.
func (c *endcard) sum() (int64, string, canvas.Pen) {
	if n := c.State.ForNothing; n > 0 {
		return n, c.Words.Card.ForNothing, canvas.LostFill
	}
	return c.State.Refunded, c.Words.Card.GivenBack, canvas.Done
}

// drawLessons draws what the run has shown, a line each, up to a line and a
// column; those that the card says already only where all are drawn. It returns
// how many there are.
func (c *endcard) drawLessons(x, line, until, end int, all bool) (drawn int) {
	for i := range c.Lessons {
		l := &c.Lessons[i]
		text := l.Text(c.Words)
		if line >= until || l.Minor && !all || x+2+canvas.Columns(text) > end {
			continue
		}
		c.Set(x, c.Y+line, l.Pen.On(canvas.Surf), l.Glyph)
		c.say(x+2, line, end, canvas.Ink, text)
		line++
		drawn++
	}
	return drawn
}

// drawAnomalies draws the anomalies by their names, with how many there are.
func (c *endcard) drawAnomalies(x, line, until int) {
	for name, n := range c.State.Found {
		if n == 0 || line >= until {
			continue
		}
		at := c.say(x, line, c.right(), canvas.Lost, sim.Anomaly(name).String())
		c.say(max(at+2, x+canvas.Columns(c.Words.Card.Proved)+2), line, c.right(), canvas.Ink, "×"+typeset.Grouped(int64(n)))
		line++
	}
}

// drawNext draws what comes after the end.
func (c *endcard) drawNext(x, line int) { c.drawNextIn(x, line, c.right()) }

// hint is a key and what it does.
type hint struct {
	key, does, short string
	after            string // when it does it by itself, or without what
}

func (c *endcard) drawNextIn(x, line, end int) {
	hints := c.nextHints()
	first := &hints[0]
	text, stay := c.nextWords(first, end-x-5)
	c.Set(x, c.Y+line, canvas.Ink.On(canvas.Surf)|canvas.Bold, '▸')
	c.say(x+2, line, end, canvas.Ink|canvas.Bold, first.key)
	at := c.say(x+3+max(2, canvas.Columns(first.key)+1), line, end, canvas.Ink, text)
	c.Clickable(x, c.Y+line, at-x, intent.Click{Key: first.key})
	if first.after != "" {
		at = c.say(at+3, line, end, canvas.Quiet, first.after)
	}
	if stay != "" {
		c.say(at+3, line, end, canvas.Quiet, stay)
		return
	}
	for _, h := range hints[1:] {
		if width := canvas.Columns(h.key) + 2 + canvas.Columns(h.does); at+3+width <= end {
			c.Clickable(at+3, c.Y+line, width, intent.Click{Key: h.key})
			at = c.say(at+3, line, end, canvas.Ink|canvas.Bold, h.key)
			at = c.say(at+2, line, end, canvas.Quiet, h.does)
		}
	}
}

// nextWords returns the widest words of what comes next, and of what any other
// key does while the time runs down, that have room together.
func (c *endcard) nextWords(h *hint, room int) (does, stay string) {
	t := &c.Words.Card
	if h.after != "" {
		room -= 3 + canvas.Columns(h.after)
	}
	if c.Moment.Countdown > 0 && !c.wide {
		for _, v := range [...][2]string{{h.does, t.Stay}, {h.does, t.StayShort}, {h.short, t.StayShort}} {
			if canvas.Columns(v[0])+3+canvas.Columns(v[1]) <= room {
				return v[0], v[1]
			}
		}
	}
	return canvas.Longest(room, h.does, h.short), ""
}

// nextHints are the keys that lead on, what comes by itself first.
func (c *endcard) nextHints() []hint {
	t, m := &c.Words.Card, c.Moment
	var hints []hint
	if c.offers(intent.LessonAction) {
		hints = append(hints, hint{key: "esc", does: t.ToLesson, short: t.ToLesson})
	}
	if mode := m.NextMode % 3; c.offers(intent.ModeAction) {
		hints = append(hints, hint{key: strconv.Itoa(int(mode) + 1), does: t.Next[mode], short: t.NextShort[mode]})
	}
	if c.offers(intent.LearnAction) {
		hints = append(hints, hint{key: "l", does: t.Learn, short: t.Learn})
	}
	if c.offers(intent.CompareAction) {
		compare := hint{key: "c", does: t.CompareAll, short: t.CompareAll}
		if m.Compares {
			compare.does, compare.short = t.Compare, t.Compare
			hints = append([]hint{compare}, hints[min(1, len(hints)):]...)
		} else {
			hints = append(hints, compare)
		}
	}
	switch {
	case len(hints) == 0:
	case m.Countdown > 0:
		hints[0].after = fmt.Sprintf(t.In, m.Countdown)
	case m.Unrepeated:
		hints[0].after = t.Unrepeated
	}
	return append(hints, hint{key: "home", does: t.Again, short: t.Again})
}

// offers reports whether a key does something now.
func (f *frame) offers(does intent.Action) bool {
	return slices.ContainsFunc(f.Moment.Footer, func(h intent.KeyHint) bool { return h.Does == does })
}
