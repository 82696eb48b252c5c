// Package story tells a log: numbered sentences, each with the event that brings
// it, and when it stands on the wall clock. Motion waits for them.
//
// What was written for a scenario is data, cues/SCENARIO.json: an opening ("opens_as":
// that of another scenario), and the cues of each mode ("like": those of another
// mode, whose lines ask for the mode where it matters). A cue has
//
//	id       its name, for those who speak or find it
//	at       the event that brings it: "memory-waiting #4", "order-marked after=gone",
//	         "connect-refused round=1 try=4", "handler-returned external", "memory-waiting
//	         round=1 nth=5", "request-sent fresh" (it never waited), "record-appended all-sent" (none is on its way any more), "work-finished again"
//	         (it was done before), "caller-knows outcome=error", "row-changed row=completed",
//	         "fault-started fault=ack-lost", "member-left group=in-house"; "then": when the
//	         change of the cue before is over
//	when     what must be so, else it is skipped: sets of orders ("lost", "!lost"; figures.go)
//	         and conditions ("cut-off"; conditions.go), such as the mode ("send"), and
//	         "follows": the audience has seen the same in another mode
//	within   its figures are those of the log up to so long after its event
//	place    that it lights: service, producer, broker, consumers, done
//	order    that it selects; else that of its event
//	unaware  true where it says that the order service does not know yet; it stands no
//	         longer than until a connect of the client is refused
//	en, ko   one or two lines, with {order}, {goods}, {since-call} … (facts.go); {lost.count},
//	         {lost.list} and {lost?row/rows} of a set
//
// No sentence looks at more of the log than its event and what is within: a log
// that grows never moves what is told. What is grave and has no sentence, or one
// that does not hold, is told in the words of the event, as everything is where
// nobody wrote a script.
//
// # Where to begin
//
// track.go cues of a log and how long motion waits for them; cues/*.json the scripts, told
// by player.go; others are made (maker.go); act.go answers to the presenter, live.go what
// waits for nothing, saved.go futures.
//
// # Not obvious
//
//   - The cursor is a place of the narration. At pace story a wall time is one of story.Track,
//     which pace.Scale turns into a place W of the motion and further into virtual time: so
//     timeline, marks, glides and sentences have one clock, and motion that waits is nothing
//     special. What is done after an act, a seek or a fork is told from the log and that wall
//     time alone; only stepping (Player.stepping) silences the narration.
//   - A sitting is not in the log. That a run follows another of the same orders, and what the
//     presenter did, is told to the track (story.Sitting): an export of the same log says "A
//     fault begins" where the screen said "You make it happen".
//   - A live run waits for no sentence. Its cues stand in virtual time, and are read on the
//     clock of who watches from the beginning (Track.watch), which is the playback's: the
//     motion takes seconds for what happens at once. One that comes too fast waits up to 4 s,
//     the graver one takes its place; what of it is over before it can be read is left out.
//     Once read, it gives way to what its order has gone on to, and to a turn that was left
//     out and is not over.
//   - The narration lags behind what is known. A sentence may count what happens within an
//     instant after its event, so an event that brings one is laid only when that instant is
//     over; story.Track holds it back, and nothing that is laid ever moves but a sentence of a
//     live run that waits.
package story
