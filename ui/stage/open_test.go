package stage

import (
	"fmt"

	"orderflow/ui/intent"
	"orderflow/ui/moment"
)

// onTop returns the screen on top, which is of a type; nil where it is another.
func onTop[S screen](p *Player) S {
	s, _ := p.top().screen.(S)
	return s
}

// in returns the screen of a type that is open in a scene, and whether it is.
func in[S screen](s *Scene) (found S, open bool) {
	for _, o := range s.open {
		if found, open = o.screen.(S); open {
			return found, true
		}
	}
	return found, false
}

// isOpen reports whether a screen of a type is.
func isOpen[S screen](s *Scene) bool {
	_, open := in[S](s)
	return open
}

// nameOf returns what a screen is called in tests.
func nameOf(s screen) string {
	if text, is := s.(*textScreen); is {
		return fmt.Sprintf("%T %s", s, text.key)
	}
	return fmt.Sprintf("%T", s)
}

// listOf returns what a panel has, where the screen is one; also the event log
// that is searched.
func listOf(s screen) *listScreen {
	switch s := s.(type) {
	case *orderScreen:
		return &s.listScreen
	case *anomalyScreen:
		return &s.listScreen
	case *eventScreen:
		return &s.listScreen
	case *searchScreen:
		return &s.events.listScreen
	case *placeScreen:
		return &s.listScreen
	}
	return nil
}

// panelOf returns the panel on top; that of moment.NoPanel where there is none.
func panelOf(p *Player) moment.Panel {
	if list := listOf(p.top().screen); list != nil {
		return list.panel
	}
	return moment.Panel{}
}

// askedAbout returns what why was asked about.
func askedAbout(p *Player) intent.Place {
	if why := onTop[*whyScreen](p); why != nil {
		return why.about
	}
	return intent.Place{}
}

// show opens a screen in a scene, over the board alone.
func (s *Scene) show(screens ...screen) *Scene {
	s.open = newStack(&boardScreen{})
	for _, next := range screens {
		s.open = s.open.over(next)
	}
	return s
}

// showPanel opens a panel in a scene.
func (s *Scene) showPanel(p moment.Panel) *Scene { return s.show(panelScreens[p.Kind](p)) }

// boardOf returns the scene of a moment at which nothing is open.
func boardOf(m *moment.Moment) *Scene { return (&Scene{Moment: m}).show() }

// onlyHelp returns the help that is open in a scene, or nothing.
func onlyHelp(s *Scene) []screen {
	if help, open := in[*helpScreen](s); open {
		return []screen{help}
	}
	return nil
}

// futuresOf returns what a scene shows of the futures; nil where they are not open.
func futuresOf(s *Scene) *moment.FuturesView {
	if f, open := in[*futureScreen](s); open {
		return f.view(s.Moment)
	}
	return nil
}

// lanesOf returns what a scene shows of the three ways, which are open.
func lanesOf(s *Scene) *moment.LanesView {
	l, _ := in[*laneScreen](s)
	return l.view(s.Moment)
}
