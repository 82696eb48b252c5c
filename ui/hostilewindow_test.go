package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"orderflow/ui/canvas"
	"orderflow/ui/internal/uitest"
)

// TestHostileWindows: whatever size a terminal says it has, and wherever it
// says its mouse is.
func TestHostileWindows(t *testing.T) {
	uitest.SingleThreaded(t)
	const huge = 1 << 40
	sides := []int{-huge, 0, 1, 79, 200, canvas.SizeMax + 1, huge}
	for i, keys := range uitest.Sights {
		if i%3 != 0 {
			continue // the large frames take their time
		}
		m := (&Config{Source: outageConfig(t).Source}).program()
		m.player.Show(27 * time.Second)
		for _, key := range strings.Fields(keys) {
			m.player.Press(key)
		}
		for j := range sides {
			width, height := sides[j], sides[(i+3*j)%len(sides)]
			m.Update(tea.WindowSizeMsg{Width: width, Height: height})
			for _, x := range []int{-huge, -1, 0, 5, huge} {
				mouse := tea.Mouse{X: x, Y: sides[(i+j)%len(sides)], Button: tea.MouseLeft}
				m.Update(tea.MouseMotionMsg(mouse))
				m.Update(tea.MouseReleaseMsg(mouse))
				mouse.Button = tea.MouseWheelDown
				m.Update(tea.MouseWheelMsg(mouse))
			}
			lines := strings.Split(ansi.Strip(m.frame.String()), "\n")
			if want := min(max(height, 1), canvas.SizeMax); len(lines) != want {
				t.Fatalf("%s: %d×%d: %d lines, want %d", keys, width, height, len(lines), want)
			}
			for _, line := range lines {
				if got, want := uitest.TerminalWidth(line), min(max(width, 1), canvas.SizeMax); got != want {
					t.Fatalf("%s: %d×%d: a line of %d columns, want %d", keys, width, height, got, want)
				}
			}
		}
	}
}
