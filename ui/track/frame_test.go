package track

import (
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/chrome"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// at returns the stage of a log at a virtual time, drawn as it is when nothing moves.
func at(log *sim.Log, when time.Duration, o moment.Options, change ...func(*moment.Moment)) *frame {
	n := log.Until(when)
	return of(&moment.Moment{Log: log, N: sim.EventID(n), State: sim.Fold(log, n), At: when, Speed: 1}, o, change...)
}

// of returns the drawn stage of a moment.
func of(m *moment.Moment, o moment.Options, change ...func(*moment.Moment)) *frame {
	for _, do := range change {
		do(m)
	}
	on := chrome.NewFrame(m, o)
	on.Read()
	f := newFrame(on)
	f.draw()
	return f
}

// laneLines returns the lines of the lanes, without what is blank at their ends.
func (f *frame) laneLines() []string {
	lines := strings.Split(f.Text(), "\n")[f.rows.Lanes:f.rows.LanesEnd]
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return lines
}

// size returns the options of a size.
func size(width, height int, lang words.Lang) moment.Options {
	return moment.Options{Width: width, Height: height, Lang: lang, Still: true}
}

// compareLines reports where lanes are not as they were drawn by hand.
func compareLines(t *testing.T, got []string, drawn string) {
	t.Helper()
	want := strings.Split(strings.TrimSuffix(strings.TrimPrefix(drawn, "\n"), "\n"), "\n")
	for i, line := range want {
		want[i] = strings.TrimRight(line, " ")
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// selected selects an order.
func selected(order sim.OrderID) func(*moment.Moment) {
	return func(m *moment.Moment) { m.Selected = order }
}

// ended says that the run is over.
func ended(m *moment.Moment) { m.Finished = true }

// TestThePile: eight orders before the wall, and what their rows claim behind it.
func TestThePile(t *testing.T) {
	log := uitest.ScenarioLog(t, "outage", nil)
	compareLines(t, at(log, 22*time.Second, size(120, 36, words.English), selected(9)).laneLines(), `
   #1 youtube views   COMPLETED      ────────────────────────────█────────────────────╎────────────────────────✓ 2.006
   #2 blog likes      PROCESSING     ────────────────────────────█────────────────────╎───────────◇────────────✓ 13.999
   #3 insta likes     COMPLETED      ────────────────────────────█────────────────────╎────────────────────────✓ 5.787
   #4 insta likes     PUBLISHED      ───────── no try left ○4 ╍╍╍█╍╍╍╍╍╍╍╍╍╍◇         ╎           ·            ·
   #5 blog views      PUBLISHED      ───────── no try left ○5 ╍╍╍█╍╍╍╍╍╍╍╍╍╍◇         ╎           ·            ·
   #6 blog likes      PUBLISHED      ───────── no try left ○6 ╍╍╍█╍╍╍╍╍╍╍╍╍╍◇         ╎           ·            ·
   #7 youtube views   PUBLISHED      ───────── no try left ○7 ╍╍╍█╍╍╍╍╍╍╍╍╍╍◇         ╎           ·            ·
   #8 youtube views   PUBLISHED      ───────── no try left ○8 ╍╍╍█╍╍╍╍╍╍╍╍╍╍◇         ╎           ·            ·
 ▸ #9 blog likes      PUBLISHED      ━━━━━ 5.0 s · round 3 ○9 ╍╍╍█╍╍╍╍╍╍╍╍╍╍◇         ╎           ·            ·
  #10 insta followers PUBLISHED      ───── 3.0 s · round 3 ○10╍╍╍█╍╍╍╍╍╍╍╍╍╍◇         ╎           ·            ·
  #11 insta likes     PUBLISHED      ───── 1.0 s · round 3 ○11╍╍╍█╍╍╍╍╍╍╍╍╍╍◇         ╎           ·            ·
                                                                 █                    ╎
`)
}

// TestTheLoss: five orders are given up as the client is connected again; three
// are still to leave, and one has overtaken them.
func TestTheLoss(t *testing.T) {
	log := uitest.ScenarioLog(t, "outage", nil)
	compareLines(t, at(log, 26900*time.Millisecond, size(80, 24, words.English), selected(4)).laneLines(), `
   #1 youtube views COMPLETED  ────────────────────────────╎─────────────✓ 2.0
   #2 blog likes    PROCESSING ────────────────────────────╎─────◇───────✓ 14.0
   #3 insta likes   COMPLETED  ────────────────────────────╎─────────────✓ 5.8
 ▸ #4 insta likes   PUBLISHED  ━ ✗ LOST 10,000 ╍╍╍╍╍╍╍◇    ╎     ·       ·
   #5 blog views    PUBLISHED  ─ ✗ LOST 24,000 ╍╍╍╍╍╍╍◇    ╎     ·       ·
   #6 blog likes    PUBLISHED  ─ ✗ LOST  4,000 ╍╍╍╍╍╍╍◇    ╎     ·       ·
   #7 youtube views PUBLISHED  ─ ✗ LOST 10,000 ╍╍╍╍╍╍╍◇    ╎     ·       ·
   #8 youtube views PUBLISHED  ─ ✗ LOST  4,000 ╍╍╍╍╍╍╍◇    ╎     ·       ·
   #9 blog likes    PUBLISHED  ───── 9.9 s ○9 ╍╍╍╍╍╍╍╍◇    ╎     ·       ·
  #10 insta foll.   PUBLISHED  ───── 7.9 s ○10╍╍╍╍╍╍╍╍◇    ╎     ·       ·
  #11 insta likes   PUBLISHED  ───── 5.9 s ○11╍╍╍╍╍╍╍╍◇    ╎     ·       ·
  #12 insta likes   PUBLISHED  ────────────────────□12 P1@0╎     ·       ·
`)
	compareLines(t, at(log, 26900*time.Millisecond, size(80, 24, words.Korean), selected(4)).laneLines()[3:9], `
 ▸ #4 인스타 좋아요 PUBLISHED  ━ ✗ 유실 10,000 ╍╍╍╍╍╍╍◇    ╎     ·       ·
   #5 블로그 조회수 PUBLISHED  ─ ✗ 유실 24,000 ╍╍╍╍╍╍╍◇    ╎     ·       ·
   #6 블로그 좋아요 PUBLISHED  ─ ✗ 유실  4,000 ╍╍╍╍╍╍╍◇    ╎     ·       ·
   #7 유튜브 조회수 PUBLISHED  ─ ✗ 유실 10,000 ╍╍╍╍╍╍╍◇    ╎     ·       ·
   #8 유튜브 조회수 PUBLISHED  ─ ✗ 유실  4,000 ╍╍╍╍╍╍╍◇    ╎     ·       ·
   #9 블로그 좋아요 PUBLISHED  ───── 9.9초 ○9 ╍╍╍╍╍╍╍╍◇    ╎     ·       ·
`)
	for i, line := range at(log, 26900*time.Millisecond, size(200, 60, words.English), selected(4)).laneLines() {
		switch {
		case i%2 == 1 && strings.Trim(line, " ╎") != "":
			t.Errorf("between two lanes is %q", line)
		case i == 6 && !strings.HasPrefix(line, " ▸ #4 insta likes          ×500 PUBLISHED      ━━━━━━━━━━━━━━━━━━━━━━━━━ ✗4   LOST  10,000 P ╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍◇ "):
			t.Errorf("the lane of #4: %q", line)
		}
	}
}

// TestTheEndBesideACard: who is neither lost nor told shares a lane with those
// beside them.
func TestTheEndBesideACard(t *testing.T) {
	log := uitest.ScenarioLog(t, "outage", nil)
	m := &moment.Moment{Log: log, N: sim.EventID(log.Len()), State: sim.Fold(log, log.Len()), At: 46460 * time.Millisecond, Speed: 1, Finished: true, Selected: 4}
	beside := func(lines int) []string {
		on := chrome.NewFrame(m, size(80, 24, words.English))
		on.Read()
		f := newFrame(on)
		f.foldForCard(lines)
		f.drawLanes()
		return f.laneLines()[:lines]
	}
	compareLines(t, beside(7), `
  #1–3     3 orders COMPLETED  ──────────────────────────────────────────✓×3
 ▸ #4 insta likes   PUBLISHED  ━ ✗ LOST 10,000 ╍╍╍╍╍╍╍◇          ·       ·
   #5 blog views    PUBLISHED  ─ ✗ LOST 24,000 ╍╍╍╍╍╍╍◇          ·       ·
   #6 blog likes    PUBLISHED  ─ ✗ LOST  4,000 ╍╍╍╍╍╍╍◇          ·       ·
   #7 youtube views PUBLISHED  ─ ✗ LOST 10,000 ╍╍╍╍╍╍╍◇          ·       ·
   #8 youtube views PUBLISHED  ─ ✗ LOST  4,000 ╍╍╍╍╍╍╍◇          ·       ·
  #9–12    4 orders COMPLETED  ──────────────────────────────────────────✓×4
`)
	compareLines(t, beside(3), `
  #1–3     3 orders COMPLETED  ──────────────────────────────────────────✓×3
 ▸#4–8     5 orders PUBLISHED  ━ ✗×5 LOST      ╍╍╍╍╍╍╍◇          ·       ·
  #9–12    4 orders COMPLETED  ──────────────────────────────────────────✓×4
`)
}

// TestCohorts: of 2,000 orders there are four lanes, and what they count is exact.
func TestCohorts(t *testing.T) {
	log := uitest.ScenarioLog(t, "outage", func(c *sim.Config) {
		c.Orders, c.Rate, c.Until = 2000, sim.Rate{Orders: 80, Per: time.Second}, 60*time.Second
	})
	compareLines(t, at(log, 27500*time.Millisecond, size(120, 36, words.English), selected(441)).laneLines(), `

  #1–440              PUBLISHED      ─────────────────────────────────□×415─◇────────────◐×1───────────────────✓×24
  440 orders          425 of 440

 ▸#441–1,157          PUBLISHED      ━━━━━ ✗×717 LOST          ╍╍╍╍╍╍╍╍╍╍╍╍╍◇                     ·            ·
  717 orders                                       6,272,000 P

  #1,158–1,720        PUBLISHED      ─────────────────────────────────□×563                       ·            ·
  563 orders

  #1,721–2,000        PUBLISHED      ─────────────────────────────────□×280                       ·            ·
  280 orders
`)
}
