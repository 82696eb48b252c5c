package ui

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"orderflow/sim"
	"orderflow/ui/stage"
)

// The laws of time on a terminal. Time is measured, never counted in ticks.
const (
	restEvery  = 250 * time.Millisecond // while only a countdown or a live source goes on
	spanMax    = 250 * time.Millisecond // of one frame: a process that was stopped does not jump
	leaveAfter = 400 * time.Millisecond // before, answers of the terminal may still be under way
)

// program is the one model of Bubble Tea. Update changes the player and draws;
// View, which runs after every message, only says what modes the terminal is
// to be in: frames are painted by the painter.
type program struct {
	glass
	player *stage.Player
	keep   stage.Print // nil where there is nowhere to print to
	fixed  bool        // the size was given and does not follow the window

	last       time.Time     // of the last frame; zero while nothing moves
	pending    time.Duration // what the tick under way waits for; 0 = there is none
	generation int           // of the ticks: an older one is ignored

	keepLog func(*sim.Log) // nil where nobody keeps the log
	note    func(stage.Deed, stage.Place)
	noted   stage.Place // where the last was
	taught  bool        // a lesson has been begun: nothing more is noted
	unkept  <-chan error
	kept    *sim.Log // that was handed over last
	keptLen int      // and how many of its events

	offer    Offer     // nil where nobody reads what is shown
	offered  time.Time // when that was put last
	offerDue bool      // it is to be put again soon

	pulse    stage.Pulse // at the last frame
	renewing bool        // the source of a new run is being made
}

// frameMsg asks for the next frame. It is the one message of a frame.
type frameMsg struct {
	at         time.Time
	generation int
}

// Init begins the ticks and asks the terminal for its background.
func (m *program) Init() tea.Cmd {
	return tea.Batch(m.ask(), m.tick(), m.awaitUnkept(), m.awaitJoined())
}

// Update changes the player, draws where something changed, and ends the
// program with one clear line where its code breaks.
func (m *program) Update(msg tea.Msg) (model tea.Model, cmd tea.Cmd) {
	model = m
	defer m.survive(msg, &cmd)
	if _, tick := msg.(frameMsg); !tick {
		m.logger.Debug("message", "type", fmt.Sprintf("%T", msg), "value", msg)
	}
	m.player.Passed(time.Since(m.started))
	cmd = tea.Batch(m.on(msg), m.print(), m.copy())
	m.keepAll()
	m.draw()
	return m, tea.Batch(cmd, m.offerState(), m.paint())
}

// on passes a message to its method.
func (m *program) on(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case frameMsg:
		return m.onFrame(msg)
	case tea.KeyPressMsg:
		return m.onKey(msg)
	case tea.PasteMsg:
		return m.onPaste(msg)
	case tea.MouseClickMsg:
		return m.onClick(tea.Mouse(msg))
	case tea.MouseMotionMsg:
		return m.onDrag(tea.Mouse(msg))
	case tea.MouseReleaseMsg:
		return m.onRelease()
	case tea.MouseWheelMsg:
		return m.onWheel(tea.Mouse(msg))
	case tea.WindowSizeMsg:
		return m.onSize(msg)
	case tea.BackgroundColorMsg:
		return m.onBackground(msg)
	case tea.ColorProfileMsg:
		return m.onProfile(msg)
	case paintedMsg:
		m.onPainted(msg)
	case settledMsg:
		return m.onSettled(msg)
	case suspendMsg:
		return m.onSuspend(msg)
	case resumedMsg:
		return m.onResumed(msg)
	case renewedMsg:
		return m.onRenewed(msg)
	case joinedMsg:
		return m.onJoined()
	case offerMsg:
		m.offerDue = false
	case unkeptMsg:
		m.onUnkept(msg)
	case stage.PrintedMsg:
		return m.onPrinted(msg)
	case leaveMsg:
		return m.leave(msg.err)
	}
	return nil
}

// View returns the modes of the terminal. Its content is one blank, so that
// Bubble Tea writes nothing of its own after it has cleared the screen.
func (m *program) View() tea.View {
	v := tea.NewView(" ")
	v.AltScreen, v.MouseMode = true, tea.MouseModeCellMotion
	return v
}

// tick asks for the next frame, where something goes on.
func (m *program) tick() tea.Cmd {
	p := m.player
	if p.Idle() {
		m.last, m.pending = time.Time{}, 0
		return nil
	}
	m.pending = restEvery
	if p.Busy() {
		m.pending = stage.FrameEvery
	}
	m.generation++
	generation := m.generation
	return tea.Tick(m.pending, func(at time.Time) tea.Msg { return frameMsg{at: at, generation: generation} })
}

// hurry asks for the next frame where none is under way, or only a far one.
func (m *program) hurry() tea.Cmd {
	if m.pending == stage.FrameEvery {
		return nil
	}
	return m.tick()
}

// broken is what the user is told of a panic: one line.
func broken(r any) error {
	const what = 500 // characters
	return fmt.Errorf("the screen broke off: %s", sim.Printable(strings.Join(strings.Fields(fmt.Sprint(r)), " "), what))
}
