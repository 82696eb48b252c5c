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
	Big           bool               // the compact layout with a blank line between the lines, where it fits
}

// Laid returns the options of the layout that is drawn: where Big fits, the
// compact one on every other line; else the usual one.
func (o Options) Laid() Options {
	lines := (o.Height + 1) / 2
	o.Big = o.Big && o.Width >= CompactWidth && lines >= CompactHeight
	if o.Big {
		o.Height = lines
	}
	return o
}

// Full reports whether the full layout is drawn.
func (o *Options) Full() bool { return !o.Big && o.Width >= FullWidth && o.Height >= FullHeight }

// The sizes of the layouts, in columns and lines.
const (
	CompactWidth  = 80
	CompactHeight = 24
	FullWidth     = 120
	FullHeight    = 36
)
