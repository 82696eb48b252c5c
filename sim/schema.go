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
	fieldRetries // the settings of client and cluster
	fieldInitialRetryTime
	fieldMaxRetryTime
	fieldProducerRetries
	fieldProducerInitialRetryTime
	fieldRequestTimeout
	fieldConnectionTimeout
	fieldFromBeginning
	fieldProducerOnly
	fieldClusterSize
	fieldServices
	fieldReplyPartitions
	fieldInstance
	fieldCount
)

var fieldWords = words{
	"", "topic", "partition", "offset", "group", "worker", "broker", "round", "try", "job", "fault", "error", "message", "text", "events", "in_sync",
	"row", "outcome", "mode", "status", "remedy", "anomaly", "by", "kind", "reason", "points", "next_ns", "waited_ns", "for_ns", "percent", "delivered", "cost_cents", "returned_cents", "number", "on", "sent", "answered",
	"id", "customer", "channel", "product", "quantity", "fulfilment", "link",
	"engine", "client", "observe", "remedies", "acks", "partitions", "workers", "orders", "until_ns", "send_timeout_ns", "session_timeout_ns",
	"retries", "initial_retry_time_ns", "max_retry_time_ns", "producer_retries", "producer_initial_retry_time_ns", "request_timeout_ns", "connection_timeout_ns",
	"from_beginning", "producer_only", "cluster_size", "services", "reply_partitions", "instance",
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
	ReasonLimit                            // the log has as many events as it may have
	ReasonUnseen                           // nobody here can tell
)

var reasonWords = words{"", "quiet", "until", "quit", "session-timeout", "crash", "shutdown", "network", "freeze", "unhandled-error", "fault", "limit", "unseen"}

// eventShape describes one event type: its name and its fields. What it means
// is said in meanings.
type eventShape struct {
	name   string
	fields []field
}

var (
	atRecord   = []field{fieldTopic, fieldPartition, fieldOffset}
	atConsumer = []field{fieldGroup, fieldWorker, fieldTopic, fieldPartition, fieldOffset}
	atOrder    = []field{fieldID, fieldCustomer, fieldChannel, fieldProduct, fieldQuantity, fieldPoints, fieldFulfilment, fieldLink}
)

func with(base []field, more ...field) []field {
	return append(append([]field{}, base...), more...)
}

