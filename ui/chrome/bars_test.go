package chrome

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// counts are those of a state of which nothing else is known.
type counts struct {
	orders, published, finished, twice, waiting int
	gap, truths                                 [sim.TruthCount]int
	charged, refunded, nothing                  int64
}

func (c *counts) state() *sim.State {
	s := sim.NewState()
	s.Setup.Orders, s.Published, s.Finished, s.DoneTwice, s.CallersWaiting = c.orders, c.published, c.finished, c.twice, c.waiting
	if c.waiting > 0 { // nobody waits for an emit()
		s.Setup.Mode = sim.EmitAwait
	}
	s.Gap, s.Truths, s.Charged, s.Refunded, s.ForNothing = c.gap, c.truths, c.charged, c.refunded, c.nothing
	for truth, n := range c.gap {
		s.Truths[truth] = max(s.Truths[truth], n)
	}
	return s
}

// frame returns a blank frame of the counts.
func (c *counts) frame(o moment.Options) *Frame {
	log := &sim.Log{Header: sim.Header{Seed: 165}}
	return NewFrame(&moment.Moment{Log: log, State: c.state(), Speed: 1}, o)
}

// barsOf returns the lines of the bars, without the blanks at their ends.
func (c *counts) barsOf(o moment.Options) []string {
	f := c.frame(o)
	r := PlanRows(o.Height, lanesMore)
	f.DrawBars(&r)
	last := r.Bars + 2
	if r.BarsTall {
		last += 5
	}
	lines := strings.Split(f.Text(), "\n")[r.Bars:last]
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}

// The counts of the drawn frames.
var (
	pile = counts{orders: 12, published: 11, finished: 3, gap: [sim.TruthCount]int{sim.InMemory: 8}, charged: 82_000}
	loss = counts{orders: 12, published: 12, finished: 4, gap: [sim.TruthCount]int{sim.InMemory: 3, sim.Lost: 5}, charged: 92_000, nothing: 52_000}
	end  = counts{orders: 12, published: 12, finished: 7, gap: [sim.TruthCount]int{sim.Lost: 5}, charged: 92_000, nothing: 52_000}
)

// TestTheBarsAreDrawnAsPlanned holds the bars to the frames they were drawn for.
func TestTheBarsAreDrawnAsPlanned(t *testing.T) {
	for _, c := range []struct {
		of   *counts
		o    moment.Options
		want string
	}{
		{&pile, moment.Options{Width: 120, Height: 36}, `
 rows said  11 PUBLISHED  ████████████████████████████████████████████                                   82,000 P taken
 in truth    3 FINISHED   ████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░      gap 8 = ░ 8 in memory`},
		{&loss, moment.Options{Width: 120, Height: 36}, `
 rows said  12 PUBLISHED  ████████████████████████████████████████████████        92,000 P taken   52,000 P for nothing
 in truth    4 FINISHED   ████████████████░░░░░░░░░░░░✗✗✗✗✗✗ 5 LOST ✗✗✗✗✗✗  gap 8 = ░ 3 in memory + ✗ 5 LOST`},
		{&loss, moment.Options{Width: 80, Height: 24}, `
 rows said  12 PUBLISHED  ██████████████████████████████   52,000 P for nothing
 in truth    4 FINISHED   ██████████░░░░░░░░✗✗ 5 LOST ✗✗   ░3 in memory ✗5 LOST`},
		{&loss, moment.Options{Width: 80, Height: 24, Lang: words.Korean}, `
 DB 누계  12 PUBLISHED  ██████████████████████████████  처리 없이 차감 52,000 P
 실제      4 완료       ██████████░░░░░░░░✗✗ 유실 5 ✗✗      ░메모리에 3 ✗유실 5`},
		{&end, moment.Options{Width: 80, Height: 24}, `
 rows said  12 PUBLISHED  ██████████████████████████████   52,000 P for nothing
 in truth    7 FINISHED   ██████████████████✗✗ 5 LOST ✗✗                ✗5 LOST`},
		{&loss, moment.Options{Width: 160, Height: 45}, `
  ▄█  ▀▀█  rows said    ████████████████████████████████████████████████████████████                                                     █▀▀ ▀▀█   █▀█ █▀█ █▀█
   █  █▀▀  PUBLISHED    ████████████████████████████████████████████████████████████                                                     ▀▀█ █▀▀   █ █ █ █ █ █
  ▀▀▀ ▀▀▀               ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀                                                     ▀▀▀ ▀▀▀ ▖ ▀▀▀ ▀▀▀ ▀▀▀

      █ █  in truth     ████████████████████░░░░░░░░░░░░░░░                             gap 8    ░ 3 in memory                                   P for nothing
      ▀▀█  FINISHED     ████████████████████░░░░░░░░░░░░░░░✗✗✗✗✗✗✗✗ 5 LOST ✗✗✗✗✗✗✗✗✗             ✗ 5 LOST
        ▀               ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀               ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀`},
	} {
		if got := "\n" + strings.Join(c.of.barsOf(c.o), "\n"); got != c.want {
			t.Errorf("%dx%d %s is drawn%s\nwant%s", c.o.Width, c.o.Height, c.o.Lang, got, c.want)
		}
	}
}

