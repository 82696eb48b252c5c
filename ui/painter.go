package ui

import (
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
)

// painter brings a terminal's screen from one frame to the next by writing
// only the cells that differ. Bubble Tea's own renderer erases and writes every
// line anew that has a wide character, for each frame: in Korean that is 180 KB
// a second, and it flickers. A canvas only has characters whose width all
// terminals agree upon, so its cells are where it says.
type painter struct {
	shown         []cell // what is on the screen; nil = not known
	styles        *styles
	width, height int
}

// forget makes the next frame be painted whole.
func (p *painter) forget() { p.shown = nil }

// gapMax is how many cells that do not differ are written again rather than
// jumped over: a jump takes about as many bytes.
const gapMax = 5

// Sequences of the painter: a frame is shown at once where the terminal can.
const (
	beginFrame = "\x1b[?2026h"
	endFrame   = "\x1b[?2026l"
	plainPen   = "\x1b[m"
)

// paint returns what makes the screen, a window of columns and lines, show the
// canvas; "" where it does.
func (p *painter) paint(c *Canvas, columns, lines int) string {
	columns, lines = min(columns, c.Width()), min(lines, c.Height())
	whole := p.shown == nil || p.width != c.Width() || p.height != c.Height() || p.styles != c.styles
	if whole {
		p.shown = make([]cell, len(c.cells))
	}
	var b strings.Builder
	for y := range lines {
		from := y * c.Width()
		p.paintLine(&b, c, y, p.shown[from:from+c.Width()], c.cells[from:from+c.Width()], columns, whole)
	}
	copy(p.shown, c.cells)
	p.width, p.height, p.styles = c.Width(), c.Height(), c.styles
	if b.Len() == 0 {
		return ""
	}
	return beginFrame + b.String() + plainPen + endFrame
}

// paintLine writes the stretches of a line that differ.
func (p *painter) paintLine(b *strings.Builder, c *Canvas, y int, old, line []cell, columns int, whole bool) {
	for x := 0; x < columns; {
		if !whole && same(old[x], line[x]) {
			x++
			continue
		}
		first, last := x, x
		for x < columns && x-last <= gapMax {
			if whole || !same(old[x], line[x]) {
				last = x
			}
			x++
		}
		x = last + 1
		for first > 0 && (line[first].r == 0 || old[first].r == 0) {
			first-- // to the left half of a wide character, of now or of before
		}
		for x < columns && (line[x].r == 0 || old[x].r == 0) {
			x++ // and what it leaves at its right
		}
		c.writeSpan(b, y, line, first, x, columns)
	}
}

// same reports whether two cells look the same. Blanks that are not in reverse
// video do under every pen.
func same(a, b cell) bool {
	return a == b || a.r == ' ' && b.r == ' ' && (a.pen|b.pen)&focus == 0
}

// writeSpan writes the cells of a line from one column up to another. A wide
// character that would be beyond the window is left out.
func (c *Canvas) writeSpan(b *strings.Builder, y int, line []cell, from, to, columns int) {
	b.WriteString("\x1b[" + strconv.Itoa(y+1) + ";" + strconv.Itoa(from+1) + "H")
	now, styled := pen(0), false
	for x := from; x < to; x++ {
		if line[x].r == 0 {
			continue
		}
		if !styled || line[x].pen != now {
			b.WriteString(c.styles[line[x].pen])
			now, styled = line[x].pen, true
		}
		if wide := x+1 < len(line) && line[x+1].r == 0; wide && x+1 >= columns {
			b.WriteByte(' ')
			continue
		}
		b.WriteRune(line[x].r)
	}
}

// settleAfter is how long after a window has got its size the frame is
// painted: by then Bubble Tea, at 120 frames a second, has cleared the screen.
// On a machine that is too busy for that the frame is painted once more.
const (
	settleAfter = 20 * time.Millisecond
	settleAgain = 300 * time.Millisecond
)

// settledMsg says that a window has had its size for a while.
type settledMsg struct {
	size  int
	again bool
}

// settle waits until the screen is cleared before the whole frame is painted.
// Of several sizes in a row the last one counts.
func (m *program) settle() tea.Cmd {
	m.sizes++
	m.settling = true
	size := m.sizes
	return tea.Tick(settleAfter, func(time.Time) tea.Msg { return settledMsg{size: size} })
}

// onSettled paints the whole frame.
func (m *program) onSettled(msg settledMsg) tea.Cmd {
	if msg.size != m.sizes {
		return nil
	}
	m.settling, m.dirty = false, true
	m.painter.forget()
	if msg.again {
		return nil
	}
	return tea.Tick(settleAgain, func(time.Time) tea.Msg { return settledMsg{size: msg.size, again: true} })
}

// paint sends what the screen lacks of the frame. One painting is under way at
// a time, for the next one starts from it.
func (m *program) paint() tea.Cmd {
	if m.painting || m.settling || m.unpainted == nil || m.columns < 1 || m.lines < 1 || m.leaving {
		return nil
	}
	text := m.painter.paint(m.unpainted, m.columns, m.lines)
	m.unpainted = nil
	if text == "" {
		return nil
	}
	m.painting = true
	out := m.out
	return func() tea.Msg { return paintedMsg{shown: out.paint(text)} }
}

// paintedMsg says that the painting under way is over.
type paintedMsg struct{ shown bool }

// onPainted makes room for the next painting. What came too late is not known
// to be on the screen.
func (m *program) onPainted(msg paintedMsg) {
	m.painting = false
	if !msg.shown {
		m.painter.forget()
	}
}
