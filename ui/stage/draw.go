package stage

import (
	"slices"

	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/moment"
)

// Draw returns the frame of a scene: exactly Height lines of Width columns.
func Draw(s *Scene, o moment.Options) canvas.Canvas {
	f := chrome.NewFrame(s.Moment, o)
	switch shown := s.open.shown(); {
	case shown[0].cover() == alone:
		shown[0].draw(f)
	case chrome.TooSmall(f.Width(), f.Height()):
		f.DrawTooSmall()
	default:
		drawAll(f, shown)
	}
	return *f.Canvas
}

// drawAll draws screens, the lowest first, and what recordings show.
func drawAll(f *chrome.Frame, shown stack) {
	f.Read()
	last := slices.IndexFunc(shown, func(s openScreen) bool { return s.cover() == overAll })
	if last < 0 {
		last = len(shown)
	}
	for _, s := range shown[:last] {
		s.draw(f)
	}
	f.DrawRecording(shown[0].spoken)
	for _, s := range shown[last:] {
		s.draw(f)
	}
	f.DrawNotice()
}
