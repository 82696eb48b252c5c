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
	trail   any        // what the chronicle knows of it; nobody else can look
}

// alienFrom begins the numbers of orders whose own nobody has told: no fault and no
// plan has them.
const alienFrom = 1 << 31

// numberedFault is a fault of a run, with the number by which its events know it.
type numberedFault struct {
	sim.Fault
	number uint16
}

// concerns reports whether the fault is about the order and the group; group 0
// is any.
func (f *numberedFault) concerns(order sim.OrderID, group sim.Group) bool {
	return (f.Order == 0 || f.Order == order) && (f.Group == 0 || group == 0 || f.Group == group)
}
