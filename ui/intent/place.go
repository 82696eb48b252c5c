package intent

// PlaceKind says what a place of the board is.
type PlaceKind uint8

// The kinds of places.
const (
	NoPlace        PlaceKind = iota
	OrderPlace               // an order, by its number
	PartitionPlace           // a partition of sns.orders, by its index from 0
	GroupPlace               // a consumer group, by its sim.Group
	JobPlace                 // a job of the external panel, by its number
	ServicePlace             // the order service
	ProducerPlace            // its producer, and what is in its memory
	PublishedPlace           // the rows that say PUBLISHED
	FinishedPlace            // what is finished in truth
	GapPlace                 // the gap between the two
	PartPlace                // one part of the gap, by its sim.Truth
	PointsPlace              // the points that were taken
	PlaceKindCount
)

// Place is something of the board that can be pointed at, opened and asked
// about. Its zero value is none.
type Place struct {
	Kind   PlaceKind
	Number uint32
}

// PointedAt reports whether places of a kind are reached by the focus: orders
// have a selection of their own.
func (k PlaceKind) PointedAt() bool { return k != NoPlace && k != OrderPlace }
