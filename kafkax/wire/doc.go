// Package wire stands between Kafka's clients and its brokers. It knows Kafka's
// frames, and the faults that are made of connections, requests and answers. Of
// orders, logs and runs it knows nothing: it tells a [Watcher] what passes, and its
// owner tells it by [Outage] and [Rule] what does not.
//
// Begin with [New] and [Gate.Dialer]: a [Gate] lies inside the dial functions of
// clients, and so works the same for every client library, on a cluster in memory
// and, seen from this process, on a real one. Clients of others come in through a
// [Door], which has a port for each broker of the [Tenant] behind it.
//
//	our clients ── Gate.Dialer ──┐
//	                             ├── Gate ── DialFunc (TLS and logins are below) ── brokers
//	others ── Door ── Guest ─────┘    │
//	                                  └─▸ Watcher: link, sent, answered
//
// # Invariants
//
//   - Unless an [Outage] or a [Rule] strikes, both ends of a connection see the bytes
//     that they would see without a gate. What it cannot decode passes unread: that is
//     the broker's to refuse.
//   - A connection has one [LinkOpened] and, later, one of [LinkClosed], [LinkCut] and
//     [LinkBroken]; one that never was has [LinkRefused] alone.
//   - An [Exchange] is told as sent before it leaves, and once as answered when its
//     answer is at the gate, whether or not the client will see it. It is never
//     answered if it is [Exchange.Silent], if [RefuseRequest] strikes it, or if its
//     connection ends before. One that [CutRequest] strikes is not even sent.
//   - A request and its answer are struck by one rule at most: the first that matches as
//     the request comes, where those that refuse come first.
//   - Of several outages the worst counts, and a broker is back when the last has
//     ended. [Gate.Lift] ends all but the one of the dead ([Gate.Bury]).
//   - A cut or refused connection has the system's own error, ECONNRESET or
//     ECONNREFUSED, which are those that clients retry. The dead, and everybody at a closed
//     gate, have [net.ErrClosed], which ends a kafka-go Writer.
//   - A frozen broker's connection takes in what the client sends, as its sockets
//     would, and lets it through when it thaws, even if the client has gone: that is
//     how a write that failed is in the log after all.
//   - A gated connection has no goroutine of its own. Watchers, and the functions of
//     rules, are called from the one that reads or writes it: they must not wait, and
//     not call the gate.
//   - Whoever comes through a door stays behind it. Every place of an answer where a
//     broker's address stands names a port of the door, or no broker; only APIs and
//     versions of which that is known are offered and let through (spoken.go). Work and
//     memory follow from the bytes that come, not from the counts that they claim.
//   - When Close returns, of a gate or of a door, nothing of it runs any more.
//
// # File map
//
//	role.go          on whose behalf a client connects
//	gate.go          brokers and connections; reach.go: brokers that are away
//	rule.go          faults of single requests and answers; refusal.go: a broker's no, without the broker
//	gatedconn.go     a connection through the gate; gatedread.go: its answers; freeze.go, deadline.go
//	frame.go         Kafka's frames; exchange.go: the requests that matter and their answers
//	door.go          where clients of others come in; tenant.go: what is behind it
//	guest.go         a connection of theirs; guestrequests.go: what it asks; spoken.go: what may be asked
//	rewrite.go       the answers that name brokers; splice.go: copying them
//
// # Not obvious
//
//   - A Produce that is refused never leaves: the gate sends an ApiVersions in its
//     place, and makes the answer from that one's. So it comes in its turn and as
//     late as the broker is. Where the error says that the record is appended, the
//     Produce goes through and its answer is changed.
//   - What has tags the gate does not read: kmsg counts to whatever number of them the
//     bytes claim. kafka-go and kafkajs send none here, and others do not come to ask:
//     through a door Produce ends at version 8.
//   - A door resets the connections to a broker that is away: a port that were closed
//     meanwhile could be taken by somebody else, and a client that tries it on loopback
//     can even connect to itself.
//   - Later answers to Produce and Fetch (versions 10 and 16) name brokers' addresses,
//     and are not spoken. Clients learn it from ApiVersions.
package wire
