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
package sim
