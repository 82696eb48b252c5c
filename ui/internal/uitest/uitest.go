// Package uitest holds what the tests of several rooms of the screen share:
// runs of the simulation, and how wide a line is on a terminal.
package uitest

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/displaywidth"

	"orderflow/sim"
	"orderflow/sim/engine"
)

// scenarios are those of the program, decoded once.
var scenarios = sync.OnceValue(func() map[string]sim.Scenario {
	known := map[string]sim.Scenario{}
	for _, s := range sim.Scenarios() {
		known[s.Name] = s
	}
	return known
})

// changed returns the configuration of a scenario with changes. Its lists are
// its own.
func changed(t testing.TB, scenario string, change []func(*sim.Config)) sim.Config {
	t.Helper()
	s, known := scenarios()[scenario]
	if !known {
		t.Fatalf("scenario %q is not known", scenario)
	}
	c := s.Config
	c.Faults, c.ExternalOrders, c.OrderList = slices.Clone(c.Faults), slices.Clone(c.ExternalOrders), slices.Clone(c.OrderList)
	for _, f := range change {
		f(&c)
	}
	return c
}

// NewRun starts a scenario of the simulation.
func NewRun(t testing.TB, scenario string, change ...func(*sim.Config)) *engine.Session {
	t.Helper()
	return newRun(t, changed(t, scenario, change), sim.Header{Scenario: scenario, Version: "test"})
}

func newRun(t testing.TB, c sim.Config, header sim.Header) *engine.Session {
	t.Helper()
	header.Seed = c.Seed
	session, err := engine.NewSession(c, header)
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

// logs are the logs that ScenarioLog has returned, by scenario and configuration.
var logs sync.Map

// ScenarioLog returns the log of a scenario, run to its end, as no version of
// the program wrote it: for what is compared with a golden. Whoever asks for
// the same one gets the same log, and only reads it.
func ScenarioLog(t testing.TB, name string, change func(*sim.Config)) *sim.Log {
	t.Helper()
	if change == nil {
		change = func(*sim.Config) {}
	}
	c := changed(t, name, []func(*sim.Config){change})
	key := fmt.Sprintf("%s %#v", name, c) // there is no pointer in it
	if log, known := logs.Load(key); known {
		return log.(*sim.Log)
	}
	s := newRun(t, c, sim.Header{Scenario: name})
	s.Advance(c.Until)
	log, _ := logs.LoadOrStore(key, s.Log())
	return log.(*sim.Log)
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
// runs in one goroutine. Tests that run beside each other share what they only
// read; a few of them are enough to see that.
func SingleThreaded(t testing.TB) {
	t.Helper()
	if testing.Short() {
		t.Skip("one goroutine, and long")
	}
}

// widths are the columns of the lines that were measured, up to linesMax: most
// lines of a frame are those of the frame before.
var (
	widths sync.Map
	lines  atomic.Int64
)

// linesMax bounds the lines that are kept; a fuzz target never ends.
const linesMax = 100_000

// TerminalWidth returns the columns of a line where all ways to measure them
// agree; else -1.
func TerminalWidth(line string) int {
	if width, known := widths.Load(line); known {
		return width.(int)
	}
	width, characters := ansi.StringWidth(line), 0
	for _, r := range line {
		characters += displaywidth.Rune(r)
	}
	if ansi.StringWidthWc(line) != width || displaywidth.String(line) != width || characters != width {
		width = -1
	}
	if lines.Add(1) <= linesMax {
		widths.Store(strings.Clone(line), width)
	}
	return width
}

// Sights are the keys that open everything there is to see.
var Sights = []string{
	"", "down", "enter", "enter tab", "enter" + strings.Repeat(" tab", 2), "enter" + strings.Repeat(" tab", 3), "enter" + strings.Repeat(" tab", 4), "enter n", "w", "enter w", "a", "a down", "e", "e up o", "e up y",
	"d", "d up k", "d tab +", "F", "F tab space", "R", "g", "i", "S", "S down", "c", "c down tab", "?", "e ?", "K C", "K z", "C space", "b", "home", "end", "2",
	"tab", "tab enter", strings.Repeat("tab ", 3) + "enter", strings.Repeat("tab ", 2) + "w", strings.Repeat("tab ", 5) + "enter w", "shift+tab enter", "shift+tab w", strings.Repeat("shift+tab ", 3) + "enter", "> > >",
}
