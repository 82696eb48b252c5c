// Package assemble makes the log of a run of what its roles tell.
//
// A [Journal] is the one place where goroutines meet. One lock orders what they saw into
// one log, gives every event its cause and folds it. Where the roles are processes of
// their own, each tells a [Correspondent], who writes what he is told to the trace (package
// trace); whoever watches reads that topic from its beginning, and an [Assembly] tells a
// journal, in one order, what the roles would have told it. So there is one journal and
// one way to make a log.
//
//	roles ─────────────────────────────────────────────▸ journal ─▸ log
//	roles ─▸ correspondent ─▸ trace ─▸ assembly ─▸ journal ─▸ log
//
// # File map
//
//	journal.go     orders, records and the log; what is told to it, by who tells: believing.go and lives.go (order service),
//	               producing.go (Writers), records.go and members.go (gate), consuming.go, attending.go and reporting.go
//	               (consumers), buying.go (panel's client), striking.go (faults), observing.go (looks at the cluster)
//	adoption.go    orders of other services
//	restoring.go   what an earlier run has left: past.go
//	motion.go      what is still going to happen; when nothing is, the run is over
//	closing.go     what is over is let go of, so that a run may last; remaining.go: by a correspondent
//	correspondent.go, correspondentservice.go, correspondentgroup.go  to the trace; saying.go, sightsaying.go, act.go: as what
//	assembly.go    and from it: assemblyroles.go, assemblywire.go, assemblyfaults.go, assemblypanel.go
//
// # Not obvious
//
//   - A record is let go of when every group has committed it and the log watcher has
//     passed it; whoever tells of it again is told of a place that is known to be over.
//     An order follows when no record of it is left, nobody has it in hand, no job can
//     find its row, and the checker has named all that it may ever name.
//   - A journal is bounded by what is open (not that of who watches a run of processes). At
//     most 100,000 orders are open: then the next one waits, and the log says so.
//   - What a dead process had sent may be appended all the same. A request that was
//     just leaving may be so too, without one having been seen.
//   - What clients of a dead process still say is void: the journal knows whose life it is.
//   - A broker is said to be away once, whether by a fault, by itself or both.
//   - What a look at the cluster saw and the run has not done itself has cause 0, and nothing
//     is said twice. A look that began before the run changed something itself says nothing
//     about that (turns).
//   - A member that nobody here knows may be one of the run's own whose answer is
//     still on its way, and a committed offset too: both count from the second
//     look on.
//   - With acks 0 nobody says where a record is. The log watcher finds it.
//   - A run that finds orders in its database begins its log with them: attempts with an
//     outcome from the database, those without from the topic, the rest as the memory of a
//     process that has died; so the fold and the checker need to know nothing of databases.
//   - A process of its own knows no number of another's orders: the record has it
//     (header orderflow-order). Its events are numbers of observations, and a fault's
//     beginning, which only the watchers' journals know, is a marked number.
//   - The log of several processes is a function of the trace alone, so all who watch
//     have the same. What a watcher sees of the cluster goes to the trace, too; a look
//     that began before a group had changed says nothing about it, as in one process.
//   - A process that is dead says nothing: its members are expelled by the coordinator,
//     and that the order service has died its next life says.
package assemble
