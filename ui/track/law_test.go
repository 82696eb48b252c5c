package track

import (
	"fmt"
	"strings"
	"testing"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// lawSizes are the sizes at which the laws are looked at, in turn.
var lawSizes = []moment.Options{
	size(60, 18, words.English), size(80, 24, words.Korean), size(120, 36, words.English), size(160, 45, words.Korean), size(200, 60, words.English), size(300, 90, words.Korean), size(97, 31, words.English),
}

// lawStep is how many events lie between two looks; looked at in turn, each size
// sees events of every kind.
const lawStep = 11

// TestLawsOfTheLanes looks at the lanes of every scenario in every mode: tokens
// stand where the fold says, claims are there where rows are ahead, the wall where
// a leader cannot be reached, and no lane moves.
func TestLawsOfTheLanes(t *testing.T) {
	uitest.SingleThreaded(t)
	for _, s := range sim.Scenarios() {
		for mode := sim.Emit; mode <= sim.Send; mode++ {
			t.Run(s.Name+" "+mode.String(), func(t *testing.T) {
				checkLaws(t, uitest.ScenarioLog(t, s.Name, func(c *sim.Config) { c.Mode = mode }))
			})
		}
	}
}

func checkLaws(t *testing.T, log *sim.Log) {
	t.Helper()
	s, looks := sim.NewState(), 0
	lines := map[string]int{} // of each order's lane, by size
	for e := range log.All() {
		s.Apply(e)
		if e.N%lawStep != 0 && int(e.N) != log.Len() || e.N < 30 {
			continue
		}
		o := lawSizes[looks%len(lawSizes)]
		looks++
		f := of(&moment.Moment{Log: log, N: e.N, State: s, At: e.At, Speed: 1, Finished: int(e.N) == log.Len()}, o)
		wrong := wrongLaw(f)
		for i := range f.lanes {
			if l := &f.lanes[i]; l.o != nil && f.orders() <= f.rows.LaneCount {
				key := fmt.Sprintf("%d %dx%d", l.o.Order.Number, o.Width, o.Height)
				if y, known := lines[key]; known && y != l.y {
					wrong = fmt.Sprintf("the lane of #%s has moved from line %d to %d", key, y, l.y)
				}
				lines[key] = l.y
			}
		}
		if wrong != "" {
			t.Fatalf("after event %d (%s, %s) at %dx%d: %s\n%s", e.N, e.Type, e.At, o.Width, o.Height, wrong, f.Text())
		}
	}
}

// wrongLaw returns what of a drawn stage is not as it has to be.
func wrongLaw(f *frame) string {
	text := f.Text()
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) != f.Height() {
		return fmt.Sprintf("%d lines", len(lines))
	}
	for y, line := range lines {
		if w := uitest.TerminalWidth(line); w != f.Width() {
			return fmt.Sprintf("line %d is %d columns wide: %q", y, w, line)
		}
	}
	lost := 0
	for i := range f.lanes {
		l := &f.lanes[i]
		if l.y < f.rows.Lanes || l.y >= f.rows.LanesEnd {
			return fmt.Sprintf("lane %d is in line %d, beside the lanes", i, l.y)
		}
		if l.o == nil {
			lost += l.run.Lost
			continue
		}
		if l.o.Truth() == sim.Lost {
			lost++
		}
		if wrong := wrongLane(f, l); wrong != "" {
			return fmt.Sprintf("#%d: %s", l.o.Order.Number, wrong)
		}
	}
	if want := f.State.Truths[sim.Lost]; lost != want {
		return fmt.Sprintf("%d LOST in the lanes, %d in the totals", lost, want)
	}
	return ""
}

// zoneOf returns the columns between which a token of each truth stands.
func zoneOf(f *frame, l *lane) (from, end int) {
	c, o := &f.cols, l.o
	switch o.Truth() {
	case sim.InMemory:
		return c.Track, c.Wire()
	case sim.Retrying:
		return c.Track, c.Wire()
	case sim.OnTheWay, sim.Uncertain:
		return c.Wire() - 3, c.Broker()
	case sim.Waiting, sim.Duplicated:
		return c.Broker(), c.Reach()
	case sim.Working:
		return c.Consumers(), c.Done()
	case sim.Done:
		return c.Done(), f.Width()
	case sim.Ended:
		if o.Appended == 0 {
			return c.Track, c.Wire()
		}
		return c.Done(), f.Width()
	}
	return 0, 0
}

// wrongLane returns what of the lane of an order is not as it has to be.
func wrongLane(f *frame, l *lane) string {
	cells := f.Cells[l.y*f.Width() : (l.y+1)*f.Width()]
	place, has := 0, [2]bool{}
	for x, c := range cells {
		has[0] = has[0] || c.Rune == '◇' && c.Pen == canvas.BeliefBar.On(canvas.Beam)
		has[1] = has[1] || c.Rune == '█' && x == f.cols.Wall()
	}
	switch o := l.o; {
	case o.Truth() == sim.NotCalled:
		return ""
	case o.Truth() == sim.Lost:
		if l.chips[0].w == 0 || cells[l.chips[0].x].Pen&canvas.Fill == 0 {
			return "LOST, and nothing is filled"
		}
		place = l.chips[0].x
	default:
		place = l.tokens[len(l.tokens)-1].x
		if from, end := zoneOf(f, l); place < from || place >= end {
			return fmt.Sprintf("the token of an order that is %s is in column %d, not in %d to %d", o.Truth(), place, from, end)
		}
		if tok := l.tokens[len(l.tokens)-1]; cells[place].Rune != tok.glyph || cells[place].Pen&^canvas.Fill != tok.pen&^canvas.Fill && cells[place].Pen.On(0) != tok.pen {
			return fmt.Sprintf("the token in column %d is covered by %c", place, cells[place].Rune)
		}
	}
	if ahead := claimed(l.o.Row) > reached(f, place); ahead != has[0] {
		return fmt.Sprintf("the row says %s, the order is at column %d, a claim is drawn: %t", l.o.Row, place, has[0])
	}
	if cut := leaderless(f, l.o); cut != has[1] {
		return fmt.Sprintf("its leader cannot be reached: %t, a wall is drawn: %t", cut, has[1])
	}
	return ""
}

// claimed returns the number of the place that a row speaks of: 0 none, 1 broker,
// 2 consumers, 3 done.
func claimed(r sim.Row) int {
	switch r {
	case sim.RowPublished:
		return 1
	case sim.RowProcessing:
		return 2
	case sim.RowCompleted, sim.RowPartial, sim.RowCanceled:
		return 3
	}
	return 0
}

// reached returns the number of the place of a column.
func reached(f *frame, x int) int {
	switch {
	case x < f.cols.Broker():
		return 0
	case x < f.cols.Consumers():
		return 1
	case x < f.cols.Done():
		return 2
	}
	return 3
}

// leaderless reports whether the leader of an order's partition cannot be reached.
func leaderless(f *frame, o *sim.OrderState) bool {
	p := sim.PartitionOf(o.Order.ID, len(f.State.Partitions))
	leader := f.State.Partitions[p].Leader
	return leader == 0 || f.State.Brokers[leader].Down
}