var schema = [eventTypeCount]eventShape{
	RunStarted: {"run-started", []field{
		fieldEngine, fieldMode, fieldClient, fieldObserve, fieldRemedies, fieldAcks, fieldPartitions,
		fieldWorkers, fieldOrders, fieldUntil, fieldSendTimeout, fieldSessionTimeout,
		fieldRetries, fieldInitialRetryTime, fieldMaxRetryTime, fieldProducerRetries, fieldProducerInitialRetryTime, fieldRequestTimeout,
		fieldConnectionTimeout, fieldFromBeginning, fieldProducerOnly, fieldClusterSize, fieldServices, fieldReplyPartitions,
	}},
	RunEnded:       {"run-ended", []field{fieldReason}},
	RemedySwitched: {"remedy-switched", []field{fieldRemedy, fieldOn}},
	LimitReached:   {"limit-reached", []field{fieldText}},

	SettingIdle: {"setting-without-effect", []field{fieldText}},

	OrderCreated:     {"order-created", with([]field{fieldInstance}, atOrder...)},
	OrderPaid:        {"order-paid", []field{fieldPoints}},
	PublishCalled:    {"publish-called", []field{fieldInstance, fieldBy, fieldTry}},
	OrderMarked:      {"order-marked", []field{fieldRow}},
	OutboxSent:       {"outbox-sent", nil},
	RowChanged:       {"row-changed", []field{fieldRow}},
	PointsRefunded:   {"points-refunded", []field{fieldPoints}},
	CallerKnows:      {"caller-knows", []field{fieldOutcome, fieldWaited, fieldError, fieldMessage}},
	ServiceExited:    {"service-exited", []field{fieldInstance, fieldReason, fieldNumber}},
	ServiceRestarted: {"service-restarted", []field{fieldInstance}},

	MemoryWaiting:    {"memory-waiting", []field{fieldTopic, fieldRound}},
	RoundStarted:     {"round-started", []field{fieldRound, fieldRoundKind}},
	ConnectRefused:   {"connect-refused", []field{fieldRound, fieldTry, fieldBroker, fieldNext, fieldError}},
	ConnectSucceeded: {"connect-succeeded", []field{fieldRound, fieldTry, fieldBroker, fieldRoundKind}},
	RoundUsedUp:      {"round-used-up", []field{fieldRound}},
	Reconnected:      {"reconnected", []field{fieldRound}},
	ConnectionCut:    {"connection-cut", []field{fieldBroker}},
	RequestSent:      {"request-sent", []field{fieldTopic, fieldPartition, fieldBroker, fieldTry}},
	RequestAcked:     {"request-acked", []field{fieldTopic, fieldPartition, fieldOffset, fieldBroker, fieldTry}},
	RequestRefused:   {"request-refused", []field{fieldTopic, fieldPartition, fieldBroker, fieldTry, fieldError}},
	RequestFailed:    {"request-failed", []field{fieldTopic, fieldPartition, fieldBroker, fieldTry, fieldError, fieldWasSent}},
	RequestDropped:   {"request-dropped", []field{fieldTopic, fieldPartition, fieldBroker, fieldTry, fieldError}},
	RetryScheduled:   {"retry-scheduled", []field{fieldTopic, fieldTry, fieldNext}},
	PublishGaveUp:    {"publish-gave-up", []field{fieldTopic, fieldTry, fieldError, fieldMessage}},
	MemoryLost:       {"memory-lost", []field{fieldTopic}},

	NeverSubscribed: {"never-subscribed", []field{fieldTopic}},

	RecordAppended:   {"record-appended", with(atRecord, fieldBroker, fieldTry)},
	RecordReplicated: {"record-replicated", atRecord},
	RecordTruncated:  {"record-truncated", atRecord},
	LeaderElected:    {"leader-elected", []field{fieldTopic, fieldPartition, fieldBroker}},
	ISRChanged:       {"isr-changed", []field{fieldTopic, fieldPartition, fieldInSync}},
	BrokerStopped:    {"broker-stopped", []field{fieldBroker, fieldReason}},
	BrokerStarted:    {"broker-started", []field{fieldBroker}},

	FaultStarted: {"fault-started", []field{fieldFault, fieldText, fieldFor}},
	FaultEnded:   {"fault-ended", []field{fieldFault}},
	FaultStruck:  {"fault-struck", []field{fieldFault, fieldTopic, fieldGroup, fieldWorker}},

	MemberJoined:         {"member-joined", []field{fieldGroup, fieldWorker}},
	MemberLeft:           {"member-left", []field{fieldGroup, fieldWorker, fieldReason}},
	PartitionAssigned:    {"partition-assigned", []field{fieldGroup, fieldWorker, fieldTopic, fieldPartition}},
	ConsumerDisconnected: {"consumer-disconnected", []field{fieldGroup, fieldWorker}},
	ConsumerReconnected:  {"consumer-reconnected", []field{fieldGroup, fieldWorker}},
	ConsumerCrashed:      {"consumer-crashed", []field{fieldGroup, fieldWorker, fieldReason, fieldNext, fieldError}},
	ConsumerRestarted:    {"consumer-restarted", []field{fieldGroup, fieldWorker}},
	ConsumerRetrying:     {"consumer-retrying", []field{fieldGroup, fieldWorker, fieldTry, fieldNext, fieldError}},
	MemberJoining:        {"member-joining", []field{fieldGroup, fieldWorker}},
	MemberAbandoned:      {"member-abandoned", []field{fieldGroup, fieldWorker, fieldNext}},
	RebalanceNoticed:     {"rebalance-noticed", []field{fieldGroup, fieldWorker}},
	RecordSkipped:        {"record-skipped", atConsumer},
	CoordinatorLoaded:    {"coordinator-loaded", []field{fieldGroup, fieldBroker}},
	RecordPolled:         {"record-polled", atConsumer},
	HandlerStarted:       {"handler-started", with(atConsumer, fieldTry)},
	HandlerReturned:      {"handler-returned", atConsumer},
	HandlerFailed:        {"handler-failed", with(atConsumer, fieldError, fieldNext)},
	OffsetCommitted:      {"offset-committed", atConsumer},
	RecordCommitted:      {"record-committed", atConsumer},
	CommitFailed:         {"commit-failed", with(atConsumer, fieldError)},
	DeadLettered:         {"dead-lettered", atConsumer},
	WorkFinished:         {"work-finished", []field{fieldJob, fieldDelivered}},

	PanelCalled:   {"panel-called", []field{fieldWorker, fieldTry}},
	PanelAccepted: {"panel-accepted", []field{fieldJob, fieldCost, fieldAnswered}},
	PanelRefusal:  {"panel-refused", []field{fieldTry, fieldError, fieldNumber, fieldMessage}},
	PanelSilent:   {"panel-silent", []field{fieldJob, fieldMessage}},
	JobProgressed: {"job-progressed", []field{fieldJob, fieldPercent}},
	JobEnded:      {"job-ended", []field{fieldJob, fieldJobStatus, fieldDelivered, fieldReturned}},
	JobDropped:    {"job-dropped", []field{fieldJob, fieldDelivered}},
	RefillOrdered: {"refill-ordered", []field{fieldJob, fieldNumber}},
	JobRefilled:   {"job-refilled", []field{fieldJob, fieldDelivered}},
	StatusSent:    {"status-sent", []field{fieldGroup, fieldRow}},

	ReplySent:     {"reply-sent", with(atRecord, fieldTry)},
	ReplyFailed:   {"reply-failed", []field{fieldError}},
	ReplyReceived: {"reply-received", nil},
	ReplyDropped:  {"reply-dropped", nil},

	AnomalyFound: {"anomaly", []field{fieldAnomaly, fieldPoints, fieldEvents}},

	GroupSight:       {"group-sight", []field{fieldGroup, fieldOn}},
	PartitionSight:   {"partition-sight", []field{fieldTopic, fieldPartition, fieldOn}},
	TopicDeleted:     {"topic-deleted", []field{fieldTopic}},
	HandledElsewhere: {"handled-elsewhere", atConsumer},
	OrderAdopted:     {"order-adopted", atOrder},
}

// EventShapes calls f with the name, meaning and field names of every event
// type, in the order of their declaration.
func EventShapes(f func(name string, meaning Text, fields []string)) {
	for t := RunStarted; t < eventTypeCount; t++ {
		shape := &schema[t]
		names := make([]string, len(shape.fields))
		for i, field := range shape.fields {
			names[i] = fieldWords.name(int(field))
		}
		f(shape.name, meanings[t], names)
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

// String returns the caller as the log writes it.
func (b By) String() string { return byWords.name(int(b)) }
