package spacetime

import (
	"fmt"
	"strings"
	"testing"

	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// What is noted below a lost order stands clear of the lifelines at its sides,
// however long the order's number is.
func TestANoteTouchesNoLifeline(t *testing.T) {
	for _, lang := range []words.Lang{words.English, words.Korean} {
		w := &lang.Catalogue().Space
		for _, size := range [...]moment.Options{{Width: 80, Height: 24}, {Width: 120, Height: 36}, {Width: 200, Height: 60}} {
			plan := planDiagram(size.Width, &Diagram{})
			for _, number := range []int{4, 12, 345, 6789, 12345} {
				for _, note := range [...]string{w.Notes[0], w.Notes[1], fmt.Sprintf(w.LeadsTo, number), w.DeadNotes[0], w.DeadNotes[1]} {
					c := frameOf(canvas.NewCanvas(size.Width, size.Height, canvas.Theme{}, false), nil, nil)
					c.drawDiagramRow(0, &DiagramRow{Shape: NoteShape, label: note}, plan)
					line, _, _ := strings.Cut(c.Text(), "\n")
					before, after, found := strings.Cut(line, " "+note+" ")
					if !found || !strings.HasSuffix(before, "│") {
						t.Fatalf("%q at %d columns: %q", note, size.Width, line)
					}
					if lifelines := strings.Count(after, "│"); size.Width > 80 && number < 1000 && lifelines != plan.count-1 {
						t.Errorf("%q at %d columns hides a lifeline: %q", note, size.Width, line)
					}
				}
			}
		}
	}
}
