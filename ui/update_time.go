package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// onFrame lets the measured time since the last frame pass.
func (m *program) onFrame(msg frameMsg) tea.Cmd {
	if msg.generation != m.generation {
		return nil
	}
	span := time.Duration(0)
	if !m.last.IsZero() {
		span = min(max(msg.at.Sub(m.last), 0), spanMax)
	}
	m.last = msg.at
	m.player.Tick(span)
	m.redraw()
	return tea.Batch(m.renew(), m.tick())
}

// redraw has the frame drawn again where time has changed it.
func (m *program) redraw() {
	p := m.player
	now := p.Pulse()
	if p.Moving() || now != m.pulse {
		m.dirty = true
	}
	m.pulse = now
}
