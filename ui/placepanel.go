package ui

import (
	"fmt"
	"slices"
	"strconv"

	"orderflow/sim"
)

// placeBoxes is how many boxes the panel of a partition, a group or a job has;
// the compact layout shows them on placePages pages.
const (
	placeBoxes = 5
	placePages = 3
)

// panelBoxes is how many pages the compact layout makes of a panel's boxes.
var panelBoxes = [panelKindCount]int{1, OrderPanel: orderBoxes, AnomaliesPanel: 1, EventsPanel: 1, PartitionPanel: placePages, GroupPanel: placePages, JobPanel: placePages}

// placeEventsMax bounds the events that the panel of a place lists: the last.
const placeEventsMax = 500

// placeEvents returns the events that tell the story of what a panel is about,
// ascending, and whether there were more of them before.
func placeEvents(m *Moment) (events []sim.EventID, more bool) {
	tells, first := placeStory(m)
	for id := m.N; id >= max(first, 1); id-- {
		if e := m.Log.At(id); tells(e) {
			if len(events) == placeEventsMax {
				more = true
				break
			}
			events = append(events, id)
		}
	}
	slices.Reverse(events)
	return events, more
}

// placeStory returns which events tell the story of what a panel is about, and
// the first event that may.
func placeStory(m *Moment) (tells func(*sim.Event) bool, first sim.EventID) {
	switch m.Panel.Kind {
	case PartitionPanel:
		return partitionStory(int16(m.Panel.Of)), 1
	case GroupPanel:
		return groupStory(sim.Group(m.Panel.Of)), 1
	}
	return jobStory(m, m.Panel.Of)
}

// placeLines returns the events that the open panel lists, and the selected
// one: by itself the last.
func placeLines(m *Moment) (lines []sim.EventID, selected sim.EventID) {
	lines, _ = placeEvents(m)
	return lines, m.selectedOf(lines)
}

// nextPlace opens the panel of the next partition, group or job; after the
// last that of the first.
func (p *player) nextPlace() {
	places := p.placesLike()
	at := slices.Index(places, p.panel.Of)
	p.panel.Of, p.panel.Event = places[(at+1)%len(places)], 0
	p.focus = p.panel.place()
}

func (p *player) hasNextPlace() bool { return len(p.placesLike()) > 1 }

// placesLike returns what else the open panel could be about.
func (p *player) placesLike() []uint32 {
	s := p.history.at(p.playback.cursor.n)
	var places []uint32
	switch p.panel.Kind {
	case PartitionPanel:
		for i := range s.Partitions {
			places = append(places, uint32(i))
		}
	case GroupPanel:
		for _, g := range lagGroups {
			places = append(places, uint32(g))
		}
	case JobPanel:
		for i := range s.Jobs {
			places = append(places, s.Jobs[i].Job)
		}
	}
	if !slices.Contains(places, p.panel.Of) {
		places = append(places, p.panel.Of)
	}
	return places
}

// placeBox draws one of a panel's boxes.
type placeBox func(r rect)

// drawPlacePanel draws the panel of a place: what it is, its verdict, and its
// boxes; the compact layout shows one of them at a time.
func (f *frame) drawPlacePanel(title, verdict string, wide int, boxes [placeBoxes]placeBox) {
	f.drawPanelStatus(title)
	f.drawPanelCaption(verdict)
	if !f.full {
		page := f.m.Panel.Box % placePages
		r := rect{1, 2, f.Width() - 2, f.Height() - 4}
		for i, part := range placePage(f.m.Panel.Kind, page, r) {
			if part.w > 0 {
				boxes[i](part)
			}
		}
		f.boxNumber(r, page, placePages)
	} else {
		rects := f.orderRects()
		rects[0].w += wide
		rects[1].x, rects[1].w = rects[1].x+wide, rects[1].w-wide
		for i, r := range rects {
			boxes[i](r)
		}
	}
	f.drawPanelFoot()
}

// drawNoPlace says that there is nothing the panel could be about.
func (f *frame) drawNoPlace(title, words string) {
	f.drawPanelStatus(title)
	f.drawPanelCaption(words)
	f.drawPanelFoot()
}

