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

// The sizes of the panel's boxes, in columns and lines; and its columns.
const (
	anomalyListWidth  = 63
	anomalyFactsLines = 8
	anomalyEvent      = 9 // after the number
	anomalyTime       = 19
	anomalyName       = 21
	anomalyOrder      = 46 // after the order
	anomalyPoints     = 60 // after the points
)

// drawAnomalies draws what the checker has found, and what proves the selected one.
func (f *frame) drawAnomalies() {
	t := &f.Words.Anomalies
	f.drawPanelStatus(t.Title)
	count := len(f.State.Anomalies)
	caption := fmt.Sprintf(t.Caption, count)
	switch count {
	case 0:
		caption = t.Nothing
	case 1:
		caption = t.One
	}
	f.drawPanelCaption(caption)
	list, facts := f.anomalyRects()
	f.drawAnomalyList(list)
	f.drawEvidence(facts)
	f.drawPanelFoot()
}

func (f *frame) anomalyRects() (list, facts canvas.Rect) {
	if f.Full {
		bottom := f.Height() - 3
		list = canvas.Rect{X: 1, Y: panelTop, W: anomalyListWidth, H: bottom - panelTop}
		facts = canvas.Rect{X: list.X + list.W + panelGap, Y: panelTop, W: 0, H: list.H}
		facts.W = f.Width() - 1 - facts.X
		return list, facts
	}
	bottom := f.Height() - 2
	list = canvas.Rect{X: 1, Y: 2, W: f.Width() - 2, H: bottom - 2 - anomalyFactsLines}
	return list, canvas.Rect{X: 1, Y: list.Y + list.H, W: f.Width() - 2, H: anomalyFactsLines}
}

func (f *frame) drawAnomalyList(r canvas.Rect) {
	t := &f.Words.Anomalies
	f.Box(r, false, t.Title, canvas.Ink)
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
	f.Right(r.X+anomalyEvent, r.Y+1, 7, canvas.Quiet, t.Event)
	f.Right(r.X+anomalyTime, r.Y+1, 9, canvas.Quiet, t.At)
	f.Put(r.X+anomalyName, r.Y+1, 20, canvas.Quiet, t.Name)
	f.Right(r.X+anomalyOrder, r.Y+1, 8, canvas.Quiet, t.Order)
	f.Right(r.X+anomalyPoints, r.Y+1, 10, canvas.Quiet, t.Points)
	rows := r.H - 3
	top := scrollTop(at, len(all), rows)
	for i := range min(rows, len(all)-top) {
		f.drawAnomalyLine(r, r.Y+2+i, &all[top+i], top+i == at)
	}
	f.drawMore(r, r.Y+2, top, rows, len(all))
}

func (f *frame) drawAnomalyLine(r canvas.Rect, y int, a *sim.AnomalyState, selected bool) {
	p := canvas.Quiet
	f.Clickable(r.X+1, y, r.W-2, intent.Click{Line: uint32(a.Event)})
	if selected {
		p = canvas.Ink | canvas.Bold
		f.Set(r.X+2, y, canvas.Ink, '▸')
	}
	f.Right(r.X+anomalyEvent, y, 6, p, strconv.FormatUint(uint64(a.Event), 10))
	f.Right(r.X+anomalyTime, y, 9, p, words.Clock(a.At))
	name := canvas.Lost
	if selected {
		name |= canvas.Bold
	}
	f.Put(r.X+anomalyName, y, 18, name, a.Name.String())
	f.Right(r.X+anomalyOrder, y, 7, p, words.Named(a.Order))
	f.Right(r.X+anomalyPoints, y, 12, p, f.points(a.Points))
}

// drawEvidence draws what the selected anomaly means and the events that prove it.
func (f *frame) drawEvidence(r canvas.Rect) {
	t := &f.Words.Anomalies
	a := SelectedAnomaly(f.Moment, f.panel)
	f.Box(r, false, t.Evidence, canvas.Ink)
	if a == nil {
		return
	}
	y, end := r.Y+1, r.Y+r.H-1
	if f.Full {
		y++
		f.Put(r.X+3, y, r.W-5, canvas.Ink|canvas.Bold, a.Name.String()+"  "+words.Named(a.Order))
		y += 2
	}
	for _, line := range chrome.Wrapped(t.Meanings[a.Name%(sim.Stuck+1)], r.W-5) {
		f.Put(r.X+3, y, r.W-5, canvas.Quiet, line)
		y++
	}
	if f.Full {
		y++
	}
	numbers := []string{}
	for i, n := range a.Evidence {
		if y >= end-1 || i >= 9 {
			break
		}
		e := f.Moment.Log.At(n)
		number := strconv.Itoa(i + 1)
		numbers = append(numbers, number)
		f.Put(r.X+3, y, 2, canvas.Ink, number)
		f.Clickable(r.X+1, y, r.W-2, intent.Click{Key: number})
		f.Right(r.X+11, y, 6, canvas.Quiet, strconv.FormatUint(uint64(n), 10))
		f.Right(r.X+19, y, 8, canvas.Quiet, words.Clock(e.At))
		room := r.W - 23
		said := f.ToldWithin(e, room)
		if e.Order != 0 && e.Order != a.Order {
			said = words.Named(e.Order) + " " + said
		}
		f.Put(r.X+21, y, room, canvas.Ink, said)
		y++
	}
	f.Put(r.X+3, end-1, r.W-5, canvas.Quiet, fmt.Sprintf(t.Jumps, strings.Join(numbers, " ")))
}
