package sim

import "iter"

// orderPage is how many orders are copied together.
const orderPage = 32

// orderBook holds the orders of a state in pages that clones share until one
// of them writes.
type orderBook struct {
	pages []*bookPage
	owner *int // whoever created a page may write to it
	count int
}

type bookPage struct {
	owner    *int
	released uint32 // one bit for each order
	orders   [orderPage]OrderState
}

// share returns a copy; from now on both sides copy a page before they write.
func (b *orderBook) share() orderBook {
	b.owner = new(int)
	return orderBook{pages: append([]*bookPage(nil), b.pages...), owner: new(int), count: b.count}
}

func (b *orderBook) add(order *Order, era uint16) {
	if b.count%orderPage == 0 {
		b.pages = append(b.pages, &bookPage{owner: b.owner})
	}
	b.count++
	o := b.edit(OrderID(b.count))
	*o = newOrderState(order)
	o.Era = era
}

// at returns the order for reading, or nil.
func (b *orderBook) at(number OrderID) *OrderState {
	if number == 0 || int(number) > b.count {
		return nil
	}
	i := int(number) - 1
	page := b.pages[i/orderPage]
	if page == nil || page.released&(1<<(i%orderPage)) != 0 {
		return nil
	}
	return &page.orders[i%orderPage]
}

// edit returns the order for writing, or nil.
func (b *orderBook) edit(number OrderID) *OrderState {
	if number == 0 || int(number) > b.count {
		return nil
	}
	i := int(number) - 1
	page := b.pages[i/orderPage]
	if page == nil || page.released&(1<<(i%orderPage)) != 0 {
		return nil
	}
	if page.owner != b.owner {
		own := *page
		own.owner = b.owner
		page = &own
		b.pages[i/orderPage] = page
	}
	return &page.orders[i%orderPage]
}

// Each iterates over the numbers of the orders that are kept, ascending.
func (b *orderBook) Each() iter.Seq[OrderID] {
	return func(yield func(OrderID) bool) {
		for n := OrderID(1); int(n) <= b.count; n++ {
			if b.at(n) != nil && !yield(n) {
				return
			}
		}
	}
}

// release lets go of an order to which nothing can happen any more. The
// counters keep what it added. Its page goes with the last of its orders.
func (b *orderBook) release(number OrderID) {
	if b.edit(number) == nil {
		return
	}
	i := int(number) - 1
	page := b.pages[i/orderPage]
	page.released |= 1 << (i % orderPage)
	if page.released == 1<<orderPage-1 {
		b.pages[i/orderPage] = nil
	}
}
