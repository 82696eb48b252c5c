package track

import (
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// offered are the keys of a run that can be followed by another.
var offered = []intent.KeyHint{{Keys: "1 2 3", Does: intent.ModeAction}, {Keys: "c", Does: intent.CompareAction}, {Keys: "?", Does: intent.HelpAction}}

// momentOf returns a moment of a scenario's run; a negative time is its end.
func momentOf(t testing.TB, scenario string, at time.Duration, change func(*sim.Config)) *moment.Moment {
	t.Helper()
	log := uitest.ScenarioLog(t, scenario, change)
	n := log.Len()
	if at >= 0 {
		n = log.Until(at)
	}
	s := sim.Fold(log, n)
	m := &moment.Moment{
		Log: log, N: sim.EventID(n), State: s, At: max(at, s.At), End: log.At(sim.EventID(log.Len())).At, Wall: 1, WallEnd: 1, Speed: 1, Finished: at < 0,
		NextMode: (s.Setup.Mode + 1) % 3, Footer: offered, Paused: at >= 0,
	}
	if m.Finished {
		m.Countdown, m.Compares = 12, s.Setup.Mode == sim.Send
	}
	return m
}

// drawnOf returns the frame of a moment.
func drawnOf(m *moment.Moment, o moment.Options) *chrome.Frame {
	f := chrome.NewFrame(m, o)
	f.Read()
	Draw(f)
	return f
}

// holdRows compares rows of a frame with those that are wanted.
func holdRows(t *testing.T, what string, f *chrome.Frame, from int, want string) {
	t.Helper()
	lines := strings.Split(f.Text(), "\n")
	for i, row := range strings.Split(strings.Trim(want, "\n"), "\n") {
		if lines[from+i] != row {
			t.Errorf("%s: row %d is\n%q, want\n%q", what, from+i, lines[from+i], row)
		}
	}
}

// whole reports what is wrong with a frame's form: a line that is too long or too
// short, words that are cut, or a verb that is not filled in.
func whole(f *chrome.Frame) string {
	text := f.Text()
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	switch {
	case len(lines) != f.Height():
		return "lines"
	case strings.Contains(text, "%!"):
		return "a verb"
	case strings.Contains(codeDots.Replace(text), "…"):
		return "a cut"
	}
	for _, line := range lines {
		if canvas.Columns(line) != f.Width() {
			return "columns"
		}
	}
	return ""
}

// bothLangs are the languages of the screen.
var bothLangs = []words.Lang{words.English, words.Korean}
