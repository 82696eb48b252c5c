package sim

import "time"

// The figures of the world that whoever makes events shares with whoever reads
// them, in one place; the engine has those that only it knows. Where a source
// is named, it is a measurement or a reading of the source code of NestJS 12.1
// on kafkajs 2.2.4 or Apache Kafka 4.3.1; the rest are choices of the
// simulated company. The model card shows them.
const (
	// kafkajs: producer defaults (source) and the retry law (source, measured:
	// the five sleeps add up to 4.1–18.8 s, median 9.1 s).
	requestTimeout = 30 * time.Second
	connectTimeout = time.Second
	retriesDefault = 5
	retryInitial   = 300 * time.Millisecond
	retrySleepMax  = 30 * time.Second
	// ConsumerRetries is how often kafkajs' runner tries again before it crashes,
	// whatever client.retry.retries says.
	ConsumerRetries = 5
)

// Brokers (Apache Kafka 4.3.1, KRaft): measured.
const (
	// MinInSync is min.insync.replicas of every topic on three brokers.
	MinInSync = 2
	// FenceMin and FenceMax: a broker that died is replaced as leader after as
	// long. Measured: 7–13 s; nobody's sixth attempt ever came late enough (0 of 17).
	FenceMin = 8500 * time.Millisecond
	FenceMax = 13 * time.Second
	// ShutdownMin and ShutdownMax: one that is shut down in order, after as long.
	ShutdownMin = 100 * time.Millisecond
	ShutdownMax = 400 * time.Millisecond
	// PortOneBroker is how long after its crash a broker's port opens again, and
	// PortAllBrokers how long where all of them crashed.
	PortOneBroker  = 8 * time.Second
	PortAllBrokers = 14 * time.Second
)

// kafka-go v0.4.51.
const (
	// WriterAttempts is how often its Writer tries a batch (source).
	WriterAttempts = 10
	// WriterBatchTimeout is how long a lone record waits for others of its
	// partition, here and in live. Its own default of 1 s makes a lone write take
	// 1001 ms (measured); with 5 ms a synchronous one takes 11 ms at acks=-1
	// (measured, real brokers on 2 cores).
	WriterBatchTimeout = 5 * time.Millisecond
)

// Remedies: choices.
const (
	// SweepInterval is how often the sweeper looks, and SweepAge how old a row must
	// be: younger ones are just being published.
	SweepInterval = 5 * time.Second
	SweepAge      = 2500 * time.Millisecond
	// RelayInterval is how often the outbox relay looks.
	RelayInterval = 200 * time.Millisecond
	// SendTimeoutDefault is how long send() waits with the remedy send-timeout.
	SendTimeoutDefault = 5 * time.Second
	// ReconcileInterval is how often reconcile asks for the jobs that may have lost
	// something: at whole multiples of it.
	ReconcileInterval = 30 * time.Second
	// DeadLetterAfter is after how many failed executions a record is put aside.
	DeadLetterAfter = 3
)

// The order service, work and the panel: choices of the simulated company.
const (
	// CreateLead is how long before the call an order is created, PaidLeadMin and
	// PaidLeadMax how long before it is paid.
	CreateLead  = 36 * time.Millisecond
	PaidLeadMin = 8 * time.Millisecond
	PaidLeadMax = 18 * time.Millisecond
	// CallReturnMin and CallReturnMax: emit() returns in 0–11 ms (measured); the
	// usual case is drawn.
	CallReturnMin = 500 * time.Microsecond
	CallReturnMax = 1500 * time.Microsecond
	// ServiceRestartMin and ServiceRestartMax: a process that died is started again
	// after as long. DeployPause is how long after an instance is ready a rolling
	// restart goes on.
	ServiceRestartMin = 800 * time.Millisecond
	ServiceRestartMax = 1500 * time.Millisecond
	DeployPause       = 5 * time.Second
	// ActivityMin and ActivityMax: from the call to the page view's own emit.
	ActivityMin = 40 * time.Millisecond
	ActivityMax = 60 * time.Millisecond
	// WorkMin and WorkMax: in-house work, inside the handler.
	WorkMin = 300 * time.Millisecond
	WorkMax = 1500 * time.Millisecond
	// PanelAnswerMin and PanelAnswerMax: the panel answers a request after as long;
	// PanelAnswerTimeout is what the consumer waits for it.
	PanelAnswerMin     = 80 * time.Millisecond
	PanelAnswerMax     = 250 * time.Millisecond
	PanelAnswerTimeout = 10 * time.Second
	// HTTPOK is the status with which most panels say no: the error is in the body.
	HTTPOK = 200
	// PanelTriesMax is how often a consumer asks a panel that refuses, with
	// PanelBackoff between the tries.
	PanelTriesMax = 4
	PanelBackoff  = time.Second
	// FirstJob is the panel's number of a run's first job.
	FirstJob = 8841
	// JobMin and JobMax: the panel carries a job out in as long.
	JobMin = 8 * time.Second
	JobMax = 20 * time.Second
	// PanelPollMin and PanelPollMax: until the consumer's next status call, which
	// sees whether a job has ended.
	PanelPollMin = 100 * time.Millisecond
	PanelPollMax = 2 * time.Second

	dropDelayDefault = 10 * time.Second // real panels lose it within hours or days
)

// PanelCost returns what the panel asks for as many likes, followers or views,
// in cents.
func PanelCost(quantity int64) int64 { return quantity * 720 / 1000 }
