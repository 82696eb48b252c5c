// Package spacetime draws the way of orders through the system over time: on the
// screen, as text and as a picture.
package spacetime

import (
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// frame is a frame of this view.
type frame struct{ *chrome.Frame }

// Draw draws the diagram of orders in the place of the board, with a line of it
// selected, from 1; 0 = the last one, by itself.
func Draw(f *chrome.Frame, orders []sim.OrderID, selected int) {
	(&frame{f}).drawDiagram(orders, selected)
}

// frameOf returns a frame for lines of text, without a moment.
func frameOf(c *canvas.Canvas, s *sim.State, t *words.Catalogue) *frame {
	return &frame{&chrome.Frame{Canvas: c, Reader: &tell.Reader{State: s, Words: t}}}
}
