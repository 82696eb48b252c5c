package stage

import (
	"orderflow/ui/board"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/lanes"
	"orderflow/ui/moment"
	"orderflow/ui/panels"
	"orderflow/ui/spacetime"
)

// Draw returns the frame of a moment: exactly Height lines of Width columns.
func Draw(m *moment.Moment, o moment.Options) canvas.Canvas {
	laid := o.Laid()
	f := chrome.NewFrame(m, laid)
	switch {
	case m.Blank:
		f.Zone(canvas.Rect{X: 0, Y: 0, W: f.Width(), H: f.Height()}, intent.Deed{Key: "b"})
	case f.Width() < moment.CompactWidth || f.Height() < moment.CompactHeight:
		f.DrawTooSmall()
	default:
		drawAll(f)
	}
	if laid.Big {
		return *f.Spread(o.Width, o.Height)
	}
	return *f.Canvas
}

// drawAll draws what is open, and what lies over it.
func drawAll(f *chrome.Frame) {
	f.Read()
	m := f.Moment
	switch {
	case m.Lanes != nil:
		lanes.Draw(f)
	case m.Futures != nil:
		lanes.DrawFutures(f)
	case m.Diagram != nil:
		spacetime.Draw(f)
	case m.Panel.Kind != moment.NoPanel:
		panels.Draw(f)
	default:
		board.Draw(f)
	}
	f.DrawSheet()
	if m.Why.Kind != intent.NoPlace {
		f.DrawWhy()
	}
	f.DrawRecording()
	if len(m.Help) > 0 {
		f.DrawHelp()
	}
}
