package moment

import (
	"orderflow/sim"
	"orderflow/ui/words"
)

// Spot is a place of the stage that can be in the spotlight.
type Spot uint8

// The spots, in the order in which an order passes them.
const (
	NoSpot Spot = iota
	ServiceSpot
	ProducerSpot
	BrokerSpot
	ConsumersSpot
	DoneSpot
	SpotCount
)

var spotNames = [SpotCount]string{"", "service", "producer", "broker", "consumers", "done"}

func (s Spot) String() string { return spotNames[s%SpotCount] }

// SpotOf returns the spot of a name; NoSpot where there is none.
func SpotOf(name string) Spot {
	for s := ServiceSpot; s < SpotCount; s++ {
		if spotNames[s] == name {
			return s
		}
	}
	return NoSpot
}

// Cue is the sentence of the narration that stands at a moment.
type Cue struct {
	Lines [words.Korean + 1]string // at most two lines each, joined by a line end
	Spot  Spot                     // in the spotlight
	Order sim.OrderID              // that is selected; 0 = none
}

// Opening is what is shown before the first order.
type Opening struct {
	First *sim.Order                            // the first order, whose token stands where the last place is; nil = not shown
	Title bool                                  // the name in large letters; nothing else yet
	Shown Spot                                  // the places up to this one are on the stage, and the last is named
	Boxes [SpotCount][words.Korean + 1][]string // what each says it is
}
