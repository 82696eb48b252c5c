package sim

// Station is where on its way an order stands: coarser than Where, and a
// function of the order alone. No clock moves an order from one to another, so
// that orders can be counted by it.
type Station uint8

// The stations, in the order of the way; those of the lost come last.
const (
	StationService    Station = iota // the order service has it, and handed nothing over yet
	StationReturned                  // back at the order service: the producer has it no more, and it will be called again
	StationMemory                    // in the producer's memory: it leaves, or waits for the connection
	StationRetry                     // in the producer's memory: between tries of its own
	StationWire                      // a request is on the wire
	StationUncertain                 // a request left and no answer came: nobody can tell
	StationLog                       // in the log, not handled
	StationDoubled                   // more than one copy is in the log, none is done
	StationWorker                    // its handler runs
	StationPanel                     // the panel has a job for it
	StationDone                      // the work is complete
	StationEnded                     // over without complete work: told, canceled, delivered in part or refunded
	StationLostBefore                // lost, and its record never was in a log
	StationLostAfter                 // lost, and its record was in a log
	StationCount
)

var stationWords = words{
	"service", "returned", "memory", "retry", "wire", "uncertain", "log", "doubled", "worker", "panel", "done", "ended", "lost-before", "lost-after",
}

func (s Station) String() string { return stationWords.name(int(s)) }

// Lost reports whether who stands there is lost.
func (s Station) Lost() bool { return s == StationLostBefore || s == StationLostAfter }

// Over reports whether nothing more is to come for who stands there, as far as is known.
func (s Station) Over() bool { return s >= StationDone }

// stationOf is the station of each truth; Station tells apart what a truth does not.
var stationOf = [TruthCount]Station{
	NotCalled: StationService, Working: StationWorker, OnTheWay: StationWire, Waiting: StationLog, InMemory: StationMemory, Retrying: StationRetry,
	Uncertain: StationUncertain, Duplicated: StationDoubled, Lost: StationLostBefore, Done: StationDone, Ended: StationEnded,
}

// Station returns where on its way the order stands.
func (o *OrderState) Station() Station {
	switch {
	case o.truth == Working && o.Jobs > 0:
		return StationPanel
	case o.truth == Retrying && o.Live == 0:
		return StationReturned
	case o.truth == Lost && (o.Requests > 0 || o.Foreign) && o.Appended > 0:
		return StationLostAfter
	}
	return stationOf[o.truth]
}

// Station returns the station of a place.
func (w Where) Station() Station { return stationsOfPlaces[w] }

var stationsOfPlaces = [WhereCount]Station{
	NowUncalled: StationService, NowInHand: StationReturned,
	NowLeaving: StationMemory, NowHeld: StationMemory, NowUnconnected: StationMemory, NowMetadata: StationMemory, NowUsedUp: StationMemory,
	NowBetweenTries: StationRetry, NowOnWire: StationWire, NowUnanswered: StationUncertain, NowElsewhere: StationUncertain,
	NowStored: StationLog, NowUnseen: StationLog, NowWaiting: StationLog, NowDoubled: StationDoubled,
	NowAtWorker: StationWorker, NowAsking: StationWorker, NowAtPanel: StationPanel,
	NowDone: StationDone, NowFallen: StationDone, NowDoneTwice: StationDone, NowBoughtTwice: StationDone,
	NowPartial: StationEnded, NowCanceled: StationEnded, NowEnded: StationEnded,
	NowUnsent: StationLostBefore, NowNowhere: StationLostBefore, NowGone: StationLostAfter, NowUndone: StationLostAfter,
}
