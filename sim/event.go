package sim

import "time"

// EventID is the number of an event in its log, from 1 without holes.
// As a cause, zero means that the event is an input.
type EventID uint32

// EventType says what happened.
type EventType uint8

// The event types. What each means and which fields it has is in schema.go,
// and printed by `orderflow model --events`.
const (
	RunStarted EventType = iota + 1
	RunEnded
	RemedySwitched
	LimitReached
	SettingIdle

	OrderCreated
	OrderPaid
	PublishCalled
	OrderMarked
	OutboxSent
	RowChanged
	PointsRefunded
	CallerKnows
	ServiceExited
	ServiceRestarted

	MemoryWaiting
	RoundStarted
	ConnectRefused
	ConnectSucceeded
	RoundUsedUp
	Reconnected
	ConnectionCut
	RequestSent
	RequestAcked
	RequestRefused
	RequestFailed
	RequestDropped
	RetryScheduled
	PublishGaveUp
	MemoryLost
	NeverSubscribed

	RecordAppended
	RecordReplicated
	RecordTruncated
	LeaderElected
	ISRChanged
	BrokerStopped
	BrokerStarted

	FaultStarted
	FaultEnded
	FaultStruck

	MemberJoined
	MemberLeft
	PartitionAssigned
	ConsumerDisconnected
	ConsumerReconnected
	ConsumerCrashed
	ConsumerRestarted
	ConsumerRetrying
	MemberJoining
	MemberAbandoned
	RebalanceNoticed
	CoordinatorLoaded
	RecordSkipped
	RecordPolled
	HandlerStarted
	HandlerReturned
	HandlerFailed
	OffsetCommitted
	RecordCommitted
	CommitFailed
	DeadLettered
	WorkFinished

	PanelCalled
	PanelAccepted
	PanelRefusal
	PanelSilent
	JobProgressed
	JobEnded
	JobDropped
	RefillOrdered
	JobRefilled
	StatusSent

	ReplySent
	ReplyFailed
	ReplyReceived
	ReplyDropped

	AnomalyFound

	// What only a real cluster shows. New types come last: a log's hash knows a
	// type by its number.
	GroupSight
	PartitionSight
	TopicDeleted
	HandledElsewhere
	OrderAdopted
	eventTypeCount
)

// String returns the type's name in the log, in kebab-case.
func (t EventType) String() string {
	if t == 0 || t >= eventTypeCount {
		return "?"
	}
	return schema[t].name
}

// Event is one line of the log. It is 64 bytes, one cache line, because a run
// of a million orders makes some thirty million of them and the fold reads
// each once: the fields that most events have are kept in place and narrow,
// and what only a few have (an order's description, an error's text, the
// evidence of an anomaly) hangs on Detail. Which fields an event has, and
// where each is kept, is decided by its type; see schema.go and slot.go. What
// counts is as wide as an event's number, so that no count of a log can wrap.
type Event struct {
	At        time.Duration // virtual time since 0 s; never falls
	Value     int64         // points, a duration in nanoseconds, a percentage or a number, by type
	Offset    int64         // of a record; for a commit the next offset to read; see Round
	Detail    *Detail       // nil for most types
	N         EventID       // its own number
	Cause     EventID       // the event that caused it; 0 for an input
	Order     OrderID       // 0 where none
	Job       uint32        // the panel's number of a job
	Try       uint32        // attempt of a request or connect, execution of a handler, from 1
	Partition int16         //
	Fault     uint16        // number of a fault in the run, from 1, at most FaultsMax + InputsMax
	Type      EventType     //
	Word      uint8         // a Row, Outcome, Mode, JobStatus, Anomaly, Remedy…, by type
	Code      Code          // an error's name
	Topic     Topic         //
	Group     Group         //
	Worker    uint8         // member of the group, from 1
	Broker    uint8         // 1 to BrokerCount
	Flag      bool          // by type
}

