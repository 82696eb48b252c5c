package sim

import (
	"maps"
	"slices"
	"time"
)

// CellsShown is how many of a partition's last records a state keeps.
const CellsShown = 8

// State is the fold of a log: what is known after its first N events. It is
// total: every log that ReadLog accepts has a state at every prefix.
type State struct {
	N        EventID
	At       time.Duration
	Setup    Setup
	Remedies Remedies
	Ended    Reason // zero while the run goes on

	Orders         orderBook
	released       map[Fate]FateSum     // orders that were let go
	cohorts        cohortBook           // see Cohorts
	switched       EventID              // the last switching of a remedy
	era            uint16               // see OrderState.Era
	Rows           [RowRefunded + 1]int // orders by what their row says
	Truths         [TruthCount]int      // orders by truth
	Gap            [TruthCount]int      // of those whose row ever said published and which are not finished, by truth
	Published      int                  // orders whose setPublished ran
	Finished       int                  // orders whose work is complete
	Appended       int                  // orders with a copy, ever
	Duplicated     int                  // orders whose work or purchase was done more than once
	DoneTwice      int                  // orders whose work was done more than once
	DoneOften      int                  // orders whose work was done more than twice
	Unknown        int                  // orders of which nobody can tell yet whether their record is in the log
	CallersWaiting int                  // callers that have called and know nothing yet
	InFlight       int                  // orders with a request that is out and has no answer yet
	GivenUp        int                  // orders that the client gave up, as they are now: see OrderState.GivenUp
	GivenUpLost    int                  // of those, LOST; of the others those who called were told
	RefundedOrders int                  // orders that got points back
	Adopted        int                  // orders of other services
	Charged        int64                // points taken
	Refunded       int64                // points given back
	ForNothing     int64                // points of orders that are lost
	Cost           int64                // paid to the panel, cents
	Errors         int                  // that somebody was told of: callers that failed, handlers that threw
	ActivityLost   int                  // events of the activity log that were given up

	Client     ClientState
	Service    ServiceState
	Brokers    [BrokerCount + 1]BrokerState // index 0 is not used
	Partitions []PartitionState             // of sns.orders
	Groups     [GroupCount]GroupState
	Faults     []FaultState
	Anomalies  []AnomalyState // where orders are let go of, the first AnomaliesMax of each name
	Found      [Stuck + 1]int // how many anomalies there are, by name
	Jobs       []JobState     // the last jobs, newest last; see jobsShown
}

// ClientState is the order service's Kafka client.
type ClientState struct {
	Rounds      []RoundState  // of the present outage, oldest first
	Connected   time.Duration // when it was last connected again, or Never
	Memory      []OrderID     // whose record is only in its memory, ascending
	LostAt      []LostState   // orders given up, one entry for each instant, oldest first
	LastRefused EventID       // a connect or, of a client that connects for each, a try
	LastServed  EventID       // a connect that succeeded, or a request that was answered
	Held        bool          // its own consumer has to join its group first: until then nothing is sent
}

// RoundState is a reconnect round of the client.
type RoundState struct {
	Number  uint32
	Kind    RoundKind
	Start   time.Duration
	Try     uint32        // connects made
	NextAt  time.Duration // when the next comes, or Never
	LastAt  time.Duration // when the last was made
	Running bool
	OK      bool // connected
	EndAt   time.Duration
}

// LostState is the orders the client gave up at one instant.
type LostState struct {
	At     time.Duration
	Orders []OrderID
	Error  Code
}

// ServiceState is the order service's processes.
type ServiceState struct {
	Down  bool // none of them runs
	Exits int
	away  uint32 // those that do not run, by number
}

// BrokerState is one broker.
type BrokerState struct {
	Down   bool
	Reason Reason
	Since  time.Duration
}

// PartitionState is one partition of sns.orders.
type PartitionState struct {
	Leader     uint8 // 0 = none
	InSync     []uint8
	High       int64 // high watermark: the first offset a consumer cannot see
	End        int64 // log end offset
	Cells      []Cell
	Committed  [GroupCount]int64
	AssignedTo [GroupCount]uint8
	Unseen     bool // nobody can tell how far its log goes
	Deleted    bool // with its topic
}

// Cell is one record of a partition.
type Cell struct {
	Offset  int64
	Order   OrderID
	Handled bool
	Copy    uint32 // 1 = the order's first
}

