package ui

import (
	"testing"

	"orderflow/sim"
)

// newRun starts a scenario of the simulation.
func newRun(t testing.TB, scenario string, change ...func(*sim.Config)) *sim.Session {
	t.Helper()
	s, err := sim.FindScenario(scenario)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range change {
		f(&s.Config)
	}
	session, err := sim.NewSession(s.Config, sim.Header{Scenario: scenario, Seed: s.Config.Seed, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return session
}

func wholeRun(t testing.TB, scenario string, change ...func(*sim.Config)) *sim.Log {
	t.Helper()
	session := newRun(t, scenario, change...)
	session.Advance(session.Config().Until)
	return session.Log()
}

func storyOf(l *Layer) (end float64, busy int, still float64) {
	var walls []float64
	for _, place := range everything(l) {
		walls = append(walls, place.wall.Seconds())
	}
	var changes []scriptChange
	for _, c := range l.changes {
		changes = append(changes, scriptChange{wall: c.wall.Seconds()})
	}
	return walls[len(walls)-1], busiest(changes), stillest(walls)
}

func TestOutageStory(t *testing.T) {
	for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
		l := layAll(wholeRun(t, "outage", func(c *sim.Config) { c.Mode = mode }))
		end, busy, still := storyOf(l)
		t.Logf("%s: %d events, %.1f virtual seconds take %.1f s of wall, %d changes, busiest second %d, stillest %.2f s",
			mode, l.Len(), l.head.last.at.Seconds(), end, len(l.changes), busy, still)
		if end < 38 || end > 54 || busy > 3 || still > longestGap.Seconds()+1e-9 {
			t.Errorf("%s: %.1f s of wall, busiest second %d, stillest %.2f s", mode, end, busy, still)
		}
	}
}
