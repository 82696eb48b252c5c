package panels

import (
	"fmt"
	"strconv"
	"strings"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// AnomalyLines returns the events that named the anomalies, and the selected one.
func AnomalyLines(m *moment.Moment, p moment.Panel) (lines []sim.EventID, selected sim.EventID) {
	for i := range m.State.Anomalies {
		lines = append(lines, m.State.Anomalies[i].Event)
	}
	if p.Event != 0 {
		return lines, p.Event
	}
	if len(lines) > 0 {
		selected = lines[0]
	}
	return lines, selected
}

// SelectedAnomaly returns the anomaly of the selected line, or nil.
func SelectedAnomaly(m *moment.Moment, p moment.Panel) *sim.AnomalyState {
	_, selected := AnomalyLines(m, p)
	for i := range m.State.Anomalies {
		if a := &m.State.Anomalies[i]; a.Event == selected {
			return a
		}
	}
	return nil
}

// The sizes of the panel's boxes, in columns and lines; and its columns, of
// which the first is left out where the list is narrow.
const (
	anomalyListWidth  = 63
	anomalyFactsWidth = 48
	anomalyFactsLines = 8
	anomalyFactsLeast = 6
	anomalyEvent      = 9 // after the number
	anomalyTime       = 19
	anomalyName       = 21
	anomalyOrder      = 46 // after the order
	anomalyPoints     = 60 // after the points
)

// drawAnomalies draws what the checker has found, and what proves the selected one.
func (f *frame) drawAnomalies() {
	t := &f.Words.Anomalies
	count := len(f.State.Anomalies)
	caption := fmt.Sprintf(t.Caption, count)
	switch count {
	case 0:
		caption = t.Nothing
	case 1:
		caption = t.One
	}
	list, facts := anomalyRects(f.DrawPanel([]string{t.Title}, caption))
	f.drawAnomalyList(list)
	f.drawEvidence(facts)
}

// anomalyRects returns where the boxes are: beside each other where there is
// room, else one below the other.
func anomalyRects(r canvas.Rect) (list, facts canvas.Rect) {
	list, facts = r, r
	if r.W >= anomalyListWidth+boxSpace+anomalyFactsWidth {
		list.W = anomalyListWidth
		facts.X += list.W + boxSpace
		facts.W -= list.W + boxSpace
		return list, facts
	}
	facts.H = min(max(r.H/2, anomalyFactsLeast), max(r.H/3, anomalyFactsLines))
	list.H -= facts.H
	facts.Y += list.H
	return list, facts
}

func (f *frame) drawAnomalyList(r canvas.Rect) {
	t := &f.Words.Anomalies
	f.Spotlight(r, t.Title)
	all := f.State.Anomalies
	if len(all) == 0 {
		f.Put(r.X+3, r.Y+2, r.W-5, canvas.Quiet, t.None)
		return
	}
	_, selected := AnomalyLines(f.Moment, f.panel)
	at := 0
	for i := range all {
		if all[i].Event == selected {
			at = i
		}
	}
	x := r.X + anomalyShift(r)
	if x == r.X {
		f.Right(x+anomalyEvent, r.Y+1, 7, canvas.Quiet, t.Event)
	}
	f.Right(x+anomalyTime, r.Y+1, 9, canvas.Quiet, t.At)
	f.Put(x+anomalyName, r.Y+1, 20, canvas.Quiet, t.Name)
	f.Right(x+anomalyOrder, r.Y+1, 8, canvas.Quiet, t.Order)
	f.Right(x+anomalyPoints, r.Y+1, 10, canvas.Quiet, t.Points)
	rows := r.H - 3
	top := scrollTop(at, len(all), rows)
	for i := range min(rows, len(all)-top) {
		f.drawAnomalyLine(r, r.Y+2+i, &all[top+i], top+i == at)
	}
	f.drawMore(r, r.Y+2, top, rows, len(all))
}

// anomalyShift is by how much the columns of a list move where the first is left out.
func anomalyShift(r canvas.Rect) int {
	if r.W < anomalyListWidth {
		return -anomalyEvent
	}
	return 0
}

func (f *frame) drawAnomalyLine(r canvas.Rect, y int, a *sim.AnomalyState, selected bool) {
	p := canvas.Quiet
	f.Clickable(r.X+1, y, r.W-2, intent.Click{Line: uint32(a.Event)})
	if selected {
		p = canvas.Ink | canvas.Bold
		f.Set(r.X+2, y, canvas.Ink, '▸')
	}
	x := r.X + anomalyShift(r)
	if x == r.X {
		f.Right(x+anomalyEvent, y, 6, p, strconv.FormatUint(uint64(a.Event), 10))
	}
	f.Right(x+anomalyTime, y, 9, p, words.Clock(a.At))
	name := canvas.Lost
	if selected {
		name |= canvas.Bold
	}
	f.Put(x+anomalyName, y, 18, name, a.Name.String())
	f.Right(x+anomalyOrder, y, 7, p, words.Named(a.Order))
	f.Right(x+anomalyPoints, y, 12, p, f.points(a.Points))
}

// evidenceRoomy is from how many lines on the evidence is set apart from what
// the anomaly means; evidenceKeys how many keys jump to it.
const (
	evidenceRoomy = 12
	evidenceKeys  = 9
)

// drawEvidence draws what the selected anomaly means and the events that prove it.
func (f *frame) drawEvidence(r canvas.Rect) {
	t := &f.Words.Anomalies
	a := SelectedAnomaly(f.Moment, f.panel)
	f.Box(r, false, t.Evidence, canvas.Ink)
	if a == nil {
		return
	}
	y, end, roomy := r.Y+1, r.Y+r.H-1, r.H >= evidenceRoomy
	if roomy {
		y++
		f.Put(r.X+3, y, r.W-5, canvas.Ink|canvas.Bold, a.Name.String()+"  "+words.Named(a.Order))
		y += 2
	}
	for _, line := range chrome.Wrapped(t.Meanings[a.Name%(sim.Stuck+1)], r.W-5) {
		f.Put(r.X+3, y, r.W-5, canvas.Quiet, line)
		y++
	}
	if roomy {
		y++
	}
	numbers := []string{}
	for i, n := range a.Evidence {
		if y >= end-1 || i >= evidenceKeys {
			break
		}
		numbers = append(numbers, strconv.Itoa(i+1))
		f.drawProof(r, y, i+1, f.Moment.Log.At(n), a.Order)
		y++
	}
	f.Put(r.X+3, end-1, r.W-5, canvas.Quiet, fmt.Sprintf(t.Jumps, strings.Join(numbers, " ")))
}

// drawProof draws an event that proves an anomaly of an order.
func (f *frame) drawProof(r canvas.Rect, y, i int, e *sim.Event, order sim.OrderID) {
	number := strconv.Itoa(i)
	f.Put(r.X+3, y, 2, canvas.Ink, number)
	f.Clickable(r.X+1, y, r.W-2, intent.Click{Key: number})
	f.Right(r.X+11, y, 6, canvas.Quiet, strconv.FormatUint(uint64(e.N), 10))
	f.Right(r.X+19, y, 8, canvas.Quiet, words.Clock(e.At))
	room, whose := r.W-23, ""
	if e.Order != 0 && e.Order != order {
		whose = words.Named(e.Order) + " "
	}
	f.Put(r.X+21, y, room, canvas.Ink, whose+f.toldIn(e, room-canvas.Columns(whose)))
}
