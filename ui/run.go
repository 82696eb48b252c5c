package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"

	"orderflow/sim"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
	"orderflow/ui/stage"
)

// ErrNoTerminal is returned by Run where its input or output is not a terminal.
var ErrNoTerminal = sim.Refuse("the screen needs a terminal as its input and output: without one, use `orderflow run` or `orderflow frame`", "화면의 입력과 출력은 터미널이어야 합니다. 터미널이 없으면 `orderflow run`이나 `orderflow frame`을 쓰세요")

// ErrQuit is returned by Run where a SIGQUIT ended the screen. Go's own answer
// to it, the trace of every goroutine, would end on a terminal that is not given back.
var ErrQuit = errors.New("ended by SIGQUIT")

// Config is what Run shows and how.
type Config struct {
	// Source is the run that is shown first. A source that has a Close method
	// is closed when it is no longer shown.
	Source stage.Source
	// Restart makes the source of a run with the same seed and faults in another
	// mode; nil where there is none.
	Restart stage.Restart
	// Shown is told which source of Restart is on the screen after another was
	// made; nil where nobody asks.
	Shown func(stage.Source)
	// Stage returns how runs of another scenario are made; nil where there is none.
	Stage stage.Stage
	// Print keeps what the user prints; nil where there is nowhere to keep it,
	// and then no key prints.
	Print stage.Print
	// Keep is told the log of the run that is on the screen when it has changed.
	// It must not wait; nil where nobody keeps it.
	Keep func(*sim.Log)
	// Unkept brings why the log is not kept any more; nil where nobody keeps it.
	Unkept <-chan error
	// Fail ends the screen with an error that happened elsewhere, such as a
	// panic that a goroutine of the source has caught; nil where there is none.
	Fail <-chan error

	Options moment.Options // a width and height above 0 are kept, whatever the window's size
	Pace    pace.Pace
	Speed   float64 // 1/64 to 64; 0 = 1
	Paused  bool

	Input  io.Reader    // nil = stdin; where it is a file it must be a terminal
	Output io.Writer    // nil = stdout; likewise
	Env    []string     // nil = that of the process
	Logger *slog.Logger // nil = no log; it must not write to the terminal
}

// How long a program that was told to end may take, and one whose terminal was
// given back without it.
const (
	leaveLimit = 3 * time.Second
	killLimit  = time.Second
)

// Run shows the screen until the user quits, ctx is done, or the process is
// told to end. It leaves the terminal as it was, also where the code breaks.
// The error is one line: ErrNoTerminal, ErrQuit, or what broke. That nobody else uses
// the terminal is the caller's to make sure.
func Run(ctx context.Context, c Config) error {
	if c.Input == nil {
		c.Input = os.Stdin
	}
	if c.Output == nil {
		c.Output = os.Stdout
	}
	if !terminal(c.Input) || !terminal(c.Output) {
		return ErrNoTerminal
	}
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	ctx, release := quitting(ctx)
	defer release()
	p, model := c.assemble()
	go watchStops(ctx, p)
	return show(ctx, p, model, c.Fail)
}

// quitting returns a context that a SIGQUIT ends, with its error as the cause.
func quitting(ctx context.Context) (quits context.Context, release func()) {
	quits, cancel := context.WithCancelCause(ctx)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGQUIT)
	go func() {
		select {
		case <-signals:
			cancel(ErrQuit)
		case <-quits.Done():
		}
	}()
	return quits, func() {
		signal.Stop(signals)
		cancel(nil)
	}
}

// terminal reports whether f is a terminal, or no file at all.
func terminal(f any) bool {
	file, ok := f.(*os.File)
	return !ok || term.IsTerminal(file.Fd())
}

// assemble returns the program and its model; more options are for tests.
func (c *Config) assemble(more ...tea.ProgramOption) (*tea.Program, *program) {
	model := c.program()
	var output io.Writer
	model.out, output = openOutlet(c.Output)
	options := []tea.ProgramOption{tea.WithInput(endPastes(c.Input)), tea.WithOutput(output), tea.WithFPS(120), tea.WithoutSignalHandler()}
	if c.Env != nil {
		options = append(options, tea.WithEnvironment(c.Env))
	}
	return tea.NewProgram(model, append(options, more...)...), model
}

// errDeaf is returned where the program was told to end and did not listen.
var errDeaf = errors.New("the screen was ended while it was computing")

// show runs the program and watches over it.
func show(ctx context.Context, p *tea.Program, model *program, fail <-chan error) error {
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, err = p.Run()
	}()
	ended := watch(ctx, fail, p, done)
	model.out.end()
	if !ended {
		return errDeaf
	}
	closeSource(model.player.Running())
	if model.err != nil {
		return model.err
	}
	if err != nil {
		return fmt.Errorf("running the screen: %w", err)
	}
	return nil
}

// program returns the model.
func (c *Config) program() *program {
	p := stage.New(c.Source, &stage.Setup{
		Restart: c.Restart, Stage: c.Stage, Options: c.Options, Pace: c.Pace, Speed: c.Speed, Paused: c.Paused, Prints: c.Print != nil, Shown: c.Shown,
	})
	m := &program{player: p, frameOf: p.Draw, keep: c.Print, logger: c.Logger, fixed: c.Options.Width > 0 && c.Options.Height > 0}
	if m.logger == nil {
		m.logger = slog.New(slog.DiscardHandler)
	}
	m.keepLog, m.unkept = c.Keep, c.Unkept
	return m
}

// watch tells the program to end, and ends it where it does not listen. It
// reports whether the program has ended; the terminal is given back anyway.
func watch(ctx context.Context, fail <-chan error, p *tea.Program, done <-chan struct{}) bool {
	var leave leaveMsg
	select {
	case <-done:
		return true
	case <-ctx.Done():
		if cause := context.Cause(ctx); errors.Is(cause, ErrQuit) {
			leave.err = cause
		}
	case leave.err = <-fail:
	}
	go p.Send(leave)
	if endedWithin(leaveLimit, done) {
		return true
	}
	killed := make(chan struct{})
	go func() {
		defer close(killed)
		p.Kill()
	}()
	return endedWithin(leaveLimit, killed) && endedWithin(killLimit, done)
}

// endedWithin waits for a channel to be closed, and reports whether it was in time.
func endedWithin(limit time.Duration, closed <-chan struct{}) bool {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-closed:
		return true
	case <-timer.C:
		return false
	}
}
