package tell

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// ReasonsMax is how many causes are told: one for each of the keys 1, 2 and 3.
const ReasonsMax = 3

// Reason is one cause of where an order is, with the event that shows it.
type Reason struct {
	Head   string
	Event  sim.EventID
	Detail string
	Second sim.EventID // that shows the detail; 0 = none of its own
}

// whyRule finds a cause in what the log has about an order; false where the log
// does not show it.
type whyRule func(f *Reader, d *moment.Dossier) (Reason, bool)

// whyRules are, for each truth, the causes in the order in which they are told.
var whyRules = [sim.TruthCount][]whyRule{
	sim.NotCalled:  {whyNotCalled},
	sim.InMemory:   {whyHeld, whyWaits, whyStruck, whyActing, whyMarked},
	sim.Retrying:   {whyGaveUp, whyRefused, whyNoAnswer, whyKnows, whyStruck, whyActing, whyMarked},
	sim.OnTheWay:   {whyOnWire, whyWaits, whyActing, whyMarked},
	sim.Waiting:    {whyBlocked, whyThrows, whyAbsent, whyRetrying, whyGhost, whyCrashed, whyDisconnected, whyStopped, whyOut, whyBusy, whyActing, whyBefore, whyNotFetched},
	sim.Working:    {whyJob, whyPanel, whyWorker, whyHandled, whyUnanswered, whyAgain},
	sim.Uncertain:  {whyNoAnswer, whyStruck, whyMarked},
	sim.Duplicated: {whyNoAnswer, whySecondCopy, whyAbsent, whyGhost, whyCrashed, whyStopped, whyBusy, whyNotFetched},
	sim.Lost:       {whyTruncated, whySkipped, whyWaits, whyDropped, whyGaveUp, whyThrows, whyNoWork, whyRefused, whyMarked, whyStruck},
	sim.Ended:      {whyDeclined, whyJobEnded, whyThrows, whyWaits, whyGaveUp, whyKnows, whyRefunded},
	sim.Done:       {whyGone, whyBoughtAgain, whyWorkTwice, whyNoAnswer, whySecondCopy, whyNotCommitted, whyAgain, whyUnanswered, whyWaits, whyArrived, whyWorked, whyTold},
}

// whyUnseenRules are the causes of where an order is whose record no consumer
// can see: what consumers do is none.
var whyUnseenRules = []whyRule{whyUnseen, whyLeaderDown, whyActing}

// Reasons returns up to three causes of where an order is.
func (f *Reader) Reasons(d *moment.Dossier) []Reason {
	var found []Reason
	st := f.Standing(d.State)
	rules := whyRules[st.Truth]
	if st.Where == sim.NowUnseen || st.Where == sim.NowStored {
		rules = whyUnseenRules
	}
	for _, rule := range rules {
		if r, ok := rule(f, d); ok {
			if said(found, r) {
				r.Detail = ""
			}
			if found = append(found, r); len(found) == ReasonsMax {
				return found
			}
		}
	}
	if len(found) > 0 {
		return found
	}
	chain := d.Chain()
	for i := len(chain) - 1; i >= 0 && len(found) == 0; i-- {
		if e := chain[i]; e.Type != sim.AnomalyFound {
			found = append(found, Reason{Head: Sentence("%s", f.toldEvent(e))[0], Event: e.N})
		}
	}
	return found
}

// said reports whether a cause before it has the same detail.
func said(found []Reason, r Reason) bool {
	for _, before := range found {
		if before.Detail == r.Detail && r.Second == before.Second {
			return true
		}
	}
	return false
}

// Answer is what is told about a place: what was asked, how it is, and why.
type Answer struct {
	Title, Heading string
	Reasons        []Reason
}

// asked is what an answer depends on beside the moment.
type asked struct {
	about intent.Place
	words *words.Catalogue
}

// Answer finds out why a place is as it is, once for a moment.
func (f *Reader) Answer(about intent.Place) *Answer {
	return moment.Once(f.Moment, asked{about, f.Words}, func() *Answer {
		a := f.findAnswer(about)
		return &a
	})
}

func (f *Reader) findAnswer(about intent.Place) Answer {
	switch about.Kind {
	case intent.OrderPlace:
		return f.orderAnswer(moment.OrderOf(about))
	case intent.PartitionPlace:
		return Answer{fmt.Sprintf(f.Words.Why.OfPartition, about.Number), f.PartitionVerdict(about.Number), f.partitionReasons(about.Number)}
	case intent.GroupPlace:
		g := sim.Group(about.Number)
		if !slices.Contains(LagGroups[:], g) {
			return Answer{Title: fmt.Sprintf(f.Words.Why.OfGroup, g), Heading: f.Words.Place.NoGroup}
		}
		return Answer{fmt.Sprintf(f.Words.Why.OfGroup, g), f.GroupVerdict(g), f.groupReasons(g)}
	case intent.ServicePlace:
		return Answer{f.Words.Serving.Why, f.ServiceVerdict(), f.serviceReasons()}
	case intent.ProducerPlace:
		return Answer{f.Words.Sending.Why, f.ProducerVerdict(), f.producerReasons()}
	case intent.JobPlace:
		return Answer{fmt.Sprintf(f.Words.Why.OfJob, about.Number), f.JobVerdict(about.Number), f.jobReasons(about.Number)}
	}
	return f.numberAnswer(about)
}

func (f *Reader) orderAnswer(number sim.OrderID) Answer {
	d := f.Moment.Dossier(number)
	if d == nil {
		return Answer{Title: fmt.Sprintf(f.Words.Why.NotDone, number), Heading: f.Words.Why.Nothing}
	}
	title := f.Words.Why.NotDone
	if d.State.Truth() == sim.Done {
		title = f.Words.Why.Done
	}
	return Answer{fmt.Sprintf(title, number), f.Verdict(d.State), f.Reasons(d)}
}

// CauseKeys returns the keys of so many causes, as they are shown.
func CauseKeys(count int) string {
	numbers := make([]string, count)
	for i := range numbers {
		numbers[i] = strconv.Itoa(i + 1)
	}
	return strings.Join(numbers, " ")
}

// The size of the answer, in columns; and where its words stand.
const (
	WhyWidth  = 84
	WhyNumber = 3
	WhyText   = 6
)
