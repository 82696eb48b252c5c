package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"orderflow/sim"
)

// reasonsMax is how many causes are told: one for each of the keys 1, 2 and 3.
const reasonsMax = 3

// reason is one cause of where an order is, with the event that shows it.
type reason struct {
	head   string
	event  sim.EventID
	detail string
	second sim.EventID // that shows the detail; 0 = none of its own
}

// whyRule finds a cause in what the log has about an order; false where the log
// does not show it.
type whyRule func(f *frame, d *dossier) (reason, bool)

// whyRules are, for each truth, the causes in the order in which they are told.
var whyRules = [sim.TruthCount][]whyRule{
	sim.NotCalled:  {whyNotCalled},
	sim.InMemory:   {whyHeld, whyWaits, whyStruck, whyActing, whyMarked},
	sim.Retrying:   {whyGaveUp, whyRefused, whyNoAnswer, whyKnows, whyStruck, whyActing, whyMarked},
	sim.OnTheWay:   {whyOnWire, whyWaits, whyActing, whyMarked},
	sim.Waiting:    {whyBlocked, whyThrows, whyAbsent, whyRetrying, whyHaunted, whyCrashed, whyDisconnected, whyStopped, whyOut, whyBusy, whyActing, whyBefore, whyNotFetched},
	sim.Working:    {whyJob, whyPanel, whyWorker, whyHandled, whyUnanswered, whyAgain},
	sim.Uncertain:  {whyNoAnswer, whyStruck, whyMarked},
	sim.Duplicated: {whyNoAnswer, whySecondCopy, whyAbsent, whyHaunted, whyCrashed, whyStopped, whyBusy, whyNotFetched},
	sim.Lost:       {whyTruncated, whySkipped, whyWaits, whyDropped, whyGaveUp, whyThrows, whyNoWork, whyRefused, whyMarked, whyStruck},
	sim.Ended:      {whyDeclined, whyJobEnded, whyThrows, whyWaits, whyGaveUp, whyKnows, whyRefunded},
	sim.Done:       {whyGone, whyBoughtAgain, whyWorkTwice, whyNoAnswer, whySecondCopy, whyNotCommitted, whyAgain, whyUnanswered, whyWaits, whyArrived, whyWorked, whyTold},
}

// whyUnseenRules are the causes of where an order is whose record no consumer
// can see: what consumers do is none.
var whyUnseenRules = []whyRule{whyUnseen, whyLeaderDown, whyActing}

// reasons returns up to three causes of where an order is.
func (f *frame) reasons(d *dossier) []reason {
	var found []reason
	rules := whyRules[d.o.Truth()%sim.TruthCount]
	if d.o.Truth() == sim.Waiting && f.unseen(d.o) {
		rules = whyUnseenRules
	}
	for _, rule := range rules {
		if r, ok := rule(f, d); ok {
			if said(found, r) {
				r.detail = ""
			}
			if found = append(found, r); len(found) == reasonsMax {
				return found
			}
		}
	}
	if len(found) > 0 {
		return found
	}
	chain := d.chain()
	for i := len(chain) - 1; i >= 0 && len(found) == 0; i-- {
		if e := chain[i]; e.Type != sim.AnomalyFound {
			found = append(found, reason{head: sentence("%s", f.toldEvent(e))[0], event: e.N})
		}
	}
	return found
}

// said reports whether a cause before it has the same detail.
func said(found []reason, r reason) bool {
	for _, before := range found {
		if before.detail == r.detail && r.second == before.second {
			return true
		}
	}
	return false
}

// answer is what is told about a place: what was asked, how it is, and why.
type answer struct {
	title, heading string
	reasons        []reason
}

// answer finds out why a place is as it is.
func (f *frame) answer(about Place) answer {
	switch about.Kind {
	case OrderPlace:
		return f.orderAnswer(orderOf(about))
	case PartitionPlace:
		return answer{fmt.Sprintf(f.t.Why.OfPartition, about.Number), f.partitionVerdict(about.Number), f.partitionReasons(about.Number)}
	case GroupPlace:
		g := sim.Group(about.Number)
		if !slices.Contains(lagGroups[:], g) {
			return answer{title: fmt.Sprintf(f.t.Why.OfGroup, g), heading: f.t.Place.NoGroup}
		}
		return answer{fmt.Sprintf(f.t.Why.OfGroup, g), f.groupVerdict(g), f.groupReasons(g)}
	case JobPlace:
		return answer{fmt.Sprintf(f.t.Why.OfJob, about.Number), f.jobVerdict(about.Number), f.jobReasons(about.Number)}
	}
	return f.numberAnswer(about)
}