// Detail holds what only few events have. It never changes once recorded.
type Detail struct {
	Order    *Order    // order-created, order-adopted
	Setup    *Setup    // run-started
	Text     string    // an error's message, a fault as the command line writes it
	Evidence []EventID // anomaly: the events that prove it
	Brokers  []uint8   // isr-changed: who is in sync

	// Own is when it happened, from 0 s of the run, where the log could not have it there any
	// more: a process that had not been heard of told it late. 0 = at the event's time.
	Own time.Duration
}

// Happened returns when an event happened: at its time, unless it was told late.
func (e *Event) Happened() time.Duration {
	if e.Detail != nil && e.Detail.Own != 0 {
		return e.Detail.Own
	}
	return e.At
}

// Setup is what a log says of its run, so that the fold needs nothing else.
type Setup struct {
	Engine         string   // sim, embedded or kafka
	Mode           Mode     //
	Client         Client   //
	Observe        string   //
	Remedies       Remedies //
	Acks           int      //
	Partitions     int      //
	Workers        int      //
	Orders         int      // how many the run creates by itself
	Until          time.Duration
	SendTimeout    time.Duration
	SessionTimeout time.Duration
	Settings
}

// Round returns the number of the client's reconnect round, from 1; zero for
// an event of a type that has none. It is kept in Offset, which no event of a
// round has.
func (e *Event) Round() uint32 {
	if e.has(fieldRound) {
		return uint32(e.Offset)
	}
	return 0
}

// Rung returns the rung of the ladder that the event reaches for its order, if any.
func (e *Event) Rung() (Rung, bool) {
	if e.Order == 0 || e.Topic > Orders {
		return 0, false
	}
	switch e.Type {
	case OrderCreated:
		return Created, true
	case OrderPaid:
		return Paid, true
	case PublishCalled:
		return Called, true
	case RequestSent:
		return OnWire, true
	case RecordAppended:
		return Appended, true
	case RecordReplicated:
		return Replicated, true
	case RequestAcked:
		return Acked, true
	case OrderMarked:
		return Marked, true
	case PanelAccepted:
		return Accepted, true
	case WorkFinished:
		return Finished, true
	case RowChanged:
		return Reported, Row(e.Word) == RowCompleted
	}
	return e.consumerRung()
}

// Brings reports whether an order is there from an event of this type on: the run
// created it, or adopted it from another service.
func (t EventType) Brings() bool { return t == OrderCreated || t == OrderAdopted }

// Background reports whether the event only fills the background: it is about
// another topic than the orders', or about a group that carries none out, unless
// it lets the order service's client in.
func (e *Event) Background() bool {
	return e.Topic > Orders || e.Group != 0 && !e.Group.Carries() && !e.LetsClientIn()
}

// LetsClientIn reports whether the order service's client may send from here on:
// Nest's joins its own consumer's group before its producer connects.
func (e *Event) LetsClientIn() bool {
	return e.Group == ReplyGroup && e.Type == MemberJoined && e.At > 0
}

// OfTheWorld reports whether an event of this type, where it belongs to no
// order, is part of the story of those that it befalls: a fault, the client's
// rounds and connections, leaders, members and their coordinators.
func (t EventType) OfTheWorld() bool {
	switch t {
	case FaultStarted, FaultEnded, FaultStruck, RoundStarted, ConnectRefused, ConnectSucceeded, RoundUsedUp, Reconnected,
		ConnectionCut, LeaderElected, ConsumerCrashed, ConsumerRestarted, ConsumerReconnected, ServiceExited, ServiceRestarted,
		ConsumerRetrying, MemberJoining, MemberAbandoned, RebalanceNoticed, CoordinatorLoaded, MemberJoined, MemberLeft,
		TopicDeleted:
		return true
	}
	return false
}

func (e *Event) consumerRung() (Rung, bool) {
	if !e.Group.Carries() {
		return 0, false
	}
	switch e.Type {
	case RecordPolled:
		return Polled, true
	case HandlerReturned, HandledElsewhere:
		return Handled, true
	case RecordCommitted:
		return Committed, true
	}
	return 0, false
}
