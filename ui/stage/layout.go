package stage

import (
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
)

// inner returns the part between what stands above and below every view: that of
// the frame that was drawn last, else that of a view in the place of the stage.
func (p *Player) inner() canvas.Rect {
	if p.drawn.inner.W > 0 {
		return p.drawn.inner
	}
	return chrome.Inner(p.options.Width, p.options.Height)
}
