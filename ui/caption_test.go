package ui

import (
	"strings"
	"testing"

	"orderflow/sim"
)

// captionAt returns what row 1 says once an event is shown.
func captionAt(log *sim.Log, e *sim.Event) string {
	text := Draw(momentAt(log, e.At), Options{Width: 120, Height: 36}).Text()
	return strings.TrimSpace(strings.Trim(strings.Split(text, "\n")[1], " ▌"))
}

// TestCaptionsOfAPanelThatDoesNotAnswer: what the panel does is told of the job
// that does it, whether the handler has returned or not.
func TestCaptionsOfAPanelThatDoesNotAnswer(t *testing.T) {
	log := scenarioLog(t, "panel-timeout", nil)
	handled, jobs := false, 0
	for e := range log.All() {
		if e.Order != 2 {
			continue
		}
		caption := captionAt(log, e)
		switch e.Type {
		case sim.HandlerReturned:
			if handled = true; caption != "#2 is bought again: the panel accepted job 8843 too." {
				t.Errorf("event %d, the handler returns: %q", e.N, caption)
			}
		case sim.PanelAccepted:
			if jobs++; jobs == 2 && caption != "The panel is paid more than once for #2." {
				t.Errorf("event %d, the second purchase: %q", e.N, caption)
			}
		case sim.JobProgressed:
			if !strings.Contains(caption, "#2") {
				continue // another order's change of the same moment
			}
			if !handled && !strings.Contains(caption, "not handled yet") || jobs > 1 && !strings.Contains(caption, "once more") {
				t.Errorf("event %d, handled %v, job %d of %d: %q", e.N, handled, e.Job, jobs, caption)
			}
		}
	}
	if jobs != 2 {
		t.Errorf("%d jobs", jobs)
	}
}
