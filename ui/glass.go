package ui

import (
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"

	"orderflow/ui/canvas"
)

// glass is what every program on a terminal has: it draws what changed, has it
// painted, and leaves the terminal as it was.
type glass struct {
	frameOf func() canvas.Canvas // draws what is shown now
	logger  *slog.Logger

	dirty bool
	drawn int           // frames drawn so far
	frame canvas.Canvas // that was drawn last

	out            *outlet
	painter        painter
	unpainted      *canvas.Canvas // a frame that is not on the screen yet; nil = none
	painting       bool           // a part of a frame is under way to the terminal
	settling       bool           // the window has only just got its size
	sizes          int            // that windows have had
	columns, lines int            // of the window; 0 = not known yet

	started  time.Time // when the terminal was asked about itself
	answered bool      // it has answered all of it
	leaving  bool
	err      error // what ended the program
}

// ask asks the terminal for its background.
func (g *glass) ask() tea.Cmd {
	g.started = time.Now()
	return tea.RequestBackgroundColor
}

// survive ends a program in order whose code breaks: with one clear line. It is
// deferred by Update.
func (g *glass) survive(msg tea.Msg, cmd *tea.Cmd) {
	if r := recover(); r != nil {
		g.logger.Error("panic", "what", r, "message", fmt.Sprintf("%T", msg), "stack", string(debug.Stack()))
		*cmd = g.leave(broken(r))
	}
}

// draw draws the frame anew where something changed.
func (g *glass) draw() {
	if !g.dirty || g.err != nil {
		return
	}
	g.dirty = false
	g.drawn++
	g.frame = g.frameOf()
	g.unpainted = &g.frame
}

// leave ends the program, but not before the terminal has answered what it was
// asked at the start: the answers would be typed into the shell.
func (g *glass) leave(err error) tea.Cmd {
	if g.err == nil {
		g.err = err
	}
	if g.leaving {
		return nil
	}
	g.leaving = true
	rest := leaveAfter - time.Since(g.started)
	if g.answered || rest <= 0 {
		return tea.Quit
	}
	return tea.Tick(rest, func(time.Time) tea.Msg { return tea.QuitMsg{} })
}
