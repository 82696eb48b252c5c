package kafkax

import (
	"sync"

	"orderflow/sim"
)

// order is an order in the hands of a role: what it is, and whose. What has become of
// it only the chronicle knows.
type order struct {
	sim.Order
	foreign bool       // another service's: the database does not have it
	refused bool       // none: a record that asks for an answer, and was not adopted
	desk    sync.Mutex // held while the database is asked and the log is told; before the chronicle's own lock
	trail   *trail     // what the chronicle knows of it; nobody else looks
}
