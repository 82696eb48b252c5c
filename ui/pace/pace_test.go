package pace

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

// trace prints changes as the prototype does.
func trace(changes []scriptChange) string {
	var b strings.Builder
	for _, c := range changes {
		var names []string
		for _, e := range c.events {
			name := e.typ
			if e.order != 0 {
				name = fmt.Sprintf("#%d %s", e.order, name)
			}
			names = append(names, name)
		}
		fmt.Fprintf(&b, "%7.2f s wall  %8.3f s virtual   %s\n", c.wall, c.events[0].t, strings.Join(names, ", "))
	}
	return b.String()
}

func TestStoryPaceIsThatOfThePrototype(t *testing.T) {
	want, err := os.ReadFile("testdata/pace_seed42.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, changes := layScript(makeScript(42, chosenScript).events)
	if got := trace(changes); got != string(want) {
		t.Errorf("seed 42 is laid otherwise than by the prototype:\n%s", got)
	}
}

// busiest returns the most changes within a second of wall time.
func busiest(changes []scriptChange) int {
	best, j := 0, 0
	for i, c := range changes {
		for c.wall-changes[j].wall > 1-1e-9 {
			j++
		}
		best = max(best, i-j+1)
	}
	return best
}

// stillest returns the longest wall time in which nothing is laid.
func stillest(walls []float64) float64 {
	still, last := 0.0, 0.0
	for _, w := range walls {
		still, last = max(still, w-last), w
	}
	return still
}

func TestStoryPaceMeasuresAsThePrototype(t *testing.T) {
	text, err := os.ReadFile("testdata/pace_measures.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		var seed, ok, late, lost, count, busy int
		var end, still, virtual float64
		if _, err := fmt.Sscan(line, &seed, &ok, &late, &lost, &count, &busy, &end, &still, &virtual); err != nil {
			t.Fatal(err)
		}
		l := makeScript(seed, chosenScript)
		walls, changes := layScript(l.events)
		fates := map[string]int{}
		for _, fate := range l.fate {
			fates[fate]++
		}
		got := fmt.Sprintf("%d %d %d %d %d %d %.3f %.3f %.3f\n", seed, fates["ok"], fates["late"], fates["LOST"], len(changes), busiest(changes),
			walls[len(walls)-1], stillest(walls), l.events[len(l.events)-1].t)
		if got != line {
			t.Errorf("got %swant %s", got, line)
		}
	}
}

func TestStoryPaceLaws(t *testing.T) {
	for seed := 1; seed <= 200; seed++ {
		events := makeScript(seed, chosenScript).events
		walls, changes := layScript(events)
		if !slices.IsSorted(walls) || len(slices.Compact(slices.Clone(walls))) != len(walls) {
			t.Fatalf("seed %d: not strictly increasing", seed)
		}
		for _, n := range []int{1, 17, 60, len(events) / 2} {
			if prefix, _ := layScript(events[:n]); !slices.Equal(prefix, walls[:n]) {
				t.Fatalf("seed %d: the first %d events move as the log grows", seed, n)
			}
		}
		if end := walls[len(walls)-1]; end < 38 || end > 53 {
			t.Errorf("seed %d: the story takes %.1f s", seed, end)
		}
		if n := busiest(changes); n > 3 {
			t.Errorf("seed %d: %d changes in a second", seed, n)
		}
		if still := stillest(walls); still > longestGap.Seconds()+1e-9 {
			t.Errorf("seed %d: still for %.2f s", seed, still)
		}
	}
}

func TestStoryPaceOfACrowd(t *testing.T) {
	for _, c := range []struct{ rate, wall, changes float64 }{{0.5, 42, 54}, {5, 142, 158}, {50, 487, 508}} {
		l := makeScript(1, script{rate: c.rate, orders: int(20*c.rate) + 2})
		walls, changes := layScript(l.events)
		if got := math.Round(walls[len(walls)-1]); got != c.wall || len(changes) != int(c.changes) || busiest(changes) > 3 {
			t.Errorf("rate %v/s: %v s of wall, %d changes, busiest second %d; the prototype: %v s, %v changes", c.rate, got, len(changes), busiest(changes), c.wall, c.changes)
		}
	}
}
