package ui

import (
	"io"
	"time"

	tea "charm.land/bubbletea/v2"

	"orderflow/sim"
	"orderflow/ui/stage"
)

// renewedMsg brings the source of a new run.
type renewedMsg struct {
	source stage.Source
	inputs []sim.Input
	err    error
}

// renew starts the run that the player wants, away from the screen.
func (m *program) renew() tea.Cmd {
	if m.renewing {
		return nil
	}
	start := m.player.Wish()
	if start == nil {
		return nil
	}
	m.renewing = true
	return guarded(func() tea.Msg {
		source, inputs, err := start()
		return renewedMsg{source: source, inputs: inputs, err: err}
	})
}

// onRenewed shows the new run and closes the source of the old one, unless that waits.
func (m *program) onRenewed(msg renewedMsg) tea.Cmd {
	m.renewing, m.dirty = false, true
	m.does(stage.Deed{Kind: stage.TakeDeed})
	m.player.Take(msg.source, msg.inputs, msg.err)
	if msg.err != nil {
		m.logger.Warn("no new run", "error", msg.err)
		return m.hurry()
	}
	m.last = time.Time{}
	return tea.Batch(m.tick(), m.closeLeft())
}

// closeLeft closes what was left for good, away from the screen.
func (m *program) closeLeft() tea.Cmd {
	left := m.player.TakeLeft()
	if len(left) == 0 {
		return nil
	}
	return guarded(func() tea.Msg {
		for _, source := range left {
			closeSource(source)
		}
		return nil
	})
}

// closeSource closes a source that can be closed. What it ends has been shown;
// an error has nowhere to go.
func closeSource(source stage.Source) {
	if c, ok := source.(io.Closer); ok {
		_ = c.Close()
	}
}

// guarded returns a command whose panic ends the program in order.
func guarded(run func() tea.Msg) tea.Cmd {
	return func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				msg = leaveMsg{err: broken(r)}
			}
		}()
		return run()
	}
}

// leaveMsg ends the program: with an error where something broke.
type leaveMsg struct{ err error }

// leave ends the program, and notes that the room has left.
func (m *program) leave(err error) tea.Cmd {
	if !m.leaving {
		m.does(stage.Deed{Kind: stage.LeaveDeed})
	}
	return m.glass.leave(err)
}
