package track

import (
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// TestWindows: of any number of orders, the selected one has a lane of its own,
// nothing is left out, and all lanes are used.
func TestWindows(t *testing.T) {
	for count := 1; count <= 60; count++ {
		for lanes := 4; lanes <= 20; lanes++ {
			for selected := range sim.OrderID(count + 1) {
				w := windowOf(count, lanes, selected, 0)
				used := w.end - w.top
				if w.above {
					used++
				}
				if w.below {
					used++
				}
				switch {
				case selected > 0 && (int(selected) < w.top || int(selected) >= w.end):
					t.Fatalf("%d orders in %d lanes: #%d is not in %+v", count, lanes, selected, w)
				case w.above != (w.top > 1), w.below != (w.end <= count), used > lanes:
					t.Fatalf("%d orders in %d lanes, #%d selected: %+v", count, lanes, selected, w)
				case count > lanes && used < lanes/2:
					t.Fatalf("%d orders in %d lanes, #%d selected: only %d are used: %+v", count, lanes, selected, used, w)
				}
			}
		}
	}
}

// TestTheWindowFollowsAndRests: it moves by whole halves while orders come, and
// stays where the user scrolled it.
func TestTheWindowFollowsAndRests(t *testing.T) {
	log := uitest.ScenarioLog(t, "calm", func(c *sim.Config) { c.Orders, c.Rate = 60, sim.Rate{Orders: 5, Per: time.Second} })
	moved, top := 0, 0
	for when := time.Second; when < 13*time.Second; when += 200 * time.Millisecond {
		f := at(log, when, size(80, 24, words.English))
		singles := 0
		for i := range f.lanes {
			if l := &f.lanes[i]; l.o != nil {
				if singles == 0 && int(l.o.Order.Number) != top {
					top = int(l.o.Order.Number)
					moved++
				}
				singles++
			}
		}
	}
	if moved > 60/6+2 {
		t.Errorf("the window has moved %d times while 60 orders came", moved)
	}
	held := at(log, 13*time.Second, size(80, 24, words.English), func(m *moment.Moment) { m.TableTop = 20 })
	if lines := held.laneLines(); !strings.HasPrefix(lines[0], "  #1–19   19 orders") || !strings.HasPrefix(lines[1], "  #20 ") || !strings.Contains(lines[11], "#30–60") {
		t.Errorf("scrolled to #20:\n%s", strings.Join(lines, "\n"))
	}
}

// TestAnOpenedCohort: below its lane stand its orders, and no others.
func TestAnOpenedCohort(t *testing.T) {
	log := uitest.ScenarioLog(t, "outage", func(c *sim.Config) {
		c.Orders, c.Rate, c.Until = 2000, sim.Rate{Orders: 80, Per: time.Second}, 60*time.Second
	})
	f := at(log, 27500*time.Millisecond, size(120, 36, words.English), func(m *moment.Moment) { m.Unfolded, m.Selected = 441, 500 })
	if len(f.lanes) != 12 || f.lanes[0].o != nil || f.lanes[0].run.Count != 717 {
		t.Fatalf("%d lanes, the first of %d orders", len(f.lanes), f.lanes[0].run.Count)
	}
	for i := range f.lanes[1:] {
		if o := f.lanes[i+1].o; o == nil || int(o.Order.Number) != 500+i {
			t.Errorf("lane %d:\n%s", i+1, strings.Join(f.laneLines(), "\n"))
		}
	}
	if line := f.laneLines()[1]; line != " ▸#500 insta likes    PUBLISHED      ━━━━━ ✗500 LOST  10,000 P ╍╍╍╍╍╍╍╍╍╍╍╍╍◇                     ·            ·" {
		t.Errorf("the lane of #500: %q", line)
	}
}

// TestFolded: a run with room for a lane each is folded into its cohorts.
func TestFolded(t *testing.T) {
	log := uitest.ScenarioLog(t, "outage", nil)
	compareLines(t, at(log, 26900*time.Millisecond, size(120, 36, words.English), selected(9), func(m *moment.Moment) { m.Folded = true }).laneLines(), `
                                                                                      ╎
  #1–3                COMPLETED      ─────────────────────────────────────────────────╎────────────────────────✓×3
  3 orders            2 of 3                                                          ╎
                                                                                      ╎
  #4–8                PUBLISHED      ───── ✗×5  LOST           ╍╍╍╍╍╍╍╍╍╍╍╍╍◇         ╎           ·            ·
  5 orders                                            52,000 P                        ╎
                                                                                      ╎
 ▸#9–11               PUBLISHED      ━━━━━━━━━━━━━━━━━━━━━ ○×3╍╍╍╍╍╍╍╍╍╍╍╍╍╍◇         ╎           ·            ·
  3 orders                                                                            ╎
                                                                                      ╎
  #12                 PUBLISHED      ─────────────────────────────────□×1             ╎           ·            ·
  1 order                                                                             ╎
`)
}

// TestManyCohorts: where there are more than lines, the oldest of which nothing is
// open share one, and no order is counted twice or left out.
func TestManyCohorts(t *testing.T) {
	var cohorts []sim.Cohort
	for i := range 30 {
		c := sim.Cohort{First: sim.OrderID(10*i + 1), Last: sim.OrderID(10*i + 10), Count: 10}
		if i%3 == 0 {
			c.Open, c.Lost = 2, 1
		}
		c.Stations[sim.StationDone] = 10
		cohorts = append(cohorts, c)
	}
	for most := 1; most <= 30; most++ {
		got := gathered(cohorts, most)
		count, lost, done := 0, 0, 0
		for _, c := range got {
			count, lost, done = count+c.Count, lost+c.Lost, done+c.Stations[sim.StationDone]
		}
		if len(got) != most || count != 300 || lost != 10 || done != 300 {
			t.Errorf("in %d lines: %d lanes of %d orders, %d lost, %d done", most, len(got), count, lost, done)
		}
	}
	if got := gathered(cohorts, 29)[1]; got.First != 11 || got.Last != 30 {
		t.Errorf("first to share a lane are #%d to #%d", got.First, got.Last)
	}
	if cohorts[1].Count != 10 {
		t.Error("the state's own cohorts are changed")
	}
}
