package chrome

import (
	"orderflow/sim"
	"orderflow/ui/intent"
)

// DrawFocus shows what is pointed at: its first zone is its name.
func (f *Frame) DrawFocus() {
	if f.Moment.Focus.Kind == intent.NoPlace {
		return
	}
	for i := range f.Zones {
		if z := &f.Zones[i]; z.Does.Place == f.Moment.Focus {
			for y := z.Y; y < z.Y+z.H; y++ {
				f.Highlight(z.X, y, z.X+z.W)
			}
			return
		}
	}
}

// GroupZones makes a stretch of one line open the panel of a group.
func (f *Frame) GroupZones(x, y, width int, g sim.Group) {
	f.Clickable(x, y, width, intent.Click{Place: intent.Place{Kind: intent.GroupPlace, Number: uint32(g)}})
}
