package ui

import (
	tea "charm.land/bubbletea/v2"
)

// onPaste types what was pasted, where something is typed. Elsewhere a paste
// does nothing: it is never taken for keys.
func (m *program) onPaste(msg tea.PasteMsg) tea.Cmd {
	if !m.player.Paste(msg.Content) {
		return nil
	}
	return m.afterInput()
}
