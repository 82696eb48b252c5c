// Package lanes draws runs side by side: the three ways to publish, and the
// futures of one run.
package lanes

import (
	"orderflow/ui/chrome"
	"orderflow/ui/moment"
)

// frame is a frame of this view.
type frame struct{ *chrome.Frame }

// Draw draws the three ways in the place of the board.
func Draw(f *chrome.Frame, v *moment.LanesView) { (&frame{f}).drawLanes(v) }

// DrawFutures draws the futures of the run in the place of the board.
func DrawFutures(f *chrome.Frame, v *moment.FuturesView) { (&frame{f}).drawFutures(v) }
