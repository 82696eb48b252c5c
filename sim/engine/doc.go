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
//
// # Where to begin
//
// virtual time (agenda.go), order service, the clients (law.go is where they differ),
// cluster and failures, consumer groups, panel; session.go acting in the past, model.go the
// model card.
//
// # Not obvious
//
//   - A draw is a function of (seed, subsystem, order). Work times, panel times and retries of
//     an order do not change when another order or fault is added, which is what makes modes
//     comparable under one seed.
//   - A consumer is written as kafkajs is: fetchers, one worker, a runner, a client, in
//     callbacks where kafkajs awaits. Nothing is scripted per fault; what an outage, a blip, a
//     freeze or a crash does follows, and consumerlaw_test.go holds it to the Monte-Carlo of
//     the measured law.
//   - A run is over when nothing more can happen, though consumers poll for ever: polls do not
//     keep it alive, a group that is not at rest does (Engine.restless), as long as a broker
//     serves.
//   - Physics in integers. No float takes part in virtual time: a fused multiply-add on
//     another processor would change a log.
//   - The activity log has a client of its own. With the orders' client its metadata refreshes
//     would help lone orders, and a lone emit would no longer fail as measured when one of
//     three brokers crashes.
//   - A request has a fate of its own. It is decided when its record is appended, its refusal
//     is heard, or it is dropped (request-dropped); until then its order is not LOST, whoever
//     has died or given up, and at acks 0 nobody waits for it.
//   - An order without a try left is not lost yet (NowUsedUp): its round was used up, the
//     client gives it up only as it reconnects, and nobody is told before. A law of
//     internal/simtest holds that such an order is never sent. The screen says so from that
//     moment: people who watched took it for one that is still tried.
//   - Request timeouts are no heap items. They all lie 30 s ahead, so they stand in a queue;
//     nearly all are called off.
//   - created and paid come before the call (36 ms and 8–18 ms): order i is *called* at 1 s +
//     (i−1)/rate.
package engine
