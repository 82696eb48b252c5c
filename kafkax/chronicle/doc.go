// Package chronicle is where those who play the roles of a run meet those who make its
// log: what the roles have in hand, and the one way in which they tell what they do and
// see, a [Keeper]. It knows neither.
//
//	role ─▸ chronicle ◂─ assemble
//
// In one process the keeper is a journal, which makes events of what it is told: a call.
// In a process that has some of the roles only it is a correspondent, who writes the same
// to the trace: a record.
//
// # Invariants
//
//   - A role carries the [Order] and asks for nothing that the order service, a worker or
//     the panel's client could not know. What has become of an order, its keeper knows: the
//     order has a mark of its keeper's, which nobody else can read.
//   - A keeper never waits and never calls back. It is told from inside the gate and the
//     clients.
//   - An event that a keeper returns is its own. What is told later names it as its cause.
//
// # File map
//
//	chronicle.go  who is told, by those who tell
//	order.go      an order in the hands of a role; a fault by its number
//	delivery.go   a record in the hands of a worker
//	batch.go      what a Writer writes, and how a try of it ended
//	refusals.go   what roles and keepers refuse each other, and by which names a log has it
package chronicle
