package ui

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"orderflow/sim"
)

// cardValue is the column of the card's second half, from the left of its box.
const cardValue = 22

// cardOrdersMax bounds the orders the card looks at one by one. It is drawn
// once a second at most; beyond it only what the fold counts is shown.
const cardOrdersMax = 200_000

// findings is what the card says of a run that is over.
type findings struct {
	latest      sim.OrderID // that arrived latest
	latestBy    time.Duration
	overtaken   []sim.OrderID
	overtaker   sim.OrderID
	unfinished  sim.OrderID // longest handled and not finished
	unfinishedD time.Duration
	outcomes    [6]int
}

// drawCard draws what the room saw: what PUBLISHED proved and what it did not,
// and the figures that show it.
func (f *frame) drawCard(r rect) {
	t, mode := &f.t.Card, f.s.Setup.Mode%3
	f.box(r, false, t.Title, ink)
	f.zone(r, deed{key: "a"})
	f.cardLine(r, 1, ink, t.Proved, t.Proof[mode])
	f.cardLine(r, 2, ink, t.NotProved, t.NoProof[mode])
	y := 4
	for _, fact := range f.facts() {
		if y > r.h-2 {
			return
		}
		f.cardLine(r, y, fact.pen, fact.label, fact.value)
		y++
	}
}

func (f *frame) cardLine(r rect, y int, p pen, label, value string) {
	f.put(r.x+2, r.y+y, cardValue-3, p, label)
	f.put(r.x+cardValue, r.y+y, r.w-cardValue-1, p, value)
}

// fact is one line of the card.
type fact struct {
	label, value string
	pen          pen
}

func (f *frame) facts() []fact {
	t := &f.t.Card
	facts := f.anomalyFacts()
	if f.s.Count() > cardOrdersMax {
		return facts
	}
	found := f.findings()
	if found.latest != 0 {
		facts = append(facts, fact{t.LatestArrival, pad(f.t.seconds(found.latestBy), 10) + " " + named(found.latest), ink})
	}
	if n := len(found.overtaken); n > 0 {
		numbers := ""
		for _, number := range found.overtaken[:min(n, 3)] {
			numbers += named(number) + " "
		}
		if n > 3 {
			numbers = fmt.Sprintf("%s +%d ", named(found.overtaken[0]), n-1)
		}
		facts = append(facts, fact{t.Overtaken, fmt.Sprintf(t.By, numbers[:len(numbers)-1], found.overtaker), ink})
	}
	if found.unfinished != 0 {
		facts = append(facts, fact{t.Unfinished, pad(f.t.seconds(found.unfinishedD), 10) + " " + fmt.Sprintf(t.Panel, found.unfinished), ink})
	}
	return append(facts, fact{t.CallerKnew, f.outcomeText(&found), ink})
}

// pad fills s with blanks up to width columns.
func pad(s string, width int) string {
	for columns(s) < width {
		s += " "
	}
	return s
}

// anomalyFacts names the anomaly that was found most often.
func (f *frame) anomalyFacts() []fact {
	var counts [sim.Stuck + 1]int
	var first, last [sim.Stuck + 1]sim.OrderID
	for i := range f.s.Anomalies {
		a := &f.s.Anomalies[i]
		if counts[a.Name] == 0 {
			first[a.Name] = a.Order
		}
		counts[a.Name]++
		first[a.Name], last[a.Name] = min(first[a.Name], a.Order), max(last[a.Name], a.Order)
	}
	best := sim.Anomaly(0)
	for name, n := range counts {
		if n > 0 && (best == 0 || n >= counts[best] && sim.Anomaly(name) <= sim.GhostCharge || n > counts[best]) {
			best = sim.Anomaly(name)
		}
	}
	if best == 0 {
		return nil
	}
	value := named(first[best])
	if counts[best] == int(last[best]-first[best])+1 && counts[best] > 2 {
		value = fmt.Sprintf(f.t.Card.Span, first[best], last[best])
	} else if counts[best] > 1 {
		value = fmt.Sprintf(f.t.Card.Among, first[best], last[best])
	}
	label := longest(cardValue-3, fmt.Sprintf("%s ×%d", best, counts[best]), fmt.Sprintf("%s×%d", best, counts[best]), best.String())
	return []fact{{label, value, lost}}
}

// findings looks at every order once.
func (f *frame) findings() findings {
	var found findings
	earliest, earliestBy := sim.Never, sim.OrderID(0) // of the orders called after this one
	for number := sim.OrderID(f.s.Count()); number > 0; number-- {
		o := f.s.Order(number)
		found.outcomes[o.Caller%6]++
		if d := o.Rungs[sim.Finished] - o.Rungs[sim.Handled]; o.Reached(sim.Handled) && o.Reached(sim.Finished) && d > max(found.unfinishedD, lateFrom) {
			found.unfinished, found.unfinishedD = number, d
		}
		if !o.Reached(sim.Appended) {
			continue
		}
		at := o.Rungs[sim.Appended]
		if d := at - o.CalledAt; d > max(found.latestBy, lateFrom) {
			found.latest, found.latestBy = number, d
		}
		switch {
		case earliest == sim.Never || at < earliest:
			earliest, earliestBy = at, number
		case at-earliest > sameInstant:
			found.overtaken, found.overtaker = append(found.overtaken, number), earliestBy
		}
	}
	slices.Reverse(found.overtaken)
	return found
}

// outcomeText counts what the callers knew.
func (f *frame) outcomeText(found *findings) string {
	t, text, kinds := &f.t.Card, "", 0
	for outcome, n := range found.outcomes {
		if outcome == 0 || n == 0 {
			continue
		}
		kinds++
		if kinds > 1 {
			text += ", "
		}
		text += fmt.Sprintf("%s %d", t.Outcomes[outcome], n)
	}
	if kinds == 1 {
		for outcome, n := range found.outcomes {
			if outcome > 0 && n > 0 {
				return fmt.Sprintf(t.Times, t.Outcomes[outcome], n)
			}
		}
	}
	return text
}

// drawNext draws what comes after the end: the same run in the next mode.
func (f *frame) drawNext(r rect) {
	t := &f.t.Card
	f.put(r.x+2, r.y+1, r.w-3, ink, t.Question[f.m.NextMode%3])
	f.set(r.x+2, r.y+2, ink|bold, '▸')
	f.put(r.x+4, r.y+2, r.w-5, ink, f.nextText())
	f.clickable(r.x+1, r.y+2, r.w-2, f.nextDeed())
	f.put(r.x+4, r.y+3, r.w-5, quiet, t.Again)
}

// nextDeed starts the next mode by mouse.
func (f *frame) nextDeed() deed { return deed{key: strconv.Itoa(int(f.m.NextMode%3) + 1)} }

// nextText names the key of the next mode and when it starts by itself.
func (f *frame) nextText() string {
	t, key := &f.t.Card, int(f.m.NextMode%3)+1
	if f.m.Countdown > 0 {
		return fmt.Sprintf(t.Next, key, f.m.Countdown)
	}
	return fmt.Sprintf(t.NextNow, key)
}

func (f *frame) drawShortNext(y int) {
	f.set(1, y, ink|bold, '▸')
	x := f.put(3, y, f.width-4, ink, f.nextText())
	f.clickable(1, y, x-1, f.nextDeed())
	f.put(x+3, y, f.width-1-x-3, quiet, longest(f.width-1-x-3, f.t.Card.Question[f.m.NextMode%3], f.t.Card.QuestionShort[f.m.NextMode%3]))
}
