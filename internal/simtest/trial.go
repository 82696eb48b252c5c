// Package simtest holds what the tests of sim, of its engine and of the screen
// share: random scenarios, the smallest that still breaks a law, and the laws
// that need no more than a log and its states. No program uses it.
package simtest

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"orderflow/sim"
)

// Trial is one scenario the laws are tried on.
type Trial struct {
	Config sim.Config
	Inputs []sim.Input
}

// Random draws a trial: any mode, faults, remedies, settings and inputs.
func Random(seed uint64) Trial {
	c := RandomConfig(seed)
	return Trial{Config: c, Inputs: RandomInputs(seed, c.Until)}
}

// Check returns, where a trial breaks a law, what is broken, and the smallest
// scenario that still breaks one, as a command; else nothing.
func (x Trial) Check(broken func(Trial) string) string {
	what := broken(x)
	if what == "" {
		return ""
	}
	small := x.Shrink(func(y Trial) bool { return broken(y) != "" })
	return fmt.Sprintf("seed %d: %s\nthe smallest scenario that still fails:\n%s\n%s", x.Config.Seed, what, small.Command(), broken(small))
}

// Stretched is the trial with its orders so far apart that the run lets go of
// some while it goes. A relay that is refused at every poll fills such a run
// with a million events: it is stretched less, until the run fits.
func (x Trial) Stretched(fits func(Trial) bool) Trial {
	for factor := 40; factor > 1; factor /= 2 {
		y := x
		y.Config.Rate.Per *= time.Duration(factor)
		y.Config.Until *= time.Duration(factor)
		if fits(y) {
			return y
		}
	}
	return x
}

// Shrink drops what is not needed for the trial to fail, until nothing can go.
func (x Trial) Shrink(fails func(Trial) bool) Trial {
	for smaller := true; smaller; {
		smaller = false
		for _, candidate := range x.smaller() {
			if fails(candidate) {
				x, smaller = candidate, true
				break
			}
		}
	}
	return x
}

// smaller returns the trials one step smaller.
func (x Trial) smaller() []Trial {
	var list []Trial
	change := func(edit func(*Trial)) {
		y := x
		y.Config.Faults, y.Inputs = slices.Clone(x.Config.Faults), slices.Clone(x.Inputs)
		edit(&y)
		list = append(list, y)
	}
	for i := range x.Config.Faults {
		change(func(y *Trial) { y.Config.Faults = slices.Delete(y.Config.Faults, i, i+1) })
	}
	for i := range x.Inputs {
		change(func(y *Trial) { y.Inputs = slices.Delete(y.Inputs, i, i+1) })
	}
	for r := range sim.RemedyCount {
		if x.Config.Remedies.Has(r) {
			change(func(y *Trial) { y.Config.Remedies = y.Config.Remedies.With(r, false) })
		}
	}
	if x.Config.Orders > 1 {
		change(func(y *Trial) { y.Config.Orders /= 2 })
		change(func(y *Trial) { y.Config.Orders-- })
	}
	for _, s := range sim.FlagSettings() {
		if !s.Repeats && !kept(s.Name) && changed(&s, &x.Config) {
			change(func(y *Trial) { reset(&s, &y.Config) })
		}
	}
	if x.Config.Until > 2*time.Second {
		change(func(y *Trial) { y.Config.Until = (y.Config.Until * 3 / 4).Truncate(time.Second) })
	}
	return list
}

// kept reports whether a setting is made smaller another way than by its default.
func kept(setting string) bool { return setting == "seed" || setting == "orders" || setting == "until" }

// Command writes the trial as a command line, with the inputs as comments. It
// says what is not as where nobody says anything.
func (x Trial) Command() string {
	c := x.Config
	b := &strings.Builder{}
	b.WriteString("orderflow run")
	for _, s := range sim.FlagSettings() {
		if !changed(&s, &c) {
			continue
		}
		for _, value := range s.Write(&c) {
			fmt.Fprintf(b, " --%s=%s", s.Name, quoted(value))
		}
	}
	for _, in := range x.Inputs {
		fmt.Fprintf(b, "\n# a user's input: %+v", in)
	}
	return b.String()
}

// quoted writes a value as a shell takes it.
func quoted(value string) string {
	if strings.IndexFunc(value, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-+=,.:/_", r)
	}) < 0 {
		return value
	}
	return "'" + strings.ReplaceAll(value, "'", `'\''`) + "'"
}

// FirstDifference returns the first line in which two logs differ.
func FirstDifference(a, b []byte) string {
	left, right := strings.Split(string(a), "\n"), strings.Split(string(b), "\n")
	for i := range min(len(left), len(right)) {
		if left[i] != right[i] {
			return fmt.Sprintf("line %d:\n%s\n%s", i+1, left[i], right[i])
		}
	}
	return fmt.Sprintf("%d and %d lines", len(left), len(right))
}
