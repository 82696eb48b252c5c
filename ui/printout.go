package ui

import (
	tea "charm.land/bubbletea/v2"

	"orderflow/ui/stage"
)

// print keeps what the player wants printed, away from the screen.
func (m *program) print() tea.Cmd {
	printout := m.player.TakePrintout()
	if printout == nil {
		return nil
	}
	keep := m.keep
	return guarded(func() tea.Msg {
		place, err := keep(*printout)
		return stage.PrintedMsg{Place: place, Printout: printout, Err: err}
	})
}

// copy copies what the player wants copied, by OSC 52: whether the terminal
// allows that nobody learns.
func (m *program) copy() tea.Cmd {
	if text := m.player.TakeCopied(); text != "" {
		return tea.SetClipboard(text)
	}
	return nil
}

// onPrinted says where the printout is, or why it is nowhere.
func (m *program) onPrinted(msg stage.PrintedMsg) tea.Cmd {
	m.dirty = true
	m.player.TellPrinted(msg.Place, msg.Err)
	if msg.Err != nil {
		m.logger.Warn("not printed", "error", msg.Err)
	}
	return nil
}
