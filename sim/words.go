package sim

import (
	"fmt"
	"strings"
)

// words is the list of names of an enumeration, in the order of its values.
type words []string

func (w words) name(i int) string {
	if i < 0 || i >= len(w) {
		return fmt.Sprintf("?%d", i)
	}
	return w[i]
}

// parse finds s among the names. The error says what would be right.
func (w words) parse(what, s string) (int, error) {
	for i, name := range w {
		if name != "" && name == s {
			return i, nil
		}
	}
	return 0, Refuse("%s %q is not known: want %s", "%s %q: 없는 값입니다. %s 중에서 고르세요", what, Printable(s, 40), w.list())
}

// list names all of them, as a choice.
func (w words) list() Text {
	var names []string
	for _, name := range w {
		if name != "" {
			names = append(names, name)
		}
	}
	if len(names) < 2 {
		return same(strings.Join(names, ""))
	}
	return Text{strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1], strings.Join(names, ", ")}
}

// Mode is how the order service publishes an order.
type Mode uint8

// The three ways to publish from NestJS.
const (
	Emit      Mode = iota // client.emit(…), not awaited
	EmitAwait             // await lastValueFrom(client.emit(…))
	Send                  // await lastValueFrom(client.send(…))
)

var modeWords = words{"emit", "emit-await", "send"}

func (m Mode) String() string { return modeWords.name(int(m)) }

// ParseMode reads emit, emit-await or send.
func ParseMode(s string) (Mode, error) {
	i, err := modeWords.parse("mode", s)
	return Mode(i), err
}

// Client is the Kafka client library whose retry and timeout rules the
// simulated producer follows.
type Client uint8

// The client profiles.
const (
	NestJS  Client = iota // NestJS 12.1 on kafkajs 2.2.4
	KafkaGo               // segmentio/kafka-go v0.4.51
)

var clientWords = words{"nestjs", "kafka-go"}

// acksWords are the acknowledgements that a producer can ask for.
var acksWords = words{"-1", "1", "0"}

func (c Client) String() string { return clientWords.name(int(c)) }

// ParseClient reads nestjs or kafka-go.
func ParseClient(s string) (Client, error) {
	i, err := clientWords.parse("client", s)
	return Client(i), err
}

// Row is what the order service's database says of an order.
type Row uint8

// The states of a row, in the order they usually come.
const (
	RowNone Row = iota
	RowCreated
	RowPaid
	RowPublished
	RowPublishFailed
	RowProcessing
	RowCompleted
	RowPartial
	RowCanceled
	RowRefunded
)

var rowWords = words{"", "created", "paid", "published", "publish-failed", "processing", "completed", "partial", "canceled", "refunded"}

func (r Row) String() string { return rowWords.name(int(r)) }

// Final reports whether the order service expects nothing more for the order.
func (r Row) Final() bool { return r >= RowCompleted }

// Rung is a step of the ladder: one of the many moments that "published" may mean.
type Rung uint8

// The rungs, in the order they usually happen.
const (
	Created Rung = iota
	Paid
	Called
	OnWire
	Appended
	Replicated
	Acked
	Marked // setPublished ran: a belief, the others are truths
	Polled
	Handled
	Committed
	Accepted // by the external panel
	Finished
	Reported // the row says completed
	RungCount
)

var rungWords = words{"created", "paid", "called", "on-wire", "appended", "replicated", "acked", "marked", "polled", "handled", "committed", "accepted", "finished", "reported"}

func (r Rung) String() string { return rungWords.name(int(r)) }

// Outcome is what the caller of emit() or send() knows.
type Outcome uint8

// The outcomes. OutcomeNone: not called yet.
const (
	OutcomeNone Outcome = iota
	Nothing
	Value
	Failure // an error reached the caller, a TimeoutError included
	Pending // still waiting
	Unknown // the caller died while it waited
)

var outcomeWords = words{"", "nothing", "value", "error", "pending", "unknown"}

func (o Outcome) String() string { return outcomeWords.name(int(o)) }

// Channel is the social network an order is for.
type Channel uint8

// The channels.
const (
	Instagram Channel = iota + 1
	Blog
	YouTube
)

var channelWords = words{"", "instagram", "blog", "youtube"}

func (c Channel) String() string { return channelWords.name(int(c)) }

// Product is what an order buys on its channel.
type Product uint8

