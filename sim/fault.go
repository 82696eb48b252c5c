package sim

import (
	"time"
)

// FaultName is the name of a fault.
type FaultName uint8

// The faults.
const (
	ProduceError FaultName = iota + 1
	AckLost
	AckSwallowed
	AckDelay
	BrokerDown
	LeaderFailover
	ReplicaSlow
	CallerExit
	SerializeFault
	ConsumerAbsent
	ConsumerSlow
	HandlerError
	ConsumerCrash
	CommitLost
	Poison
	ReplyUnproducible
	ReplyAckLost
	ProviderTimeout
	ProviderError
	ProviderSilent
	ProviderDown
	ProviderPartial
	ProviderCancel
	ProviderDrop
	ServiceRestart
	faultNameCount
)

var faultWords = words{
	"", "produce-error", "ack-lost", "ack-swallowed", "ack-delay", "broker-down", "leader-failover", "replica-slow", "caller-exit",
	"serialize-error", "consumer-absent", "consumer-slow", "handler-error", "consumer-crash", "commit-lost", "poison", "reply-unproducible",
	"reply-ack-lost", "provider-timeout", "provider-error", "provider-silent", "provider-down", "provider-partial", "provider-cancel", "provider-drop",
	"service-restart",
}

func (n FaultName) String() string { return faultWords.name(int(n)) }

// Forever is the duration of a fault that is not over by itself.
const Forever = time.Duration(-1)

// Always is the count of a fault that strikes every time.
const Always = 0

// Fault is one fault of a run, as written by --fault NAME:key=value,….
// The zero values of From, Order, Group and Broker mean from 0 s, every order,
// the group that carries the order out, and all brokers.
type Fault struct {
	Name      FaultName
	From      time.Duration // virtual time
	For       time.Duration // how long it lasts, or Forever
	Count     int           // how often it strikes, or Always
	Order     OrderID       // only this order
	Group     Group         // only this group
	Broker    int           // 1 to 3
	Partition int           // from 0; AllPartitions
	Code      Code          // produce-error
	Delay     time.Duration // ack-delay, replica-slow, consumer-slow; provider-drop: from Completed on
	Restart   time.Duration // consumer-crash, service-restart: until a new process starts
	Service   int           // service-restart: the instance from 1, 0 = all of them, one after the other
	How       How           // broker-down, leader-failover, service-restart
	Point     Point         // caller-exit, consumer-crash
	Kind      ErrorKind     // handler-error
	Accepted  bool          // provider-timeout: the panel did accept
	HTTP      int           // provider-error: the HTTP status, where Text is empty
	Text      string        // provider-error: what the panel answers with status 200 instead
	Ratio     int           // provider-partial, provider-cancel: delivered share in per mille; provider-drop: the share that goes again
	given     uint32        // which keys were written, so that String repeats just those
}

// AllPartitions is the Partition of a fault that acts on every partition.
const AllPartitions = -1

// How says in which way a broker or a process goes away.
type How uint8

// The ways to go.
const (
	Network  How = iota + 1 // refused or cut; back at once
	Crash                   // the process dies; its port opens late after the restart
	Freeze                  // connections stay open, nothing answers
	Shutdown                // orderly: leadership moves first
	Close                   // of a process: in order, it leaves its groups
	Kill                    // of a process: kill -9
)

var howWords = words{"", "network", "crash", "freeze", "shutdown", "close", "kill"}

func (h How) String() string { return howWords.name(int(h)) }

// hows has a row for each way to go.
var hows = [...]struct {
	reason  Reason
	orderly bool
	dies    bool
	silent  bool
}{
	Network:  {reason: ReasonNetwork},
	Crash:    {reason: ReasonCrash, dies: true},
	Freeze:   {reason: ReasonFreeze, silent: true},
	Shutdown: {reason: ReasonShutdown, orderly: true},
	Close:    {reason: ReasonShutdown, orderly: true},
	Kill:     {reason: ReasonFault, dies: true},
}

// Reason returns what the log says of what goes in this way.
func (h How) Reason() Reason { return hows[h].reason }

// Orderly reports whether what a broker leads, or a process belongs to, is
// handed over first.
func (h How) Orderly() bool { return hows[h].orderly }

// Dies reports whether the process ends without a word.
func (h How) Dies() bool { return hows[h].dies }

// Silent reports whether connections stay open and nothing answers.
func (h How) Silent() bool { return hows[h].silent }

// PortDelay returns how long after its restart a broker's port opens: longer
// where all of some brokers start at once, and at once where no process ended.
func (f *Fault) PortDelay(brokers int) time.Duration {
	switch {
	case !f.How.Dies() && !f.How.Orderly():
		return 0
	case f.Name == BrokerDown && f.Broker == 0 && brokers > 1:
		return PortAllBrokers
	}
	return PortOneBroker
}

// Point says where a process dies.
type Point uint8

// The points.
const (
	AfterCall Point = iota + 1
	AfterAck
	BeforeCommit
	AfterCommit
	MidBatch
)

var pointWords = words{"", "after-call", "after-ack", "before-commit", "after-commit", "mid-batch"}

func (p Point) String() string { return pointWords.name(int(p)) }

// ErrorKind is what a handler throws.
type ErrorKind uint8

// The kinds of handler errors.
const (
	PlainError ErrorKind = iota + 1 // throw new Error()
	RPCError                        // throw new RpcException()
	Retriable                       // throw new KafkaRetriableException()
	Empty                           // returns EMPTY
)

var kindWords = words{"", "error", "rpc", "retriable", "empty"}

func (k ErrorKind) String() string { return kindWords.name(int(k)) }

// FaultKey is a parameter of a fault.
type FaultKey uint8

// The parameters.
const (
	KeyFrom FaultKey = iota
	KeyFor
	KeyCount
	KeyOrder
	KeyGroup
	KeyBroker
	KeyPartition
	KeyCode
	KeyDelay
	KeyRestart
	KeyHow
	KeyAt
	KeyKind
	KeyAfterAccept
	KeyStatus
	KeyError
	KeyRatio
	KeyService
	faultKeyCount
)

var keyWords = words{"from", "for", "count", "order", "group", "broker", "partition", "code", "delay", "restart", "how", "at", "kind", "after-accept", "status", "error", "ratio", "service"}

func (k FaultKey) String() string { return keyWords.name(int(k)) }