// TestEveryPartHasItsWords: what awaits, fails openly, is done twice or comes
// unplanned is seen in the bars and named beside them.
func TestEveryPartHasItsWords(t *testing.T) {
	o := moment.Options{Width: 120, Height: 36}
	for _, c := range []struct {
		of   counts
		want []string
	}{
		{counts{orders: 12, published: 7, finished: 7, truths: [sim.TruthCount]int{sim.Ended: 5}, charged: 92_000, refunded: 52_000}, []string{
			" rows said   7 PUBLISHED  ████████████████████████████                                92,000 P taken, 52,000 given back",
			" in truth    7 FINISHED   ████████████████████████████······ 5 told ······  gap 0",
		}},
		{counts{orders: 12, published: 3, finished: 3, waiting: 8, truths: [sim.TruthCount]int{sim.InMemory: 8}, charged: 82_000}, []string{
			" rows said   3 PUBLISHED  ████████████                                                                   82,000 P taken",
			" in truth    3 FINISHED   ████████████                                      gap 0   8 callers wait",
		}},
		{counts{orders: 12, published: 4, finished: 3, twice: 1, gap: [sim.TruthCount]int{sim.Working: 1}, charged: 20_000}, []string{
			" rows said   4 PUBLISHED  ████████████████                                                               20,000 P taken",
			" in truth    3 FINISHED   ████████◆◆◆◆▓▓▓▓                                  gap 1 = ▓ 1 working   ◆ 1 done twice",
		}},
		{counts{orders: 12, published: 15, finished: 14, gap: [sim.TruthCount]int{sim.Waiting: 1}, charged: 99_000}, []string{
			" rows said  15 PUBLISHED  ████████████████████████████████████████████████                               99,000 P taken",
			" in truth   14 FINISHED   █████████████████████████████████████████████▒▒▒  gap 1 = ▒ 1 waiting",
		}},
		{counts{orders: 100_000, published: 100_000, finished: 99_995, gap: [sim.TruthCount]int{sim.Lost: 5}, charged: 990_000_000, nothing: 52_000}, []string{
			" rows said 100,000 PUBLISHED  ████████████████████████████████████████████████                     52,000 P for nothing",
			" in truth   99,995 FINISHED   ███████████████████████████████████████████████✗  gap 5 = ✗ 5 LOST",
		}},
	} {
		if c.of.published > c.of.orders { // more came than were planned
			c.of.orders = c.of.published
		}
		if got := c.of.barsOf(o); strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("drawn\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// TestTheBarsAddUp: at every width, with up to 100,000 orders, every part has a
// column, the parts are as long as their orders, nothing stands over the edge,
// and LOST is never without its number where the legend is.
func TestTheBarsAddUp(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 12))
	for range 4000 {
		c := randomCounts(random)
		o := moment.Options{Width: StageWidth + random.IntN(241), Height: StageHeight + random.IntN(73), Lang: words.Lang(random.IntN(2)), ASCII: random.IntN(5) == 0}
		f := c.frame(o)
		r := PlanRows(o.Height, min(c.orders, lanesMore))
		b := f.planBars(&r)
		sum, orders := 0, 0
		for i, n := range b.lengths {
			sum += n
			orders += b.parts[i].Count
			if n == 0 && b.parts[i].Count > 0 {
				t.Fatalf("%+v: part %d of %d orders has no column", o, i, b.parts[i].Count)
			}
		}
		if want := max(b.unit.Columns(orders), shown(b.parts)); sum != want || b.after != b.bar+b.unit.Columns(f.Total()) || b.after > o.Width-1 {
			t.Fatalf("%+v: %d columns, want %d, up to %d", o, sum, want, b.after)
		}
		f.DrawBars(&r)
		text := f.Text()
		for y, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
			if w := canvas.Columns(line); w != o.Width {
				t.Fatalf("%+v: line %d is %d columns wide", o, y, w)
			}
		}
		if lost := c.gap[sim.Lost]; lost > 0 && o.Width >= noLegend && !strings.Contains(text, fmt.Sprintf(f.Words.Headline.Lost, grouped(lost))) {
			t.Fatalf("%+v: %d are LOST in\n%s", o, lost, text)
		}
		if strings.Contains(text, "…") {
			t.Fatalf("%+v: a word is cut in\n%s", o, text)
		}
	}
}

// shown returns how many parts have an order.
func shown(parts []Part) int {
	n := 0
	for i := range parts {
		if parts[i].Count > 0 {
			n++
		}
	}
	return n
}

func randomCounts(random *rand.Rand) *counts {
	c := &counts{orders: []int{1, 5, 12, 13, 40, 2000, 100_000}[random.IntN(7)]}
	left := c.orders
	take := func() int {
		n := random.IntN(left + 1)
		if random.IntN(3) == 0 {
			n = min(left, 1)
		}
		left -= n
		return n
	}
	c.finished = take()
	c.published = c.finished
	for truth := sim.Working; truth <= sim.Lost; truth++ {
		if random.IntN(2) == 0 {
			c.gap[truth] = take()
			c.published += c.gap[truth]
		}
	}
	c.truths[sim.Ended] = take()
	c.twice = random.IntN(c.finished + 1)
	c.charged = int64(c.orders) * 4000
	if c.gap[sim.Lost] > 0 {
		c.nothing = int64(c.gap[sim.Lost]) * 4000
	}
	return c
}

func grouped(n int) string { return typeset.Grouped(int64(n)) }
