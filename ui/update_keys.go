package ui

import tea "charm.land/bubbletea/v2"

// onKey does what the key table says.
func (m *program) onKey(msg tea.KeyPressMsg) tea.Cmd {
	key := msg.String()
	if key == "ctrl+z" {
		return tea.Suspend
	}
	m.player.press(key)
	return m.afterInput()
}

// onClick selects the order whose row was clicked.
func (m *program) onClick(mouse tea.Mouse) tea.Cmd {
	if mouse.Button == tea.MouseLeft {
		y := m.player.options.line(mouse.Y)
		if !m.player.grab(mouse.X, y) {
			m.player.click(mouse.X, y)
		}
	}
	return m.afterInput()
}

// onDrag seeks while the timeline is held.
func (m *program) onDrag(mouse tea.Mouse) tea.Cmd {
	if !m.player.dragging {
		return nil
	}
	m.player.drag(mouse.X)
	return m.afterInput()
}

// onRelease lets the timeline go.
func (m *program) onRelease() tea.Cmd {
	m.player.release()
	return nil
}

// onWheel scrolls the orders.
func (m *program) onWheel(mouse tea.Mouse) tea.Cmd {
	switch mouse.Button {
	case tea.MouseWheelUp:
		m.player.scroll(-wheelRows)
	case tea.MouseWheelDown:
		m.player.scroll(wheelRows)
	}
	return m.afterInput()
}

// afterInput draws what an input has changed and starts what it has started.
func (m *program) afterInput() tea.Cmd {
	m.dirty = true
	if m.player.leaving {
		return m.leave(nil)
	}
	return tea.Batch(m.renew(), m.hurry())
}
