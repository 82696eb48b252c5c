// Package panel is the external marketing panel: a shop for likes, followers
// and views that speaks the de-facto SMM panel API v2 (one address, POST of a
// form, answers in JSON, most errors with status 200), and its client.
//
// A [Server] works on its own clock, whether or not anybody asks: a job takes
// 8 to 20 s. It knows no idempotency key: who asks twice buys twice, but who says
// what a purchase is for can ask what it has bought (action=orders), which the API
// that panels have in common has not. What it has sold is in its books, and with
// Options.State in a file that a kill -9 at any moment leaves whole. What goes
// wrong is decided by [Faults]: a [Plan] for a panel that runs alone, the run
// itself where orderflow live has one inside.
//
// A [Client] buys from a panel, this one or a stranger's. It trusts nothing that
// it is answered: every call ends within 10 s, bodies are bounded, redirects are
// not followed, and what was bought is only what an answer says that is whole.
//
// # File map
//
//	server.go     a panel that listens: its life, its clock, down and up; network.go: where it listens
//	api.go        the actions that change something; asking.go: those that only ask; form.go: what is sent
//	admin.go      faults from outside, while it runs, for who asks for it
//	books.go      jobs, money and what is due; job.go: one job; catalogue.go: what is sold and for how much
//	statefile.go  the books in a file
//	faults.go     what goes wrong, and when
//	client.go     the client; answer.go: what it is answered; errors.go: in which ways it fails
//
// # Not obvious
//
//   - A line of the state file is a whole job, and the last one of a job counts.
//     The answer to a purchase leaves after its line is on the disk: what a
//     client was told is true after any crash, and a torn last line is something
//     that nobody was told.
//   - The balance is kept nowhere: it is what the panel began with, less what the
//     jobs cost. Money and jobs cannot disagree.
//   - How a job ends is decided when it is accepted, and what of it is lost again
//     when it has ended. So a panel that was away goes on as if it had not been.
//   - A purchase has a connection of its own. On one that is used again it would
//     be unknown, when that is found dead, whether the panel has read it.
//   - A panel that is down has no listener. In the process it may come back on
//     another port, if somebody has taken the old one; its client follows.
package panel
