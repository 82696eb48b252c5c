package pace

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
)

func TestPagesGoOnFromTheirBeginnings(t *testing.T) {
	log := crowdedRun(t)
	l := NewLayer(log)
	for e := range log.All() {
		l.Add(e)
	}
	if len(l.starts) < 3 {
		t.Fatalf("%d events are too few for this test", log.Len())
	}
	for number := range l.pages {
		w, n := l.starts[number].clone(), 0
		for id := number*pageSize + 1; id <= min((number+1)*pageSize, log.Len()); id++ {
			e := log.At(sim.EventID(id))
			m := w.classifier.classify(e, l.facts)
			if m.class == asBackground {
				continue
			}
			if place, _, _ := w.lay(e.N, m); n >= len(l.pages[number].places) || place != l.pages[number].places[n] {
				t.Fatalf("event %d is laid elsewhere from the beginning of page %d", id, number)
			}
			n++
		}
		if n != len(l.pages[number].places) {
			t.Fatalf("page %d has %d places, laid again %d", number, len(l.pages[number].places), n)
		}
	}
}

func TestWallTimesRiseAndMapBack(t *testing.T) {
	for _, log := range []*sim.Log{uitest.WholeRun(t, "outage"), crowdedRun(t)} {
		l := layAll(log)
		s := Scale{Layer: l}
		last := laid{}
		for _, place := range everything(l) {
			if place.wall <= last.wall || place.at < last.at {
				t.Fatalf("event %d is laid at %s after %s", place.Event, place.wall, last.wall)
			}
			if wall, ok := s.WallOf(place.Event); !ok || wall != place.wall {
				t.Fatalf("event %d is laid at %s, and found at %s", place.Event, place.wall, wall)
			}
			p := s.position(place.wall)
			if p.At != place.at || p.N < int(place.Event) {
				t.Fatalf("at %s there is %+v, want event %d at %s", place.wall, p, place.Event, place.at)
			}
			before := s.position(place.wall - 1)
			if before.N >= int(place.Event) || before.At > place.at {
				t.Fatalf("just before event %d there is %+v", place.Event, before)
			}
			last = place
		}
		random := rand.New(rand.NewPCG(5, 6))
		for range 2000 {
			at := time.Duration(random.Int64N(int64(log.At(sim.EventID(log.Len())).At)))
			p, g := s.position(s.WallAt(at)), l.segmentAt(s.WallAt(at))
			grain := 2 + 2*(g.to.at-g.from.at)/max(g.to.wall-g.from.wall, 1) // virtual time of a nanosecond of wall time
			if off := p.At - at; off.Abs() > grain {
				t.Fatalf("%s maps to %s and back to %s", at, s.WallAt(at), p.At)
			}
		}
	}
}

func TestForksKeepWhatIsLaid(t *testing.T) {
	uitest.SingleThreaded(t)
	random := rand.New(rand.NewPCG(7, 8))
	for range 12 {
		session := uitest.NewRun(t, "outage", func(c *sim.Config) {
			c.Orders, c.Rate, c.ExternalOrders = 200, sim.Rate{Orders: 10, Per: 1e9}, nil
		})
		session.Advance(session.Config().Until)
		before := session.Log()
		l := layAll(before)
		old := everything(l)
		at := before.At(sim.EventID(1 + random.IntN(before.Len()))).At.Truncate(time.Microsecond) // as inputs are
		if err := session.Act(at, sim.Input{Repair: true}); err != nil {
			t.Fatal(err)
		}
		session.Advance(session.Config().Until)
		after := session.Log()
		same := after.Until(at - 1)
		for n := 1; n <= same; n++ {
			if a, b := before.At(sim.EventID(n)), after.At(sim.EventID(n)); a.At != b.At || a.Type != b.Type || a.Order != b.Order {
				t.Fatalf("acting at %s changes event %d before it", at, n)
			}
		}
		l.Fork(after, same)
		for l.Len() < after.Len() {
			l.Add(after.At(sim.EventID(l.Len() + 1)))
		}
		fresh := layAll(after)
		if !slices.Equal(everything(l), everything(fresh)) || !slices.Equal(l.Changes, fresh.Changes) || !slices.Equal(l.Marks, fresh.Marks) {
			t.Fatalf("forked at %s, the log is laid otherwise than from the beginning", at)
		}
		for i, place := range old {
			if int(place.Event) > same {
				break
			}
			if everything(l)[i] != place {
				t.Fatalf("forked at %s, event %d has moved", at, place.Event)
			}
		}
	}
}

func TestChangesHoldAllTheirEvents(t *testing.T) {
	l := outageLayer(t)
	count := 0
	for i, c := range l.Changes {
		events := l.Events(i, sim.EventID(l.Len()), 4096)
		if len(events) == 0 || events[0] != c.First || !slices.IsSorted(events) {
			t.Fatalf("change %d begins with %d and has %v", i, c.First, events)
		}
		count += len(events)
	}
	if all := len(everything(l)); count != all {
		t.Errorf("the changes hold %d of %d story events", count, all)
	}
}

func TestTimelineMarksOfTheOutage(t *testing.T) {
	l := outageLayer(t)
	var kinds []MarkKind
	for _, m := range l.Marks {
		kinds = append(kinds, m.Kind)
	}
	if want := []MarkKind{MarkFaultBegins, MarkFaultEnds, MarkLost}; !slices.Equal(kinds, want) {
		t.Errorf("the timeline has %v, want %v", kinds, want)
	}
}

func BenchmarkLayMillionEvents(b *testing.B) {
	log := uitest.MillionEvents(b)
	for b.Loop() {
		layAll(log)
	}
}

// TestMarksStayFew: a frame looks at every mark, so their number must not grow
// with the events; and none is left out that a timeline could show beside another.
func TestMarksStayFew(t *testing.T) {
	const count = 100_000
	log := &sim.Log{}
	for n := range count {
		log.Append(sim.Event{N: sim.EventID(n + 1), At: time.Duration(n+1) * 50 * time.Millisecond, Type: sim.AnomalyFound, Word: uint8(sim.DuplicateRecord), Order: 1})
	}
	l := layAll(log)
	if len(l.Marks) > 10*markGrain {
		t.Errorf("%d marks of %d anomalies", len(l.Marks), count)
	}
	i := 0
	for _, place := range everything(l) {
		for i+1 < len(l.Marks) && l.Marks[i+1].Event <= place.Event {
			i++
		}
		m := l.Marks[i]
		if at, wall := place.at-m.at, place.wall-m.wall; at > max(Burst, place.at/markGrain) || wall > place.wall/markGrain && at > Burst {
			t.Fatalf("event %d is %s and %s of wall from the mark before it", place.Event, at, wall)
		}
	}
}
