package engine

import (
	"time"

	"orderflow/sim"
)

// The figures that only the engine knows, in one place. Where a source is named,
// it is a measurement or a reading of the source code of NestJS 12.1 on
// kafkajs 2.2.4, kafka-go v0.4.51 or Apache Kafka 4.3.1; the rest are choices
// of the simulated company. The model card shows them.
const (
	// One way over the network, and a broker's own time for an append. Chosen
	// so that an awaited emit costs one round trip of 3–4 ms (measured).
	hopMin, hopMax       = 500 * time.Microsecond, 800 * time.Microsecond
	appendMin, appendMax = 200 * time.Microsecond, 500 * time.Microsecond
	// An in-sync follower fetches a record and the leader learns of it.
	replicateMin, replicateMax = 500 * time.Microsecond, 900 * time.Microsecond
	// A consumer's fetch returns after the record became visible.
	fetchMin, fetchMax = 3 * time.Millisecond, 8 * time.Millisecond
	// A commit's round trip.
	commitMin, commitMax = 3 * time.Millisecond, 4 * time.Millisecond

	callReturnMin, callReturnMax = sim.CallReturnMin, sim.CallReturnMax
	// From emit() to the Produce request, warm: about 2 ms (measured).
	dispatchMin, dispatchMax = 1800 * time.Microsecond, 2600 * time.Microsecond
	// setPublished(): one UPDATE.
	markMin, markMax = 300 * time.Microsecond, 900 * time.Microsecond

	produceTimeout       = 30 * time.Second // what a Produce grants the broker; no setting of Nest's reaches it
	retryFactorPermille  = 200
	retryMultiplier      = 2
	refusedMin           = 300 * time.Microsecond // a refused connect
	refusedMax           = 700 * time.Microsecond
	handshakeMin         = time.Millisecond // a connect and its ApiVersions
	handshakeMax         = 2 * time.Millisecond
	metadataMin          = 300 * time.Microsecond // a broker answers Metadata
	metadataMax          = 900 * time.Microsecond
	coldStartMin         = 4 * time.Millisecond // the first emit on a topic, beside its Metadata
	coldStartMax         = 12 * time.Millisecond
	serviceRestartMin    = sim.ServiceRestartMin
	serviceRestartMax    = sim.ServiceRestartMax
	timeoutCallbackDelay = 5 * time.Millisecond // a timer of Node fires at most this late

	// kafka-go v0.4.51: Writer defaults (source); see sim.WriterBatchTimeout.
	writerBackoffMin    = 100 * time.Millisecond
	writerBackoffMax    = time.Second
	writerBatchSize     = 100 // records
	writerTimeout       = 10 * time.Second
	writerReturnMin     = 100 * time.Microsecond
	writerReturnMax     = 500 * time.Microsecond
	writerDispatchExtra = 500 * time.Microsecond

	replicaLagMax = 30 * time.Second // replica.lag.time.max.ms
	rejoinISRMin  = 300 * time.Millisecond
	rejoinISRMax  = 900 * time.Millisecond

	// Consumers: kafkajs and the group coordinator.
	heartbeatInterval  = 3 * time.Second
	initialRebalance   = 3 * time.Second // group.initial.rebalance.delay.ms
	joinMin, joinMax   = 20 * time.Millisecond, 120 * time.Millisecond
	rebalanceTimeout   = 60 * time.Second        // kafkajs: a rebalance waits that long for a live member
	joinGroupTimeout   = 65 * time.Second        // kafkajs: the rebalance timeout, and 5 s
	fetchWaitMax       = 5 * time.Second         // kafkajs: maxWaitTimeInMs; Nest sets none of its own
	heartbeatMin       = 1200 * time.Microsecond // a round trip to the coordinator
	heartbeatMax       = 2 * time.Millisecond
	coordinatorLoadMin = 500 * time.Millisecond // measured: 0.5–3 s from the port to the loaded group
	coordinatorLoadMax = 3 * time.Second
	coordinatorMoveMin = 100 * time.Millisecond // in order: the next coordinator has little to read
	coordinatorMoveMax = 500 * time.Millisecond
	reportAgainMin     = 500 * time.Millisecond // a consumer's own producer is back: a choice
	reportAgainMax     = 2500 * time.Millisecond
	skipTime           = 100 * time.Microsecond // a handler that finds the order is not its own
	fetchRecordsMax    = 5000                   // kafkajs: 1 MiB per partition, some 200 bytes each
	replyDelayMin      = 4 * time.Millisecond   // the answer is appended a few ms after the commit
	replyDelayMax      = 7 * time.Millisecond
	statusDelayMin     = 5 * time.Millisecond
	statusDelayMax     = 9 * time.Millisecond

	reconcileInterval = sim.ReconcileInterval

	deployPause = sim.DeployPause

	// Remedies.
	sweepInterval      = sim.SweepInterval
	sweepAge           = sim.SweepAge
	relayInterval      = sim.RelayInterval
	sendTimeoutDefault = sim.SendTimeoutDefault
	deadLetterAfter    = sim.DeadLetterAfter
)
