package ui

import (
	"fmt"
	"strconv"
	"strings"

	"orderflow/sim"
)

// anomalyWords are those of the anomalies panel.
type anomalyWords struct {
	Title, Evidence, None          string                `max:"40"`
	Caption                        string                `max:"72"` // 12
	One, Nothing                   string                `max:"72"`
	Event, At, Name, Order, Points string                `max:"10"`
	Meanings                       [sim.Stuck + 1]string `max:"150"`
	Jumps                          string                `max:"40"`
}

var englishAnomalies = anomalyWords{
	Title: "anomalies", Evidence: "what proves it", None: "The checker has found none so far.",
	Caption: "The checker names %d anomalies, each with its evidence.", One: "The checker names one anomaly, with its evidence.", Nothing: "The checker has found nothing so far.",
	Event: "event", At: "at", Name: "name", Order: "order", Points: "points",
	Meanings: [sim.Stuck + 1]string{
		"An anomaly of another version.",
		"The row says published, nothing is in the log, and no attempt is left.",
		"Points were taken, the work is not done, and nobody will try again.",
		"The record is in the log, and the row does not say published.",
		"The log has more than one copy of this order.",
		"The work of this order was done more than once.",
		"The panel was paid more than once for this order.",
		"The broker acknowledged the record, and then it was lost.",
		"A record that cannot be handled holds up those behind it.",
		"The work was done, and the answer never came.",
		"The work was done after the caller had given up.",
		"A later order came into the log before this one.",
		"Nothing is wrong with it, and nothing moves.",
	},
	Jumps: "%s jump to it",
}

var koreanAnomalies = anomalyWords{
	Title: "이상", Evidence: "증거", None: "지금까지 발견된 이상이 없습니다.",
	Caption: "검사기가 이상 %d건을 증거와 함께 찾았습니다.", One: "검사기가 이상 1건을 증거와 함께 찾았습니다.", Nothing: "검사기가 지금까지 찾은 것이 없습니다.",
	Event: "이벤트", At: "시각", Name: "이름", Order: "주문", Points: "포인트",
	Meanings: [sim.Stuck + 1]string{
		"다른 버전의 이상입니다.",
		"DB에는 PUBLISHED인데 로그에는 없고, 남은 시도도 없습니다.",
		"포인트는 차감됐는데 작업은 없고, 아무도 다시 시도하지 않습니다.",
		"레코드는 로그에 있는데 DB 기록은 PUBLISHED가 아닙니다.",
		"이 주문의 사본이 로그에 둘 이상 있습니다.",
		"이 주문의 작업이 두 번 이상 실행됐습니다.",
		"이 주문으로 패널에 두 번 이상 지불했습니다.",
		"브로커가 ack를 보낸 레코드가 사라졌습니다.",
		"처리할 수 없는 레코드가 뒤의 것들을 막고 있습니다.",
		"작업은 끝났는데 응답이 오지 않았습니다.",
		"호출자가 포기한 뒤에 작업이 실행됐습니다.",
		"나중 주문이 이 주문보다 먼저 로그에 들어왔습니다.",
		"문제는 없는데 아무것도 진행되지 않습니다.",
	},
	Jumps: "%s 해당 이벤트로 이동",
}

// anomalyLines returns the events that named the anomalies, and the selected one.
func anomalyLines(m *Moment) (lines []sim.EventID, selected sim.EventID) {
	for i := range m.State.Anomalies {
		lines = append(lines, m.State.Anomalies[i].Event)
	}
	if m.Panel.Event != 0 {
		return lines, m.Panel.Event
	}
	if len(lines) > 0 {
		selected = lines[0]
	}
	return lines, selected
}

// selectedAnomaly returns the anomaly of the selected line, or nil.
func selectedAnomaly(m *Moment) *sim.AnomalyState {
	_, selected := anomalyLines(m)
	for i := range m.State.Anomalies {
		if a := &m.State.Anomalies[i]; a.Event == selected {
			return a
		}
	}
	return nil
}

func (p *player) openAnomalies() { p.open(Panel{Kind: AnomaliesPanel}) }

func (p *player) hasAnomalies() bool {
	return len(p.history.at(p.playback.cursor.n).Anomalies) > 0
}

