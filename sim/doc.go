// Package sim is the world of orderflow: the domain, the event log, the fold
// that turns a log into a state, and a deterministic discrete-event engine.
//
// It has no clock, no goroutine, no input or output, no map-order dependence
// and no global randomness. Time is virtual and counted from 0 s as a
// [time.Duration]; every subsystem draws from a stream of its own that is
// seeded by (seed, subsystem), so that one more draw here never shifts another
// there. Only integers take part in the physics, so a log has the same bytes
// on every architecture.
//
// Data flows one way:
//
//	inputs → [Engine] → [Log] → [State] (the fold) → a view
//
// The package kafkax plays the same roles on a real Kafka and records the same
// events through the same [Recorder].
//
// The measured behaviour that the mechanisms follow (NestJS 12.1 with kafkajs
// 2.2.4, segmentio/kafka-go v0.4.51, Apache Kafka 4.3.1) is listed, figure by
// figure with its source, by the model card; see model.go.
package sim
