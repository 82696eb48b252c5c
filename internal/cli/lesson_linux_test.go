package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A lesson is played on the screen also where nothing can be kept of it: that is
// said once, before the screen opens.
func TestALessonIsPlayedWhereNothingCanBeKept(t *testing.T) {
	for _, test := range []struct{ state, warning string }{
		{filepath.Join(t.TempDir(), "state"), ""},
		{save(t, "file", ""), "orderflow: warning: how far you are cannot be kept in "},
	} {
		t.Setenv("XDG_STATE_HOME", test.state)
		w := openWindow(t, "xterm-256color", "lesson", "published")
		select {
		case <-w.open:
		case <-w.ended:
			t.Fatalf("the screen was not opened: %q, %q", w.shown.String(), w.stderr.String())
		}
		if err := w.cmd.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		w.end(t)
		said := w.stderr.String()
		if strings.Count(said, "warning") != strings.Count(test.warning, "warning") || !strings.Contains(said, test.warning) {
			t.Errorf("stderr: %q", said)
		}
	}
}
