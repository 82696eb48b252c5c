// Package track draws the stage: the places as boxes across the top, and under
// them a lane for every order, on which its token stands where it truly is and
// its claim where its row says that it is.
//
// # Where to begin
//
// board.go; lanes (read.go where an order stands, lane.go, claim.go, wall.go, motion.go),
// more orders than lanes (crowd.go), places (places.go, box.go, one file a place), who knows
// what (who.go, code.go), cards (endcard.go, question.go), opening, the stage for the back
// of the room (big.go).
package track

import (
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/moment"
)

// frame is the stage while it is drawn.
type frame struct {
	*chrome.Frame
	cols   chrome.Columns
	rows   chrome.Rows
	spot   moment.Spot // in the spotlight; NoSpot at the end
	asked  sim.OrderID // whose lane is in sight above a card that asks of it; 0: none is
	card   int         // lines that a card leaves to the lanes; 0: there is none
	lanes  []lane
	motion motion
}

// Draw draws the stage; at the end of a run with a card over its lower part.
func Draw(on *chrome.Frame) { newFrame(on).draw() }

// newFrame shares out a frame among the parts of the stage.
func newFrame(on *chrome.Frame) *frame {
	f := &frame{Frame: on, cols: chrome.PlanColumns(on.Width())}
	f.rows = chrome.PlanRows(on.Height(), f.laneCount())
	f.spot = f.spotlit()
	return f
}

func (f *frame) draw() {
	if f.Moment.Opening != nil {
		f.drawOpening()
		return
	}
	if f.bigFits() {
		f.drawBig()
		return
	}
	var end canvas.Rect
	if f.Moment.Finished {
		end = f.planEnd()
	}
	f.DrawHead(&f.rows)
	f.DrawFocus()
	f.drawStage()
	if f.Moment.Finished {
		f.drawEndCard(end)
	}
	f.DrawFoot(&f.rows)
}

// drawStage draws what stands between head and foot.
func (f *frame) drawStage() {
	f.drawPlaces()
	f.drawLanes()
	f.drawWalls()
	if f.rows.WhoH > 0 {
		f.drawWho()
	}
}
