package stage

import (
	"slices"

	"orderflow/sim"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/panels"
	"orderflow/ui/tell"
)

// placeScreen is the panel of a place: the order service, its producer, a
// partition, a consumer group or a panel job.
type placeScreen struct{ listScreen }

func newPlaceScreen(p moment.Panel) screen {
	return &placeScreen{listScreen{panel: p, list: panels.PlaceLines}}
}

func (s *placeScreen) table() []binding {
	return panelTable(
		s.moves(),
		s.jumps(),
		binding{does: intent.NextPlaceAction, keys: []string{"n"}, shown: "n", rank: 3, when: s.hasNext, press: plain(s.next)},
		binding{does: intent.WhyAction, keys: []string{"w"}, shown: "w", rank: 5, press: plain(s.ask)},
		binding{does: intent.BoxAction, keys: []string{"tab"}, shown: "tab", rank: 4, when: s.isPaged, press: plain(s.nextPage)},
	)
}

func (s *placeScreen) draw(f *chrome.Frame) { panels.DrawPlace(f, s.panel) }

// next shows the next partition, group or job; after the last the first.
func (s *placeScreen) next(p *Player) {
	places := s.like(p.history.At(p.playback.Cursor.N))
	at := slices.Index(places, s.panel.Of)
	s.panel.Of, s.panel.Event = places[(at+1)%len(places)], 0
	p.focus = s.panel.Place()
}

func (s *placeScreen) hasNext(p *Player) bool {
	return len(s.like(p.history.At(p.playback.Cursor.N))) > 1
}

// like returns what else the panel could be about.
func (s *placeScreen) like(state *sim.State) []uint32 {
	var places []uint32
	switch s.panel.Kind {
	case moment.PartitionPanel:
		for i := range state.Partitions {
			places = append(places, uint32(i))
		}
	case moment.GroupPanel:
		for _, g := range tell.LagGroups {
			places = append(places, uint32(g))
		}
	case moment.JobPanel:
		for i := range state.Jobs {
			places = append(places, state.Jobs[i].Job)
		}
	}
	if !slices.Contains(places, s.panel.Of) {
		places = append(places, s.panel.Of)
	}
	return places
}
