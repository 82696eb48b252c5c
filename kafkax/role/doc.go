// Package role plays the roles of package sim through segmentio/kafka-go: the order
// service with its three ways to publish (an asynchronous Writer is emit(), a synchronous
// one the awaited emit(), request–reply with NestJS's headers send()), the consumer groups
// in-house, external and statistics, the order service's own consumer of status events,
// and a client of the external panel, which is package panel's. And it makes the faults
// that act on them.
//
// A [Company] is the roles of one process. Their clients pass the gate (package wire); what
// they do and see they tell a chronicle (package chronicle), and who keeps that they do
// not know. What they write is in a database (internal/store): the chronicle is told what
// it said.
//
// # File map
//
//	company.go     what the roles of a process share
//	service.go     the order service; instance.go: its process; restart.go: how that ends, and another begins
//	jobs.go        sweeper and outbox relay; replies.go: who waits for which answer; tracing.go: the context that records carry
//	database.go    what is asked of the database, and when the log is told; inbox.go: what consumers keep
//	clients.go     kafka-go's Writers and Readers with their traps set right; attempts.go: each try of a Writer
//	group.go       consumer groups; balancer.go: as they share with kafkajs
//	worker.go      a member; handled.go: what it has handled and commits together; handlers.go: its work;
//	               refusing.go: records that are no orders of the run
//	reporter.go    what it reports; otherreplies.go: where a send() of others is answered
//	panel.go       the external panel: the one inside, its faults, purchases; purchases.go: what becomes of jobs; reconcile.go
//	faults.go      which fault strikes; outages.go: those that act by themselves; failover.go: new leaders
//	guard.go       panics; random.go
//
// # Not obvious
//
//   - kafka-go's Writer has acks 0 as its zero value, waits a second to fill a
//     batch and speaks only once, through Completion, when all its tries are
//     over. The tries are seen by a RoundTripper of our own, the waits between
//     them in its log, whose wording a test holds.
//   - One partition of a Writer has one request in flight: what is written
//     behind a request that is being retried waits for all of its tries. In an
//     outage kafka-go therefore loses an order every 7.4 s for each partition,
//     one after the other, where kafkajs loses all that wait, at one instant.
//   - An asynchronous Writer that never had metadata returns its error at once,
//     and then never calls Completion: see instance.write.
//   - A Writer that is closed while a WriteMessages waits for metadata makes a
//     partition's goroutine that nobody ends. So nothing writes any more when
//     the Writers are closed.
//   - A consumer that was cut off joins with a new member id. The broker waits
//     for the old one's session before it assigns anything, so after an outage
//     consumption stands still for up to the session timeout; and since the
//     Reader begins at the committed offset, what was handled but not committed
//     is handled again. kafkajs resumes as the same member.
//   - A cut commit ends the member's generation: its records come again.
//   - kafka-go's Reader does not say what one fetch has brought. A worker handles what is
//     at hand and commits it together; until then a crash lets all of it come again, as
//     with kafkajs, which commits at the end of a fetch. An answer leaves when its own
//     handler has returned, the last of a batch after the commit.
//   - The order service's process ends in between two things that it does, never
//     inside one: what it has begun to write is in the database and in the log. Its
//     Writers are kafka-go's and end by themselves, so all that its clients still
//     say is void from then on.
//   - kafka-go tries one bootstrap broker at a time and gives up with one that is
//     frozen; so clients begin with those that answered, if they are more than one.
//   - The panel inside tells what is true, one elsewhere what it says. Both are asked over
//     HTTP alone; the first also shows the chronicle each change as it happens.
//   - Rows are what the database says, and the log is told afterwards, under a lock of the
//     order's own (chronicle.Order.Desk), so that both have one order.
package role
