package report

import (
	"testing"

	"github.com/charmbracelet/x/ansi"

	"orderflow/internal/hostile"
)

// TestWrappingComesToAnEnd: what is taken off a line makes it shorter, whatever
// a measure of widths thinks of it.
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
