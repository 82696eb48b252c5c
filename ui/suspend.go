package ui

import (
	"io"
	"time"

	tea "charm.land/bubbletea/v2"
)

// suspendMsg asks the program to stop itself. Group says that all of its job
// is to stop with it, as a shell does on Ctrl-Z.
type suspendMsg struct{ group bool }

// resumedMsg says that the program goes on: after it was stopped, or where
// nobody could have continued it and it was not.
type resumedMsg struct{ stopped bool }

// onSuspend gives the terminal back and stops, where somebody is there to
// continue it.
func (g *glass) onSuspend(msg suspendMsg) tea.Cmd {
	if !canStop() {
		return func() tea.Msg { return resumedMsg{} }
	}
	stop := &stopping{out: g.out, group: msg.group}
	return tea.Exec(stop, func(error) tea.Msg { return resumedMsg{stopped: stop.stopped} })
}

// onResumed goes on: the terminal is painted whole.
func (m *program) onResumed(msg resumedMsg) tea.Cmd {
	if !msg.stopped {
		m.player.TellAlone()
	}
	m.last, m.pending, m.dirty = time.Time{}, 0, true
	return tea.Batch(tea.ClearScreen, m.tick(), m.settle())
}

// stopping is what is done while the terminal is given back.
type stopping struct {
	out     *outlet
	group   bool
	stopped bool
}

// Run stops the process once the terminal has taken all it was sent.
func (s *stopping) Run() error {
	s.out.drain()
	s.stopped = stopHere(s.group)
	return nil
}

// SetStdin does nothing: nothing is read.
func (*stopping) SetStdin(io.Reader) {}

// SetStdout does nothing: nothing is written.
func (*stopping) SetStdout(io.Writer) {}

// SetStderr does nothing: nothing is written.
func (*stopping) SetStderr(io.Writer) {}