// placePage returns where the boxes of a page are in the compact layout: a
// story has a page of its own, and so has what a job's interface says.
func placePage(kind PanelKind, page int, r rect) [placeBoxes]rect {
	left := rect{r.x, r.y, r.w / 2, lowerHeight - 2}
	right := rect{r.x + left.w, r.y, r.w - left.w, left.h}
	below := rect{r.x, r.y + left.h, r.w, r.h - left.h}
	switch {
	case page == 1:
		return [placeBoxes]rect{1: r}
	case kind == JobPanel && page == 0:
		return [placeBoxes]rect{0: r}
	case kind == JobPanel:
		return [placeBoxes]rect{2: left, 3: right, 4: below}
	case page == 2:
		return [placeBoxes]rect{4: r}
	}
	above := rect{r.x, r.y, r.w, r.h - lowerHeight}
	left.y, right.y, left.h, right.h = r.y+above.h, r.y+above.h, lowerHeight, lowerHeight
	return [placeBoxes]rect{0: above, 2: left, 3: right}
}

// Columns of a story, from the left of its box.
const (
	storyEvent = 9 // after the number
	storyTime  = 18
	storyGlyph = 20
	storyText  = 22
)

// drawStory draws the events that the panel lists, as many as fit around the
// selected one; an order that is not what the panel is about is named.
func (f *frame) drawStory(r rect) {
	t := &f.t.Place
	events, more := placeEvents(f.m)
	_, selected := placeLines(f.m)
	f.box(r, false, t.Story, ink)
	words := f.t.OrderPanel.Jumps
	f.legend(r.x+r.w-3-columns(words), r.y, columns(words), quiet, words)
	f.right(r.x+storyEvent, r.y+1, 8, quiet, f.t.OrderPanel.Event)
	f.right(r.x+storyTime, r.y+1, 8, quiet, f.t.OrderPanel.EventAt)
	if len(events) == 0 {
		f.put(r.x+3, r.y+2, r.w-5, quiet, t.NoStory)
		return
	}
	if more {
		last := fmt.Sprintf(t.Last, placeEventsMax)
		f.right(r.x+r.w-3, r.y+1, r.w-storyTime-5, quiet, last)
	}
	rows := r.h - 3
	top := scrollTop(indexOf(events, selected), len(events), rows)
	for i := range min(rows, len(events)-top) {
		f.drawStoryLine(r, r.y+2+i, f.m.Log.At(events[top+i]), events[top+i] == selected)
	}
	f.drawMore(r, r.y+2, top, rows, len(events))
}

func (f *frame) drawStoryLine(r rect, y int, e *sim.Event, selected bool) {
	p := quiet
	f.clickable(r.x+1, y, r.w-2, deed{line: uint32(e.N)})
	if selected {
		p = ink | bold
		f.set(r.x+2, y, ink, '▸')
	}
	f.right(r.x+storyEvent, y, storyEvent-3, p, strconv.FormatUint(uint64(e.N), 10))
	f.right(r.x+storyTime, y, 9, p, clock(e.At))
	glyph, pen := eventMark(e)
	f.set(r.x+storyGlyph, y, pen, glyph)
	room := r.w - storyText - 2
	words := f.storySubject(e)
	f.put(r.x+storyText, y, room, p, words+f.storyWords(e, room-columns(words)))
}

// storySubject names whose event it is, where the panel is not about that.
func (f *frame) storySubject(e *sim.Event) string {
	switch {
	case f.m.Panel.Kind == JobPanel:
		return ""
	case e.Order != 0:
		return named(e.Order) + " "
	case f.m.Panel.Kind == PartitionPanel && e.Group != 0:
		return e.Group.String() + " "
	}
	return ""
}

// storyWords says what an event did; the panel of a partition need not say
// which one.
func (f *frame) storyWords(e *sim.Event, room int) string {
	t := &f.t.Told
	if f.m.Panel.Kind == PartitionPanel {
		switch {
		case e.Type == sim.OffsetCommitted:
			return fmt.Sprintf(t.CommittedTo, e.Offset)
		case e.Type == sim.PartitionAssigned && e.Worker == 0:
			return t.GoesNowhere
		case e.Type == sim.PartitionAssigned:
			return fmt.Sprintf(t.GoesTo, e.Worker)
		}
	}
	return f.toldWithin(e, room)
}

// drawMeaning draws what the words of a panel mean, for those who hear them for
// the first time.
func (f *frame) drawMeaning(r rect, lines []string) {
	f.box(r, false, f.t.Place.Meaning, ink)
	y := r.y + 1
	for _, text := range lines {
		for _, line := range wrapped(text, r.w-4) {
			if y < r.y+r.h-1 {
				f.put(r.x+2, y, r.w-4, quiet, line)
				y++
			}
		}
	}
}

// labelled draws a value beside its name.
func (f *frame) labelled(r rect, y, value int, name, text string, p pen) {
	f.put(r.x+2, y, value-3, quiet, name)
	f.put(r.x+value, y, r.w-value-2, p, text)
}
