package moment

import (
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// Options say how a frame is drawn.
type Options struct {
	Width, Height int // columns and lines, from 1×1
	Lang          words.Lang
	ASCII         bool // glyph for glyph; no layout changes
	Theme         canvas.Theme
	Model         []sim.ModelSection // what the model card says
	Still         bool               // nothing moves: what happens is a cut
	Big           bool               // drawn for the back of the room
}
