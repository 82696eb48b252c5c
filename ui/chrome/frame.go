// Package chrome draws what stands around every view: status, caption, bars,
// timeline, footer, help, the border of a sheet; and why, which lies over any.
package chrome

import (
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
)

// Frame is one frame while it is drawn: the canvas, and who finds the words.
type Frame struct {
	*canvas.Canvas
	*tell.Reader
	Card []sim.ModelSection // what the model card says
	Full bool               // the full layout is drawn, not the compact one
}

// NewFrame returns a blank frame of a moment, for a layout.
func NewFrame(m *moment.Moment, laid moment.Options) *Frame {
	return &Frame{
		Canvas: canvas.NewCanvas(laid.Width, laid.Height, laid.Theme, laid.ASCII),
		Reader: tell.NewReader(m, laid.Lang),
		Card:   laid.Model,
		Full:   laid.Full(),
	}
}
