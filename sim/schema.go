package sim

// field is one member of an event's line in the log.
type field uint8

const (
	fieldTopic field = iota + 1
	fieldPartition
	fieldOffset
	fieldGroup
	fieldWorker
	fieldBroker
	fieldRound
	fieldTry
	fieldJob
	fieldFault
	fieldError
	fieldMessage
	fieldText
	fieldEvents
	fieldInSync
	fieldRow
	fieldOutcome
	fieldMode
	fieldJobStatus
	fieldRemedy
	fieldAnomaly
	fieldBy
	fieldRoundKind
	fieldReason
	fieldPoints
	fieldNext
	fieldWaited
	fieldFor
	fieldPercent
	fieldDelivered
	fieldCost
	fieldReturned
	fieldNumber
	fieldOn
	fieldWasSent
	fieldAnswered
	fieldID
	fieldCustomer
	fieldChannel
	fieldProduct
	fieldQuantity
	fieldFulfilment
	fieldLink
	fieldEngine
	fieldClient
	fieldObserve
	fieldRemedies
	fieldAcks
	fieldPartitions
	fieldWorkers
	fieldOrders
	fieldUntil
	fieldSendTimeout
	fieldSessionTimeout
	fieldCount
)

var fieldWords = words{
	"", "topic", "partition", "offset", "group", "worker", "broker", "round", "try", "job", "fault", "error", "message", "text", "events", "in_sync",
	"row", "outcome", "mode", "status", "remedy", "anomaly", "by", "kind", "reason", "points", "next_ns", "waited_ns", "for_ns", "percent", "delivered", "cost_cents", "returned_cents", "number", "on", "sent", "answered",
	"id", "customer", "channel", "product", "quantity", "fulfilment", "link",
	"engine", "client", "observe", "remedies", "acks", "partitions", "workers", "orders", "until_ns", "send_timeout_ns", "session_timeout_ns",
}

// By says who called publish.
type By uint8

// The callers.
const (
	ByService By = iota + 1 // the order service, when the order is paid
	BySweeper               // the retry job that looks at rows that are not published
	ByOutbox                // the outbox relay
)

var byWords = words{"", "service", "sweeper", "outbox"}

// RoundKind tells the client's two kinds of reconnect rounds apart.
type RoundKind uint8

// The kinds.
const (
	RefreshRound RoundKind = iota + 1 // connects for the shared metadata refresh
	ConnectRound                      // connects for those whose refresh was used up
	FirstRound                        // the first connect of the client's life
)

var roundKindWords = words{"", "refresh", "connect", "first"}

// Reason says why a member left, a broker stopped or a run ended.
type Reason uint8

// The reasons.
const (
	ReasonQuiet          Reason = iota + 1 // nothing more can happen
	ReasonUntil                            // the limit of virtual time was reached
	ReasonQuit                             // the user ended it
	ReasonSessionTimeout                   // no heartbeat for a session
	ReasonCrash                            // the process died
	ReasonShutdown                         // in order
	ReasonNetwork                          // refused or cut
	ReasonFreeze                           // open, but nothing answers
	ReasonUnhandled                        // an error nobody handled ended the process
	ReasonFault                            // a fault did it
)

var reasonWords = words{"", "quiet", "until", "quit", "session-timeout", "crash", "shutdown", "network", "freeze", "unhandled-error", "fault"}

// eventShape describes one event type: its name, what it means, and its fields.
type eventShape struct {
	name    string
	meaning string
	fields  []field
}

var (
	atRecord   = []field{fieldTopic, fieldPartition, fieldOffset}
	atConsumer = []field{fieldGroup, fieldWorker, fieldTopic, fieldPartition, fieldOffset}
)

func with(base []field, more ...field) []field {
	return append(append([]field{}, base...), more...)
}