// The products.
const (
	Likes Product = iota + 1
	Followers
	Views
)

var productWords = words{"", "likes", "followers", "views"}

func (p Product) String() string { return productWords.name(int(p)) }

// Customer is the kind of customer.
type Customer uint8

// The kinds of customers.
const (
	Person Customer = iota + 1
	Company
)

var customerWords = words{"", "person", "company"}

func (c Customer) String() string { return customerWords.name(int(c)) }

// Fulfilment says who carries an order out.
type Fulfilment uint8

// The two ways to carry an order out.
const (
	InHouse Fulfilment = iota + 1
	External
)

var fulfilmentWords = words{"", "in-house", "external"}

func (f Fulfilment) String() string { return fulfilmentWords.name(int(f)) }

// Remedy is a cure that can be switched on.
type Remedy uint8

// The remedies.
const (
	Sweeper            Remedy = iota // re-publishes rows that are not published
	Outbox                           // writes the event with the row; a relay publishes it
	IdempotentProducer               // the broker refuses a retry's second copy
	Dedupe                           // the consumer remembers what it has done
	DeadLetter                       // a message that fails too often is put aside
	Reconcile                        // asks the panel what it really did
	SendTimeoutRemedy                // a timeout around send()
	RemedyCount
)

var remedyWords = words{"sweeper", "outbox", "idempotent-producer", "dedupe", "dead-letter", "reconcile", "send-timeout"}

func (r Remedy) String() string { return remedyWords.name(int(r)) }

// ParseRemedy reads the name of a remedy.
func ParseRemedy(s string) (Remedy, error) {
	i, err := remedyWords.parse("remedy", s)
	return Remedy(i), err
}

// Remedies is a set of remedies.
type Remedies uint8

// Has reports whether r is switched on.
func (s Remedies) Has(r Remedy) bool { return s&(1<<r) != 0 }

// With returns the set with r switched on or off.
func (s Remedies) With(r Remedy, on bool) Remedies {
	if on {
		return s | 1<<r
	}
	return s &^ (1 << r)
}

// Names lists the remedies that are on, in the order of their declaration.
func (s Remedies) Names() []string {
	var names []string
	for r := range RemedyCount {
		if s.Has(r) {
			names = append(names, r.String())
		}
	}
	return names
}

// Anomaly is a named way in which belief and truth differ, or work is done twice.
type Anomaly uint8

// The anomalies the checker names.
const (
	PhantomPublish    Anomaly = iota + 1 // row published, nothing appended, no attempt left
	GhostCharge                          // points taken, work never done and nobody will retry
	UnmarkedPublish                      // appended, row not published
	DuplicateRecord                      // two copies of one order in the topic
	DuplicateWork                        // the work was done more than once
	DuplicatePurchase                    // the panel was paid more than once
	AckedLoss                            // acknowledged, then lost
	BlockedPartition                     // a record that cannot be handled holds up those behind it
	LostReply                            // the work was done, the answer never came
	LateExecution                        // done after the caller gave up
	Reordered                            // a later order overtook it into the log
	Stuck                                // nothing is wrong with it, and nothing moves
	AnomalyCount
)

var anomalyWords = words{"", "phantom-publish", "ghost-charge", "unmarked-publish", "duplicate-record", "duplicate-work", "duplicate-purchase", "acked-loss", "blocked-partition", "lost-reply", "late-execution", "reordered", "stuck"}

func (a Anomaly) String() string { return anomalyWords.name(int(a)) }

// Topic is one of the topics of the simulated company.
type Topic uint8

// The topics.
const (
	Orders   Topic = iota + 1 // sns.orders
	Reply                     // sns.orders.reply
	Status                    // sns.order-status
	Activity                  // sns.activity, the page views: fire-and-forget is right here
)

var topicWords = words{"", "sns.orders", "sns.orders.reply", "sns.order-status", "sns.activity"}

func (t Topic) String() string { return topicWords.name(int(t)) }

// ReplySuffix ends the name of the topic of a topic's answers: ClientKafka of
// @nestjs/microservices names it so.
const ReplySuffix = ".reply"

// Group is one of the consumer groups.
type Group uint8

// The consumer groups.
const (
	InHouseGroup Group = iota + 1
	ExternalGroup
	StatisticsGroup // fan-out; harmless
	ServiceGroup    // the order service, reading sns.order-status
	ReplyGroup      // the order service's client, reading sns.orders.reply
	GroupCount
)

