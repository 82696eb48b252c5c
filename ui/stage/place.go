package stage

import (
	"cmp"
	"slices"

	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
)

// ring returns the places that can be pointed at, in the order in which the
// focus goes through them: along the way first, then the headline.
func ring(zones []canvas.Zone) []intent.Place {
	var way, numbers []intent.Place
	for i := range zones {
		p := zones[i].Does.Place
		switch {
		case !p.Kind.PointedAt() || slices.Contains(way, p) || slices.Contains(numbers, p):
		case p.Kind >= intent.PublishedPlace:
			numbers = append(numbers, p)
		default:
			way = append(way, p)
		}
	}
	slices.SortStableFunc(numbers, func(a, b intent.Place) int { return cmp.Compare(a.Kind, b.Kind) })
	return append(way, numbers...)
}

// moveFocus points at the next place of the board, or with shift+tab at the
// one before. Beyond the last there is the orders' selection again.
func (p *Player) moveFocus(key string) {
	places := append([]intent.Place{{}}, ring(p.drawn.zones)...)
	at := max(0, slices.Index(places, p.focus))
	step := 1
	if key == "shift+tab" {
		step = len(places) - 1
	}
	p.focus = places[(at+step)%len(places)]
}

// target is what enter and w act upon on the board: what is pointed at, else
// the order that is shown selected.
func (p *Player) target() intent.Place {
	if p.focus.Kind != intent.NoPlace {
		return p.focus
	}
	return moment.PlaceOf(p.Moment().Shown())
}

// openTarget opens the panel of what is pointed at; what has none is asked about.
func (p *Player) openTarget() { p.openPlace(p.target()) }

func (p *Player) openPlace(place intent.Place) {
	switch panel := moment.PanelOf(place); {
	case p.unfold(moment.OrderOf(place)):
	case panel.Kind != moment.NoPanel:
		p.open(panel)
	case place.Kind != intent.NoPlace:
		p.askWhy(place)
	}
}
