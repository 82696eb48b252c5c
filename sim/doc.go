// Package sim is what everybody may know of the world of orderflow: orders,
// events, faults, scenarios and figures, the log and its format, the fold that
// turns a log into a state, and the checker that names anomalies.
//
// It imports nothing of ours and has no clock, no goroutine, no input or output
// and no global randomness. Data flows one way:
//
//	events → [Recorder] → [Log] → [State] (the fold) → a view
//
// Two make the events: the package engine, which simulates, and the package
// kafkax, which plays the same roles on a real Kafka.
//
// # Where to begin
//
// orders, faults (fault.go, faultshape.go which there are, faulttext.go how they are
// written), settings (settingtable.go: flags, header, scenario keys and run-started follow
// from it), scenarios, orders files; events (event.go, schema.go, slot.go), the log format
// (encode.go, decode.go, ledger.go), the fold (state.go), standings (standing.go,
// memberstanding.go), counts by cohort and station (cohort.go, station.go), recorder and
// checker, futures, reports, shared figures (figures.go).
//
// # Not obvious
//
//   - Recorder waits for an instant to be over before it names anomalies, so that all orders
//     lost together come first in the log.
//   - Event is 64 bytes, one cache line; what few events have hangs on Detail. A million
//     orders make 24 million events; they are streamed, not kept.
//   - New event types, reasons and codes come last. A log's hash knows them by their numbers,
//     and the logs of simulations keep theirs. So does an event that is given a text later
//     (givenLater in sim/hash.go).
//   - What the schema does not name is not in the log: the recorder drops it, so that the
//     hash, the fold and a replay cannot know more than the file.
//   - A round is kept in Offset, which no event of a round has: an event stays 64 bytes with
//     counts of 32 bits, and no run has more than 2,000,000,000 events.
//   - Finished orders are let go when nobody asked for each of them (ForgetFinished): memory
//     is bounded by the open orders. It never changes the log: the recorder judges an order's
//     last instant first.
//   - Cohorts follow the log, not the numbers. An order joins the cohort of the one that was
//     handed over before it, in the order of events: where calls overtake each other, a
//     boundary by numbers would break into many. The fold counts them (State.Cohorts), also
//     those that were let go, and keeps at most 64.
//   - An error carries both languages, and the edge chooses. sim.TextOf finds the Korean of a
//     refusal also where it is wrapped: what wraps it adds names of flags and files only.
//     --lang is looked for in the arguments themselves, since an error may be of a flag before
//     it.
//   - A read log must be as we write it. ReadLog encodes every event again and compares bytes,
//     so reading and writing is the identity.
package sim
