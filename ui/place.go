package ui

import (
	"cmp"
	"slices"

	"orderflow/sim"
)

// PlaceKind says what a place of the board is.
type PlaceKind uint8

// The kinds of places.
const (
	NoPlace        PlaceKind = iota
	OrderPlace               // an order, by its number
	PartitionPlace           // a partition of sns.orders, by its index from 0
	GroupPlace               // a consumer group, by its sim.Group
	JobPlace                 // a job of the external panel, by its number
	PublishedPlace           // the rows that say PUBLISHED
	FinishedPlace            // what is finished in truth
	GapPlace                 // the gap between the two
	PartPlace                // one part of the gap, by its sim.Truth
	PointsPlace              // the points that were taken
	placeKindCount
)

// Place is something of the board that can be pointed at, opened and asked
// about. Its zero value is none.
type Place struct {
	Kind   PlaceKind
	Number uint32
}

func placeOf(order sim.OrderID) Place {
	if order == 0 {
		return Place{}
	}
	return Place{OrderPlace, uint32(order)}
}

// orderOf returns the order that a place is, or 0.
func orderOf(p Place) sim.OrderID {
	if p.Kind != OrderPlace {
		return 0
	}
	return sim.OrderID(p.Number)
}

// panelOf returns the panel that shows a place; that of NoPanel where there is
// none and the place can only be asked about.
func panelOf(p Place) Panel {
	switch p.Kind {
	case OrderPlace:
		return Panel{Kind: OrderPanel, Order: sim.OrderID(p.Number)}
	case PartitionPlace:
		return Panel{Kind: PartitionPanel, Of: p.Number}
	case GroupPlace:
		return Panel{Kind: GroupPanel, Of: p.Number}
	case JobPlace:
		return Panel{Kind: JobPanel, Of: p.Number}
	}
	return Panel{}
}

// place returns what an open panel is about; none for a list.
func (p Panel) place() Place {
	switch p.Kind {
	case OrderPanel:
		return placeOf(p.Order)
	case PartitionPanel:
		return Place{PartitionPlace, p.Of}
	case GroupPanel:
		return Place{GroupPlace, p.Of}
	case JobPanel:
		return Place{JobPlace, p.Of}
	}
	return Place{}
}

// pointedAt reports whether places of a kind are reached by the focus: orders
// have a selection of their own.
func (k PlaceKind) pointedAt() bool { return k != NoPlace && k != OrderPlace }

// ring returns the places that can be pointed at, in the order in which the
// focus goes through them: along the way first, then the headline.
func ring(zones []zone) []Place {
	var way, numbers []Place
	for i := range zones {
		p := zones[i].does.place
		switch {
		case !p.Kind.pointedAt() || slices.Contains(way, p) || slices.Contains(numbers, p):
		case p.Kind >= PublishedPlace:
			numbers = append(numbers, p)
		default:
			way = append(way, p)
		}
	}
	slices.SortStableFunc(numbers, func(a, b Place) int { return cmp.Compare(a.Kind, b.Kind) })
	return append(way, numbers...)
}

// moveFocus points at the next place of the board, or with shift+tab at the
// one before. Beyond the last there is the orders' selection again.
func (p *player) moveFocus(key string) {
	places := append([]Place{{}}, ring(p.zones())...)
	at := max(0, slices.Index(places, p.focus))
	step := 1
	if key == "shift+tab" {
		step = len(places) - 1
	}
	p.focus = places[(at+step)%len(places)]
}

// target is what enter and w act upon on the board: what is pointed at, else
// the order that is shown selected.
func (p *player) target() Place {
	if p.focus.Kind != NoPlace {
		return p.focus
	}
	return placeOf(p.moment().Shown())
}

// openTarget opens the panel of what is pointed at; what has none is asked about.
func (p *player) openTarget() { p.openPlace(p.target()) }

func (p *player) openPlace(place Place) {
	switch panel := panelOf(place); {
	case panel.Kind != NoPanel:
		p.open(panel)
	case place.Kind != NoPlace:
		p.askWhy(place)
	}
}

// drawFocus shows what is pointed at: its first zone is its name.
func (f *frame) drawFocus() {
	if f.m.Focus.Kind == NoPlace {
		return
	}
	for i := range f.zones {
		if z := &f.zones[i]; z.does.place == f.m.Focus {
			for y := z.y; y < z.y+z.h; y++ {
				f.highlight(z.x, y, z.x+z.w)
			}
			return
		}
	}
}
