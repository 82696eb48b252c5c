package sim

import "slices"

// CohortsMax bounds the cohorts that a state keeps. One more, and the two
// oldest become one of several ways.
const CohortsMax = 64

// Way is how an order met the producer at its first hand-over.
type Way uint8

// The ways.
const (
	AtOnce      Way = iota + 1 // its request left
	InRound                    // it waits in the producer's memory for a reconnect round
	OwnFault                   // something of its own came first: a try that was put off, or its end
	SeveralWays                // not of an order: these are older cohorts, put together
	FromOutside                // another service handed it over: its record is the first that is seen of it
)

var wayWords = words{"", "at-once", "in-round", "own-fault", "several-ways", "from-outside"}

func (w Way) String() string { return wayWords.name(int(w)) }

// Cohort is a run of orders that met the same way at their first hand-over, and
// how many of them stand where. An order that was not handed over belongs to
// none. It joins, when it is, the cohort of the order that the same instance of
// the order service handed over before it, if that met the same way, else it
// begins one; it never moves to another. Hand-overs are in the order of the
// log, so that ranges of numbers may overlap by orders that were overtaken, and
// those of several instances and of other services do.
type Cohort struct {
	First, Last OrderID // the lowest and the highest number
	Count       int
	Way         Way
	Instance    uint8                // of the order service, from 1; 0 = there is just one, or the cohort is of several ways
	Round       uint32               // of InRound
	Stations    [StationCount]int    // its orders by where they stand
	Rows        [RowRefunded + 1]int // by what their row says
	Ahead       int                  // whose row or points tell more than is true
	Open        int                  // for which something is still to come
	Lost        int
	Told        int   // over without complete work, and the caller knows of the failure
	ForNothing  int64 // points of those that are lost
}

// Row returns what most of the cohort's rows say; of as many, what comes later.
func (c *Cohort) Row() Row {
	most := RowNone
	for row, n := range c.Rows {
		if n > 0 && n >= c.Rows[most] {
			most = Row(row)
		}
	}
	return most
}

// cohortBook holds the cohorts of a state. An order keeps the number of its
// cohort, from 1.
type cohortBook struct {
	list   []Cohort
	merged int // how many cohorts the first of the list stands for beside itself
}

func (b *cohortBook) index(number uint32) int {
	if number == 0 {
		return -1
	}
	return max(0, int(number)-1-b.merged)
}

// Cohorts returns the cohorts, the oldest first. They are the state's own: to
// be read, until its next event. They count orders that were let go, too.
func (s *State) Cohorts() []Cohort { return s.cohorts.list }

// CohortOf returns the index in Cohorts of the order's cohort; -1 where nothing
// of it was handed over yet.
func (s *State) CohortOf(o *OrderState) int { return s.cohorts.index(o.cohort) }

// handedOver returns how the order met the producer, if this event of it is its
// first hand-over.
func (o *OrderState) handedOver(e *Event) (Way, bool) {
	if o.cohort != 0 || e.Topic > Orders {
		return 0, false
	}
	switch e.Type {
	case RecordAppended:
		return FromOutside, o.Foreign
	case RequestSent:
		return AtOnce, true
	case MemoryWaiting:
		return InRound, true
	case RetryScheduled, RequestRefused, RequestFailed, PublishGaveUp, MemoryLost, NeverSubscribed:
		return OwnFault, true
	}
	return 0, false
}

// join adds an order to the cohort of the one before it, or to one of its own.
func (b *cohortBook) join(o *OrderState, way Way, round uint32) {
	number := o.Order.Number
	i := len(b.list) - 1
	for i >= 0 && (b.list[i].Instance != o.Instance || (b.list[i].Way == FromOutside) != o.Foreign) {
		i--
	}
	if i < 0 || b.list[i].Way != way || b.list[i].Round != round {
		b.begin(Cohort{First: number, Last: number, Way: way, Instance: o.Instance, Round: round})
		i = len(b.list) - 1
	}
	c := &b.list[i]
	c.First, c.Last = min(c.First, number), max(c.Last, number)
	o.cohort = uint32(i + 1 + b.merged)
}

func (b *cohortBook) begin(c Cohort) {
	if len(b.list) == CohortsMax {
		b.list[1].swallow(&b.list[0])
		b.list = slices.Delete(b.list, 0, 1)
		b.merged++
	}
	b.list = append(b.list, c)
}

// swallow makes one cohort of two: what was known of each is known of both.
func (c *Cohort) swallow(older *Cohort) {
	c.Way, c.Round, c.Instance = SeveralWays, 0, 0
	c.First, c.Last = min(c.First, older.First), max(c.Last, older.Last)
	c.Count, c.Ahead, c.Open, c.Lost, c.Told = c.Count+older.Count, c.Ahead+older.Ahead, c.Open+older.Open, c.Lost+older.Lost, c.Told+older.Told
	c.ForNothing += older.ForNothing
	for i, n := range older.Stations {
		c.Stations[i] += n
	}
	for i, n := range older.Rows {
		c.Rows[i] += n
	}
}

// membership is what one order adds to the counters of its cohort.
type membership struct {
	cohort      uint32
	station     Station
	ahead, told bool
}

func (o *OrderState) membership() membership {
	return membership{
		cohort: o.cohort, station: o.Station(), ahead: o.belief() == Ahead, told: o.truth == Ended && o.Caller == Failure,
	}
}

// tally counts an order in or out of its cohort.
func (b *cohortBook) tally(of *share, sign int) {
	if of.cohort == 0 {
		return
	}
	c := &b.list[b.index(of.cohort)]
	c.Count += sign
	c.Stations[of.station] += sign
	c.Rows[of.row] += sign
	c.ForNothing += int64(sign) * of.forNothing
	count := func(to *int, is bool) {
		if is {
			*to += sign
		}
	}
	count(&c.Ahead, of.ahead)
	count(&c.Open, !of.station.Over())
	count(&c.Lost, of.station.Lost())
	count(&c.Told, of.told)
}
