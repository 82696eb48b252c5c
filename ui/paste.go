package ui

import (
	tea "charm.land/bubbletea/v2"

	"orderflow/ui/stage"
)

// onPaste types what was pasted, where something is typed. Elsewhere a paste
// does nothing but say so: it is never taken for keys.
func (m *program) onPaste(msg tea.PasteMsg) tea.Cmd {
	if m.player.Paste(msg.Content) {
		m.does(stage.Deed{Kind: stage.PasteDeed, Text: stage.Pasted(msg.Content)}) // and not what was pasted nowhere
	}
	return m.afterInput()
}
