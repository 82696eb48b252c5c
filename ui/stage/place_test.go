package stage

import (
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// playerOn returns the outage, or a calm run with a fault, at a virtual time.
func playerOn(t *testing.T, fault string, at time.Duration, o moment.Options) *Player {
	t.Helper()
	if fault == "" {
		return playerAt(t, at, "", o)
	}
	spec, err := sim.ParseFault(fault)
	if err != nil {
		t.Fatal(err)
	}
	p := newPlayer(uitest.NewRun(t, "outage", func(c *sim.Config) { c.Faults = []sim.Fault{spec} }), nil, o)
	p.Show(at)
	return p
}

// TestEveryPlaceIsReachedInThreeWays: what tab points at and enter opens is
// what a click opens; and everything the board shows of a kind is reached.
func TestEveryPlaceIsReachedInThreeWays(t *testing.T) {
	t.Parallel()
	for _, o := range []moment.Options{{Width: 80, Height: 24}, {Width: 120, Height: 36}, {Width: 200, Height: 60}, {Width: 80, Height: 48, Big: true}} {
		kinds := map[intent.PlaceKind]bool{}
		for i, place := range ring(playerAt(t, 40*time.Second, "", o).Draw().Zones) {
			keyed, clicked := playerAt(t, 40*time.Second, "", o), playerAt(t, 40*time.Second, "", o)
			keyed.Draw()
			for range i + 1 {
				keyed.Press("tab")
			}
			if keyed.focus != place {
				t.Fatalf("%d tabs point at %v, want %v", i+1, keyed.focus, place)
			}
			keyed.Press("enter")
			clickOn(clicked, place)
			if panelOf(keyed) != panelOf(clicked) || askedAbout(keyed) != askedAbout(clicked) || keyed.onBoard() {
				t.Errorf("%dx%d: enter on %v opens %v %v, a click %v %v", o.Width, o.Height, place, panelOf(keyed), askedAbout(keyed), panelOf(clicked), askedAbout(clicked))
			}
			keyed.Press("esc")
			keyed.Press("w")
			if askedAbout(keyed) != place {
				t.Errorf("w on %v asks about %v", place, askedAbout(keyed))
			}
			kinds[place.Kind] = true
		}
		for kind := intent.PartitionPlace; kind < intent.PlaceKindCount; kind++ {
			if o.Big && (kind == intent.JobPlace || kind == intent.GapPlace) {
				continue // for the back of the room there are no lanes of single orders, and no legend
			}
			if !kinds[kind] {
				t.Errorf("%dx%d: no place of kind %d is reached", o.Width, o.Height, kind)
			}
		}
	}
}

// clickOn clicks on the first zone of a place.
func clickOn(p *Player, place intent.Place) {
	for _, z := range p.Draw().Zones {
		if z.Does.Place == place {
			p.Click(z.X, z.Y)
			return
		}
	}
}

// TestAJobIsOpenedWhereverItStands: on the lane of its order while it runs, and in
// the panel of the group that buys them, also when it has ended.
func TestAJobIsOpenedWhereverItStands(t *testing.T) {
	for _, o := range []moment.Options{{Width: 80, Height: 24}, {Width: 120, Height: 36, Lang: words.Korean}} {
		lane := playerAt(t, 40*time.Second, "", o)
		clickOn(lane, intent.Place{Kind: intent.JobPlace, Number: 8842})
		if got := panelOf(lane); got != (moment.Panel{Kind: moment.JobPanel, Of: 8842}) {
			t.Errorf("a click on the job in its lane opens %v", got)
		}
		group := playerAt(t, 40*time.Second, "", o)
		group.openPlace(external)
		group.Press("tab")
		group.Press("tab")
		if o.Height > 24 {
			clickOn(group, intent.Place{Kind: intent.JobPlace, Number: 8842})
			if got := panelOf(group); got != (moment.Panel{Kind: moment.JobPanel, Of: 8842}) {
				t.Errorf("a click on the job in the panel of its group opens %v:\n%s", got, group.Draw().Text())
			}
		}
	}
}

// TestWhatIsPointedAtIsMarked: with a sign that takes no line or corner of a box
// away, or in reverse video.
func TestWhatIsPointedAtIsMarked(t *testing.T) {
	t.Parallel()
	for _, o := range []moment.Options{{Width: 60, Height: 18}, {Width: 74, Height: 44}, {Width: 80, Height: 24}, {Width: 120, Height: 36, Lang: words.Korean}, {Width: 200, Height: 60}, {Width: 80, Height: 48, Big: true}} {
		for _, place := range ring(playerAt(t, 27*time.Second, "", o).Draw().Zones) {
			p := playerAt(t, 27*time.Second, "", o)
			plain := p.Draw()
			p.focus = place
			marked := p.Draw()
			if strings.Count(marked.Text(), "▸") <= strings.Count(plain.Text(), "▸") && reversed(marked) <= reversed(plain) {
				t.Errorf("%dx%d: %v is pointed at, and nothing marks it:\n%s", o.Width, o.Height, place, marked.Text())
			}
			before, after := grid(t, plain.Text(), o.Width, o.Height), grid(t, marked.Text(), o.Width, o.Height)
			if corners(before) != corners(after) {
				t.Errorf("%dx%d: the mark of %v takes a corner away:\n%s", o.Width, o.Height, place, marked.Text())
			}
		}
	}
}

// reversed returns how many cells are in reverse video.
func reversed(c canvas.Canvas) int {
	n := 0
	for _, cell := range c.Cells {
		if cell.Pen&canvas.Focus != 0 {
			n++
		}
	}
	return n
}

func TestTheFocusGoesAroundAndEscGivesItBack(t *testing.T) {
	p := playerAt(t, 20*time.Second, "tab", moment.Options{Width: 120, Height: 36})
	first := p.focus
	if first.Kind != intent.ServicePlace {
		t.Fatalf("tab points at %v", first)
	}
	p.Press("shift+tab")
	if p.focus.Kind != intent.NoPlace {
		t.Errorf("shift+tab after tab points at %v", p.focus)
	}
	p.Press("shift+tab")
	if p.focus.Kind != intent.PointsPlace {
		t.Errorf("the last place is %v", p.focus)
	}
	p.Press("esc")
	if p.focus.Kind != intent.NoPlace {
		t.Error("esc does not give the focus back")
	}
}

// TestAnswersComeFromTheLog: every cause that is told names an event at or
// before the cursor, and a jump goes there.
func TestAnswersComeFromTheLog(t *testing.T) {
	for name, log := range lawLogs(t) {
		for _, share := range []int{3, 5, 8, 10} {
			at := log.At(sim.EventID(max(1, log.Len()*share/10))).At
			m := momentAt(log, at)
			f := readerFor(m, words.English)
			for _, place := range allPlaces(m) {
				told := f.Answer(place)
				if told.Title == "" || told.Heading == "" || strings.Contains(told.Heading, "%!") {
					t.Errorf("%s at %s: %v has the heading %q", name, at, place, told.Heading)
				}
				if len(told.Reasons) > tell.ReasonsMax {
					t.Errorf("%s at %s: %v has %d causes", name, at, place, len(told.Reasons))
				}
				for _, r := range told.Reasons {
					if r.Event == 0 || r.Event > m.N || r.Second > m.N || strings.Contains(r.Head+r.Detail, "%!") || r.Head == "" {
						t.Errorf("%s at %s: %v: %q names event %d and %d of %d", name, at, place, r.Head, r.Event, r.Second, m.N)
					}
				}
			}
		}
	}
}

// allPlaces returns every place a board can show at a moment.
func allPlaces(m *Scene) []intent.Place {
	places := []intent.Place{{Kind: intent.ServicePlace}, {Kind: intent.ProducerPlace}, {Kind: intent.PublishedPlace}, {Kind: intent.FinishedPlace}, {Kind: intent.GapPlace}, {Kind: intent.PointsPlace}}
	for i := range m.State.Partitions {
		places = append(places, intent.Place{Kind: intent.PartitionPlace, Number: uint32(i)})
	}
	for _, g := range tell.LagGroups {
		places = append(places, intent.Place{Kind: intent.GroupPlace, Number: uint32(g)})
	}
	for i := range m.State.Jobs {
		places = append(places, intent.Place{Kind: intent.JobPlace, Number: m.State.Jobs[i].Job})
	}
	for truth := range sim.TruthCount {
		if m.State.Gap[truth] > 0 {
			places = append(places, intent.Place{Kind: intent.PartPlace, Number: uint32(truth)})
		}
	}
	for number := range m.State.Orders.Each() {
		places = append(places, moment.PlaceOf(number))
	}
	return places
}

func TestADeadMembersSessionRunsOnTheScreen(t *testing.T) {
	p := playerOn(t, "consumer-crash:at=before-commit,order=1", 9*time.Second, moment.Options{Width: 120, Height: 36})
	text := p.Draw().Text()
	p.openPlace(intent.Place{Kind: intent.GroupPlace, Number: uint32(sim.InHouseGroup)})
	if panel := p.Draw().Text(); !strings.Contains(panel, "ghost until ") || !strings.Contains(text, "joining") {
		t.Errorf("the new process waits for the ghost of the dead one, and the screen does not say so:\n%s", text)
	}
	p.Press("esc")
	p.Show(45 * time.Second)
	if text := p.Draw().Text(); strings.Contains(text, "ghost") || strings.Contains(text, "/30 s") {
		t.Errorf("the session is over, and still runs on the screen:\n%s", text)
	}
}

func TestTheNextPlaceIsOfItsKind(t *testing.T) {
	for _, place := range []intent.Place{{Kind: intent.PartitionPlace, Number: 0}, {Kind: intent.GroupPlace, Number: uint32(sim.InHouseGroup)}, {Kind: intent.JobPlace, Number: 8841}} {
		p := playerAt(t, 40*time.Second, "", moment.Options{Width: 120, Height: 36})
		p.openPlace(place)
		seen := map[uint32]bool{}
		for !seen[panelOf(p).Of] {
			seen[panelOf(p).Of] = true
			p.Press("n")
			if panelOf(p).Kind != moment.PanelOf(place).Kind {
				t.Fatalf("n leads from %v to a panel of kind %d", place, panelOf(p).Kind)
			}
		}
		if len(seen) < 2 || panelOf(p).Of != place.Number {
			t.Errorf("n goes through %d places from %v", len(seen), place)
		}
	}
}

// TestTheBlockingRecordIsInItsPanel: however many records are behind it.
func TestTheBlockingRecordIsInItsPanel(t *testing.T) {
	source := uitest.NewRun(t, "poison", func(c *sim.Config) {
		c.Orders, c.Partitions, c.Rate = 100, 1, sim.Rate{Orders: 10, Per: time.Second}
	})
	for _, o := range []moment.Options{{Width: 80, Height: 24}, {Width: 120, Height: 36}, {Width: 200, Height: 60}} {
		p := newPlayer(source, nil, o)
		p.Show(time.Minute)
		p.openPlace(intent.Place{Kind: intent.PartitionPlace})
		if text := p.Draw().Text(); !strings.Contains(text, "#3  ↯ threw") {
			t.Errorf("%dx%d: the record that blocks the partition is not shown:\n%s", o.Width, o.Height, text)
		}
	}
}
