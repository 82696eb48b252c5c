package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
)

// captionOf returns what the screen says of a moment in its one sentence.
func captionOf(m *Moment, lang Lang) string {
	f := &frame{Canvas: newTestCanvas(120, 36), m: m, s: m.State, t: lang.catalogue()}
	f.news, f.selected = digest(m), m.Shown()
	return longest(116, f.caption()...)
}

// A process that runs again is a member of its group no sooner than it joins.
func TestARestartedProcessIsNoMemberYet(t *testing.T) {
	log := scenarioLog(t, "session-timeout", nil)
	restarts := afterFirst(sim.ConsumerRestarted, 0, time.Microsecond)(log)
	joins := time.Duration(0)
	for e := range log.All() {
		if e.Type == sim.MemberJoined && e.At > restarts {
			joins = e.At + time.Microsecond
			break
		}
	}
	for lang, want := range map[Lang][2]string{
		English: {"Worker w1 runs again. It is not yet a member of the group in-house.", "Worker w1 is a member of the group in-house."},
		Korean:  {"워커(w1)가 다시 시작됐습니다. 아직 그룹(in-house)의 멤버가 아닙니다.", "워커(w1)가 그룹(in-house)에 참여했습니다."},
	} {
		for i, at := range [...]time.Duration{restarts, joins} {
			if got := captionOf(momentAt(log, at), lang); got != want[i] {
				t.Errorf("at %s: %q, want %q", at, got, want[i])
			}
		}
	}
}

// A client that crashed and begins again by itself was a member all the time.
func TestAClientThatBeginsAgainIsStillAMember(t *testing.T) {
	log := scenarioLog(t, "outage", func(c *sim.Config) {
		c.Faults = []sim.Fault{{Name: sim.HandlerError, For: sim.Forever, Count: 20, Kind: sim.PlainError, Order: 1}}
	})
	at := afterFirst(sim.ConsumerRestarted, 0, time.Microsecond)(log)
	if got := captionOf(momentAt(log, at), English); !strings.Contains(got, "still a member") {
		t.Errorf("at %s: %q", at, got)
	}
	if slices.ContainsFunc(slices.Collect(log.All()), func(e *sim.Event) bool { return e.Type == sim.MemberLeft }) {
		t.Error("somebody left the group")
	}
}
