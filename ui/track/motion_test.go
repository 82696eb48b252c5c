package track

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// film returns the stage of a log at a second of wall time, where virtual time
// goes by slower by a factor.
func film(log *sim.Log, states map[int]*sim.State, wall, slower float64, o moment.Options) *frame {
	when := time.Duration(wall / slower * float64(time.Second))
	n := log.Until(when)
	if states[n] == nil {
		states[n] = sim.Fold(log, n)
	}
	return of(&moment.Moment{
		Log: log, N: sim.EventID(n), State: states[n], At: when, Speed: 1, Wall: wall,
		WallOf: func(id sim.EventID) (float64, bool) { return log.At(id).At.Seconds() * slower, true },
	}, o)
}

// tokenOf returns the column of the token of an order, and whether it is filled.
func (f *frame) tokenOf(number sim.OrderID) (x int, drawn bool) {
	for i := range f.lanes {
		if l := &f.lanes[i]; l.o != nil && l.o.Order.Number == number && len(l.tokens) > 0 {
			return l.tokens[len(l.tokens)-1].x, true
		}
	}
	return 0, false
}

// moving are the options of a stage on which things move.
var moving = moment.Options{Width: 120, Height: 36, Lang: words.English}

// TestATokenGlides: from its call to its end a token never jumps, never goes back,
// and comes to rest where its order is.
func TestATokenGlides(t *testing.T) {
	log, states := uitest.ScenarioLog(t, "outage", nil), map[int]*sim.State{}
	const slower, frame, farthest = 20, 0.02, 9 // columns in a frame
	before, stops := 0, []int{}
	stood := 0
	for wall := 0.99 * slower; wall < 2.1*slower; wall += frame {
		f := film(log, states, wall, slower, moving)
		x, drawn := f.tokenOf(1)
		if !drawn {
			continue
		}
		if before > 0 && (x < before || x > before+farthest) {
			t.Fatalf("at %.2f s the token goes from column %d to %d", wall, before, x)
		}
		if x == before {
			stood++
		} else {
			stood = 0
		}
		if stood == 5 && !slices.Contains(stops, x) {
			stops = append(stops, x)
		}
		before = x
	}
	if f := film(log, states, 2.1*slower, slower, moving); fmt.Sprint(stops) != fmt.Sprint([]int{f.column(stopWork), f.column(stopDone)}) {
		t.Errorf("it comes to rest in the columns %v, want those of the consumers and of what is done", stops)
	}
}

// TestWhatIsStillIsWhereItIs: where nothing moves, or the film is paused right
// after an event, each token stands where its order is.
func TestWhatIsStillIsWhereItIs(t *testing.T) {
	log := uitest.ScenarioLog(t, "outage", nil)
	s := sim.NewState()
	for e := range log.All() {
		s.Apply(e)
		if e.Order == 0 || e.N%3 != 0 {
			continue
		}
		for _, o := range []moment.Options{size(120, 36, words.English), moving} {
			f := of(&moment.Moment{
				Log: log, N: e.N, State: s, At: e.At, Speed: 1, Wall: float64(e.N), Paused: true,
				WallOf: func(id sim.EventID) (float64, bool) { return float64(id), true },
			}, o)
			if wrong := wrongLaw(f); wrong != "" {
				t.Fatalf("after event %d (%s): %s\n%s", e.N, e.Type, wrong, f.Text())
			}
		}
	}
}

// height returns how many lines of the wall before the broker there are.
func (f *frame) wallHeight(glyph rune) int {
	n := 0
	for y := f.rows.Places; y < f.rows.LanesEnd; y++ {
		if f.Cells[y*f.Width()+f.cols.Wall()].Rune == glyph {
			n++
		}
	}
	return n
}

// TestTheWallFalls: line by line, and opens from below as the broker is back.
func TestTheWallFalls(t *testing.T) {
	log, states := uitest.ScenarioLog(t, "outage", nil), map[int]*sim.State{}
	const slower, frame = 20, 0.02
	before, heights := -1, 0
	for wall := 6.5*slower + 0.001; wall < 6.5*slower+0.5; wall += frame {
		got := film(log, states, wall, slower, moving).wallHeight('█')
		if got < before {
			t.Fatalf("at %.2f s the wall goes from %d lines to %d", wall, before, got)
		}
		if got != before {
			heights++
		}
		before = got
	}
	f := film(log, states, 6.5*slower+0.5, slower, moving)
	if whole := f.rows.LanesEnd - f.rows.Places; before != whole || heights < 8 {
		t.Errorf("the wall has %d of %d lines, in %d steps", before, whole, heights)
	}
	opening := film(log, states, 22.5*slower+0.1, slower, moving)
	if opening.wallHeight('█') == 0 || opening.wallHeight('╎') == 0 {
		t.Errorf("while it opens the wall is\n%s", opening.Text())
	}
	open := film(log, states, 22.5*slower+0.3, slower, moving)
	if open.wallHeight('█') != 0 || open.wallHeight('╎') != open.rows.LanesEnd-open.rows.Lanes {
		t.Errorf("where the client does not know yet that the broker is back the wall is\n%s", open.Text())
	}
	if over := film(log, states, 26.9*slower+0.3, slower, moving); over.wallHeight('╎') != 0 {
		t.Errorf("the client is connected, and there is a wall\n%s", over.Text())
	}
}

// TestAHoleForWhoOvertakes: the wall that will open is open in the lane of an
// order that was sent since the broker is back.
func TestAHoleForWhoOvertakes(t *testing.T) {
	f := at(uitest.ScenarioLog(t, "outage", nil), 24*time.Second, size(120, 36, words.English))
	for i := range f.lanes {
		l := &f.lanes[i]
		got := f.Cells[l.y*f.Width()+f.cols.Wall()].Rune
		want := '╎'
		if l.o.Order.Number == 12 {
			want = '─'
		}
		if got != want && got != '━' {
			t.Errorf("#%d: in the wall is %c, want %c", l.o.Order.Number, got, want)
		}
	}
}

// TestAChipOpens: leftwards, with its claim behind it.
func TestAChipOpens(t *testing.T) {
	log, states := uitest.ScenarioLog(t, "outage", nil), map[int]*sim.State{}
	const slower = 20
	lost := log.At(236).At.Seconds() * slower
	before := 0
	for wall := lost + 0.001; wall < lost+0.4; wall += 0.02 {
		c := film(log, states, wall, slower, moving).lanes[3].chips[0]
		if c.w == 0 || c.open < before {
			t.Fatalf("after %.2f s the chip has %d of %d columns, before %d", wall-lost, c.open, c.w, before)
		}
		before = c.open
	}
	if before != numberedChip {
		t.Errorf("the chip has %d columns", before)
	}
}
