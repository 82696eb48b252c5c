package sheets

import (
	"testing"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// titleRoom is what a title has on the narrowest screen.
const titleRoom = 34

// TestTitlesFit: each scenario has a name and a title that stand whole in the
// list, in both languages.
func TestTitlesFit(t *testing.T) {
	for _, s := range sim.Scenarios() {
		if canvas.Columns(s.Name) > scenarioName {
			t.Errorf("%s has %d columns, want %d", s.Name, canvas.Columns(s.Name), scenarioName)
		}
		for lang := words.English; lang <= words.Korean; lang++ {
			title := lang.Catalogue().Of(s.Title)
			if n := canvas.Columns(title); n == 0 || n > titleRoom {
				t.Errorf("%s: the title %q has %d columns, want 1 to %d", s.Name, title, n, titleRoom)
			}
		}
	}
}
