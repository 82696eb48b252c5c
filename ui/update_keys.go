package ui

import (
	tea "charm.land/bubbletea/v2"

	"orderflow/ui/stage"
)

// does notes what the user is about to do, and where. A sitting ends where a lesson
// begins: that is not made of what is done alone.
func (m *program) does(d stage.Deed) {
	if m.taught = m.taught || m.player.Learns(); m.taught {
		return
	}
	m.noted = m.player.Place()
	m.note(d, m.noted)
}

// begunLesson notes that a lesson has just begun, where it was asked for.
func (m *program) begunLesson() {
	if !m.taught && m.player.Learns() {
		m.taught = true
		m.note(stage.Deed{Kind: stage.LeaveDeed}, m.noted)
	}
}

// onKey does what the key table says.
func (m *program) onKey(msg tea.KeyPressMsg) tea.Cmd {
	key := msg.String()
	if key == "ctrl+z" {
		return m.onSuspend(suspendMsg{group: true})
	}
	m.does(stage.Deed{Kind: stage.KeyDeed, Text: key})
	m.player.Press(key)
	return m.afterInput()
}

// onClick does what the frame has where it was clicked.
func (m *program) onClick(mouse tea.Mouse) tea.Cmd {
	if mouse.Button == tea.MouseLeft {
		m.does(stage.Deed{Kind: stage.ClickDeed, X: mouse.X, Y: mouse.Y})
		m.player.Click(mouse.X, mouse.Y)
	}
	return m.afterInput()
}

// onDrag seeks while the timeline is held.
func (m *program) onDrag(mouse tea.Mouse) tea.Cmd {
	if !m.player.Held() {
		return nil
	}
	m.does(stage.Deed{Kind: stage.DragDeed, X: mouse.X})
	m.player.Drag(mouse.X)
	return m.afterInput()
}

// onRelease lets the timeline go.
func (m *program) onRelease() tea.Cmd {
	if m.player.Held() {
		m.does(stage.Deed{Kind: stage.ReleaseDeed})
	}
	m.player.Release()
	return nil
}

// onWheel scrolls what is open.
func (m *program) onWheel(mouse tea.Mouse) tea.Cmd {
	if down := mouse.Button == tea.MouseWheelDown; down || mouse.Button == tea.MouseWheelUp {
		m.does(stage.Deed{Kind: stage.WheelDeed, Down: down})
		m.player.Wheel(down)
	}
	return m.afterInput()
}

// afterInput draws what an input has changed and starts what it has started.
func (m *program) afterInput() tea.Cmd {
	m.dirty = true
	m.begunLesson()
	if m.player.Left() {
		return m.leave(nil)
	}
	return tea.Batch(m.renew(), m.hurry(), m.closeLeft())
}
