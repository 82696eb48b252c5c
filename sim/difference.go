package sim

import (
	"cmp"
	"slices"
	"strconv"
)

// Said is what the model said of the scenario of a real run, and where Kafka did
// otherwise.
type Said struct {
	State       *State
	LogHash     string
	Differences []Difference
}

// Difference is one thing that came out otherwise on a real Kafka than in the
// model of the same scenario, for how many orders, and why.
type Difference struct {
	What   Compared
	Of     string // the anomaly, where one is compared
	Model  string // what the model said; a word of the log
	Kafka  string // what was so
	Count  int
	Orders []string // ids of the first of them
	Why    Why
}

// Compared says what is compared.
type Compared uint8

// What is compared of every order.
const (
	ComparedTruth Compared = iota + 1
	ComparedRow
	ComparedCaller
	ComparedCopies
	ComparedHandled
	ComparedAnomaly
	ComparedCount
)

var comparedWords = words{"", "truth", "row", "caller", "copies", "handled", "anomaly"}

func (c Compared) String() string { return comparedWords.name(int(c)) }

// Why says why a real Kafka did otherwise, as far as that is known.
type Why uint8

// The reasons, those first that explain most.
const (
	WhyUnknown   Why = iota // nobody knows: look at the order
	WhyOutside              // something happened to the cluster that is not in the scenario
	WhyForeign              // a consumer that is not the run's handled it
	WhyUnordered            // the model compares all partitions, Kafka has an order only within one
	WhyAnswers              // the order service's process ended: the model reads the answers in a group of that process, a real run in none
	WhyUntil                // one of the runs was over before the order was
	WhyRejoin               // a consumer that was cut off reads again from the committed offset; the model's consumers are kafkajs
	WhyMoment               // an outage meets it at another moment: tries and waits of a real client lie a little elsewhere
	WhyCount
)

var whyWords = words{"not known", "outside", "foreign-consumer", "order-across-partitions", "reader-of-answers", "run-ended", "rejoin", "moment-of-outage"}

func (w Why) String() string { return whyWords.name(int(w)) }

// Witness notes of the log of a real run what may be why it differs from the model.
type Witness struct {
	outside  bool // somebody took a broker away, moved a leader or coordinator, or deleted a topic
	rejoined [GroupCount]bool
	faulted  bool // a fault acted on the cluster or its connections
	exited   bool // the order service's process ended
}

// See takes in the next event.
func (w *Witness) See(e *Event) {
	switch e.Type {
	case BrokerStopped, LeaderElected, CoordinatorLoaded, TopicDeleted:
		w.outside = w.outside || e.Cause == 0
	case ConsumerDisconnected, CommitFailed, MemberJoining:
		w.rejoined[e.Group] = true
	case FaultStarted:
		w.faulted = true
	case ServiceExited:
		w.exited = true
	}
}

// differencesOrders bounds the orders that a difference names.
const differencesOrders = 8

// Differences compares, order by order, what the model said with what was so. It
// knows nothing of the orders of other services, which stand between the run's own.
func (w *Witness) Differences(model, kafka *State) []Difference {
	var list []Difference
	adopted := OrderID(0)
	for number := OrderID(1); int(number) <= kafka.Count(); number++ {
		was := kafka.Order(number)
		if was != nil && was.Foreign {
			adopted++
			continue
		}
		said := model.Order(number - adopted)
		if said == nil || was == nil {
			continue
		}
		for _, d := range w.compare(model, kafka, said, was) {
			list = gather(list, d, was.Order.ID)
		}
	}
	slices.SortStableFunc(list, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(a.What, b.What), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Of, b.Of))
	})
	return list
}

// gather adds a difference of one order to those of its kind.
func gather(list []Difference, d Difference, id string) []Difference {
	i := slices.IndexFunc(list, func(x Difference) bool {
		return x.What == d.What && x.Of == d.Of && x.Model == d.Model && x.Kafka == d.Kafka && x.Why == d.Why
	})
	if i < 0 {
		i, list = len(list), append(list, d)
	}
	list[i].Count++
	if len(list[i].Orders) < differencesOrders {
		list[i].Orders = append(list[i].Orders, id)
	}
	return list
}

// compare returns what differs of one order.
func (w *Witness) compare(model, kafka *State, said, was *OrderState) (list []Difference) {
	add := func(what Compared, of, a, b string) {
		if a != b {
			list = append(list, Difference{What: what, Of: of, Model: a, Kafka: b, Why: w.why(model, kafka, said, was, what, of)})
		}
	}
	add(ComparedTruth, "", said.truth.String(), was.truth.String())
	add(ComparedRow, "", said.Row.String(), was.Row.String())
	add(ComparedCaller, "", said.knows(), was.knows())
	add(ComparedCopies, "", strconv.Itoa(int(said.Copies)), strconv.Itoa(int(was.Copies)))
	add(ComparedHandled, "", strconv.Itoa(int(said.Handled)), strconv.Itoa(int(was.Handled)))
	for a := Anomaly(1); a < AnomalyCount; a++ {
		add(ComparedAnomaly, a.String(), strconv.FormatBool(said.Has(a)), strconv.FormatBool(was.Has(a)))
	}
	return list
}

// knows returns what the caller knows, with the name of an error.
func (o *OrderState) knows() string {
	if o.Caller == Failure {
		return o.Caller.String() + " " + o.Error.String()
	}
	return o.callerReport().Outcome
}

// why says why an order fared otherwise; what explains more comes first.
func (w *Witness) why(model, kafka *State, said, was *OrderState, what Compared, of string) Why {
	open := func(o *OrderState) bool { return !o.truth.Over() }
	switch {
	case of == Reordered.String():
		return WhyUnordered
	case was.elsewhere:
		return WhyForeign
	case w.outside:
		return WhyOutside
	case w.exited && kafka.Setup.Mode == Send:
		return WhyAnswers
	case (model.Ended != ReasonQuiet || kafka.Ended != ReasonQuiet) && open(said) != open(was):
		return WhyUntil
	case w.rejoined[was.Order.Fulfilment.Carrier()] && (what == ComparedHandled || of == DuplicateWork.String() || of == DuplicatePurchase.String() || of == BlockedPartition.String()):
		return WhyRejoin
	case w.faulted && (said.truth != was.truth || said.Copies != was.Copies || said.knows() != was.knows() || said.Row != was.Row):
		return WhyMoment
	}
	return WhyUnknown
}

// saidReport is what the model said, in the report of a real run.
type saidReport struct {
	Client      string             `json:"client"`
	LogHash     string             `json:"log_hash"`
	Totals      totalsReport       `json:"totals"`
	Differences []differenceReport `json:"differences"`
}

type differenceReport struct {
	What   string   `json:"what"`
	Of     string   `json:"anomaly,omitempty"`
	Model  string   `json:"model"`
	Kafka  string   `json:"kafka"`
	Count  int      `json:"count"`
	Orders []quoted `json:"orders"` // the first of them
	Why    *string  `json:"reason"` // null = not known
}

func (s *Said) report() saidReport {
	r := saidReport{Client: s.State.Setup.Client.String(), LogHash: s.LogHash, Totals: s.State.Totals().report(), Differences: []differenceReport{}}
	for _, d := range s.Differences {
		one := differenceReport{What: d.What.String(), Of: d.Of, Model: d.Model, Kafka: d.Kafka, Count: d.Count}
		for _, id := range d.Orders {
			one.Orders = append(one.Orders, quoted(id))
		}
		if d.Why != WhyUnknown {
			why := d.Why.String()
			one.Why = &why
		}
		r.Differences = append(r.Differences, one)
	}
	return r
}