var schema = [eventTypeCount]eventShape{
	RunStarted: {"run-started", "the run begins; its settings", []field{
		fieldEngine, fieldMode, fieldClient, fieldObserve, fieldRemedies, fieldAcks, fieldPartitions,
		fieldWorkers, fieldOrders, fieldUntil, fieldSendTimeout, fieldSessionTimeout,
	}},
	RunEnded:       {"run-ended", "nothing more happens", []field{fieldReason}},
	RemedySwitched: {"remedy-switched", "a remedy is switched on or off", []field{fieldRemedy, fieldOn}},
	LimitReached:   {"limit-reached", "a limit of the program was reached; what was not done is said in text", []field{fieldText}},

	SettingIdle: {"setting-without-effect", "a setting of the run that its client or engine cannot follow", []field{fieldText}},

	OrderCreated:     {"order-created", "a customer's order exists", []field{fieldID, fieldCustomer, fieldChannel, fieldProduct, fieldQuantity, fieldPoints, fieldFulfilment, fieldLink}},
	OrderPaid:        {"order-paid", "its points are taken", []field{fieldPoints}},
	PublishCalled:    {"publish-called", "emit() or send() was called; try counts the calls for this order", []field{fieldBy, fieldTry}},
	OrderMarked:      {"order-marked", "setPublished() ran; row is what the row says now", []field{fieldRow}},
	RowChanged:       {"row-changed", "the order service changed the row", []field{fieldRow}},
	PointsRefunded:   {"points-refunded", "the customer has the points back", []field{fieldPoints}},
	CallerKnows:      {"caller-knows", "the caller's waiting is over, or it never waited", []field{fieldOutcome, fieldWaited, fieldError, fieldMessage}},
	ServiceExited:    {"service-exited", "the order service's process died; number is its exit code", []field{fieldReason, fieldNumber}},
	ServiceRestarted: {"service-restarted", "the order service runs again, with an empty memory", nil},

	MemoryWaiting:    {"memory-waiting", "a record begins to wait in the producer's memory for the connection", []field{fieldTopic, fieldRound}},
	RoundStarted:     {"round-started", "the client begins a round of up to six connects", []field{fieldRound, fieldRoundKind}},
	ConnectRefused:   {"connect-refused", "a connect of a round failed; the next comes at next_ns, 0 if it was the last", []field{fieldRound, fieldTry, fieldBroker, fieldNext, fieldError}},
	ConnectSucceeded: {"connect-succeeded", "a connect of a round succeeded", []field{fieldRound, fieldTry, fieldBroker, fieldRoundKind}},
	RoundUsedUp:      {"round-used-up", "all connects of a round failed", []field{fieldRound}},
	Reconnected:      {"reconnected", "the client is connected again and lets the waiting records go, or gives them up", []field{fieldRound}},
	ConnectionCut:    {"connection-cut", "a connection of the order service's client was cut", []field{fieldBroker}},
	RequestSent:      {"request-sent", "a Produce request left; the record is on the wire", []field{fieldTopic, fieldPartition, fieldBroker, fieldTry}},
	RequestAcked:     {"request-acked", "the broker's answer reached the producer without an error", []field{fieldTopic, fieldPartition, fieldOffset, fieldBroker, fieldTry}},
	RequestRefused:   {"request-refused", "the broker answered with an error", []field{fieldTopic, fieldPartition, fieldBroker, fieldTry, fieldError}},
	RequestFailed:    {"request-failed", "no answer: the connection was refused or cut, or the request timed out; sent = it had left, so the record may exist", []field{fieldTopic, fieldPartition, fieldBroker, fieldTry, fieldError, fieldWasSent}},
	RetryScheduled:   {"retry-scheduled", "the record waits in memory for its own next try, at next_ns", []field{fieldTopic, fieldTry, fieldNext}},
	PublishGaveUp:    {"publish-gave-up", "the producer gave the record up", []field{fieldTopic, fieldTry, fieldError, fieldMessage}},
	MemoryLost:       {"memory-lost", "the record was in the memory of a process that died", []field{fieldTopic}},

	NeverSubscribed: {"never-subscribed", "send() is cold: nobody subscribed, so nothing was sent", []field{fieldTopic}},

	RecordAppended:   {"record-appended", "the leader has the record; try counts the order's copies", with(atRecord, fieldBroker, fieldTry)},
	RecordReplicated: {"record-replicated", "the high watermark passed the record: every in-sync replica has it", atRecord},
	RecordTruncated:  {"record-truncated", "an elected leader did not have the record; it is gone", atRecord},
	LeaderElected:    {"leader-elected", "the partition has this leader; broker 0 = none", []field{fieldTopic, fieldPartition, fieldBroker}},
	ISRChanged:       {"isr-changed", "the partition's in-sync replicas", []field{fieldTopic, fieldPartition, fieldInSync}},
	BrokerStopped:    {"broker-stopped", "the broker cannot be reached", []field{fieldBroker, fieldReason}},
	BrokerStarted:    {"broker-started", "the broker can be reached", []field{fieldBroker}},

	FaultStarted: {"fault-started", "a fault begins; for_ns -1 = until it is repaired", []field{fieldFault, fieldText, fieldFor}},
	FaultEnded:   {"fault-ended", "a fault is over", []field{fieldFault}},
	FaultStruck:  {"fault-struck", "a fault struck here", []field{fieldFault, fieldTopic, fieldGroup, fieldWorker}},

	MemberJoined:         {"member-joined", "a worker is a member of its group", []field{fieldGroup, fieldWorker}},
	MemberLeft:           {"member-left", "a worker is no member any more", []field{fieldGroup, fieldWorker, fieldReason}},
	PartitionAssigned:    {"partition-assigned", "the partition is assigned to the worker; worker 0 = to nobody", []field{fieldGroup, fieldWorker, fieldTopic, fieldPartition}},
	ConsumerDisconnected: {"consumer-disconnected", "the worker has no connection", []field{fieldGroup, fieldWorker}},
	ConsumerReconnected:  {"consumer-reconnected", "the worker is connected again", []field{fieldGroup, fieldWorker}},
	ConsumerCrashed:      {"consumer-crashed", "the worker's consumer stopped; next_ns is when it starts again, 0 = never", []field{fieldGroup, fieldWorker, fieldReason, fieldNext}},
	ConsumerRestarted:    {"consumer-restarted", "the worker runs again", []field{fieldGroup, fieldWorker}},
	RecordPolled:         {"record-polled", "the worker has the record", atConsumer},
	HandlerStarted:       {"handler-started", "the handler runs; try counts its executions for this order", with(atConsumer, fieldTry)},
	HandlerReturned:      {"handler-returned", "the handler is done", atConsumer},
	HandlerFailed:        {"handler-failed", "the handler threw; next_ns is when the record is tried again, 0 = not", with(atConsumer, fieldError, fieldNext)},
	OffsetCommitted:      {"offset-committed", "the group's committed offset; offset is the next to read", atConsumer},
	RecordCommitted:      {"record-committed", "the group's committed offset is past the order's record", atConsumer},
	CommitFailed:         {"commit-failed", "the commit did not reach the broker", with(atConsumer, fieldError)},
	DeadLettered:         {"dead-lettered", "the record failed too often and was put aside", atConsumer},
	WorkFinished:         {"work-finished", "the work is really done", []field{fieldJob, fieldDelivered}},

	PanelCalled:   {"panel-called", "the external consumer asks the panel to add a job", []field{fieldWorker, fieldTry}},
	PanelAccepted: {"panel-accepted", "the panel has the job and is paid for it; answered says whether the answer came", []field{fieldJob, fieldCost, fieldAnswered}},
	PanelRefusal:  {"panel-refused", "the panel did not accept; number is the HTTP status, 0 where there was none", []field{fieldTry, fieldError, fieldNumber}},
	PanelSilent:   {"panel-silent", "no answer of the panel within 10 s", []field{fieldJob}},
	JobProgressed: {"job-progressed", "the panel has delivered this share", []field{fieldJob, fieldPercent}},
	JobEnded:      {"job-ended", "the panel's last word on the job, and what it paid back", []field{fieldJob, fieldJobStatus, fieldDelivered, fieldReturned}},
	StatusSent:    {"status-sent", "a consumer reports the order's status", []field{fieldGroup, fieldRow}},

	ReplySent:     {"reply-sent", "the answer of send() is in the reply topic", with(atRecord, fieldTry)},
	ReplyFailed:   {"reply-failed", "the answer of send() could not be written", []field{fieldError}},
	ReplyReceived: {"reply-received", "the answer reached the caller that waits for it", nil},
	ReplyDropped:  {"reply-dropped", "an answer nobody waits for was dropped", nil},

	AnomalyFound: {"anomaly", "the checker names a difference between belief and truth; events prove it", []field{fieldAnomaly, fieldPoints, fieldEvents}},
}

// EventShapes calls f with the name, meaning and field names of every event
// type, in the order of their declaration.
func EventShapes(f func(name, meaning string, fields []string)) {
	for t := RunStarted; t < eventTypeCount; t++ {
		shape := &schema[t]
		names := make([]string, len(shape.fields))
		for i, field := range shape.fields {
			names[i] = fieldWords.name(int(field))
		}
		f(shape.name, shape.meaning, names)
	}
}

// eventTypes finds a type by its name.
var eventTypes = func() map[string]EventType {
	types := make(map[string]EventType, eventTypeCount)
	for t := RunStarted; t < eventTypeCount; t++ {
		types[schema[t].name] = t
	}
	return types
}()

// String returns the reason as the log writes it.
func (r Reason) String() string { return reasonWords.name(int(r)) }
