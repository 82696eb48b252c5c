package story

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// gatherEvery is how often a cue may tell of what has been told before.
const gatherEvery = 8 * time.Second

// eventsRead is how many story events the sentence of a change looks at.
const eventsRead = 256

// maker makes the cues of a log for which nobody wrote any, from the sentences
// of its events: of every turn, of the first of each kind on the spine, and now
// and then of what comes again.
type maker struct {
	gathered time.Duration                  // wall of the last cue that told of something known
	untold   [words.SameCount][]sim.OrderID // what was not told of, since it was told of last
}

// spine are the kinds of events of which the first brings a cue: how far an
// order gets, and who knows.
var spine = map[sim.EventType]bool{
	sim.PublishCalled: true, sim.OrderMarked: true, sim.CallerKnows: true, sim.RowChanged: true, sim.MemoryWaiting: true,
	sim.RoundUsedUp: true, sim.RequestFailed: true, sim.RequestRefused: true, sim.RecordAppended: true, sim.RecordPolled: true,
	sim.HandlerReturned: true, sim.HandlerFailed: true, sim.WorkFinished: true, sim.PanelAccepted: true, sim.PanelRefusal: true,
	sim.PanelSilent: true, sim.JobEnded: true, sim.JobDropped: true, sim.ReplyFailed: true, sim.ReplyDropped: true,
	sim.CommitFailed: true, sim.ConsumerCrashed: true, sim.RecordTruncated: true, sim.RunEnded: true,
	sim.RemedySwitched: true, sim.LimitReached: true, sim.ServiceRestarted: true, sim.FaultStruck: true,
}

func (m *maker) note(b *beat, e *sim.Event, _ *sim.State) {
	b.spine = b.Turns || spine[e.Type]
}

// ready: the sentence of a change is that of all its events.
func (m *maker) ready(t *Track, b *beat) bool {
	return !b.Begins || t.complete(b)
}

// next returns the first event after those of the change of a beat, as many of
// them as are looked at; 0 where it is not known.
func (t *Track) next(b *beat) sim.EventID {
	for i := range t.beats {
		if t.beats[i].Begins && t.beats[i].Change > b.Change || i == eventsRead {
			return t.beats[i].Event
		}
	}
	return 0
}

func (m *maker) told(t *Track, b *beat) []Cue {
	e := t.log.At(b.Event)
	same := sameOf(e)
	m.collect(e, same)
	ends := e.Type == sim.RunEnded
	if !b.Begins && !ends || !b.spine {
		return nil
	}
	wall := t.clock(b)
	again := !b.Turns && !b.New && !ends
	if again && (wall < t.read() || wall-m.gathered < gatherEvery) {
		return nil
	}
	c := t.brief(t.sentence(b), b)
	if several := m.untold[same]; again && same != words.NotSame && len(several) > 1 {
		c = likewise(c, several, same)
	}
	if n := len(t.Cues); c.Text[words.English] == "" || n > 0 && t.Cues[n-1].Text == c.Text {
		return nil
	}
	if again {
		m.gathered = wall
	}
	m.untold[same] = nil
	return []Cue{c}
}

// collect keeps what is not told of yet.
func (m *maker) collect(e *sim.Event, same words.Same) {
	if list := m.untold[same]; same != words.NotSame {
		if i, found := slices.BinarySearch(list, e.Order); !found {
			m.untold[same] = slices.Insert(list, i, e.Order)
		}
	}
}

// sameOf returns as what an event is gathered.
func sameOf(e *sim.Event) words.Same {
	switch {
	case e.Type == sim.OrderMarked && sim.Row(e.Word) != sim.RowPublished:
		return words.NotSame
	case e.Type == sim.RowChanged:
		return sameRows[sim.Row(e.Word)]
	case e.Type == sim.CallerKnows && sim.Outcome(e.Word) != sim.Value:
		return words.NotSame
	}
	return sameTypes[e.Type]
}

// sameRows and sameTypes are as what rows that change, and events, are gathered.
var (
	sameRows  = map[sim.Row]words.Same{sim.RowProcessing: words.SameProcessing, sim.RowCompleted: words.SameCompleted, sim.RowPublishFailed: words.SameFailed}
	sameTypes = map[sim.EventType]words.Same{
		sim.OrderMarked: words.SameMarked, sim.MemoryWaiting: words.SameWaits, sim.RecordAppended: words.SameAppended, sim.RecordPolled: words.SamePolled,
		sim.HandlerReturned: words.SameHandled, sim.WorkFinished: words.SameFinished, sim.CallerKnows: words.SameAnswered,
	}
)

// likewise makes a cue one that gathers what several orders did.
func likewise(c Cue, several []sim.OrderID, same words.Same) Cue {
	for lang := range c.Text {
		c.Text[lang] = inLines([]string{words.Lang(lang).Catalogue().LikewiseOf(several, same)})
	}
	return c
}

func (m *maker) hurry() int { return atEase }

func (m *maker) after(*Track) []Cue { return nil }

// sentence makes the cue of the change that begins with a beat.
func (t *Track) sentence(b *beat) Cue {
	n, e := t.lastOf(b), t.log.At(b.Event)
	at := &moment.Moment{
		Log: t.log, N: n, State: t.state(n), At: t.log.At(n).At, Fresh: true, Stands: true,
		Change:   moment.Change{First: b.Event, Events: t.layer.Events(b.Change, n, eventsRead), Wall: b.Wall.Seconds()},
		WallOf:   func(sim.EventID) (float64, bool) { return 0, false },
		Finished: e.Type == sim.RunEnded,
	}
	c := Cue{ID: "e" + strconv.FormatUint(uint64(b.Event), 10), Event: b.Event, Spot: spotOf(e, at.State), Unaware: e.Type == sim.FaultStarted && ofBrokers(e, at.State), Unnoticed: t.sitting.Live && e.Type == sim.FaultEnded && ofBrokers(e, at.State)}
	for lang := range c.Text {
		r := tell.NewReader(at, words.Lang(lang))
		r.Read()
		c.Order = r.Selected
		said, about := r.Told()
		if c.Text[lang] = inLines(said); about.Type != 0 {
			c.Spot = spotOf(&about, at.State) // the light is where the sentence is
		}
	}
	return c
}

// ofBrokers reports whether the fault of an event takes brokers away.
func ofBrokers(e *sim.Event, s *sim.State) bool {
	return slices.ContainsFunc(s.Faults, func(f sim.FaultState) bool { return f.Number == e.Fault && f.Fault.Name == sim.BrokerDown })
}

// inLines sets the longest variant of a sentence that fits into the lines of a
// cue; of the shortest, what fits.
func inLines(variants []string) string {
	for _, text := range variants {
		if canvas.Columns(text) <= lineMax && !strings.Contains(text, ". ") {
			return text
		}
		if lines := canvas.InTwo(text, lineMax); lines != nil {
			return strings.Join(lines, "\n")
		}
	}
	lines := typeset.Wrap(variants[len(variants)-1], lineMax, canvas.Columns, head)
	return strings.Join(lines[:min(len(lines), linesMax)], "\n")
}

// head returns what of a word fits into a width.
func head(text string, width int) string {
	end := 0
	for i := range text {
		if canvas.Columns(text[:i]) > width {
			return text[:end]
		}
		end = i
	}
	return text[:end]
}

// spotOf returns the place where an event happened; where it has none, it is the order
// service's.
func spotOf(e *sim.Event, s *sim.State) moment.Spot {
	return max(moment.EventSpot(e, s), moment.ServiceSpot)
}
