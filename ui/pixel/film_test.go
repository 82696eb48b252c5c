package pixel

import (
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/film"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
	"orderflow/ui/stage"
	"orderflow/ui/words"
)

// still is a frame of a film, and from when it stands.
type still struct {
	at    time.Duration
	cells canvas.Canvas
}

// rolled returns the frames of the film of the default scenario, or of its first
// part, and how long it is.
func rolled(t testing.TB, lang words.Lang, fps int, to time.Duration) (stills []still, length time.Duration) {
	t.Helper()
	log := uitest.ScenarioLog(t, "outage", func(*sim.Config) {})
	p := stage.New(stage.Replay(log), &stage.Setup{Options: moment.Options{Width: 120, Height: 36, Lang: lang}, Pace: pace.StoryPace, Opening: true, Rests: true})
	o := film.Options{FPS: fps, Lang: lang}
	if to > 0 {
		o.To = &film.Mark{At: to}
	}
	f, err := film.Roll(p, o, func(f film.Frame) error {
		c := *f.Cells.Blank(f.Cells.Width(), f.Cells.Height())
		copy(c.Cells, f.Cells.Cells)
		stills = append(stills, still{f.At, c})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return stills, f.Length
}
