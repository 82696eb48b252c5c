package chronicle

import (
	"sync"

	"orderflow/sim"
)

// Order is an order in the hands of a role: what it is, and whose. What has become of
// it only its keeper knows.
type Order struct {
	sim.Order
	Foreign bool       // another service's: the database does not have it
	Refused bool       // none: a record that asks for an answer, and was not adopted
	Desk    sync.Mutex // held while the database is asked and the log is told; before the keeper's own lock
	Trail   any        // what its keeper knows of it; nobody else can look
}

// AlienFrom begins the numbers of orders whose own nobody has told: no fault and no
// plan has them.
const AlienFrom = 1 << 31

// NumberedFault is a fault of a run, with the number by which its events know it.
type NumberedFault struct {
	sim.Fault
	Number uint16
}

// Concerns reports whether the fault is about the order and the group; group 0
// is any.
func (f *NumberedFault) Concerns(order sim.OrderID, group sim.Group) bool {
	return (f.Order == 0 || f.Order == order) && (f.Group == 0 || group == 0 || f.Group == group)
}
