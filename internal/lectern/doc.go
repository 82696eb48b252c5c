// Package lectern brings what a show shows to the presenter's notes in another
// terminal. It knows no terminal.
//
// A show is a process that runs a screen. It offers its whole state on a socket of
// its own ([Listen], [Offer]); notes look for the sockets there are and read the
// newest that is alive ([Watcher]), also one that begins while they read another. Either
// may begin first, end, and begin again.
//
// The protocol is lines of UTF-8, from the show to the notes alone:
//
//	orderflow-show 1          which protocol it is
//	{"title":…}               a whole lesson.Show, never what has changed of one
//	                          an empty line: nothing is new, and the show lives
//
// A state is sent when it differs from the one before, at most ten times a second;
// a reader that is slow gets the last one, and never holds the show up. What is read
// is as foreign as any file: it has limits, and goes through sim.Printable again.
//
// Sockets are Unix sockets in a directory of the user alone: orderflow in
// $XDG_RUNTIME_DIR or /run/user/UID, orderflow-UID in the temporary directory where
// there is neither, and orderflow in %LocalAppData% on Windows. A system without
// Unix sockets has loopback TCP, and a file with port and token in that directory.
//
// # Where to begin
//
// offer.go and watcher.go the two ends, line.go the protocol and its limits, folder*.go
// where sockets are and whose.
//
// # Not obvious
//
//   - Notes are told states, never changes, and only while somebody reads: Player.ShowState is
//     asked at most ten times a second, when Offer.Watched says so, and at once when Joined
//     brings somebody, for a story that rests draws nothing. That real time passes is no
//     change: the reader counts on by itself.
package lectern
