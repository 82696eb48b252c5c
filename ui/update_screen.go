package ui

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"orderflow/ui/canvas"
	"orderflow/ui/stage"
)

// onSize follows the window, unless a size was given.
func (m *program) onSize(msg tea.WindowSizeMsg) tea.Cmd {
	m.columns, m.lines = msg.Width, msg.Height
	if !m.fixed {
		m.does(stage.Deed{Kind: stage.SizeDeed, X: msg.Width, Y: msg.Height})
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
	m.player.SetDepth(depthOf(msg))
	m.dirty = true
	return nil
}

func depthOf(msg tea.ColorProfileMsg) canvas.Depth {
	switch msg.Profile {
	case colorprofile.TrueColor:
		return canvas.TrueColor
	case colorprofile.ANSI256:
		return canvas.Colors256
	case colorprofile.ANSI:
		return canvas.Colors16
	}
	return canvas.NoColor
}
