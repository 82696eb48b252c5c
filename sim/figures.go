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
	requestTimeout  = 30 * time.Second
	connectTimeout  = time.Second
	retriesDefault  = 5
	attemptsMax     = retriesDefault + 1
	retryInitial    = 300 * time.Millisecond
	retrySleepMax   = 30 * time.Second
	ConsumerRetries = 5 // kafkajs: of the runner, whatever client.retry.retries says

	// Brokers (Apache Kafka 4.3.1, KRaft): measured.
	MinInSync      = 2
	fenceMin       = 8500 * time.Millisecond // measured: 7–13 s; nobody's sixth attempt ever came late enough (0 of 17)
	fenceMax       = 13 * time.Second
	shutdownMin    = 100 * time.Millisecond
	shutdownMax    = 400 * time.Millisecond
	portOneBroker  = 8 * time.Second
	portAllBrokers = 14 * time.Second

	// Work inside the handler.
	workMin, workMax = 300 * time.Millisecond, 1500 * time.Millisecond

	// The panel. HTTPOK is the status with which most panels say no: the error is
	// in the body.
	HTTPOK                     = 200
	panelAnswerMin             = 80 * time.Millisecond
	panelAnswerMax             = 250 * time.Millisecond
	panelAnswerTimeout         = 10 * time.Second
	jobMin, jobMax             = 8 * time.Second, 20 * time.Second
	panelPollMin               = 100 * time.Millisecond // until the consumer's next status call sees the end
	panelPollMax               = 2 * time.Second
	firstJob                   = 8841
	costPermillePerPiece int64 = 720 // of a cent: what the panel asks for one like, follower or view
	panelBackoff               = time.Second
	panelTriesMax              = 4
	dropDelayDefault           = 10 * time.Second // real panels lose it within hours or days
)
