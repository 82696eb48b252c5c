package lanes

import (
	"fmt"
	"strconv"

	"orderflow/internal/typeset"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
)

// comparison is the comparison while it is drawn.
type comparison struct {
	*frame
	comparePlan
	view    *moment.LanesView
	callers [moment.LaneCount]*tell.Callers
	total   int  // orders, the same scale for all
	views   bool // the ways differ in what of the activity log is lost
}

// drawLanes draws the three ways under one clock, over the whole screen.
func (f *frame) drawLanes(v *moment.LanesView) {
	c := &comparison{frame: f, view: v, total: 1}
	money := 0
	for i := range v.Lanes {
		s := v.Lanes[i].State
		c.callers[i] = f.Callers(&v.Lanes[i])
		c.total = max(c.total, s.Setup.Orders, s.Count(), s.Published)
		money = max(money, canvas.FiguresWidth(typeset.Grouped(s.ForNothing)))
		c.views = c.views || s.ActivityLost != v.Lanes[0].State.ActivityLost
	}
	c.planLines(f.Width(), f.Height())
	c.planColumns(f, canvas.Columns(typeset.Grouped(int64(c.total))), c.total, money)
	c.drawStatus(f.Words.Lanes.Title)
	said := f.LaneCaption(v)
	f.DrawSentence(c.caption, said[0]+"\n"+said[1])
	for i := range v.Lanes {
		c.drawStrip(i)
	}
	c.drawTable()
	f.DrawTimeline(c.timeline)
	f.DrawFooter(c.footer)
}

// drawStatus draws row 0: what this is, and the one clock.
func (c *comparison) drawStatus(title string) {
	x := 1
	if c.Width() >= compareFigures {
		c.Print(1, 0, c.Width(), canvas.Quiet|canvas.Bold, "orderflow")
		x = 12
	}
	x = c.Print(x, 0, c.Width(), canvas.Ink|canvas.Bold|canvas.Raised, " "+title+" ")
	end := c.DrawClock(x + 2)
	right := c.Width() - 1 - canvas.Columns(c.Engine())
	c.Print(right, 0, c.Width(), canvas.Quiet, c.Engine())
	if seed := fmt.Sprintf(c.Words.Status.Seed, c.Moment.Log.Header.Seed) + " · "; c.Width() >= 120 && canvas.Columns(seed) <= 24 {
		right -= canvas.Columns(seed)
		c.Print(right, 0, c.Width(), canvas.Faint, seed)
	}
	if said, acts := c.FaultWords(); acts {
		if text := canvas.Longest(right-3-end-3, said...); canvas.Columns(text) <= right-3-end-3 {
			c.Right(right-3, 0, canvas.Columns(text), canvas.Lost, text)
		}
	}
}

// drawStrip draws one way: what its rows said, what is true, who was told, and
// what was taken for nothing.
func (c *comparison) drawStrip(i int) {
	y, s := c.strips[i], c.view.Lanes[i].State
	g := *c.frame
	g.State = s
	strip := &strip{comparison: c, frame: &g, callers: c.callers[i], y: y, truth: y + 1 + c.barH}
	c.Zone(canvas.Rect{X: 1, Y: y, W: c.Width() - 2, H: c.stripH}, intent.Click{Item: i + 1})
	strip.drawTitle(i)
	strip.drawBars()
	strip.drawTold()
	if c.way > 0 {
		strip.drawWay(c.bar, y+1+2*c.barH, c.way)
	}
}

// money returns the words for what was taken for nothing.
func (s *strip) money() (string, canvas.Pen) {
	sum := s.frame.State.ForNothing
	p := canvas.Quiet
	switch {
	case sum > 0:
		p = canvas.Lost
	case s.callers.Failed > 0:
		p = canvas.Done
	}
	if !s.figures {
		return fmt.Sprintf(s.Words.Lanes.NothingSum, typeset.Grouped(sum)), p
	}
	return s.Words.Lanes.Nothing, p
}

// drawTitle draws the line of a strip that says which way it is, and what the
// figure at its end counts.
func (s *strip) drawTitle(i int) {
	s.drawHead(strconv.Itoa(i+1), i == s.view.Selected, func(x, right int) (int, int) {
		x = s.Print(x, s.y, right, canvas.Ink|canvas.Bold, s.Words.Status.Mode[i])
		if purpose := s.Words.Lanes.Purpose[i]; x+2+canvas.Columns(purpose)+3 <= right {
			x = s.Print(x+2, s.y, right, canvas.Quiet, purpose)
		}
		return x, right
	})
}

// drawHead draws the first line of a strip: its number, its name, which returns
// where it leaves room, and what the figure at its end counts.
func (s *strip) drawHead(number string, selected bool, name func(x, right int) (from, to int)) {
	right := s.Width() - 2
	chip := canvas.Ink | canvas.Bold | canvas.Raised
	if selected {
		s.Set(1, s.y, canvas.Ink|canvas.Bold, '▸')
		chip = canvas.Ink | canvas.Bold | canvas.Focus
	}
	x := s.Print(3, s.y, right, chip, " "+number+" ")
	money, p := s.money()
	label := s.figures && s.stripH > stripLowest+2*(s.barH-1)
	if label {
		s.Right(right, s.y+4+s.barH-1, canvas.Columns(money), p, money)
	} else if right-canvas.Columns(money) > x+2+headName {
		s.Right(right, s.y, canvas.Columns(money), p, money)
		right -= canvas.Columns(money) + 1
	}
	x, right = name(x+1, right)
	s.Repeat(x+2, s.y, right-x-2, canvas.Line, '─')
	if s.figures {
		sum := typeset.Grouped(s.frame.State.ForNothing)
		s.DrawFigures(s.Width()-2-canvas.FiguresWidth(sum), s.y+s.barH, figurePen(p), sum)
	}
}

// headName is how much of the first line of a strip its name has at least.
const headName = 12

// figurePen is the pen of a block figure whose words have a pen.
func figurePen(p canvas.Pen) canvas.Pen {
	if p == canvas.Lost {
		return canvas.LostFill
	}
	return p
}
