package report

import (
	"testing"

	"github.com/charmbracelet/x/ansi"

	"orderflow/internal/hostile"
)

// TestWrappingComesToAnEnd: whatever the text, no line is wider than it may be,
// and the loop ends.
func TestWrappingComesToAnEnd(t *testing.T) {
	for _, h := range hostile.Texts {
		for _, width := range []int{2, 20, Width} {
			for _, line := range wrap("a "+h.Text+" b", width) {
				if act := hostile.Act(line); act != "" || ansi.StringWidth(line) > width {
					t.Fatalf("%s: a line of %d columns: %.200q %s", h.Name, ansi.StringWidth(line), line, act)
				}
			}
		}
	}
}
