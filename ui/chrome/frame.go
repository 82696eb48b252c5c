// Package chrome draws what stands around every view: status, caption, bars,
// timeline, footer, help, the border of a sheet; and why, which lies over any.
//
// # Where to begin
//
// plan.go the arithmetic of columns and rows, status, caption, bars, timeline, footer, boxes
// of sheets, why.
package chrome

import (
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// Frame is one frame while it is drawn: the canvas, and who finds the words.
type Frame struct {
	*canvas.Canvas
	*tell.Reader
	Lang  words.Lang
	Card  []sim.ModelSection // what the model card says
	Big   bool               // for the back of the room
	card  canvas.Rect        // the box that lies over what is drawn
	Still bool               // nothing moves: what happens is a cut
}

// NewFrame returns a blank frame of a moment.
func NewFrame(m *moment.Moment, o moment.Options) *Frame {
	return &Frame{
		Canvas: canvas.NewCanvas(o.Width, o.Height, o.Theme, o.ASCII),
		Reader: tell.NewReader(m, o.Lang),
		Lang:   o.Lang,
		Card:   o.Model,
		Still:  o.Still,
		Big:    o.Big,
	}
}
