package cli

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"orderflow/internal/handle"
	"orderflow/internal/lesson"
	"orderflow/sim"
	"orderflow/sim/engine"
	"orderflow/ui/stage"
)

// openFlags are the flags that only open has.
type openFlags struct {
	frame  bool
	anyway bool
	frames frameFlags
	screen *screenFlags
}

func openCommand() *cobra.Command {
	f := &openFlags{screen: &screenFlags{output: &outputFlags{}}}
	cmd := &cobra.Command{
		Use:   "open HANDLE",
		Short: "Open the run that a handle names, where it was left",
		Long: "Opens the run that a handle names, with all that was done to it, paused at the place where Y on the screen made\n" +
			"the handle. Blanks and line ends in it do not matter. With --frame that place is printed, and no screen opens.\n" +
			"Another version of the engine may make another run of it: it is refused, unless --anyway says to play it all the same.",
		Example: `
orderflow open of1:ghpihGEIVI2hkYmFAQQoGJuZGxsbWhpaGpkqGBqbcAECAAD__w
orderflow open of1:ghpihGEIVI2hkYmFAQQoGJuZGxsbWhpaGpkqGBqbcAECAAD__w --frame --size 80x24`,
		Args: oneHandle,
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().BoolVar(&f.frame, "frame", false, "print the frame instead of opening the screen")
	cmd.Flags().StringVar(&f.frames.keys, "keys", "", "with --frame: keys pressed one after the other before it, such as 'w esc .'")
	addWord(cmd, &f.frames.as, "as", "with --frame: what is printed: text, or ansi (with colours)", "text", "ansi")
	cmd.Flags().BoolVar(&f.anyway, "anyway", false, "play a handle of another version of the engine all the same;\nits figures may differ")
	addRecord(cmd, f.screen.output)
	f.screen.addLook(cmd, "", "size, WxH (default: the window's; with --frame 120x36)")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		run, err := f.read(strings.Join(args, ""))
		if err != nil {
			return err
		}
		if cmd.Flags().Changed("pace") { // there the story has another wall
			run.View.Pace, run.View.Wall = f.screen.pace, 0
		}
		if f.frame {
			return f.print(cmd, &run)
		}
		return f.open(cmd, &run)
	}
	return cmd
}

// oneHandle accepts a handle, also where a terminal has broken it into parts.
func oneHandle(cmd *cobra.Command, args []string) error {
	if strings.TrimSpace(strings.Join(args, "")) == "" {
		return sim.Refuse("open takes a handle, such as Y on the screen copies: see %s --help", "open에는 핸들을 씁니다. 화면에서 Y로 복사하세요. %s --help를 보세요", cmd.CommandPath())
	}
	return nil
}

// read reads a handle, and refuses one of another engine.
func (f *openFlags) read(text string) (handle.Run, error) {
	run, err := handle.Decode(strings.Join(strings.Fields(text), ""))
	switch {
	case run.Engine == 0 || run.Engine == engine.Version:
		return run, err
	case err != nil:
		return run, sim.Refuse("this handle is of engine %d, and this orderflow has engine %d, which cannot play it: %v", "엔진 %d의 핸들인데 이 orderflow는 엔진 %d이고, 재생할 수 없습니다: %v", run.Engine, engine.Version, err)
	case !f.anyway:
		return run, sim.Refuse("this handle is of engine %d, and this orderflow has engine %d: its figures may differ; --anyway plays it all the same", "엔진 %d의 핸들인데 이 orderflow는 엔진 %d입니다. 수치가 다를 수 있습니다. 그래도 재생하려면 --anyway를 붙이세요", run.Engine, engine.Version)
	}
	return run, nil
}

// handlePlan returns the plan of the run of a handle.
func handlePlan(run *handle.Run) *plan {
	p := planFor(run.Config)
	if run.Config.OrderList != nil { // no flag has them
		p.base = append(p.base, "--orders-from", "handle")
	}
	return p.in(run.Config.Mode)
}

// resumed returns how the runs of a handle are started: the first with what was
// done to it.
func resumed(done []sim.Input) func(*plan) (stage.Source, error) {
	return func(p *plan) (stage.Source, error) {
		session, err := engine.NewSession(p.config, p.header, done...)
		if err != nil {
			return nil, err
		}
		done = nil
		return session, nil
	}
}

// print prints the frame at which the handle was made.
func (f *openFlags) print(cmd *cobra.Command, run *handle.Run) error {
	for _, name := range []string{"record", "force"} {
		if cmd.Flags().Changed(name) {
			return sim.Refuse("--%s: a frame is no run: leave it out, or --frame", "--%s: --frame은 실행을 저장하지 않습니다. 둘 중 하나를 빼세요", name)
		}
	}
	r := &runs{plan: handlePlan(run), start: resumed(run.Inputs)}
	source, err := r.in(run.Config.Mode)
	if err != nil {
		return err
	}
	options := f.screen.options()
	if f.screen.size == "" {
		options.Width, options.Height = 120, 36
	}
	frame, err := stage.Frame(source, r.in, stage.Still{
		Keys: strings.Fields(f.frames.keys), Stage: r.stage, Sow: r.sow, Learn: learner(lesson.OpenStore("")), Options: options, Stand: &run.View,
	})
	if err != nil {
		return err
	}
	text := frame.Text()
	if f.frames.as == "ansi" {
		text = frame.ANSI()
	}
	_, err = io.WriteString(cmd.OutOrStdout(), text)
	return stdoutError(err)
}

// open opens the screen where the handle was made.
func (f *openFlags) open(cmd *cobra.Command, run *handle.Run) error {
	for _, name := range []string{"keys", "as"} {
		if cmd.Flags().Changed(name) {
			return sim.Refuse("--%s: belongs to --frame: add that, or leave it out", "--%s: --frame과 함께 쓰는 옵션입니다. --frame을 붙이거나 빼세요", name)
		}
	}
	c := f.screen.config(f.screen.options())
	c.Stand, c.Speed = &run.View, 0
	return handlePlan(run).onScreen(cmd, c, f.screen.output, nil, resumed(run.Inputs))
}
