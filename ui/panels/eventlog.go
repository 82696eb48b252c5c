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

// Columns of the event log, from the left of its box.
const (
	logEvent  = 8 // after the number
	logTime   = 17
	logOrder  = 23 // after the order
	logType   = 25
	logCause  = 53 // after the cause
	logFields = 55
)

// drawEventLog draws the events up to the cursor, and what is shown of them.
func (f *frame) drawEventLog() {
	t := &f.Words.EventLog
	lines, selected := EventLines(f.Moment, f.panel)
	f.drawPanelStatus(t.Title)
	f.drawPanelCaption(fmt.Sprintf(t.Shown, len(lines), f.Moment.N) + f.filterWords())
	r := canvas.Rect{X: 1, Y: panelTop, W: f.Width() - 2, H: f.Height() - 3 - panelTop}
	if !f.Full {
		r = canvas.Rect{X: 1, Y: 2, W: f.Width() - 2, H: f.Height() - 4}
	}
	f.Box(r, false, t.Title, canvas.Ink)
	if f.searching || f.panel.Search != "" {
		f.drawSearch(r)
	}
	f.drawLogHead(r)
	if len(lines) == 0 {
		f.Put(r.X+3, r.Y+3, r.W-5, canvas.Quiet, t.None)
	}
	at, rows := IndexOf(lines, selected), r.H-3
	top := scrollTop(at, len(lines), rows)
	for i := range min(rows, len(lines)-top) {
		e := f.Moment.Log.At(lines[top+i])
		f.drawLogLine(r, r.Y+2+i, e, e.N == selected)
	}
	f.drawMore(r, r.Y+2, top, rows, len(lines))
	f.drawPanelFoot()
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

func (f *frame) drawLogHead(r canvas.Rect) {
	t, y := &f.Words.EventLog, r.Y+1
	f.Right(r.X+logEvent, y, 7, canvas.Quiet, t.Event)
	f.Right(r.X+logTime, y, 9, canvas.Quiet, t.At)
	f.Right(r.X+logOrder, y, 5, canvas.Quiet, t.Order)
	f.Put(r.X+logType, y, 20, canvas.Quiet, t.Type)
	f.Right(r.X+logCause, y, 6, canvas.Quiet, t.Cause)
	f.Put(r.X+logFields, y, r.W-logFields-2, canvas.Quiet, t.Fields)
}

func (f *frame) drawLogLine(r canvas.Rect, y int, e *sim.Event, selected bool) {
	p := canvas.Quiet
	f.Clickable(r.X+1, y, r.W-2, intent.Click{Line: uint32(e.N)})
	if selected {
		p = canvas.Ink | canvas.Bold
		f.Set(r.X+1, y, canvas.Ink, '▸')
	}
	f.Right(r.X+logEvent, y, 6, p, strconv.FormatUint(uint64(e.N), 10))
	f.Right(r.X+logTime, y, 9, p, words.Clock(e.At))
	if e.Order != 0 {
		f.Right(r.X+logOrder, y, 5, p, words.Named(e.Order))
	}
	f.Put(r.X+logType, y, logCause-logType-6, p, e.Type.String())
	cause := "–"
	if e.Cause != 0 {
		cause = strconv.FormatUint(uint64(e.Cause), 10)
	}
	f.Right(r.X+logCause, y, 6, canvas.Quiet, cause)
	f.Put(r.X+logFields, y, r.W-logFields-2, p, f.fieldWords(e, r.W-logFields-2))
}

// fieldWords says what an event did; where no sentence is made for its type,
// its fields as the log has them.
func (f *frame) fieldWords(e *sim.Event, room int) string {
	if said := f.ToldWithin(e, room); said != e.Type.String() {
		if e.Topic > sim.Orders {
			said += " (" + e.Topic.String() + ")"
		} else if e.Group != 0 && e.Order == 0 {
			said += " (" + e.Group.String() + ")"
		}
		return said
	}
	line := string(e.AppendJSON(nil))
	if _, fields, found := strings.Cut(line, `"cause":`); found {
		if _, fields, found = strings.Cut(fields, ","); found {
			return sim.Printable(strings.NewReplacer(`"`, "", "}", "", ",", " ").Replace(fields), 200)
		}
	}
	return ""
}
