package panels

import (
	"fmt"
	"strconv"
	"strings"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// SearchMax is how long a search may be, in characters.
const SearchMax = 40

// EventLines returns the events up to the cursor that a panel's filter lets
// through, and the selected one: by itself the last.
func EventLines(m *moment.Moment, p moment.Panel) (lines []sim.EventID, selected sim.EventID) {
	lines = m.Listed(p)
	return lines, p.SelectedOf(lines)
}

// logColumns are where the columns of the event log are, from the left of its
// box; 0 = there is no room for it.
type logColumns struct {
	event, time, order int // after them
	kind, cause, what  int
}

// planLog lays the columns of the log: where it is narrow the cause has no room,
// then the type has none.
func planLog(r canvas.Rect) logColumns {
	c := logColumns{event: 8, time: 17, order: 23, kind: 25, cause: 53, what: 55}
	switch {
	case r.W < 76:
		c.kind, c.cause, c.what = 0, 0, 25
	case r.W < 92:
		c.cause, c.what = 0, 47
	}
	return c
}

// drawEventLog draws the events up to the cursor, and what is shown of them.
func (f *frame) drawEventLog() {
	t := &f.Words.EventLog
	lines, selected := EventLines(f.Moment, f.panel)
	r := f.DrawPanel([]string{t.Title}, fmt.Sprintf(t.Shown, len(lines), f.Moment.N)+f.filterWords())
	f.Spotlight(r, t.Title)
	if f.searching || f.panel.Search != "" {
		f.drawSearch(r)
	}
	c := planLog(r)
	f.drawLogHead(r, &c)
	if len(lines) == 0 {
		f.Put(r.X+3, r.Y+3, r.W-5, canvas.Quiet, t.None)
	}
	at, rows := IndexOf(lines, selected), r.H-3
	top := scrollTop(at, len(lines), rows)
	for i := range min(rows, len(lines)-top) {
		e := f.Moment.Log.At(lines[top+i])
		f.drawLogLine(r, r.Y+2+i, &c, e, e.N == selected)
	}
	f.drawMore(r, r.Y+2, top, rows, len(lines))
}

// filterWords says what of the log is shown.
func (f *frame) filterWords() string {
	t, said := &f.Words.EventLog, ""
	if f.panel.Order != 0 {
		said += "   " + t.OnlyOrder + " " + words.Named(f.panel.Order)
	}
	if f.panel.Type != 0 {
		said += "   " + t.OnlyType + " " + f.panel.Type.String()
	}
	return said
}

// drawSearch draws what is searched for in the border below the list.
func (f *frame) drawSearch(r canvas.Rect) {
	t := &f.Words.EventLog
	said := "/" + sim.Printable(f.panel.Search, SearchMax)
	if !f.searching {
		f.Legend(r.X+3, r.Y+r.H-1, r.W-6, canvas.Ink|canvas.Bold, t.Search+" "+said)
		return
	}
	said += "_"
	f.Legend(r.X+3, r.Y+r.H-1, r.W-6, canvas.Ink|canvas.Bold, said)
	if room := r.W - 10 - canvas.Columns(said); room >= canvas.Columns(t.Ask) {
		f.Legend(r.X+r.W-3-canvas.Columns(t.Ask), r.Y+r.H-1, canvas.Columns(t.Ask), canvas.Quiet, t.Ask)
	}
}

func (f *frame) drawLogHead(r canvas.Rect, c *logColumns) {
	t, y := &f.Words.EventLog, r.Y+1
	f.Right(r.X+c.event, y, 7, canvas.Quiet, t.Event)
	f.Right(r.X+c.time, y, 9, canvas.Quiet, t.At)
	f.Right(r.X+c.order, y, 5, canvas.Quiet, t.Order)
	if c.kind > 0 {
		f.Put(r.X+c.kind, y, 20, canvas.Quiet, t.Type)
	}
	if c.cause > 0 {
		f.Right(r.X+c.cause, y, 6, canvas.Quiet, t.Cause)
	}
	f.Put(r.X+c.what, y, r.W-c.what-2, canvas.Quiet, t.Fields)
}

func (f *frame) drawLogLine(r canvas.Rect, y int, c *logColumns, e *sim.Event, selected bool) {
	p := canvas.Quiet
	f.Clickable(r.X+1, y, r.W-2, intent.Click{Line: uint32(e.N)})
	if selected {
		p = canvas.Ink | canvas.Bold
		f.Set(r.X+1, y, canvas.Ink, '▸')
	}
	f.Right(r.X+c.event, y, 6, p, strconv.FormatUint(uint64(e.N), 10))
	f.Right(r.X+c.time, y, 9, p, words.Clock(e.At))
	if e.Order != 0 {
		f.Right(r.X+c.order, y, 6, p, words.Named(e.Order))
	}
	if c.kind > 0 {
		f.Put(r.X+c.kind, y, 22, p, e.Type.String())
	}
	if c.cause > 0 {
		f.Right(r.X+c.cause, y, 6, canvas.Quiet, causeOf(e))
	}
	f.Put(r.X+c.what, y, r.W-c.what-2, p, f.fieldWords(e, r.W-c.what-2, c.kind > 0))
}

// causeOf returns the number of the event that caused an event.
func causeOf(e *sim.Event) string {
	if e.Cause == 0 {
		return "–"
	}
	return strconv.FormatUint(uint64(e.Cause), 10)
}

// fieldWords says what an event did; where no sentence is made for its type, or
// none has room, what it is called, or its fields as the log has them where the
// line names its type already.
func (f *frame) fieldWords(e *sim.Event, room int, named bool) string {
	name := e.Type.String()
	if said := f.ToldWithin(e, room); said != name {
		variants := []string{said}
		if e.Topic > sim.Orders {
			variants = []string{said + " (" + e.Topic.String() + ")", said}
		} else if e.Group != 0 && e.Order == 0 {
			variants = []string{said + " (" + e.Group.String() + ")", said}
		}
		if !named {
			variants = append(variants, name)
		}
		variants = f.ownTime(e, variants)
		return canvas.Longest(room, append(variants, "")...)
	}
	if !named {
		return name
	}
	return f.rawFields(e, room)
}

// ownTime puts before what can be said of an event what says also when it happened,
// where it was told late.
func (f *frame) ownTime(e *sim.Event, variants []string) []string {
	if e.Happened() == e.At {
		return variants
	}
	with := make([]string, 0, 2*len(variants))
	for _, said := range variants {
		with = append(with, said+" "+fmt.Sprintf(f.Words.EventLog.Own, words.Clock(e.Happened())))
	}
	return append(with, variants...)
}

// rawFields returns the fields of an event as the log has them, as many as have
// room.
func (f *frame) rawFields(e *sim.Event, room int) string {
	_, fields, _ := strings.Cut(string(e.AppendJSON(nil)), `"cause":`)
	_, fields, _ = strings.Cut(fields, ",")
	text := sim.Printable(strings.NewReplacer(`"`, "", "}", "", ",", " ").Replace(fields), 200)
	return canvas.FitWords(text, room)
}
