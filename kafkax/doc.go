// Package kafkax plays the roles of package sim on a real Kafka, through
// segmentio/kafka-go and on the wall clock, and records the same events.
//
// A [Session] is one run. It has the order service with its three ways to
// publish (an asynchronous Writer is emit(), a synchronous one the awaited
// emit(), request–reply with NestJS's headers send()), the consumer groups
// in-house, external and statistics, the order service's own consumer of status
// events, and a client of the external panel, which is package panel's: in this
// process on a loopback port, or elsewhere.
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
// Every connection of a client passes the gate (package wire). What it lets
// through it shows to the journal: that a record left, that the broker
// appended it, whether or not the client ever learns, that an offset was
// stored, that a member got its partitions. Faults are rules and outages of
// the gate, the same on any cluster and with no rights there; only a new leader
// is made inside kfake. What has to be done to the brokers of a real cluster
// themselves is refused with a line that says how.
//
// What the order service and its consumers write is in a database (internal/store):
// in memory, or one that outlives the process. The journal is told what it said.
//
// The journal is the one place where goroutines meet. One lock orders what they
// saw into one log, gives every event its cause and folds it. Beside it, the
// log watcher reads sns.orders past the gate: what is in the log is true even
// if nobody was told. And the observer asks the brokers twice a second how the
// cluster is: what it sees that the session has not done is an input, an event
// without a cause, and what nobody tells any more is unknown.
//
// The roles can be processes of their own, on any number of machines ([StartRole]).
// What a role tells it tells a chronicle: in one process that is the journal, in one
// of several a correspondent, who writes the same to a topic (package trace). Whoever
// watches reads that topic from its beginning and tells a journal, in one order, what
// the roles would have told it: an assembly. So there is one journal and one way to
// make a log. What the presenter does goes to another topic, control, which all read.
//
//	roles ─▸ chronicle ─▸ correspondent ─▸ trace ─▸ assembly ─▸ journal ─▸ log
//	  ▴                                                │ (each who watches)
//	  └──────────────── control ◂── x F R o ───────────┘
//
// # File map
//
//	access/        a package of its own: TLS and logins, inside the dial function
//	wire/          a package of its own: the gate between clients and brokers, and the door where clients of others come in
//	observe/       a package of its own: asks the cluster who is there and how it is, and yields sights
//	proxy/         a package of its own: the gate and a door without a run
//	chronicle/     a package of its own: what roles have in hand, and what they tell
//	assemble/      a package of its own: the journal, and what processes tell each other so that there is one
//	record/        a package of its own: names of topics and groups, records and headers, decoded strictly
//	session.go     a run: start, inputs; ending.go: its end and Close, which nothing outlives
//	source.go      the same for a screen, which shows it before it has begun
//	cluster.go     the brokers of a run; embedded.go: kfake; admin.go, cleanup.go: topics and groups
//	heart.go       how a process shows that it lives: records of signs.go; vitals.go reads them
//	cleaner.go     what runs have left on a cluster: remains.go; removal.go deletes what belongs to nobody who lives
//	foreign.go     clients of others in a run
//	clients.go     kafka-go's Writers and Readers with their traps set right
//	attempts.go    each try of a Writer
//	forgetting.go  what is over is let go of, by database and brokers too
//	company.go     the roles of a process, and what they share
//	service.go     the order service; instance.go: its process; restart.go: how that ends, and another begins
//	jobs.go        sweeper and outbox relay; replies.go: who waits for which answer
//	database.go    what is asked of the database, and when the log is told; recovery.go: a run on orders of an earlier one;
//	               inbox.go: what consumers keep
//	group.go       consumer groups; worker.go: a member; handled.go: what it has handled and commits together;
//	               handlers.go: its work; reporter.go: what it reports
//	panel.go       the external panel: the one inside, its faults, purchases; purchases.go: what becomes of jobs; reconcile.go
//	watcher.go     the truth about sns.orders, and looks at the cluster
//	refusing.go    records that are no orders of the run; otherreplies.go: where a send() of other services is answered; balancer.go: their consumers in the run's groups
//	faults.go      which fault strikes; outages.go: those that act by themselves; failover.go, election.go: new leaders; supported.go: which can be made
//	rolerun.go     a process of one role; control.go: what presenters do; watching.go: the log of a run of several processes
//	trace/         a package of its own: observations, their topic, one order of several clocks, what waits to be sent
//	tracing.go     the context that records carry; guard.go: panics; random.go
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
//   - A cut commit ends the member's generation: its records come again.
//   - kafka-go's Reader does not say what one fetch has brought. A worker handles what is
//     at hand and commits it together; until then a crash lets all of it come again, as
//     with kafkajs, which commits at the end of a fetch. An answer leaves when its own
//     handler has returned, the last of a batch after the commit.
//   - A record is let go of when every group has committed it and the log watcher has
//     passed it; whoever tells of it again is told of a place that is known to be over.
//     An order follows when no record of it is left, nobody has it in hand, no job can
//     find its row, and the checker has named all that it may ever name.
//   - Reader.Close can wait for a rebalance that a dead member holds up. Close
//     gives it closeTimeout, then the gate cuts it off, and a cleanup removes
//     what is left of the group.
//   - The order service's process ends in between two things that it does, never
//     inside one: what it has begun to write is in the database and in the log. Its
//     Writers are kafka-go's and end by themselves, so all that its clients still
//     say is void from then on: the journal knows whose life it is.
//   - What a dead process had sent may be appended all the same. A request that was
//     just leaving may be so too, without one having been seen.
//   - kfake has no replication: a record is replicated when it is appended, the
//     in-sync replicas never change, acks 1 loses nothing. It elects nobody
//     either; the session does it (election.go). It has no initial rebalance
//     delay; a real cluster's first assembly takes 3 s, on a cold one 8 s.
//   - On a real cluster a fault's outage is this program's own: its connections
//     are cut and refused, the brokers know nothing of it, and neither does the
//     observer, which goes past the gate. A broker is said to be away once,
//     whether by a fault, by itself or both.
//   - A member that nobody here knows may be one of the run's own whose answer is
//     still on its way, and a committed offset too: both count from the second
//     look on.
//   - kafka-go tries one bootstrap broker at a time and gives up with one that is
//     frozen; so clients begin with those that answered, if they are more than one.
//   - kafka-go gives a record the time of its writer also where the topic's times are
//     the broker's: of such a batch only its last time is. And its ListGroups leaves
//     out groups of brokers that answer with an error. So heart and cleaner have kgo.
//   - A heart beats past the gate, with the leader's acknowledgement alone: neither
//     the run's own faults nor missing followers make it look dead.
//   - A session that logs in is ended by the broker after its
//     connections.max.reauth.ms; kafka-go connects anew, and the log shows a cut.
//   - A process of its own knows no number of another's orders: the record has it
//     (header orderflow-order). Its events are numbers of observations, and a fault's
//     beginning, which only the watchers' journals know, is a marked number.
//   - The log of several processes is a function of the trace alone, so all who watch
//     have the same. What a watcher sees of the cluster goes to the trace, too; a look
//     that began before a group had changed says nothing about it, as in one process.
//   - A process that is dead says nothing: its members are expelled by the coordinator,
//     and that the order service has died its next life says.
//   - With acks 0 nobody says where a record is. The log watcher finds it.
//   - Tests run under testing/synctest on the wall clock's real code. One thing
//     cannot: kafka-go waits for a frozen connection inside a mutex when a
//     heartbeat and a commit share it, and that stops the clock of a bubble.
//   - The panel inside tells what is true, one elsewhere what it says. Both are asked over
//     HTTP alone; the first also shows the journal each change as it happens.
//   - Rows are what the database says, and the log is told afterwards, under a lock of the
//     order's own (order.desk), so that both have one order. A run that finds orders in its
//     database begins its log with them (restoring.go): attempts with an outcome from
//     the database, those without from the topic, the rest as the memory of a process that has
//     died; so the fold and the checker need to know nothing of databases.
//   - What a real cluster does is an input. kafkax looks at the brokers past its own gate;
//     what it sees and has not done itself has cause 0. A look that began before the session
//     changed something itself says nothing about that (turns).
//   - A live run is bounded by what is open (not that of who watches one of processes). kafkax/closing.go lets go of orders and records
//     that are over, and with them rows of a database in memory and records of the embedded
//     Kafka; the fold does where nobody asked for each order. At most 100,000 are open: then
//     the next one waits, and the log says so.
//   - Whoever lives is judged by one clock. Signs of life and the question how late it is are
//     records of the same partition, stamped by its leader. A leader's clock may jump and a
//     cluster may have been away, so before a deletion somebody also watches for longer than a
//     beat. What has no signs (older versions) is dead for nobody but who names it.
//   - A live run is shown before it begins. kafkax.Source starts beside the screen and says
//     what it waits for (stage.Waiter); its events up to then are all of 0 s. The header that
//     says when 0 s was is written with the first event that is saved, so nothing is saved
//     before.
package kafkax
