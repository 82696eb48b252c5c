package board

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// cardValue is the column of the card's second half, from the left of its box.
const cardValue = 22

// cardText is how wide a value of the card may be.
const cardText = 23

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
	whole       bool // every order was looked at
	marked      int
	proof       proof // what every PUBLISHED proved
}

// proof is what a row that says PUBLISHED proves: what the order service had
// been told when it wrote that.
type proof uint8

// The proofs, each more than the one before.
const (
	provesCall  proof = iota // it had called emit()
	provesSent               // the request had left, and with acks=0 nobody answers
	provesAck                // the broker had answered
	provesReply              // the handler had answered
)

// drawCard draws what the audience saw: what PUBLISHED proved and what it did not,
// and the figures that show it.
func (f *frame) drawCard(r canvas.Rect) {
	t := &f.Words.Card
	f.Box(r, false, t.Title, canvas.Ink)
	f.Zone(r, intent.Click{Key: "a"})
	found := f.findings()
	switch {
	case !found.whole:
	case found.marked == 0:
		f.cardLine(r, 1, canvas.Ink, t.Proved, t.NoRow)
	default:
		f.cardLine(r, 1, canvas.Ink, t.Proved, t.Proof[found.proof])
		f.cardLine(r, 2, canvas.Ink, t.NotProved, t.NoProof[found.proof])
	}
	y := 4
	for _, fact := range f.facts(&found, r.H-5) {
		if y > r.H-2 {
			return
		}
		f.cardLine(r, y, fact.pen, fact.label, fact.value)
		y++
	}
}

func (f *frame) cardLine(r canvas.Rect, y int, p canvas.Pen, label, value string) {
	f.Put(r.X+2, r.Y+y, cardValue-3, p, label)
	f.Put(r.X+cardValue, r.Y+y, r.W-cardValue-1, p, value)
}

// fact is one line of the card.
type fact struct {
	label, value string
	pen          canvas.Pen
}

// facts returns what the card has to tell: beside the worst anomaly as many
// others as there is room for in all.
func (f *frame) facts(found *findings, room int) []fact {
	facts := f.orderFacts(found)
	anomalies := f.anomalyFacts(len(found.overtaken) > 0)
	return append(anomalies[:min(len(anomalies), max(1, room-len(facts)))], facts...)
}

// orderFacts returns what the orders show one by one.
func (f *frame) orderFacts(found *findings) []fact {
	t := &f.Words.Card
	var facts []fact
	if f.forgets() {
		facts = append(facts, fact{t.Activity, fmt.Sprintf(t.ActivityLost, typeset.Grouped(int64(f.State.ActivityLost))), canvas.Quiet})
	}
	if !found.whole {
		return facts
	}
	if found.latest != 0 {
		facts = append(facts, fact{t.LatestArrival, pad(f.Words.SecondsOf(found.latestBy), 10) + " " + words.Named(found.latest), canvas.Ink})
	}
	if n := len(found.overtaken); n > 0 {
		numbers := ""
		for _, number := range found.overtaken[:min(n, 3)] {
			numbers += words.Named(number) + " "
		}
		if n > 3 {
			numbers = fmt.Sprintf("%s +%d ", words.Named(found.overtaken[0]), n-1)
		}
		facts = append(facts, fact{t.Overtaken, fmt.Sprintf(t.By, numbers[:len(numbers)-1], found.overtaker), canvas.Ink})
	}
	if found.unfinished != 0 {
		facts = append(facts, fact{t.Unfinished, pad(f.Words.SecondsOf(found.unfinishedD), 10) + " " + fmt.Sprintf(t.Panel, found.unfinished), canvas.Ink})
	}
	return append(facts, fact{t.CallerKnew, f.outcomeText(found), canvas.Ink})
}

// pad fills s with blanks up to width columns.
func pad(s string, width int) string {
	for canvas.Columns(s) < width {
		s += " "
	}
	return s
}

// gravest are the anomalies, the gravest first: what costs money or an order,
// what was done too often, what holds others up, what confuses.
var gravest = [...]sim.Anomaly{
	sim.GhostCharge, sim.DuplicatePurchase, sim.AckedLoss, sim.PhantomPublish, sim.BlockedPartition, sim.DuplicateWork, sim.LateExecution, sim.Stuck,
	sim.LostReply, sim.UnmarkedPublish, sim.DuplicateRecord, sim.Reordered,
}

// anomalyFacts names the anomalies that were found, the gravest first.
// That orders overtook each other may be told by a line of its own.
func (f *frame) anomalyFacts(overtaken bool) []fact {
	var counts [sim.Stuck + 1]int
	var first, last [sim.Stuck + 1]sim.OrderID
	for i := range f.State.Anomalies {
		a := &f.State.Anomalies[i]
		if counts[a.Name] == 0 {
			first[a.Name] = a.Order
		}
		counts[a.Name]++
		first[a.Name], last[a.Name] = min(first[a.Name], a.Order), max(last[a.Name], a.Order)
	}
	var facts []fact
	for _, name := range gravest {
		n := counts[name]
		if n == 0 || name == sim.Reordered && overtaken {
			continue
		}
		value := words.Named(first[name])
		if n == int(last[name]-first[name])+1 && n > 2 {
			value = fmt.Sprintf(f.Words.Card.Span, first[name], last[name])
		} else if n > 1 {
			value = fmt.Sprintf(f.Words.Card.Among, first[name], last[name])
		}
		label := fmt.Sprintf("%s ×%d", name, n)
		if canvas.Columns(label) > cardValue-3 {
			label, value = name.String(), fmt.Sprintf("×%d  %s", n, value)
		}
		facts = append(facts, fact{label, value, canvas.Lost})
	}
	return facts
}