// Lag returns the number of visible records the group has not committed.
func (p *PartitionState) Lag(g Group) int64 { return max(0, p.High-p.Committed[g]) }

// LagKnown reports whether anybody can tell the group's LAG on the partition.
func (s *State) LagKnown(p *PartitionState, g Group) bool { return !p.Unseen && !s.Groups[g].Unseen }

// GroupState is one consumer group.
type GroupState struct {
	Members []MemberState // by worker, from 1: index worker−1
	Seen    bool          // an event of this group was seen
	Unseen  bool          // nobody can tell who its members are, and what they have committed
}

// MemberState is one worker of a group.
type MemberState struct {
	Joined       bool
	Foreign      bool // it is not this run's: what it does is not seen
	Joining      bool // it waits for its JoinGroup
	Stopped      bool // a rebalance stopped it
	Out          bool // its session ran out, and it does not know yet
	Disconnected bool
	Crashed      bool
	Retries      uint32        // of its runner's five, used up
	NextAt       time.Duration // when it starts again, or its runner makes new fetchers
	GhostUntil   time.Duration // until when the coordinator counts a member of it that nobody is behind, or Never
	Order        OrderID       // whose handler it runs, or 0
	Began        time.Duration // when the handler it runs, or ran last, was started
	Since        time.Duration
	Silent       time.Duration // since when its coordinator has not heard of it, or Never
}

// FaultState is a fault of the run.
type FaultState struct {
	Number  uint16
	Text    string // as the log has it
	Fault   Fault  // as it was asked for; its zero value where another version wrote the log
	Start   time.Duration
	For     time.Duration // or Forever
	End     time.Duration // when it was over, or Never
	Strikes int
	Struck  time.Duration // the last time
	Event   EventID
}

// Spent reports whether a fault has struck as often as it was to: it acts no more.
func (s *FaultState) Spent() bool {
	f := &s.Fault
	return f.Name != 0 && !f.Name.Lasting() && f.Count != Always && s.Strikes >= f.Count
}

// AnomalyState is an anomaly the checker named.
type AnomalyState struct {
	Name     Anomaly
	Order    OrderID
	Event    EventID // its own
	At       time.Duration
	Points   int64
	Evidence []EventID
}

// JobState is a job of the external panel.
type JobState struct {
	Job       uint32
	Order     OrderID
	Percent   uint8 // of the order's quantity; below 100 after Completed where a part is gone again
	Status    JobStatus
	Refilling bool // a refill was ordered, and is not delivered
	Start     time.Duration
	End       time.Duration // or Never
}

// jobsShown is how many jobs a state keeps; orders keep the figures of theirs.
const jobsShown = 16

// NewState returns the state of the empty log.
func NewState() *State { return &State{Client: ClientState{Connected: Never}} }

// Clone returns a copy that shares what is not changed: the pages of orders
// are copied when one side writes to them.
func (s *State) Clone() *State {
	c := *s
	c.Orders = s.Orders.share()
	c.released = maps.Clone(s.released)
	c.cohorts.list = slices.Clone(s.cohorts.list)
	c.Client.Rounds = slices.Clone(s.Client.Rounds)
	c.Client.Memory = slices.Clone(s.Client.Memory)
	c.Client.LostAt = slices.Clone(s.Client.LostAt)
	for i := range c.Client.LostAt {
		c.Client.LostAt[i].Orders = slices.Clone(s.Client.LostAt[i].Orders)
	}
	c.Partitions = slices.Clone(s.Partitions)
	for i := range c.Partitions {
		c.Partitions[i].Cells = slices.Clone(s.Partitions[i].Cells)
	}
	for g := range c.Groups {
		c.Groups[g].Members = slices.Clone(s.Groups[g].Members)
	}
	c.Faults = slices.Clone(s.Faults)
	c.Anomalies = s.Anomalies[:len(s.Anomalies):len(s.Anomalies)]
	c.Jobs = slices.Clone(s.Jobs)
	return &c
}

// Order returns the order with this number; nil if it was not created yet or
// is no longer kept.
func (s *State) Order(number OrderID) *OrderState { return s.Orders.at(number) }

// Count returns how many orders were created.
func (s *State) Count() int { return s.Orders.count }