var groupWords = words{"", "in-house", "external", "statistics", "order-service", "reply"}

func (g Group) String() string { return groupWords.name(int(g)) }

// Carries reports whether the group carries orders out.
func (g Group) Carries() bool { return g == InHouseGroup || g == ExternalGroup }

// ConsumesOrders reports whether the group reads sns.orders; the others are the
// order service's own.
func (g Group) ConsumesOrders() bool { return g <= StatisticsGroup }

// Carrier returns the group that carries out orders of this fulfilment.
func (f Fulfilment) Carrier() Group {
	if f == External {
		return ExternalGroup
	}
	return InHouseGroup
}

// JobStatus is the panel's word for a job (SMM panel API v2).
type JobStatus uint8

// The panel's statuses.
const (
	JobPending JobStatus = iota + 1
	JobInProgress
	JobCompleted
	JobPartial
	JobCanceled
)

var jobWords = words{"", "Pending", "In progress", "Completed", "Partial", "Canceled"}

func (s JobStatus) String() string { return jobWords.name(int(s)) }

// Code names an error. The names are those the clients and brokers use.
type Code uint8

// The error names.
const (
	NoError Code = iota
	MessageTooLarge
	TopicAuthorizationFailed
	NotLeaderOrFollower
	NotEnoughReplicas
	NotEnoughReplicasAfterAppend
	UnknownTopicOrPartition
	OutOfOrderSequence
	ConnectionRefused
	ConnectionClosed
	RequestTimedOut
	ProtocolError
	NumberOfRetriesExceeded
	NonRetriableError
	TimeoutError
	EmptyError
	SerializeError
	InternalServerError
	RPCException
	RetriableException
	EmptyResult
	Poisoned
	PanelTimeout
	PanelRefused
	PanelDown
	WriteFailed // kafka-go's own: the Writer gave up
	CommitCut
	NoBrokerAvailable   // a consumer's pool of brokers is empty
	BrokerNotFound      // a broker that is not in the pool
	UnknownMemberID     // the coordinator does not know the member
	RebalanceInProgress // the coordinator asks every member to join again
	NotCoordinator      // the group has another coordinator
	CoordinatorLoading  // the coordinator is still reading the group
	OtherError          // a real client's error; the text says which
	DuplicateSequence
	LockTimeout
	PanelUnreadable         // what the panel answers cannot be used
	CoordinatorNotAvailable // there is none now, or it could not store what it was told
	IllegalGeneration       // the member's generation is over: the group has rebalanced
	LeaderNotAvailable      // nobody leads the partition now
	HostNotFound            // a broker's name has no address now
)

var codeWords = words{
	"", "MESSAGE_TOO_LARGE", "TOPIC_AUTHORIZATION_FAILED", "NOT_LEADER_OR_FOLLOWER", "NOT_ENOUGH_REPLICAS",
	"NOT_ENOUGH_REPLICAS_AFTER_APPEND", "UNKNOWN_TOPIC_OR_PARTITION", "OUT_OF_ORDER_SEQUENCE_NUMBER", "ECONNREFUSED", "KafkaJSConnectionClosedError", "KafkaJSRequestTimeoutError",
	"KafkaJSProtocolError", "KafkaJSNumberOfRetriesExceeded", "KafkaJSNonRetriableError", "TimeoutError", "EmptyError", "SerializeError",
	"InternalServerError", "RpcException", "KafkaRetriableException", "EmptyResult", "PoisonMessage", "PanelTimeout", "PanelRefused", "PanelDown",
	"WriteError", "CommitCut", "KafkaJSNoBrokerAvailableError", "KafkaJSBrokerNotFound", "UNKNOWN_MEMBER_ID", "REBALANCE_IN_PROGRESS",
	"NOT_COORDINATOR", "COORDINATOR_LOAD_IN_PROGRESS", "Error", "DUPLICATE_SEQUENCE_NUMBER", "KafkaJSLockTimeout", "PanelUnreadable",
	"COORDINATOR_NOT_AVAILABLE", "ILLEGAL_GENERATION", "LEADER_NOT_AVAILABLE", "ENOTFOUND",
}

func (c Code) String() string { return codeWords.name(int(c)) }
