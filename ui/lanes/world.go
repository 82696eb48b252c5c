package lanes

import (
	"strconv"
	"strings"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
)

// DrawWorld draws the run of a lesson, and below it the same moment of another
// world, in the place of the board.
func DrawWorld(on *chrome.Frame, v *moment.WorldView) {
	f := &frame{on}
	c := &comparison{frame: f, total: 1}
	states, money := [...]*sim.State{v.Here, v.There}, 0
	for i, s := range states {
		c.callers[i] = tell.CallersOf(s, f.Moment.At)
		c.total = max(c.total, s.Setup.Orders, s.Count(), s.Published)
		money = max(money, canvas.FiguresWidth(typeset.Grouped(s.ForNothing)))
	}
	c.planLines(f.Width(), f.Height())
	c.planColumns(f, canvas.Columns(typeset.Grouped(int64(c.total))), c.total, money)
	c.drawStatus(f.Words.Lesson.WorldThere)
	f.DrawSentence(c.caption, v.Said)
	for i, s := range states {
		c.drawWorld(v, i, s)
	}
	f.DrawTimeline(c.timeline)
	f.DrawFooter(c.footer)
}

// drawWorld draws one of the two: what its rows said, what is true, and where the
// order is that was asked about.
func (c *comparison) drawWorld(v *moment.WorldView, i int, state *sim.State) {
	y := c.strips[i]
	g := *c.frame
	on := *c.Frame
	on.State = state
	g.Frame = &on
	s := &strip{comparison: c, frame: &g, callers: c.callers[i], y: y, truth: y + 1 + c.barH}
	name, aside := c.Words.Lesson.WorldHere, []string(nil)
	if i > 0 {
		name, aside = c.Words.Lesson.WorldThere, v.Other
	}
	s.drawHead(strconv.Itoa(i+1), i > 0, func(x, right int) (int, int) {
		x = s.Print(x, y, right, canvas.Ink|canvas.Bold, name)
		return s.Print(x+2, y, right, canvas.Quiet, parts(aside, right-x-3)), right
	})
	s.drawBars()
	if o := state.Order(v.Order); o != nil {
		s.Put(c.label, y+1+2*c.barH, c.Width()-2-c.label, canvas.Ink, on.Verdict(o))
	} else {
		s.drawTold()
	}
}

// parts joins as many of the parts as have room.
func parts(list []string, room int) string {
	said := ""
	for _, part := range list {
		more := strings.TrimPrefix(said+" · "+part, " · ")
		if canvas.Columns(more) > room {
			break
		}
		said = more
	}
	return said
}
