package ui

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"time"

	tea "charm.land/bubbletea/v2"

	"orderflow/ui/canvas"
	"orderflow/ui/notes"
)

// NotesConfig is what RunNotes shows and how.
type NotesConfig struct {
	notes.Setup // its size is that of the window
	// Next waits for what is new of a show. Its error, that of the context, is the end.
	Next func(ctx context.Context) (notes.News, error)

	Input  io.Reader    // nil = stdin; where it is a file it must be a terminal
	Output io.Writer    // nil = stdout; likewise
	Env    []string     // nil = that of the process
	Logger *slog.Logger // nil = no log; it must not write to the terminal
}

// RunNotes shows the presenter's notes until the user quits, ctx is done, or the
// process is told to end. It leaves the terminal as Run does, with the same errors.
func RunNotes(ctx context.Context, c NotesConfig) error {
	var err error
	if c.Input, c.Output, err = terminalOf(c.Input, c.Output); err != nil {
		return err
	}
	ctx, release := ending(ctx)
	defer release()
	p, model := c.assemble(ctx)
	go watchStops(ctx, p)
	return model.conduct(ctx, p, nil, func() {})
}

// assemble returns the program and its model; more options are for tests.
func (c *NotesConfig) assemble(ctx context.Context, more ...tea.ProgramOption) (*tea.Program, *notesProgram) {
	screen := notes.NewScreen(&c.Setup)
	m := &notesProgram{screen: screen, next: func() (notes.News, error) { return c.Next(ctx) }}
	m.logger = c.Logger
	if m.logger == nil {
		m.logger = slog.New(slog.DiscardHandler)
	}
	m.frameOf = func() canvas.Canvas { return screen.Draw(time.Now()) }
	return m.behind(m, c.Input, c.Output, c.Env, more...), m
}

// notesProgram is the model of the presenter's notes.
type notesProgram struct {
	glass
	screen *notes.Screen
	next   func() (notes.News, error)
}

// secondMsg says that another second of the day has begun.
type secondMsg struct{}

// newsMsg brings what is new of the show.
type newsMsg struct{ notes.News }

// Init asks the terminal for its background, and waits for news and the next second.
func (m *notesProgram) Init() tea.Cmd { return tea.Batch(m.ask(), m.await(), m.tick()) }

// tick waits for the next second of the day.
func (m *notesProgram) tick() tea.Cmd {
	return tea.Every(time.Second, func(time.Time) tea.Msg { return secondMsg{} })
}

// await waits for news.
func (m *notesProgram) await() tea.Cmd {
	return guarded(func() tea.Msg {
		news, err := m.next()
		if err != nil {
			return nil
		}
		return newsMsg{news}
	})
}

// Update changes the screen and draws it, and ends the program with one clear line
// where its code breaks.
func (m *notesProgram) Update(msg tea.Msg) (model tea.Model, cmd tea.Cmd) {
	model = m
	defer m.survive(msg, &cmd)
	m.logger.Debug("message", "type", fmt.Sprintf("%T", msg))
	cmd = m.on(msg)
	m.draw()
	return m, tea.Batch(cmd, m.paint())
}

// on does what a message says.
func (m *notesProgram) on(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case secondMsg:
		m.dirty = true
		return m.tick()
	case newsMsg:
		m.screen.Take(&msg.News, time.Now())
		m.dirty = true
		return m.await()
	case tea.KeyPressMsg:
		return m.onKey(msg)
	case tea.WindowSizeMsg:
		m.columns, m.lines = msg.Width, msg.Height
		m.screen.Resize(msg.Width, msg.Height)
		m.dirty = true
		return m.settle()
	case tea.BackgroundColorMsg:
		m.answered, m.dirty = true, true
		m.screen.SetBackground(!msg.IsDark())
	case tea.ColorProfileMsg:
		m.screen.SetDepth(depthOf(msg))
		m.dirty = true
	case paintedMsg:
		m.onPainted(msg)
	case settledMsg:
		return m.onSettled(msg)
	case suspendMsg:
		return m.onSuspend(msg)
	case resumedMsg:
		m.dirty = true
		return tea.Batch(tea.ClearScreen, m.settle())
	case leaveMsg:
		return m.leave(msg.err)
	}
	return nil
}

func (m *notesProgram) onKey(msg tea.KeyPressMsg) tea.Cmd {
	key := msg.String()
	if key == "ctrl+z" {
		return m.onSuspend(suspendMsg{group: true})
	}
	m.screen.Press(key)
	m.dirty = true
	if m.screen.Left() {
		return m.leave(nil)
	}
	return nil
}

// View returns the modes of the terminal: frames are painted past Bubble Tea.
func (m *notesProgram) View() tea.View {
	v := tea.NewView(" ")
	v.AltScreen = true
	return v
}
