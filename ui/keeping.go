package ui

import (
	tea "charm.land/bubbletea/v2"
)

// unkeptMsg says that the log is not kept any more.
type unkeptMsg struct{ err error }

// awaitUnkept waits for it.
func (m *program) awaitUnkept() tea.Cmd {
	if m.unkept == nil {
		return nil
	}
	unkept := m.unkept
	return func() tea.Msg {
		err, open := <-unkept
		if !open {
			return nil
		}
		return unkeptMsg{err: err}
	}
}

// onUnkept says so, once. The run goes on.
func (m *program) onUnkept(msg unkeptMsg) {
	m.logger.Warn("the log is not kept any more", "error", msg.err)
	m.player.TellUnkept(msg.err)
	m.dirty = true
}

// keepAll hands over the log that is on the screen, where it has changed.
func (m *program) keepAll() {
	log := m.player.LogShown()
	if m.keepLog == nil || log == m.kept && log.Len() == m.keptLen {
		return
	}
	m.keepLog(log)
	m.kept, m.keptLen = log, log.Len()
}
