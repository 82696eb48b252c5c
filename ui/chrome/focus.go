package chrome

import (
	"slices"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
)

// DrawFocus marks what of the bars is pointed at, at its name, which is its first
// zone: by a sign where there is a blank for it, else in reverse video. What stands
// on the stage marks itself.
func (f *Frame) DrawFocus() {
	place := f.Moment.Focus
	if place.Kind < intent.PublishedPlace {
		return
	}
	first := slices.IndexFunc(f.Zones, func(z canvas.Zone) bool { return z.Does.Place == place })
	if first < 0 {
		return
	}
	name := f.Zones[first].Rect
	for _, z := range f.Zones[first+1:] {
		if z.Does.Place != place || z.Y != name.Y || z.H != name.H || z.X != name.X+name.W {
			break
		}
		name.W += z.W
	}
	y := name.Y + (name.H-1)/2
	for _, x := range [...]int{name.X - 1, name.X} {
		if f.IsBlank(x, y) {
			f.Embolden(name)
			f.Set(x, y, canvas.Ink|canvas.Bold, '▸')
			return
		}
	}
	f.Highlight(name.X, y, name.X+name.W)
}

// GroupZones makes a stretch of one line open the panel of a group.
func (f *Frame) GroupZones(x, y, width int, g sim.Group) {
	f.Clickable(x, y, width, intent.Click{Place: intent.Place{Kind: intent.GroupPlace, Number: uint32(g)}})
}
