package stage

import (
	"orderflow/sim"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/panels"
)

// orderScreen is the panel of an order.
type orderScreen struct{ listScreen }

func (s *orderScreen) table() []binding {
	return panelTable(
		s.moves(),
		s.jumps(),
		binding{does: intent.NextOrderAction, keys: []string{"n"}, shown: "n", rank: 3, press: plain(s.next)},
		binding{does: intent.WhyAction, keys: []string{"w"}, shown: "w", rank: 5, press: plain(s.ask)},
		binding{does: intent.BoxAction, keys: []string{"tab"}, shown: "tab", rank: 4, when: s.isPaged, press: plain(s.nextPage)},
	)
}

func (s *orderScreen) draw(f *chrome.Frame) { panels.DrawOrder(f, s.panel) }

// next shows the next order, after the last the first.
func (s *orderScreen) next(p *Player) {
	next := s.panel.Order%sim.OrderID(max(p.count(), 1)) + 1
	s.panel.Order, s.panel.Event = next, 0
	p.selectOrder(next)
}
