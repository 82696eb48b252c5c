// Package board draws the board: the way of the orders through order service,
// producer, broker and consumers, the table, the ladder and the code.
package board

import "orderflow/ui/chrome"

// frame is a frame of the board.
type frame struct {
	*chrome.Frame
	flights flights // the tokens between two boxes
}

// Draw draws the board in the layout that the frame has.
func Draw(f *chrome.Frame) {
	b := &frame{Frame: f}
	b.flights = b.findFlights()
	if f.Full {
		b.drawFull()
		return
	}
	b.drawCompact()
}