func (f *frame) orderAnswer(number sim.OrderID) answer {
	d := f.m.dossier(number)
	if d == nil {
		return answer{title: fmt.Sprintf(f.t.Why.NotDone, number), heading: f.t.Why.Nothing}
	}
	title := f.t.Why.NotDone
	if d.o.Truth() == sim.Done {
		title = f.t.Why.Done
	}
	return answer{fmt.Sprintf(title, number), f.verdict(d.o), f.reasons(d)}
}

// whyEvents returns the events of the causes that are told, for the keys.
func (p *player) whyEvents() []sim.EventID {
	c := p.playback.cursor
	m := &Moment{Log: p.log, N: sim.EventID(c.n), State: p.history.at(c.n), At: c.at, Finished: p.finished(), memo: &p.memo}
	return WhyEvents(m, p.why, p.options.Lang)
}

// WhyEvents returns the events that show the causes which are told about a place.
func WhyEvents(m *Moment, about Place, lang Lang) []sim.EventID {
	f := newReader(m, lang)
	var events []sim.EventID
	for _, r := range f.answer(about).reasons {
		events = append(events, r.event)
	}
	return events
}

// newReader returns what words a moment.
func newReader(m *Moment, lang Lang) *frame { return &frame{m: m, s: m.State, t: lang.catalogue()} }

// openWhy asks why about what the open panel is about, else about what is
// pointed at on the board.
func (p *player) openWhy() {
	if place := p.panel.place(); place.Kind != NoPlace {
		p.askWhy(place)
		return
	}
	p.askWhy(p.target())
}

func (p *player) askWhy(place Place) {
	if place.Kind != NoPlace {
		p.why, p.mode = place, whyKeys
	}
}

// closeWhy goes back to what the answer lies over.
func (p *player) closeWhy() { p.why, p.mode = Place{}, panelModes[p.panel.Kind] }

// jumpWhy puts the cursor at the event of a cause, by its number.
func (p *player) jumpWhy(key string) {
	events := p.whyEvents()
	if i := int(key[0] - '1'); i < len(events) && events[i] != 0 {
		p.jump(events[i])
	}
}

// whyKeysNow returns the keys of the causes that are told.
func (p *player) whyKeysNow() string { return causeKeys(len(p.whyEvents())) }

// causeKeys returns the keys of so many causes, as they are shown.
func causeKeys(count int) string {
	numbers := make([]string, count)
	for i := range numbers {
		numbers[i] = strconv.Itoa(i + 1)
	}
	return strings.Join(numbers, " ")
}

// The size of the answer, in columns; and where its words stand.
const (
	whyWidth  = 84
	whyNumber = 3
	whyText   = 6
)

// drawWhy draws the answer over what is open.
func (f *frame) drawWhy() {
	t := &f.t.Why
	told := f.answer(f.m.Why)
	w, h := min(whyWidth, f.Width()-2), 6+3*len(told.reasons)
	r := rect{(f.Width() - w) / 2, max(0, (f.Height()-h)/2), w, h}
	f.zone(rect{0, 0, f.Width(), f.Height() - 1}, deed{key: "esc"}) // a click beside it closes it
	f.zone(r, deed{})
	f.box(r, false, told.title, ink|bold)
	f.closing(r, t.Close)
	f.put(r.x+3, r.y+2, r.w-5, ink|bold, told.heading)
	y := r.y + 4
	for i, reason := range told.reasons {
		number := strconv.Itoa(i + 1)
		f.zone(rect{r.x + 1, y, r.w - 2, 2}, deed{key: number})
		f.text(r.x+whyNumber, y, r.x+whyText, ink, number)
		f.drawReason(r, y, reason.head, reason.event, ink)
		f.drawReason(r, y+1, reason.detail, reason.second, quiet)
		y += 3
	}
	if keys := causeKeys(len(told.reasons)); keys != "" {
		f.put(r.x+3, y, r.w-5, quiet, fmt.Sprintf(t.Jumps, keys))
	}
}

// drawReason draws one line of a cause with its event at the right.
func (f *frame) drawReason(r rect, y int, said string, event sim.EventID, p pen) {
	end := r.x + r.w - 3
	if event != 0 {
		at := clock(f.m.Log.At(event).At)
		f.right(end, y, columns(at), quiet, at)
		number := fmt.Sprintf(f.t.Why.Event, event)
		from := end - max(columns(at)+1, 8) - columns(number)
		f.text(from, y, end, quiet, number)
		end = from - 1
	}
	f.put(r.x+whyText, y, end-r.x-whyText, p, said)
}
