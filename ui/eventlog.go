package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"orderflow/sim"
)

// eventLogWords are those of the event log panel.
type eventLogWords struct {
	Title                         string `max:"30"`
	Shown                         string `max:"40"` // 137, 137
	OnlyOrder, OnlyType           string `max:"20"` // before what is shown
	Search                        string `max:"12"`
	Ask                           string `max:"60"`
	None                          string `max:"60"`
	Event, At, Order, Type, Cause string `max:"8"`
	Fields                        string `max:"30"`
}

var englishEventLog = eventLogWords{
	Title: "event log", Shown: "%d of %d events", OnlyOrder: "only", OnlyType: "only", Search: "search:",
	Ask: "a type, an error, #order or a number; enter keeps it", None: "No event up to here fits.",
	Event: "event", At: "at", Order: "order", Type: "type", Cause: "cause", Fields: "what it did",
}

var koreanEventLog = eventLogWords{
	Title: "이벤트 로그", Shown: "이벤트 %[2]d개 중 %[1]d개", OnlyOrder: "이 주문만", OnlyType: "이 종류만", Search: "검색:",
	Ask: "종류, 에러, #주문 또는 번호. enter 유지", None: "여기까지 맞는 이벤트가 없습니다.",
	Event: "이벤트", At: "시각", Order: "주문", Type: "종류", Cause: "원인", Fields: "내용",
}

// searchMax is how long a search may be, in characters.
const searchMax = 40

// needle is a search, made ready so that millions of events are matched fast.
type needle struct {
	text   string
	order  sim.OrderID
	number sim.EventID
	types  [sim.AnomalyFound + 1]bool
}

func newNeedle(text string) *needle {
	n := &needle{text: strings.ToLower(strings.TrimSpace(text))}
	for t := range n.types {
		n.types[t] = strings.Contains(sim.EventType(t).String(), n.text)
	}
	if order, found := strings.CutPrefix(n.text, "#"); found {
		if i, err := strconv.ParseUint(order, 10, 32); err == nil {
			n.order = sim.OrderID(i)
		}
	}
	if i, err := strconv.ParseUint(n.text, 10, 32); err == nil {
		n.number = sim.EventID(i)
	}
	return n
}

// fits reports whether an event has what is searched for.
func (n *needle) fits(e *sim.Event) bool {
	switch {
	case n.text == "", n.number != 0 && e.N == n.number, n.order != 0 && e.Order == n.order:
		return true
	case e.Type <= sim.AnomalyFound && n.types[e.Type]:
		return true
	case e.Code != sim.NoError && strings.Contains(strings.ToLower(e.Code.String()), n.text):
		return true
	case e.Type == sim.AnomalyFound && strings.Contains(sim.Anomaly(e.Word).String(), n.text):
		return true
	}
	return e.Detail != nil && e.Detail.Text != "" && strings.Contains(strings.ToLower(e.Detail.Text), n.text)
}

// eventLines returns the events up to the cursor that the panel's filter lets
// through, and the selected one: by itself the last.
func eventLines(m *Moment) (lines []sim.EventID, selected sim.EventID) {
	lines = m.listed()
	return lines, m.selectedOf(lines)
}

// selectedOf returns the event of a list that is selected: by itself the last;
// 0 where there is none.
func (m *Moment) selectedOf(lines []sim.EventID) sim.EventID {
	if len(lines) == 0 {
		return 0
	}
	if _, found := slices.BinarySearch(lines, m.Panel.Event); found {
		return m.Panel.Event
	}
	return lines[len(lines)-1]
}

func (p *player) openEvents() { p.open(Panel{Kind: EventsPanel}) }

// filterOrder shows only the events of the selected line's order, or all again.
func (p *player) filterOrder() {
	if p.panel.Order != 0 {
		p.panel.Order = 0
		return
	}
	if _, selected := p.lines(); selected != 0 {
		p.panel.Order, p.panel.Event = p.log.At(selected).Order, selected
	}
}

// filterType shows only the events of the selected line's type, or all again.
func (p *player) filterType() {
	if p.panel.Type != 0 {
		p.panel.Type = 0
		return
	}
	if _, selected := p.lines(); selected != 0 {
		p.panel.Type, p.panel.Event = p.log.At(selected).Type, selected
	}
}

func (p *player) openSearch() { p.mode = searchKeys }

func (p *player) keepSearch() { p.mode = eventKeys }

func (p *player) dropSearch() { p.panel.Search, p.mode = "", eventKeys }