// jumpEvidence puts the cursor at the first event that proves the selected
// anomaly, or by its number at another one.
func (p *player) jumpEvidence(key string) {
	c := p.playback.cursor
	a := selectedAnomaly(&Moment{Log: p.log, N: sim.EventID(c.n), State: p.history.at(c.n), Panel: p.panel})
	if a == nil {
		return
	}
	i := 0
	if key != "enter" {
		i = int(key[0] - '1')
	}
	if i < len(a.Evidence) {
		p.jump(a.Evidence[i])
	}
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
	t := &f.t.Anomalies
	f.drawPanelStatus(t.Title)
	count := len(f.s.Anomalies)
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

func (f *frame) anomalyRects() (list, facts rect) {
	if f.full {
		bottom := f.Height() - 3
		list = rect{1, panelTop, anomalyListWidth, bottom - panelTop}
		facts = rect{list.x + list.w + panelGap, panelTop, 0, list.h}
		facts.w = f.Width() - 1 - facts.x
		return list, facts
	}
	bottom := f.Height() - 2
	list = rect{1, 2, f.Width() - 2, bottom - 2 - anomalyFactsLines}
	return list, rect{1, list.y + list.h, f.Width() - 2, anomalyFactsLines}
}

func (f *frame) drawAnomalyList(r rect) {
	t := &f.t.Anomalies
	f.box(r, false, t.Title, ink)
	all := f.s.Anomalies
	if len(all) == 0 {
		f.put(r.x+3, r.y+2, r.w-5, quiet, t.None)
		return
	}
	_, selected := anomalyLines(f.m)
	at := 0
	for i := range all {
		if all[i].Event == selected {
			at = i
		}
	}
	f.right(r.x+anomalyEvent, r.y+1, 7, quiet, t.Event)
	f.right(r.x+anomalyTime, r.y+1, 9, quiet, t.At)
	f.put(r.x+anomalyName, r.y+1, 20, quiet, t.Name)
	f.right(r.x+anomalyOrder, r.y+1, 8, quiet, t.Order)
	f.right(r.x+anomalyPoints, r.y+1, 10, quiet, t.Points)
	rows := r.h - 3
	top := scrollTop(at, len(all), rows)
	for i := range min(rows, len(all)-top) {
		f.drawAnomalyLine(r, r.y+2+i, &all[top+i], top+i == at)
	}
	f.drawMore(r, r.y+2, top, rows, len(all))
}

func (f *frame) drawAnomalyLine(r rect, y int, a *sim.AnomalyState, selected bool) {
	p := quiet
	f.clickable(r.x+1, y, r.w-2, deed{line: uint32(a.Event)})
	if selected {
		p = ink | bold
		f.set(r.x+2, y, ink, '▸')
	}
	f.right(r.x+anomalyEvent, y, 6, p, strconv.FormatUint(uint64(a.Event), 10))
	f.right(r.x+anomalyTime, y, 9, p, clock(a.At))
	name := lost
	if selected {
		name |= bold
	}
	f.put(r.x+anomalyName, y, 18, name, a.Name.String())
	f.right(r.x+anomalyOrder, y, 7, p, named(a.Order))
	f.right(r.x+anomalyPoints, y, 12, p, f.points(a.Points))
}

// drawEvidence draws what the selected anomaly means and the events that prove it.
func (f *frame) drawEvidence(r rect) {
	t := &f.t.Anomalies
	a := selectedAnomaly(f.m)
	f.box(r, false, t.Evidence, ink)
	if a == nil {
		return
	}
	y, end := r.y+1, r.y+r.h-1
	if f.full {
		y++
		f.put(r.x+3, y, r.w-5, ink|bold, a.Name.String()+"  "+named(a.Order))
		y += 2
	}
	for _, line := range wrapped(t.Meanings[a.Name%(sim.Stuck+1)], r.w-5) {
		f.put(r.x+3, y, r.w-5, quiet, line)
		y++
	}
	if f.full {
		y++
	}
	numbers := []string{}
	for i, n := range a.Evidence {
		if y >= end-1 || i >= 9 {
			break
		}
		e := f.m.Log.At(n)
		number := strconv.Itoa(i + 1)
		numbers = append(numbers, number)
		f.put(r.x+3, y, 2, ink, number)
		f.clickable(r.x+1, y, r.w-2, deed{key: number})
		f.right(r.x+11, y, 6, quiet, strconv.FormatUint(uint64(n), 10))
		f.right(r.x+19, y, 8, quiet, clock(e.At))
		room := r.w - 23
		said := f.toldWithin(e, room)
		if e.Order != 0 && e.Order != a.Order {
			said = named(e.Order) + " " + said
		}
		f.put(r.x+21, y, room, ink, said)
		y++
	}
	f.put(r.x+3, end-1, r.w-5, quiet, fmt.Sprintf(t.Jumps, strings.Join(numbers, " ")))
}
