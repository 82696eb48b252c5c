package stage

import (
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// captionAt returns what the two lines of the caption say once an event is shown.
func captionAt(log *sim.Log, e *sim.Event) string {
	text := Draw(momentAt(log, e.At), moment.Options{Width: 120, Height: 36}).Text()
	lines, top := strings.Split(text, "\n"), chrome.PlanRows(36, 12).Caption
	return strings.TrimSpace(strings.Trim(lines[top], " ▌") + " " + strings.Trim(lines[top+1], " ▌"))
}

// TestCaptionsOfAPanelThatDoesNotAnswer: what the panel does is told of the job
// that does it, whether the handler has returned or not.
func TestCaptionsOfAPanelThatDoesNotAnswer(t *testing.T) {
	log := uitest.ScenarioLog(t, "panel-timeout", nil)
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
			jobs++
			if jobs == 2 && caption != "The panel is paid more than once for #2." {
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

// captionOf returns what the screen says of a moment in its one sentence.
func captionOf(m *Scene, lang words.Lang) string {
	f := readerFor(m, lang)
	return canvas.Longest(116, f.Caption()...)
}

// A process that runs again is a member of its group no sooner than its
// JoinGroup is answered, and until then it is said what that waits for.
func TestARestartedProcessIsNoMemberYet(t *testing.T) {
	log := uitest.ScenarioLog(t, "session-timeout", nil)
	restarts := afterFirst(sim.ConsumerRestarted, 0, time.Microsecond)(log)
	asks, joins := time.Duration(0), time.Duration(0)
	for e := range log.All() {
		switch {
		case e.At <= restarts || e.Group != sim.InHouseGroup || e.Worker != 1:
		case e.Type == sim.MemberJoining && asks == 0:
			asks = e.At + time.Microsecond
		case e.Type == sim.MemberJoined && joins == 0:
			joins = e.At + time.Microsecond
		}
	}
	for lang, want := range map[words.Lang][3]string{
		words.English: {"Worker w1 runs again, not yet a member of the group in-house.", "Worker w1 asks to join in-house again. That waits for a ghost, until 12.2 s.", "is a member of the group in-house."},
		words.Korean:  {"워커(w1)가 다시 시작됐습니다. 아직 그룹(in-house)의 멤버가 아닙니다.", "워커(w1)가 그룹(in-house)에 다시 참여를 요청하지만, 유령 멤버를 12.2초까지 기다립니다.", "그룹(in-house)에 참여했습니다."},
	} {
		for i, at := range [...]time.Duration{restarts, asks, joins} {
			if got := captionOf(momentAt(log, at), lang); !strings.HasSuffix(got, want[i]) {
				t.Errorf("at %s: %q, want %q", at, got, want[i])
			}
		}
	}
}

// A client that kafkajs stopped and starts again has left its group, and is a
// member no sooner than it has joined: of what keeps the handler's record from
// coming again every step is told.
func TestAConsumerThatKafkajsStartsAgainHasToJoin(t *testing.T) {
	log := uitest.ScenarioLog(t, "outage", func(c *sim.Config) {
		c.Faults = []sim.Fault{{Name: sim.HandlerError, For: sim.Forever, Count: 20, Kind: sim.PlainError, Order: 1}}
	})
	for _, step := range []struct {
		event sim.EventType
		want  string
	}{
		{sim.HandlerFailed, "The handler of #1 throws InternalServerError. It comes again when all fetchers have ended."},
		{sim.ConsumerRetrying, "All fetchers of worker w1 have ended. It fetches again in 0.3 s (retry 1 of 5)."},
		{sim.ConsumerCrashed, "Worker w1 crashes: KafkaJSNumberOfRetriesExceeded. It starts again in "},
		{sim.ConsumerRestarted, "Worker w1 runs again, not yet a member of the group in-house."},
	} {
		at := afterFirst(step.event, 0, time.Microsecond)(log)
		if got := captionOf(momentAt(log, at), words.English); !strings.HasPrefix(got, step.want) {
			t.Errorf("%s at %s: %q, want %q", step.event, at, got, step.want)
		}
	}
}

// The bar counts every row that says PUBLISHED, so the sentence about those
// whose records wait must not read as a count of them all.
func TestWaitingRowsAreNotSaidToBeAllThatSayPublished(t *testing.T) {
	log := uitest.ScenarioLog(t, "outage", nil)
	at := afterFirst(sim.MemoryWaiting, 6, 200*time.Microsecond)(log)
	m := momentAt(log, at)
	if rows := m.State.Published; rows <= len(m.State.Client.Memory) {
		t.Fatalf("%d rows, %d in memory", rows, len(m.State.Client.Memory))
	}
	for lang, want := range map[words.Lang]string{
		words.English: "The records of three rows that say PUBLISHED are still in the producer's memory.",
		words.Korean:  "PUBLISHED로 기록된 행 중 3건의 레코드가 아직 프로듀서 메모리에 있습니다.",
	} {
		if got := captionOf(m, lang); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
