package ui

import (
	tea "charm.land/bubbletea/v2"
)

// onKey does what the key table says.
func (m *program) onKey(msg tea.KeyPressMsg) tea.Cmd {
	key := msg.String()
	if key == "ctrl+z" {
		return m.onSuspend(suspendMsg{group: true})
	}
	m.player.Press(key)
	return m.afterInput()
}

// onClick does what the frame has where it was clicked.
func (m *program) onClick(mouse tea.Mouse) tea.Cmd {
	if mouse.Button == tea.MouseLeft {
		m.player.Click(mouse.X, mouse.Y)
	}
	return m.afterInput()
}

// onDrag seeks while the timeline is held.
func (m *program) onDrag(mouse tea.Mouse) tea.Cmd {
	if !m.player.Held() {
		return nil
	}
	m.player.Drag(mouse.X)
	return m.afterInput()
}

// onRelease lets the timeline go.
func (m *program) onRelease() tea.Cmd {
	m.player.Release()
	return nil
}

// onWheel scrolls what is open.
func (m *program) onWheel(mouse tea.Mouse) tea.Cmd {
	switch mouse.Button {
	case tea.MouseWheelUp:
		m.player.Wheel(false)
	case tea.MouseWheelDown:
		m.player.Wheel(true)
	}
	return m.afterInput()
}

// afterInput draws what an input has changed and starts what it has started.
func (m *program) afterInput() tea.Cmd {
	m.dirty = true
	if m.player.Left() {
		return m.leave(nil)
	}
	return tea.Batch(m.renew(), m.hurry())
}
