package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"orderflow/ui/canvas"
)

// painter paints frames with the least that makes the screen show them. Bubble
// Tea's own renderer erases and writes every line anew that has a wide character,
// for each frame: in Korean that is 180 KB a second, and it flickers.
type painter struct{ canvas.Painter }

// forget makes the next frame be painted whole.
func (p *painter) forget() { p.Forget() }

// Sequences of the painter: a frame is shown at once where the terminal can.
const (
	beginFrame = "\x1b[?2026h"
	endFrame   = "\x1b[?2026l"
	plainPen   = "\x1b[m"
)

// paint returns what makes the screen, a window of columns and lines, show the
// canvas; "" where it does.
func (p *painter) paint(c *canvas.Canvas, columns, lines int) string {
	text := p.Paint(c, columns, lines)
	if text == "" {
		return ""
	}
	return beginFrame + text + plainPen + endFrame
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
func (g *glass) settle() tea.Cmd {
	g.sizes++
	g.settling = true
	size := g.sizes
	return tea.Tick(settleAfter, func(time.Time) tea.Msg { return settledMsg{size: size} })
}

// onSettled paints the whole frame.
func (g *glass) onSettled(msg settledMsg) tea.Cmd {
	if msg.size != g.sizes {
		return nil
	}
	g.settling, g.dirty = false, true
	g.painter.forget()
	if msg.again {
		return nil
	}
	return tea.Tick(settleAgain, func(time.Time) tea.Msg { return settledMsg{size: msg.size, again: true} })
}

// paint sends what the screen lacks of the frame. One painting is under way at
// a time, for the next one starts from it.
func (g *glass) paint() tea.Cmd {
	if g.painting || g.settling || g.unpainted == nil || g.columns < 1 || g.lines < 1 || g.leaving {
		return nil
	}
	text := g.painter.paint(g.unpainted, g.columns, g.lines)
	g.unpainted = nil
	if text == "" {
		return nil
	}
	g.painting = true
	out := g.out
	return func() tea.Msg { return paintedMsg{shown: out.paint(text)} }
}

// paintedMsg says that the painting under way is over.
type paintedMsg struct{ shown bool }

// onPainted makes room for the next painting. What came too late is not known
// to be on the screen.
func (g *glass) onPainted(msg paintedMsg) {
	g.painting = false
	if !msg.shown {
		g.painter.forget()
	}
}
