package panels

import (
	"fmt"
	"slices"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// placeEventsMax bounds the events that the panel of a place lists: the last.
const placeEventsMax = 500

// story is the events that tell the story of what a panel is about, ascending.
type story struct {
	events []sim.EventID
	more   bool // there were more of them before
}

// storyOf is what the story is asked for by.
type storyOf struct {
	kind moment.PanelKind
	of   uint32
}

// placeEvents returns the story of what a panel is about, read once for a moment.
func placeEvents(m *moment.Moment, p moment.Panel) story {
	return moment.Once(m, storyOf{p.Kind, p.Of}, func() story { return readStory(m, p) })
}

func readStory(m *moment.Moment, p moment.Panel) (s story) {
	tells, first := placeStory(m, p)
	for id := m.N; id >= max(first, 1); id-- {
		if e := m.Log.At(id); tells(e) {
			if len(s.events) == placeEventsMax {
				s.more = true
				break
			}
			s.events = append(s.events, id)
		}
	}
	slices.Reverse(s.events)
	return s
}

// placeStory returns which events tell the story of what a panel is about, and
// the first event that may.
func placeStory(m *moment.Moment, p moment.Panel) (tells func(*sim.Event) bool, first sim.EventID) {
	switch p.Kind {
	case moment.PartitionPanel:
		return partitionStory(int16(p.Of)), 1
	case moment.GroupPanel:
		return groupStory(sim.Group(p.Of)), 1
	case moment.ServicePanel:
		return serviceStory, 1
	case moment.ProducerPanel:
		return producerStory, 1
	}
	return jobStory(m, p.Of)
}

// PlaceLines returns the events that a panel of a place lists, and the selected
// one: by itself the last.
func PlaceLines(m *moment.Moment, p moment.Panel) (lines []sim.EventID, selected sim.EventID) {
	lines = placeEvents(m, p).events
	return lines, p.SelectedOf(lines)
}

// drawPlacePanel draws the panel of a place: what it is, its verdict, and its boxes.
// A title has variants, the widest first.
func (f *frame) drawPlacePanel(titles []string, verdict string, boxes [boxCount]func(canvas.Rect)) {
	f.drawBoxes(f.DrawPanel(titles, verdict), boxes)
}

// drawNoPlace says that there is nothing the panel could be about.
func (f *frame) drawNoPlace(title, said string) { f.DrawPanel([]string{title}, said) }

// Columns of a story, from the left of its box.
const (
	storyEvent = 9 // after the number
	storyTime  = 18
	storyGlyph = 20
	storyText  = 22
)

// drawStory draws the events that the panel lists, as many as fit around the
// selected one; an order that is not what the panel is about is named.
func (f *frame) drawStory(r canvas.Rect) {
	t := &f.Words.Place
	told := placeEvents(f.Moment, f.panel)
	events, more, selected := told.events, told.more, f.panel.SelectedOf(told.events)
	f.Spotlight(r, t.Story)
	said := f.Words.OrderPanel.Jumps
	f.Legend(r.X+r.W-3-canvas.Columns(said), r.Y, canvas.Columns(said), canvas.Quiet, said)
	f.Right(r.X+storyEvent, r.Y+1, 8, canvas.Quiet, f.Words.OrderPanel.Event)
	f.Right(r.X+storyTime, r.Y+1, 8, canvas.Quiet, f.Words.OrderPanel.EventAt)
	if len(events) == 0 {
		f.Put(r.X+3, r.Y+2, r.W-5, canvas.Quiet, t.NoStory)
		return
	}
	if more {
		last := fmt.Sprintf(t.Last, placeEventsMax)
		f.Right(r.X+r.W-3, r.Y+1, r.W-storyTime-5, canvas.Quiet, last)
	}
	rows := r.H - 3
	top := scrollTop(IndexOf(events, selected), len(events), rows)
	for i := range min(rows, len(events)-top) {
		f.drawStoryLine(r, r.Y+2+i, f.Moment.Log.At(events[top+i]), events[top+i] == selected)
	}
	f.drawMore(r, r.Y+2, top, rows, len(events))
}

func (f *frame) drawStoryLine(r canvas.Rect, y int, e *sim.Event, selected bool) {
	p := f.beginLine(r, y, e, selected, storyEvent, storyTime)
	glyph, pen := tell.EventMark(e)
	f.Set(r.X+storyGlyph, y, pen, glyph)
	room := r.W - storyText - 2
	said := f.storySubject(e)
	f.Put(r.X+storyText, y, room, p, said+f.storyWords(e, room-canvas.Columns(said)))
}

// storySubject names whose event it is, where the panel is not about that.
func (f *frame) storySubject(e *sim.Event) string {
	switch {
	case f.panel.Kind == moment.JobPanel:
		return ""
	case e.Order != 0:
		return words.Named(e.Order) + " "
	case f.panel.Kind == moment.PartitionPanel && e.Group != 0:
		return e.Group.String() + " "
	}
	return ""
}

// storyWords says what an event did; the panel of a partition need not say
// which one.
func (f *frame) storyWords(e *sim.Event, room int) string {
	t := &f.Words.Told
	if f.panel.Kind == moment.PartitionPanel {
		switch {
		case e.Type == sim.OffsetCommitted:
			return fmt.Sprintf(t.CommittedTo, e.Offset)
		case e.Type == sim.PartitionAssigned && e.Worker == 0:
			return t.GoesNowhere
		case e.Type == sim.PartitionAssigned:
			return fmt.Sprintf(t.GoesTo, e.Worker)
		}
	}
	return f.toldIn(e, room)
}

// drawMeaning draws what the words of a panel mean, for those who hear them for
// the first time.
func (f *frame) drawMeaning(r canvas.Rect, lines []string) {
	f.Box(r, false, f.Words.Place.Meaning, canvas.Ink)
	y := r.Y + 1
	for _, text := range lines {
		for _, line := range chrome.Wrapped(text, r.W-4) {
			if y < r.Y+r.H-1 {
				f.Put(r.X+2, y, r.W-4, canvas.Quiet, line)
				y++
			}
		}
	}
}

// labelled draws a value beside its name.
func (f *frame) labelled(r canvas.Rect, y, value int, name, text string, p canvas.Pen) {
	f.Put(r.X+2, y, value-3, canvas.Quiet, name)
	f.Put(r.X+value, y, r.W-value-2, p, text)
}
