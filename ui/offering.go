package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"orderflow/internal/lesson"
)

// Offer is where the state of what is shown goes, for the presenter's notes. Its
// methods must not wait.
type Offer interface {
	// Put offers the state.
	Put(s lesson.Show)
	// Watched reports whether anybody reads it: else none is made.
	Watched() bool
	// Joined brings a signal when somebody has come who has read none. Where it is
	// closed nobody comes any more.
	Joined() <-chan struct{}
}

// offerEvery is the least time between two states.
const offerEvery = 100 * time.Millisecond

// offerMsg says that a state is due.
type offerMsg struct{}

// joinedMsg says that somebody has come who has read none.
type joinedMsg struct{}

// awaitJoined waits for somebody.
func (m *program) awaitJoined() tea.Cmd {
	if m.offer == nil {
		return nil
	}
	joined := m.offer.Joined()
	return func() tea.Msg {
		if _, open := <-joined; !open {
			return nil
		}
		return joinedMsg{}
	}
}

// onJoined waits for the next who comes. Who has come is offered the state as
// everybody is after a message, also where nothing happens.
func (m *program) onJoined() tea.Cmd { return m.awaitJoined() }

// offerState offers the state, or has it offered soon, so that the last of several
// changes is never left out.
func (m *program) offerState() tea.Cmd {
	if m.offer == nil || m.offerDue || !m.offer.Watched() {
		return nil
	}
	if rest := offerEvery - time.Since(m.offered); rest > 0 {
		m.offerDue = true
		return tea.Tick(rest, func(time.Time) tea.Msg { return offerMsg{} })
	}
	m.offered = time.Now()
	state := m.player.ShowState()
	state.Elapsed = time.Since(m.started)
	m.offer.Put(state)
	return nil
}
