package track

import "orderflow/sim"

// stop is a place of the way at which an order stands, or of which its row speaks.
type stop uint8

// The stops, in the order in which an order passes them.
const (
	stopService stop = iota // the order service has it
	stopMemory              // the producer's memory
	stopWire                // between producer and broker
	stopLog                 // the broker
	stopWork                // the consumers, and the panel
	stopDone
)

// whereStops are the stops of the places. An order that is over, or lost, stops
// as far along as it came: see stopOf.
var whereStops = [sim.WhereCount]stop{
	sim.NowUncalled: stopService, sim.NowInHand: stopService,
	sim.NowLeaving: stopMemory, sim.NowHeld: stopMemory, sim.NowUnconnected: stopMemory, sim.NowMetadata: stopMemory, sim.NowUsedUp: stopMemory, sim.NowBetweenTries: stopMemory,
	sim.NowOnWire: stopWire, sim.NowUnanswered: stopWire,
	sim.NowStored: stopLog, sim.NowUnseen: stopLog, sim.NowWaiting: stopLog, sim.NowDoubled: stopLog,
	sim.NowAtWorker: stopWork, sim.NowAsking: stopWork, sim.NowAtPanel: stopWork, sim.NowElsewhere: stopWork,
	sim.NowDone: stopDone, sim.NowFallen: stopDone, sim.NowDoneTwice: stopDone, sim.NowBoughtTwice: stopDone, sim.NowPartial: stopDone, sim.NowCanceled: stopDone, sim.NowEnded: stopDone,
	sim.NowUnsent: stopMemory, sim.NowNowhere: stopMemory, sim.NowGone: stopLog, sim.NowUndone: stopLog,
}

// stopOf returns where an order stands.
func stopOf(st *sim.Standing) stop {
	switch {
	case st.Where == sim.NowEnded && st.Of.Appended == 0:
		return stopMemory // that is how far it came
	case st.Where == sim.NowUndone && st.Of.Handled > 0:
		return stopWork
	}
	return whereStops[st.Where]
}

// rowStops are where the rows say that their orders are; stopService: a row that
// claims nothing.
var rowStops = [...]stop{
	sim.RowPublished: stopLog, sim.RowProcessing: stopWork, sim.RowCompleted: stopDone, sim.RowPartial: stopDone, sim.RowCanceled: stopDone, sim.RowRefunded: stopService,
}

// claimOf returns where a row says that its order is.
func claimOf(r sim.Row) stop {
	if int(r) < len(rowStops) {
		return rowStops[r]
	}
	return stopService
}

// column returns where a token stands at a stop.
func (f *frame) column(s stop) int {
	c := &f.cols
	switch s {
	case stopMemory:
		return c.MemoryToken()
	case stopWire:
		return c.Wire() + max(0, c.G-3)/2
	case stopLog:
		return c.BrokerToken()
	case stopWork:
		return c.ConsumerToken()
	case stopDone:
		return c.DoneToken()
	}
	return c.Track
}

// claimColumn returns where a claim on a stop ends; 0 where none can.
func (f *frame) claimColumn(s stop) int {
	switch s {
	case stopLog:
		return f.cols.BrokerClaim()
	case stopWork:
		return f.cols.ConsumerClaim()
	case stopDone:
		return f.cols.DoneClaim()
	}
	return 0
}

// stopRoom returns the column before which what is said of a token at a stop ends.
func (f *frame) stopRoom(s stop) int {
	switch s {
	case stopService:
		return f.cols.Wire() - 1
	case stopLog:
		return f.cols.Reach()
	case stopWork:
		return f.cols.Done() - 1
	}
	return f.Width() - 1
}
