package moment

import (
	"orderflow/sim"
	"orderflow/ui/intent"
)

// PanelKind says which panel is drawn in the board's place.
type PanelKind uint8

// The panels.
const (
	NoPanel PanelKind = iota
	OrderPanel
	AnomaliesPanel
	EventsPanel
	PartitionPanel
	GroupPanel
	JobPanel
	ServicePanel
	ProducerPanel
	PanelKindCount
)

// Panel is what the user has opened in the board's place, and where in it they
// are. What it shows is read from the log each time it is drawn.
type Panel struct {
	Kind   PanelKind
	Of     uint32        // what it is about, where there are several: a partition, a sim.Group or a job
	Order  sim.OrderID   // whose panel it is; of the event log: the only order shown, 0 = all
	Event  sim.EventID   // the selected line, by its event; 0 = the panel selects one by itself
	Box    int           // which of its pages is shown, from 0
	Type   sim.EventType // of the event log: the only type shown, 0 = all
	Search string        // of the event log: what is searched for
}

// PlaceOf returns the place that an order is; none for 0.
func PlaceOf(order sim.OrderID) intent.Place {
	if order == 0 {
		return intent.Place{}
	}
	return intent.Place{Kind: intent.OrderPlace, Number: uint32(order)}
}

// OrderOf returns the order that a place is, or 0.
func OrderOf(p intent.Place) sim.OrderID {
	if p.Kind != intent.OrderPlace {
		return 0
	}
	return sim.OrderID(p.Number)
}

// PanelOf returns the panel that shows a place; that of NoPanel where there is
// none and the place can only be asked about.
func PanelOf(p intent.Place) Panel {
	switch p.Kind {
	case intent.OrderPlace:
		return Panel{Kind: OrderPanel, Order: sim.OrderID(p.Number)}
	case intent.PartitionPlace:
		return Panel{Kind: PartitionPanel, Of: p.Number}
	case intent.GroupPlace:
		return Panel{Kind: GroupPanel, Of: p.Number}
	case intent.JobPlace:
		return Panel{Kind: JobPanel, Of: p.Number}
	case intent.ServicePlace:
		return Panel{Kind: ServicePanel}
	case intent.ProducerPlace:
		return Panel{Kind: ProducerPanel}
	}
	return Panel{}
}

// Place returns what an open panel is about; none for a list.
func (p Panel) Place() intent.Place {
	switch p.Kind {
	case OrderPanel:
		return PlaceOf(p.Order)
	case PartitionPanel:
		return intent.Place{Kind: intent.PartitionPlace, Number: p.Of}
	case GroupPanel:
		return intent.Place{Kind: intent.GroupPlace, Number: p.Of}
	case JobPanel:
		return intent.Place{Kind: intent.JobPlace, Number: p.Of}
	case ServicePanel:
		return intent.Place{Kind: intent.ServicePlace}
	case ProducerPanel:
		return intent.Place{Kind: intent.ProducerPlace}
	}
	return intent.Place{}
}
