package pace

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
)

func TestLayingAgainFindsTheSamePlaces(t *testing.T) {
	log := crowdedRun(t)
	l := NewLayer(log)
	var laidOnce []laid
	for e := range log.All() {
		before := len(l.page.places)
		if l.count%pageSize == 0 {
			before = 0
		}
		l.Add(e)
		laidOnce = append(laidOnce, l.page.places[before:]...)
	}
	if len(l.starts) < 3 {
		t.Fatalf("%d events are too few for this test", log.Len())
	}
	if again := everything(l); !slices.Equal(laidOnce, again) {
		t.Error("a page that is laid again differs")
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
	if want := []MarkKind{MarkFaultBegins, MarkFaultEnds, MarkLost, MarkDoubt, MarkDoubt}; !slices.Equal(kinds, want) {
		t.Errorf("the timeline has %v, want %v", kinds, want)
	}
}

func BenchmarkLayMillionEvents(b *testing.B) {
	log := uitest.MillionEvents(b)
	for b.Loop() {
		layAll(log)
	}
}
