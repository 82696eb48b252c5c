package ui

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"orderflow/ui/canvas"
)

// onSize follows the window, unless a size was given.
func (m *program) onSize(msg tea.WindowSizeMsg) tea.Cmd {
	m.columns, m.lines = msg.Width, msg.Height
	if !m.fixed {
		m.player.Resize(msg.Width, msg.Height)
	}
	m.dirty = true
	return m.settle()
}

// onBackground follows the terminal's background. It is the last thing the
// terminal is asked.
func (m *program) onBackground(msg tea.BackgroundColorMsg) tea.Cmd {
	m.answered, m.dirty = true, true
	m.player.SetBackground(!msg.IsDark())
	return nil
}

// onProfile follows the number of colours the terminal has.
func (m *program) onProfile(msg tea.ColorProfileMsg) tea.Cmd {
	depth := canvas.NoColor
	switch msg.Profile {
	case colorprofile.TrueColor:
		depth = canvas.TrueColor
	case colorprofile.ANSI256:
		depth = canvas.Colors256
	case colorprofile.ANSI:
		depth = canvas.Colors16
	}
	m.player.SetDepth(depth)
	m.dirty = true
	return nil
}
