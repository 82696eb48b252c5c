// Package kafkax plays the roles of package sim on a real Kafka, through
// segmentio/kafka-go and on the wall clock, and records the same events.
//
// A [Session] is one run: its cluster, its database, the roles that play on them (package
// role) and the journal that makes the log of what they tell (package assemble). This
// package itself knows how a run begins and ends, and that others are on the cluster.
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
// The journal is the one place where goroutines meet. Beside it, the
// log watcher reads sns.orders past the gate: what is in the log is true even
// if nobody was told. And the observer asks the brokers twice a second how the
// cluster is: what it sees that the session has not done is an input, an event
// without a cause, and what nobody tells any more is unknown.
//
// The roles can be processes of their own, on any number of machines ([StartRole]).
// What a role tells it tells a chronicle (package chronicle): in one process that is the
// journal, in one of several a correspondent, who writes the same to a topic (package
// trace). Whoever watches reads that topic from its beginning and tells a journal, in one
// order, what the roles would have told it: an assembly. What the presenter does goes to
// another topic, control, which all read.
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
//	record/        a package of its own: names of topics and groups, records and headers, decoded strictly
//	trace/         a package of its own: observations, their topic, one order of several clocks, what waits to be sent
//	chronicle/     a package of its own: what roles have in hand, and what they tell
//	role/          a package of its own: order service, consumers, the panel's client, and the faults that act on them
//	assemble/      a package of its own: the journal, and what processes tell each other so that there is one
//	session.go     a run: start, inputs; ending.go: its end and Close, which nothing outlives; forgetting.go: what is over is let go of
//	supported.go   which faults it can make
//	source.go      the same for a screen, which shows it before it has begun
//	recovery.go    a run on orders of an earlier one
//	cluster.go     the brokers of a run; embedded.go: kfake; election.go: its new leaders; admin.go, cleanup.go: topics and groups; dialing.go: how long a dial may take, and who is told what passes
//	watcher.go     the truth about sns.orders, and looks at the cluster
//	heart.go       how a process shows that it lives: records of signs.go; vitals.go reads them
//	cleaner.go     what runs have left on a cluster: remains.go; removal.go deletes what belongs to nobody who lives
//	foreign.go     clients of others in a run
//	rolerun.go     a process of one role; control.go: what presenters do; acts.go: what it does in a process; watching.go: the log of a run of several processes
//
// # Not obvious
//
//   - Reader.Close can wait for a rebalance that a dead member holds up. Close
//     gives it role.CloseTimeout, then the gate cuts it off, and a cleanup removes
//     what is left of the group.
//   - kfake has no replication: a record is replicated when it is appended, the
//     in-sync replicas never change, acks 1 loses nothing. It elects nobody
//     either; the session does it (election.go). It has no initial rebalance
//     delay; a real cluster's first assembly takes 3 s, on a cold one 8 s.
//   - On a real cluster a fault's outage is this program's own: its connections
//     are cut and refused, the brokers know nothing of it, and neither does the
//     observer, which goes past the gate.
//   - kafka-go gives a record the time of its writer also where the topic's times are
//     the broker's: of such a batch only its last time is. And its ListGroups leaves
//     out groups of brokers that answer with an error. So heart and cleaner have kgo.
//   - A heart beats past the gate, with the leader's acknowledgement alone: neither
//     the run's own faults nor missing followers make it look dead.
//   - A session that logs in is ended by the broker after its
//     connections.max.reauth.ms; kafka-go connects anew, and the log shows a cut.
//   - Tests run under testing/synctest on the wall clock's real code. One thing
//     cannot: kafka-go waits for a frozen connection inside a mutex when a
//     heartbeat and a commit share it, and that stops the clock of a bubble.
//   - A live run is bounded by what is open (not that of who watches one of processes): with
//     the orders and records that the journal lets go of go rows of a database in memory and
//     records of the embedded Kafka (forgetting.go).
//   - Whoever lives is judged by one clock. Signs of life and the question how late it is are
//     records of the same partition, stamped by its leader. A leader's clock may jump and a
//     cluster may have been away, so before a deletion somebody also watches for longer than a
//     beat. What has no signs (older versions) is dead for nobody but who names it.
//   - A live run is shown before it begins. kafkax.Source starts beside the screen and says
//     what it waits for (stage.Waiter); its events up to then are all of 0 s. The header that
//     says when 0 s was is written with the first event that is saved, so nothing is saved
//     before.
package kafkax
