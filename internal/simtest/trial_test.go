package simtest

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"orderflow/sim"
)

// argumentsOf splits a command line as a shell does.
func argumentsOf(line string) []string {
	var list []string
	word, quoted := &strings.Builder{}, false
	for _, r := range line {
		switch {
		case r == '\'':
			quoted = !quoted
		case r == ' ' && !quoted:
			list = append(list, word.String())
			word.Reset()
		default:
			word.WriteRune(r)
		}
	}
	return append(list, word.String())
}

// TestTheCommandIsTheTrial: what is printed of a trial makes it again, whatever
// setting it changes.
func TestTheCommandIsTheTrial(t *testing.T) {
	given := map[string]bool{}
	for seed := uint64(1); seed <= 500; seed++ {
		x := Random(seed)
		line, _, _ := strings.Cut(x.Command(), "\n")
		again := sim.DefaultConfig()
		for _, argument := range argumentsOf(line)[2:] {
			name, value, _ := strings.Cut(strings.TrimPrefix(argument, "--"), "=")
			settings := sim.FlagSettings()
			i := slices.IndexFunc(settings, func(s sim.Setting) bool { return s.Name == name })
			if err := settings[i].Read(&again, value); err != nil {
				t.Fatalf("seed %d: %s: %v", seed, argument, err)
			}
			given[name] = true
		}
		want := x.Config
		want.Rate, _ = sim.ParseRate(want.Rate.String()) // in lowest terms
		if !reflect.DeepEqual(again, want) {
			t.Fatalf("seed %d: %s\nis %+v\nwant %+v", seed, line, again, want)
		}
	}
	for _, s := range sim.FlagSettings() {
		if !given[s.Name] {
			t.Errorf("--%s is in no command", s.Name)
		}
	}
}

// TestEverythingShrinks: of a trial that always fails nothing is left, whatever
// setting it changes.
func TestEverythingShrinks(t *testing.T) {
	for seed := uint64(1); seed <= 100; seed++ {
		small := Random(seed).Shrink(func(Trial) bool { return true })
		if len(small.Config.Faults)+len(small.Inputs)+len(small.Config.Remedies.Names()) > 0 || small.Config.Orders > 1 {
			t.Fatalf("seed %d leaves %s", seed, small.Command())
		}
		for _, s := range sim.FlagSettings() {
			if !kept(s.Name) && changed(&s, &small.Config) {
				t.Errorf("seed %d leaves --%s=%v", seed, s.Name, s.Write(&small.Config))
			}
		}
	}
}

// TestShrinkingKeepsWhatMatters: what a failure needs stays.
func TestShrinkingKeepsWhatMatters(t *testing.T) {
	needs := func(x Trial) bool { return x.Config.ClusterSize == 1 && x.Config.Orders >= 3 }
	for seed := uint64(1); seed <= 400; seed++ {
		x := Random(seed)
		if !needs(x) {
			continue
		}
		small := x.Shrink(needs)
		line := small.Command()
		if !strings.Contains(line, " --orders=3 ") || !strings.HasSuffix(line, " --cluster-size=1") || strings.Count(line, "--") > 4 {
			t.Errorf("seed %d: %s", seed, line)
		}
	}
}
