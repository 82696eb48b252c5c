package ui

import (
	"testing"

	"orderflow/ui/moment"
)

// BenchmarkStart is all that the program does of its own from its start to its
// first frame: a source, its layout so far, and the frame.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		c := outageConfig(b)
		c.Options = moment.Options{Width: 120, Height: 36}
		m := c.program()
		m.player.Tick(0)
		m.dirty = true
		m.draw()
		if m.frame.Width() == 0 {
			b.Fatal("no frame")
		}
	}
}