// Apply folds one event into the state.
func (s *State) Apply(e *Event) {
	s.N, s.At = e.N, e.At
	if e.Type.Brings() {
		s.Orders.add(e.order(), s.era)
	}
	s.applyWorld(e)
	if o := s.Orders.edit(e.Order); o != nil {
		s.recount(o, func() { o.apply(s, e) })
	}
	if e.Type == RemedySwitched {
		s.switched = e.N
	}
	if e.Type == ServiceExited || e.Type == RemedySwitched {
		s.recountAll(e)
	}
}

// recount keeps the counters true while change alters an order.
func (s *State) recount(o *OrderState, change func()) {
	before := o.share()
	change()
	if truth := o.judge(s); truth != o.truth || o.TruthBy == 0 {
		o.truth, o.TruthAt, o.TruthBy = truth, s.At, s.N
	}
	if after := o.share(); after != before {
		s.tally(&before, -1)
		s.tally(&after, 1)
	}
	s.remember(o)
}

// recountAll judges every order anew: a process died or a remedy was switched.
func (s *State) recountAll(e *Event) {
	for number := range s.Orders.Each() {
		o := s.Orders.edit(number)
		s.recount(o, func() {
			if e.Type == ServiceExited && o.Instance == e.Worker && !o.Row.Final() {
				o.flowOver = true
				if o.Caller == Pending {
					o.Caller = Unknown
				}
			}
		})
	}
}

// share is what one order adds to the counters of a state.
type share struct {
	counted                                 bool // it has an event
	row                                     Row
	truth                                   Truth
	marked, appended, doubled, unknown      bool
	callerWaits, inFlight, twice, often     bool
	foreign, givenUp                        bool
	charged, refunded, forNothing, panelPay int64
	membership
}

func (o *OrderState) share() share {
	c := share{
		counted: o.LastEvent != 0, row: o.Row, truth: o.truth, marked: o.Marked, appended: o.Appended > 0, unknown: o.Unknown(), doubled: o.WorkDone > 1 || o.Jobs > 1,
		foreign: o.Foreign, givenUp: o.GivenUp(), callerWaits: o.Caller == Pending, inFlight: o.InFlight(), twice: o.WorkDone > 1, often: o.WorkDone > 2, charged: o.Charged, refunded: o.Refunded, panelPay: o.Cost,
	}
	if o.truth == Lost {
		c.forNothing = c.charged - c.refunded
	}
	c.membership = o.membership()
	return c
}

func (s *State) tally(c *share, sign int) {
	if !c.counted {
		return
	}
	count := func(to *int, is bool) {
		if is {
			*to += sign
		}
	}
	s.Rows[c.row] += sign
	s.Truths[c.truth] += sign
	count(&s.Published, c.marked)
	count(&s.Gap[c.truth], c.marked && c.truth != Done)
	count(&s.Finished, c.truth == Done)
	count(&s.Appended, c.appended)
	count(&s.Duplicated, c.doubled)
	count(&s.DoneTwice, c.twice)
	count(&s.DoneOften, c.often)
	count(&s.Unknown, c.unknown)
	count(&s.CallersWaiting, c.callerWaits)
	count(&s.InFlight, c.inFlight)
	count(&s.GivenUp, c.givenUp)
	count(&s.GivenUpLost, c.givenUp && c.truth == Lost)
	count(&s.RefundedOrders, c.refunded > 0)
	count(&s.Adopted, c.foreign)
	s.Charged += int64(sign) * c.charged
	s.Refunded += int64(sign) * c.refunded
	s.ForNothing += int64(sign) * c.forNothing
	s.Cost += int64(sign) * c.panelPay
	s.cohorts.tally(c, sign)
}

// remember keeps the list of orders that are only in the producer's memory.
func (s *State) remember(o *OrderState) {
	inside := o.Live > 0 && (o.place == placeMemory || o.place == placeRetry)
	if !inside && len(s.Client.Memory) == 0 {
		return
	}
	i, found := slices.BinarySearch(s.Client.Memory, o.Order.Number)
	switch {
	case inside && !found:
		s.Client.Memory = slices.Insert(s.Client.Memory, i, o.Order.Number)
	case !inside && found:
		s.Client.Memory = slices.Delete(s.Client.Memory, i, i+1)
	}
}

// GapSize returns the orders whose row ever said published and which are not finished.
func (s *State) GapSize() int {
	sum := 0
	for _, n := range s.Gap {
		sum += n
	}
	return sum
}

// Fold returns the state after the first n events of the log.
func Fold(l *Log, n int) *State {
	s := NewState()
	for i := 1; i <= n; i++ {
		s.Apply(l.At(EventID(i)))
	}
	return s
}
