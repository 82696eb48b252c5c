// Package kafkax plays the roles of package sim on a real Kafka, through
// segmentio/kafka-go and on the wall clock, and records the same events.
//
// A [Session] is one run. It has the order service with its three ways to
// publish (an asynchronous Writer is emit(), a synchronous one the awaited
// emit(), request–reply with NestJS's headers send()), the consumer groups
// in-house, external and statistics, the order service's own consumer of status
// events, and the external panel, which works on its own clock in this process.
// The brokers are either three of franz-go's kfake inside this process, which
// speak the real wire protocol over connections in memory (no socket is opened),
// or those of the cluster that [Options] names.
//
//	order service ─▸ Writer ─┐                        ┌─▸ brokers
//	consumers     ─▸ Reader ─┼─▸ gate (frames, faults) ┤   (kfake or Apache Kafka)
//	reply desk    ─▸ Reader ─┘        │               └─▸ …
//	      │                           │
//	      └───────── journal ◂────────┘        log watcher ─▸ brokers, past the gate
//	                    │                          │
//	              sim.Recorder ◂───────────────────┘
//
// Every connection of a client passes the gate, which understands enough of
// Kafka's framing to know a request by its API key and correlation id. What it
// lets through it shows to the journal: that a record left, that the broker
// appended it, whether or not the client ever learns, that an offset was
// stored, that a member got its partitions. Faults are rules and outages of
// the gate; only what needs a broker's own word (produce-error) or a new leader
// is made inside kfake.
//
// The journal is the one place where goroutines meet. One lock orders what they
// saw into one log, gives every event its cause and folds it. Beside it, the
// log watcher reads sns.orders past the gate: what is in the log is true even
// if nobody was told.
//
// # File map
//
//	session.go     a run: start, inputs; ending.go: its end and Close, which nothing outlives
//	cluster.go     the brokers of a run; embedded.go: kfake; admin.go, cleanup.go: topics and groups; names.go
//	gate.go        between clients and brokers; reach.go: brokers that are away; rule.go: faults of single requests
//	gatedconn.go   a connection through it; gatedread.go: its answers; freeze.go, deadline.go
//	frame.go       Kafka's frames; exchange.go: the requests that matter and their answers
//	clients.go     kafka-go's Writers and Readers with their traps set right; role.go: who a client is for
//	attempts.go    each try of a Writer
//	journal.go     orders, records and the log; what is told to it, by who tells: believing.go (order service),
//	               producing.go (Writers), wire.go and members.go (gate), consuming.go (consumers)
//	motion.go      what is still going to happen; when nothing is, the run is over
//	service.go     the order service; replies.go: who waits for which answer
//	group.go       consumer groups; worker.go: a member; handlers.go: its work; reporter.go: what it reports
//	panel.go       the external panel
//	watcher.go     the truth about sns.orders
//	faults.go      which fault strikes; outages.go: those that act by themselves; election.go: new leaders
//	payload.go     records and headers, decoded strictly; guard.go: panics; random.go
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
//     and then never calls Completion: see service.write.
//   - A Writer that is closed while a WriteMessages waits for metadata makes a
//     partition's goroutine that nobody ends. So nothing writes any more when
//     the Writers are closed.
//   - A consumer that was cut off joins with a new member id. The broker waits
//     for the old one's session before it assigns anything, so after an outage
//     consumption stands still for up to the session timeout; and since the
//     Reader begins at the committed offset, what was handled but not committed
//     is handled again. kafkajs resumes as the same member.
//   - A cut commit ends the member's generation: its record comes again.
//   - Reader.Close can wait for a rebalance that a dead member holds up. Close
//     gives it closeTimeout, then the gate cuts it off, and a cleanup removes
//     what is left of the group.
//   - The gate's errors are the system's own (ECONNREFUSED, ECONNRESET): they
//     are just those that kafka-go retries. A closed gate says net.ErrClosed,
//     which nobody retries, and so ends every Writer.
//   - A frozen broker's connections take in what the client sends, as its
//     sockets would, and let it through when they thaw, even if the client has
//     gone: that is how a write that failed is in the log after all.
//   - kfake has no replication: a record is replicated when it is appended, the
//     in-sync replicas never change, acks 1 loses nothing. It elects nobody
//     either; the session does it (election.go). It has no initial rebalance
//     delay; a real cluster's first assembly takes 3 s, on a cold one 8 s.
//   - On a real cluster an outage is this program's own: its connections are
//     cut and refused, the brokers know nothing of it.
//   - With acks 0 nobody says where a record is. The log watcher finds it.
//   - Tests run under testing/synctest on the wall clock's real code. One thing
//     cannot: kafka-go waits for a frozen connection inside a mutex when a
//     heartbeat and a commit share it, and that stops the clock of a bubble.
package kafkax
