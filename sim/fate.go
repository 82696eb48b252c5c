package sim

// Fate is how an order stands, as far as a summary of many orders tells them apart.
type Fate struct {
	Row      Row
	Truth    Truth
	Caller   Outcome
	Error    Code
	Refunded bool // it got points back
	Foreign  bool // another service's
}

// FateSum is how many orders share a fate.
type FateSum struct {
	Orders int
	Points int64 // their prices
}

func (o *OrderState) fate() Fate {
	return Fate{Row: o.Row, Truth: o.truth, Caller: o.Caller, Error: o.Error, Refunded: o.Refunded > 0, Foreign: o.Foreign}
}

// Fates counts the orders by their fate, those included that were let go.
func (s *State) Fates() map[Fate]FateSum {
	sums := make(map[Fate]FateSum, len(s.released))
	for fate, sum := range s.released {
		sums[fate] = sum
	}
	for number := range s.Orders.Each() {
		add(sums, s.Order(number))
	}
	return sums
}

func add(sums map[Fate]FateSum, o *OrderState) {
	sum := sums[o.fate()]
	sum.Orders++
	sum.Points += int64(o.Order.Points)
	sums[o.fate()] = sum
}

// release lets go of an order to which nothing can happen any more.
func (s *State) release(number OrderID) {
	o := s.Order(number)
	if o == nil {
		return
	}
	if s.released == nil {
		s.released = map[Fate]FateSum{}
	}
	add(s.released, o)
	s.Orders.release(number)
}