// proves returns what the order's PUBLISHED proved.
func (f *frame) proves(o *sim.OrderState) proof {
	marked := o.RungEvent[sim.Marked]
	switch {
	case f.State.Setup.Mode == sim.Send && o.Caller == sim.Value:
		return provesReply
	case f.State.Setup.Acks == 0 && o.Reached(sim.OnWire) && o.RungEvent[sim.OnWire] < marked:
		return provesSent
	case f.State.Setup.Acks != 0 && o.Reached(sim.Acked) && o.RungEvent[sim.Acked] < marked:
		return provesAck
	}
	return provesCall
}

// findings looks at every order once; beyond cardOrdersMax at none.
func (f *frame) findings() findings {
	found := findings{proof: provesReply, whole: f.State.Count() <= cardOrdersMax}
	if !found.whole {
		return found
	}
	earliest, earliestBy := sim.Never, sim.OrderID(0) // of the orders called after this one
	for number := sim.OrderID(f.State.Count()); number > 0; number-- {
		o := f.State.Order(number)
		found.outcomes[o.Caller%6]++
		if o.Marked {
			found.marked++
			found.proof = min(found.proof, f.proves(o))
		}
		if d := o.Rungs[sim.Finished] - o.Rungs[sim.Handled]; o.Reached(sim.Handled) && o.Reached(sim.Finished) && d > max(found.unfinishedD, tell.LateFrom) {
			found.unfinished, found.unfinishedD = number, d
		}
		if !o.Reached(sim.Appended) {
			continue
		}
		at := o.Rungs[sim.Appended]
		if d := at - o.CalledAt; d > max(found.latestBy, tell.LateFrom) {
			found.latest, found.latestBy = number, d
		}
		switch {
		case earliest == sim.Never || at < earliest:
			earliest, earliestBy = at, number
		case at-earliest > sim.SameInstant:
			found.overtaken, found.overtaker = append(found.overtaken, number), earliestBy
		}
	}
	slices.Reverse(found.overtaken)
	return found
}

// outcomeText counts what the callers knew.
func (f *frame) outcomeText(found *findings) string {
	t := &f.Words.Card
	var kinds []sim.Outcome
	for outcome, n := range found.outcomes {
		if outcome > 0 && n > 0 {
			kinds = append(kinds, sim.Outcome(outcome))
		}
	}
	if len(kinds) == 1 {
		return fmt.Sprintf(t.Times, t.Outcomes[kinds[0]], found.outcomes[kinds[0]])
	}
	slices.SortStableFunc(kinds, func(a, b sim.Outcome) int { return found.outcomes[b] - found.outcomes[a] })
	for shown := len(kinds); shown > 0; shown-- { // the rarest are only counted where there is no room
		text, rest := "", 0
		for i, kind := range kinds {
			switch {
			case i >= shown:
				rest += found.outcomes[kind]
			case i > 0:
				text += ", "
				fallthrough
			default:
				text += fmt.Sprintf("%s %d", t.Outcomes[kind], found.outcomes[kind])
			}
		}
		if rest > 0 {
			text += fmt.Sprintf(", +%d", rest)
		}
		if canvas.Columns(text) <= cardText {
			return text
		}
	}
	return ""
}

// drawNext draws what comes after the end: the same run in the next mode.
func (f *frame) drawNext(r canvas.Rect) {
	t := &f.Words.Card
	f.Put(r.X+2, r.Y+1, r.W-3, canvas.Ink, t.Question[f.Moment.NextMode%3])
	f.Set(r.X+2, r.Y+2, canvas.Ink|canvas.Bold, '▸')
	f.Put(r.X+4, r.Y+2, r.W-5, canvas.Ink, f.nextText())
	f.Clickable(r.X+1, r.Y+2, r.W-2, f.nextClick())
	f.Put(r.X+4, r.Y+3, r.W-5, canvas.Quiet, t.Again)
}

// nextClick starts the next mode by mouse.
func (f *frame) nextClick() intent.Click {
	return intent.Click{Key: strconv.Itoa(int(f.Moment.NextMode%3) + 1)}
}

// nextText names the key of the next mode and when it starts by itself.
func (f *frame) nextText() string {
	t, key := &f.Words.Card, int(f.Moment.NextMode%3)+1
	if f.Moment.Countdown > 0 {
		return fmt.Sprintf(t.Next, key, f.Moment.Countdown)
	}
	return fmt.Sprintf(t.NextNow, key)
}

func (f *frame) drawShortNext(y int) {
	f.Set(1, y, canvas.Ink|canvas.Bold, '▸')
	x := f.Put(3, y, f.Width()-4, canvas.Ink, f.nextText())
	f.Clickable(1, y, x-1, f.nextClick())
	f.Put(x+3, y, f.Width()-1-x-3, canvas.Quiet, canvas.Longest(f.Width()-1-x-3, f.Words.Card.Question[f.Moment.NextMode%3], f.Words.Card.QuestionShort[f.Moment.NextMode%3]))
}
