// Package engine runs the world of package sim: a deterministic discrete-event
// simulation of the order service, its Kafka client, the brokers, the consumer
// groups and the external panel.
//
// It has no clock, no goroutine, no input or output, no map-order dependence
// and no global randomness. Time is virtual and counted from 0 s as a
// [time.Duration]; every subsystem draws from a stream of its own that is
// seeded by (seed, subsystem), so that one more draw here never shifts another
// there. Only integers take part in the physics, so a log has the same bytes
// on every architecture.
//
// An [Engine] computes one run. A [Session] keeps its log and can be acted upon
// at any time of its past.
//
// The measured behaviour that the mechanisms follow (NestJS 12.1 with kafkajs
// 2.2.4, segmentio/kafka-go v0.4.51, Apache Kafka 4.3.1) is listed, figure by
// figure with its source, by [ModelCard].
package engine
