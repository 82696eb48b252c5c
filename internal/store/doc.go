// Package store is the order service's database, through database/sql: orders,
// a ledger of points, publish attempts and an outbox; and what the consumers
// keep in it: an inbox, what was delivered, and dead letters.
//
// It is SQLite, in memory or in a file, or PostgreSQL. Both have the same
// tables and the same statements; dialect.go says where they differ. Several
// processes may work on one database: a job takes what nobody else has taken
// (claim.go), with PostgreSQL FOR UPDATE SKIP LOCKED, and what a process had
// taken when it died is free again after [Lease].
//
// Every method is one transaction: when it returns without an error, what it
// says is on disk, and when its process is killed before, nothing of it is.
// SQLite, which has one writer, commits together those that wait for it.
//
//	store.go     opening and closing; dialect.go, file.go, schema.go: which database, whose, how old
//	line.go      where transactions wait for SQLite's one writer
//	orders.go    orders and publish attempts; ledger.go: their points
//	claim.go     what the sweeper and the outbox relay take
//	consumer.go  inbox, deliveries, dead letters
//	known.go     what a process finds that is started on it
//	alone.go     one run at a time, and how that stays so
//	forgetting.go  what a database in memory lets go of
//	balance.go   whether the points add up
//
// # Not obvious
//
//   - A job takes rows by a lease (internal/store/claim.go), not by a lock that is held while
//     it publishes: a transaction that waits for a broker would hold SQLite's one writer, and
//     one of PostgreSQL's connections. With PostgreSQL it takes them FOR UPDATE SKIP LOCKED,
//     so that two relays never wait for each other.
//   - SQLite commits in groups (internal/store/line.go). It has one writer, so transactions
//     queue, and the first in the line does all that has queued up in one; nobody is told
//     before its commit. Where one fails, each is done again by itself.
package store