// eraseSearch takes the last character of the search away.
func (p *player) eraseSearch() {
	_, size := utf8.DecodeLastRuneInString(p.panel.Search)
	p.panel.Search = p.panel.Search[:len(p.panel.Search)-size]
}

// typeSearch adds a character to the search.
func (p *player) typeSearch(key string) {
	if key == "space" {
		key = " "
	}
	if utf8.RuneCountInString(key) == 1 && utf8.RuneCountInString(p.panel.Search) < searchMax {
		p.panel.Search += sim.Printable(key, 1)
	}
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
	t := &f.t.EventLog
	lines, selected := eventLines(f.m)
	f.drawPanelStatus(t.Title)
	f.drawPanelCaption(fmt.Sprintf(t.Shown, len(lines), f.m.N) + f.filterWords())
	r := rect{1, panelTop, f.Width() - 2, f.Height() - 3 - panelTop}
	if !f.full {
		r = rect{1, 2, f.Width() - 2, f.Height() - 4}
	}
	f.box(r, false, t.Title, ink)
	if f.m.Searching || f.m.Panel.Search != "" {
		f.drawSearch(r)
	}
	f.drawLogHead(r)
	if len(lines) == 0 {
		f.put(r.x+3, r.y+3, r.w-5, quiet, t.None)
	}
	at, rows := indexOf(lines, selected), r.h-3
	top := scrollTop(at, len(lines), rows)
	for i := range min(rows, len(lines)-top) {
		e := f.m.Log.At(lines[top+i])
		f.drawLogLine(r, r.y+2+i, e, e.N == selected)
	}
	f.drawMore(r, r.y+2, top, rows, len(lines))
	f.drawPanelFoot()
}

// filterWords says what of the log is shown.
func (f *frame) filterWords() string {
	t, said := &f.t.EventLog, ""
	if f.m.Panel.Order != 0 {
		said += "   " + t.OnlyOrder + " " + named(f.m.Panel.Order)
	}
	if f.m.Panel.Type != 0 {
		said += "   " + t.OnlyType + " " + f.m.Panel.Type.String()
	}
	return said
}

// drawSearch draws what is searched for in the border below the list.
func (f *frame) drawSearch(r rect) {
	t := &f.t.EventLog
	said := "/" + sim.Printable(f.m.Panel.Search, searchMax)
	if !f.m.Searching {
		f.legend(r.x+3, r.y+r.h-1, r.w-6, ink|bold, t.Search+" "+said)
		return
	}
	said += "_"
	f.legend(r.x+3, r.y+r.h-1, r.w-6, ink|bold, said)
	if room := r.w - 10 - columns(said); room >= columns(t.Ask) {
		f.legend(r.x+r.w-3-columns(t.Ask), r.y+r.h-1, columns(t.Ask), quiet, t.Ask)
	}
}

func (f *frame) drawLogHead(r rect) {
	t, y := &f.t.EventLog, r.y+1
	f.right(r.x+logEvent, y, 7, quiet, t.Event)
	f.right(r.x+logTime, y, 9, quiet, t.At)
	f.right(r.x+logOrder, y, 5, quiet, t.Order)
	f.put(r.x+logType, y, 20, quiet, t.Type)
	f.right(r.x+logCause, y, 6, quiet, t.Cause)
	f.put(r.x+logFields, y, r.w-logFields-2, quiet, t.Fields)
}

func (f *frame) drawLogLine(r rect, y int, e *sim.Event, selected bool) {
	p := quiet
	f.clickable(r.x+1, y, r.w-2, deed{line: uint32(e.N)})
	if selected {
		p = ink | bold
		f.set(r.x+1, y, ink, '▸')
	}
	f.right(r.x+logEvent, y, 6, p, strconv.FormatUint(uint64(e.N), 10))
	f.right(r.x+logTime, y, 9, p, clock(e.At))
	if e.Order != 0 {
		f.right(r.x+logOrder, y, 5, p, named(e.Order))
	}
	f.put(r.x+logType, y, logCause-logType-6, p, e.Type.String())
	cause := "–"
	if e.Cause != 0 {
		cause = strconv.FormatUint(uint64(e.Cause), 10)
	}
	f.right(r.x+logCause, y, 6, quiet, cause)
	f.put(r.x+logFields, y, r.w-logFields-2, p, f.fieldWords(e, r.w-logFields-2))
}

// fieldWords says what an event did; where no sentence is made for its type,
// its fields as the log has them.
func (f *frame) fieldWords(e *sim.Event, room int) string {
	if said := f.toldWithin(e, room); said != e.Type.String() {
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

func (p *player) hasSearch() bool { return p.panel.Search != "" }
