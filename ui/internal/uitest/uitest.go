// Package uitest holds what the tests of several rooms of the screen share:
// runs of the simulation, and how wide a line is on a terminal.
package uitest

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/displaywidth"

	"orderflow/sim"
	"orderflow/sim/engine"
)

// NewRun starts a scenario of the simulation.
func NewRun(t testing.TB, scenario string, change ...func(*sim.Config)) *engine.Session {
	t.Helper()
	s, err := sim.FindScenario(scenario)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range change {
		f(&s.Config)
	}
	session, err := engine.NewSession(s.Config, sim.Header{Scenario: scenario, Seed: s.Config.Seed, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return session
}

// WholeRun returns the log of a scenario, run to its end.
func WholeRun(t testing.TB, scenario string, change ...func(*sim.Config)) *sim.Log {
	t.Helper()
	session := NewRun(t, scenario, change...)
	session.Advance(session.Config().Until)
	return session.Log()
}

// ScenarioLog returns the log of a scenario, run to its end, as no version of
// the program wrote it: for what is compared with a golden.
func ScenarioLog(t testing.TB, name string, change func(*sim.Config)) *sim.Log {
	t.Helper()
	scenario, err := sim.FindScenario(name)
	if err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(&scenario.Config)
	}
	s, err := engine.NewSession(scenario.Config, sim.Header{Scenario: name, Seed: scenario.Config.Seed})
	if err != nil {
		t.Fatal(err)
	}
	s.Advance(scenario.Config.Until)
	return s.Log()
}

// MillionEvents returns a log of a million events.
func MillionEvents(b *testing.B) *sim.Log {
	b.Helper()
	const want = 1_000_000
	session := NewRun(b, "outage", func(c *sim.Config) {
		c.Orders, c.Rate, c.ExternalOrders, c.Until = 60_000, sim.Rate{Orders: 100, Per: 1e9}, nil, time.Hour
		c.Faults = nil
		c.Workers = 64
		c.Partitions = 64
	})
	for until := time.Second; session.Log().Len() < want && until < time.Hour; until += time.Second {
		session.Advance(until)
	}
	if session.Log().Len() < want {
		b.Fatalf("the run has only %d events", session.Log().Len())
	}
	return session.Log().Prefix(want)
}

// SingleThreaded leaves out, under the race detector, a long test of code that
// runs in one goroutine.
func SingleThreaded(t testing.TB) {
	t.Helper()
	if testing.Short() {
		t.Skip("one goroutine, and long")
	}
}

// TerminalWidth returns the columns of a line where all ways to measure them
// agree; else -1.
func TerminalWidth(line string) int {
	width, characters := ansi.StringWidth(line), 0
	for _, r := range line {
		characters += displaywidth.Rune(r)
	}
	if ansi.StringWidthWc(line) != width || displaywidth.String(line) != width || characters != width {
		return -1
	}
	return width
}

// Sights are the keys that open everything there is to see.
var Sights = []string{
	"", "down", "enter", "enter tab", "enter" + strings.Repeat(" tab", 2), "enter" + strings.Repeat(" tab", 3), "enter" + strings.Repeat(" tab", 4), "enter n", "w", "enter w", "a", "a down", "e", "e up o", "e up y",
	"d", "d up k", "d tab +", "F", "F tab space", "R", "g", "i", "S", "S down", "c", "c down tab", "?", "e ?", "K C", "K z", "C space", "b", "home", "end", "2",
	"tab", "tab enter", strings.Repeat("tab ", 3) + "enter", strings.Repeat("tab ", 2) + "w", strings.Repeat("tab ", 5) + "enter w", "shift+tab enter", "shift+tab w", strings.Repeat("shift+tab ", 3) + "enter", "> > >",
}
