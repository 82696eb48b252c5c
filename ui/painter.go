package ui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"orderflow/ui/canvas"
)

// painter brings a terminal's screen from one frame to the next by writing
// only the cells that differ. Bubble Tea's own renderer erases and writes every
// line anew that has a wide character, for each frame: in Korean that is 180 KB
// a second, and it flickers. A canvas only has characters whose width all
// terminals agree upon, so its cells are where it says.
type painter struct {
	shown         []canvas.Cell // what is on the screen; nil = not known
	styles        *canvas.Styles
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
func (p *painter) paint(c *canvas.Canvas, columns, lines int) string {
	columns, lines = min(columns, c.Width()), min(lines, c.Height())
	whole := p.shown == nil || p.width != c.Width() || p.height != c.Height() || p.styles != c.Styles
	if whole {
		p.shown = make([]canvas.Cell, len(c.Cells))
	}
	var b strings.Builder
	for y := range lines {
		from := y * c.Width()
		p.paintLine(&b, c, y, p.shown[from:from+c.Width()], c.Cells[from:from+c.Width()], columns, whole)
	}
	copy(p.shown, c.Cells)
	p.width, p.height, p.styles = c.Width(), c.Height(), c.Styles
	if b.Len() == 0 {
		return ""
	}
	return beginFrame + b.String() + plainPen + endFrame
}

// paintLine writes the stretches of a line that differ.
func (p *painter) paintLine(b *strings.Builder, c *canvas.Canvas, y int, old, line []canvas.Cell, columns int, whole bool) {
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
		for first > 0 && (line[first].Rune == 0 || old[first].Rune == 0) {
			first-- // to the left half of a wide character, of now or of before
		}
		for x < columns && (line[x].Rune == 0 || old[x].Rune == 0) {
			x++ // and what it leaves at its right
		}
		c.WriteSpan(b, y, line, first, x, columns)
	}
}

// same reports whether two cells look the same. Blanks that are not in reverse
// video do under every pen.
func same(a, b canvas.Cell) bool {
	return a == b || a.Rune == ' ' && b.Rune == ' ' && (a.Pen|b.Pen)&canvas.Focus == 0
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
