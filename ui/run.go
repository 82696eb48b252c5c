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

	"orderflow/internal/handle"
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
	// Sow returns how runs of a scenario are made with another seed; nil where
	// there are none.
	Sow stage.Sow
	// Lesson is taken instead of the story, with the run that First of it says: its
	// Source is the Source above; nil where there is none.
	Lesson *stage.Lesson
	First  stage.Run
	// Learn returns a lesson that the user goes to; nil where there is none.
	Learn stage.Learn
	// Print keeps what the user prints; nil where there is nowhere to keep it,
	// and then no key prints.
	Print stage.Print
	// Keep is told the log of the run that is on the screen when it has changed.
	// It must not wait; nil where nobody keeps it.
	Keep func(*sim.Log)
	// Note is told what the user does, before it is done, and where the story is then;
	// nil where nobody asks. It must not wait.
	Note func(stage.Deed, stage.Place)
	// Unkept brings why the log is not kept any more; nil where nobody keeps it.
	Unkept <-chan error
	// Offer is where the state of what is shown goes; nil where nobody reads it.
	Offer Offer
	// Fail ends the screen with an error that happened elsewhere, such as a
	// panic that a goroutine of the source has caught; nil where there is none.
	Fail <-chan error

	Options moment.Options // a width and height above 0 are kept, whatever the window's size
	Pace    pace.Pace
	Speed   float64 // 1/64 to 64; 0 = 1
	Paused  bool
	Stops   bool // the story stops at each turn until a key is pressed
	Opening bool // the story has an opening, before the first order
	// Stand is where the run begins, paused, as its handle says; nil = at the beginning.
	Stand *handle.View

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
	var err error
	if c.Input, c.Output, err = terminalOf(c.Input, c.Output); err != nil {
		return err
	}
	ctx, release := ending(ctx)
	defer release()
	p, model := c.assemble()
	go watchStops(ctx, p)
	return show(ctx, p, model, c.Fail)
}

// terminalOf returns the terminal of a program: stdin and stdout where none is given.
func terminalOf(in io.Reader, out io.Writer) (io.Reader, io.Writer, error) {
	if in == nil {
		in = os.Stdin
	}
	if out == nil {
		out = os.Stdout
	}
	if !terminal(in) || !terminal(out) {
		return nil, nil, ErrNoTerminal
	}
	return in, out, nil
}

// ending returns a context that ends when the process is told to.
func ending(ctx context.Context) (ends context.Context, release func()) {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	ends, free := quitting(ctx)
	return ends, func() {
		free()
		stop()
	}
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
	return model.behind(model, c.Input, c.Output, c.Env, more...), model
}

// behind returns the program of a model behind its glass.
func (g *glass) behind(model tea.Model, in io.Reader, out io.Writer, env []string, more ...tea.ProgramOption) *tea.Program {
	var output io.Writer
	g.out, output = openOutlet(out)
	options := []tea.ProgramOption{tea.WithInput(endPastes(in)), tea.WithOutput(output), tea.WithFPS(120), tea.WithoutSignalHandler()}
	if env != nil {
		options = append(options, tea.WithEnvironment(env))
	}
	return tea.NewProgram(model, append(options, more...)...)
}

// errDeaf is returned where the program was told to end and did not listen.
var errDeaf = errors.New("the screen was ended while it was computing")

// show runs the program and watches over it.
func show(ctx context.Context, p *tea.Program, model *program, fail <-chan error) error {
	return model.conduct(ctx, p, fail, func() {
		for _, source := range model.player.Open() {
			closeSource(source)
		}
	})
}

// conduct is show of any program; ended is called when it has.
func (g *glass) conduct(ctx context.Context, p *tea.Program, fail <-chan error, ended func()) error {
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, err = p.Run()
	}()
	heard := watch(ctx, fail, p, done)
	g.out.end()
	if !heard {
		return errDeaf
	}
	ended()
	if g.err != nil {
		return g.err
	}
	if err != nil {
		return fmt.Errorf("running the screen: %w", err)
	}
	return nil
}

// program returns the model.
func (c *Config) program() *program {
	setup := &stage.Setup{
		Restart: c.Restart, Stage: c.Stage, Sow: c.Sow, Learn: c.Learn, Options: c.Options, Pace: c.Pace, Speed: c.Speed, Paused: c.Paused,
		Stops: c.Stops, Opening: c.Opening, Stand: c.Stand, Rests: c.Stand != nil,
		Prints: c.Print != nil, Recorded: c.Keep != nil, Shown: c.Shown,
	}
	var p *stage.Player
	if c.Lesson != nil {
		p = stage.NewLesson(c.Lesson, c.First, setup)
	} else {
		p = stage.New(c.Source, setup)
	}
	m := &program{glass: glass{frameOf: p.Draw, logger: c.Logger}, player: p, keep: c.Print, fixed: c.Options.Width > 0 && c.Options.Height > 0}
	if m.logger == nil {
		m.logger = slog.New(slog.DiscardHandler)
	}
	m.keepLog, m.unkept, m.offer, m.note = c.Keep, c.Unkept, c.Offer, c.Note
	if m.note == nil {
		m.note = func(stage.Deed, stage.Place) {}
	}
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
