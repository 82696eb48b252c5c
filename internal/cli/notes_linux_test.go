package cli

import (
	"os"
	"testing"
)

// Notes find a show that begins after them, see it end, and find the next, also where
// the one before was killed.
func TestNotesFollowShows(t *testing.T) {
	dir, err := os.MkdirTemp("", "of") //nolint:usetesting // the path of a socket has to be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	t.Setenv("XDG_RUNTIME_DIR", dir)
	nothing := func() error { return nil }
	notes := openWindow(t, "xterm-256color", "notes")
	notes.after(t, nothing, "No show runs.")
	quits := func(show *window) error { return show.keys("q")() }
	for _, c := range []struct {
		scenario, title string
		end             func(*window) error
	}{
		{"calm", "Even without a fault", quits},
		{"outage", "PUBLISHED, and lost", func(show *window) error { return show.cmd.Process.Kill() }},
		{"calm", "Even without a fault", quits},
	} {
		var show *window
		notes.after(t, func() error {
			show = openWindow(t, "xterm-256color", "--scenario", c.scenario, "--paused")
			return nil
		}, c.title)
		notes.after(t, func() error { return c.end(show) }, "The show has ended.")
		show.end(t)
	}
	if err := notes.keys("q")(); err != nil {
		t.Fatal(err)
	}
	if code, _ := notes.end(t); code != 0 {
		t.Errorf("exit code %d", code)
	}
}
