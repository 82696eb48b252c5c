package stage

import (
	"slices"

	"orderflow/ui/moment"
	"orderflow/ui/panels"
	"orderflow/ui/tell"
)

// panelBoxes is how many pages the compact layout makes of a panel's boxes.
var panelBoxes = [moment.PanelKindCount]int{1, moment.OrderPanel: panels.OrderBoxes, moment.AnomaliesPanel: 1, moment.EventsPanel: 1, moment.PartitionPanel: panels.PlacePages, moment.GroupPanel: panels.PlacePages, moment.JobPanel: panels.PlacePages}

// nextPlace opens the panel of the next partition, group or job; after the
// last that of the first.
func (p *Player) nextPlace() {
	places := p.placesLike()
	at := slices.Index(places, p.panel.Of)
	p.panel.Of, p.panel.Event = places[(at+1)%len(places)], 0
	p.focus = p.panel.Place()
}

func (p *Player) hasNextPlace() bool { return len(p.placesLike()) > 1 }

// placesLike returns what else the open panel could be about.
func (p *Player) placesLike() []uint32 {
	s := p.history.At(p.playback.Cursor.N)
	var places []uint32
	switch p.panel.Kind {
	case moment.PartitionPanel:
		for i := range s.Partitions {
			places = append(places, uint32(i))
		}
	case moment.GroupPanel:
		for _, g := range tell.LagGroups {
			places = append(places, uint32(g))
		}
	case moment.JobPanel:
		for i := range s.Jobs {
			places = append(places, s.Jobs[i].Job)
		}
	}
	if !slices.Contains(places, p.panel.Of) {
		places = append(places, p.panel.Of)
	}
	return places
}
