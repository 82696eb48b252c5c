package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"orderflow/sim"
)

// execute runs one command line and returns the exit code. A signal may cut
// the command off.
func execute(ctx context.Context, args []string, stdin, stdout, stderr *os.File) (code int) {
	lang := errorLang(args)
	ctx, signals, release := withSignals(ctx)
	defer release()
	ended := make(chan error, 1)
	go func() { ended <- perform(ctx, args, stdin, stdout, stderr) }()
	select {
	case err := <-ended:
		return printError(stderr, err, lang)
	case <-signals.cutOff:
		signals.removeTempFiles()
		return printError(stderr, failed(errInterrupted), lang)
	}
}

// perform runs one command line. A panic becomes an error of one line, unless
// GOTRACEBACK asks for the trace.
func perform(ctx context.Context, args []string, stdin, stdout, stderr *os.File) (err error) {
	defer func() {
		if r := recover(); r != nil {
			if os.Getenv("GOTRACEBACK") != "" {
				panic(r)
			}
			err = failed(sim.Refuse("this is a mistake in orderflow, please report it: %s (GOTRACEBACK=1 shows where)",
				"orderflow의 결함입니다. 알려 주세요: %s (GOTRACEBACK=1로 위치를 볼 수 있습니다)", fmt.Sprint(r)))
		}
	}()
	out := &errWriter{w: stdout}
	root := rootCommand(out.orTerminal(stdout))
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetErr(stderr)
	var v commandError
	v.collect(root)
	err = fang.Execute(ctx, root, fang.WithVersion(version()), fang.WithoutManpage(),
		fang.WithErrorHandler(func(io.Writer, fang.Styles, error) {})) // ours is one line, below
	return out.result(cmp.Or(v.err, err))
}

// commandError is the error of a command line. It is kept from fang, which would
// ask the terminal for its colours before it hands an error over: that stops a
// program in the background, and the answer would be typed into the shell.
type commandError struct{ err error }

// collect makes a command and its subcommands hand their errors to v.
func (v *commandError) collect(cmd *cobra.Command) {
	check, run, plain := cmd.Args, cmd.RunE, cmd.Run
	cmd.Args, cmd.RunE = cobra.ArbitraryArgs, nil
	cmd.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { v.err = flagError(cmd, err); return nil })
	cmd.Run = func(cmd *cobra.Command, args []string) {
		if v.err = swallowed(cmd); v.err == nil && check != nil {
			v.err = check(cmd, args)
		}
		switch {
		case v.err != nil:
		case run != nil:
			v.err = run(cmd, args)
		case plain != nil:
			plain(cmd, args)
		}
	}
	for _, child := range cmd.Commands() {
		v.collect(child)
	}
}

// rootCommand returns the root of all commands. stdout is needed here: some of
// cobra's own commands keep the one they find when they are created.
func rootCommand(stdout io.Writer) *cobra.Command {
	root := &cobra.Command{
		Use:   "orderflow",
		Short: "See that a published order is not yet a processed one",
		Long: "Simulated SNS-marketing orders run from the order service through producer, broker and consumers,\n" +
			"slow enough to watch. For every order the screen shows what the order service believes beside what is true.",
		Example: `
# an emit() into an outage; it needs no key, ? shows those there are
orderflow
# your own orders, awaited
orderflow --orders-from examples/orders.csv --mode emit-await`,
		Args:               noArguments,
		DisableSuggestions: true, // noArguments suggests, in one line
	}
	root.SetOut(stdout)
	screen := &screenFlags{output: &outputFlags{}}
	plan := addPlan(root, "outage")
	addRecord(root, screen.output)
	screen.addLook(root, "", "size of the screen, WxH (default: the window's)")
	screen.addPlay(root)
	screen.addOpening(root)
	root.RunE = func(cmd *cobra.Command, _ []string) error {
		p, err := plan.plan("run")
		if err != nil {
			return err
		}
		if err := p.config.Keepable(); err != nil {
			return err
		}
		c := screen.config(screen.options())
		c.Opening = !screen.noOpening
		return p.onScreen(cmd, c, screen.output, plan.inputs(), startSimulation)
	}
	root.AddCommand(runCommand(), compareCommand(), liveCommand(), serviceCommand(), workerCommand(), panelCommand(), watchCommand(), proxyCommand(), cleanupCommand(), replayCommand(), lessonCommand(), notesCommand(), frameCommand(), openCommand(), exportCommand(), scenariosCommand(), modelCommand(), versionCommand(), manCommand())
	addBuiltIns(root)
	return root
}

// addBuiltIns adds cobra's own commands, and refuses arguments for which cobra
// would print a page of help and exit with 0.
func addBuiltIns(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		switch cmd.Name() {
		case "completion":
			cmd.Args = noArguments
			cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
		case "help":
			cmd.Args = func(_ *cobra.Command, args []string) error {
				if about, rest, err := root.Find(args); err != nil || len(rest) > 0 {
					return noArguments(about, rest)
				}
				return nil
			}
		}
	}
}

// lastSwitch returns the given boolean flag whose name comes last; "" where
// there is none.
func lastSwitch(cmd *cobra.Command) string {
	last := ""
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if f.NoOptDefVal != "" {
			last = f.Name
		}
	})
	return last
}

// noArguments refuses arguments that are neither a command nor a flag.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	word := sim.Printable(args[0], 40)
	if name := lastSwitch(cmd); name != "" && (word == "true" || word == "false") {
		return sim.Refuse("--%s is a switch and takes its value after =: write --%s=%s", "--%s은(는) 스위치라서 값을 = 뒤에 씁니다. --%s=%s", name, name, word)
	}
	if cmd.HasParent() {
		return sim.Refuse("%s takes no argument, not %q: see %s --help", "%s에는 인자 %q을(를) 쓸 수 없습니다. %s --help를 보세요", cmd.Name(), word, cmd.CommandPath())
	}
	var names []string
	for _, child := range cmd.Commands() {
		names = append(names, child.Name())
	}
	if near := sim.Nearest(args[0], names); near != "" {
		return sim.Refuse("%q is not a command: did you mean %s? see orderflow --help", "%q: 그런 명령은 없습니다. 혹시 %s입니까? orderflow --help를 보세요", word, near)
	}
	return sim.Refuse("%q is not a command: see orderflow --help", "%q: 그런 명령은 없습니다. orderflow --help를 보세요", word)
}

// oneFile accepts exactly one argument, a file.
func oneFile(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) != 1:
		return sim.Refuse("%s takes one file, not %d: see %s --help", "%s에는 파일을 하나만 씁니다. 지금은 %d개입니다. %s --help를 보세요", cmd.Name(), len(args), cmd.CommandPath())
	case args[0] == "":
		return sim.Refuse("%s: the name of the file is empty: see %s --help", "%s: 파일 이름이 비어 있습니다. %s --help를 보세요", cmd.Name(), cmd.CommandPath())
	}
	return nil
}

// flagError says in one line which flag is wrong and what would be right.
func flagError(cmd *cobra.Command, err error) error {
	help := cmd.CommandPath() + " --help"
	var unknown *pflag.NotExistError
	var bare *pflag.ValueRequiredError
	var wrong *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		return unknownFlag(cmd, unknown, help)
	case errors.As(err, &bare):
		return sim.Refuse("--%s needs a value: see %s", "--%s에는 값이 필요합니다. %s를 보세요", bare.GetFlag().Name, help)
	case errors.As(err, &wrong) && isFlag(cmd, wrong.GetValue()):
		return noValue(wrong.GetFlag(), wrong.GetValue())
	case errors.As(err, &wrong):
		return fmt.Errorf("--%s: %w", wrong.GetFlag().Name, wrongValue(wrong))
	}
	return sim.Refuse("%v: see %s", "옵션을 읽을 수 없습니다(%v). %s를 보세요", err, help)
}

// swallowed refuses a flag whose value is the name of another flag: its own was
// forgotten, and what stands behind it would be taken for an argument.
func swallowed(cmd *cobra.Command) (err error) {
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if text := f.Value.String(); err == nil && isFlag(cmd, text) {
			err = noValue(f, text)
		}
	})
	return err
}

// isFlag reports whether a text is one of a command's flags, as it is written.
func isFlag(cmd *cobra.Command, text string) bool {
	name, is := strings.CutPrefix(text, "--")
	name, _, _ = strings.Cut(name, "=")
	return is && cmd.Flags().Lookup(name) != nil
}

func noValue(f *pflag.Flag, text string) error {
	return sim.Refuse("--%s needs a value, and %s follows it", "--%s에는 값이 필요한데 바로 뒤에 %s이(가) 있습니다", f.Name, sim.Printable(text, 40))
}

// unknownFlag says that a flag does not exist, and which one may have been meant.
func unknownFlag(cmd *cobra.Command, unknown *pflag.NotExistError, help string) error {
	name := "--" + unknown.GetSpecifiedName()
	if shorthand := unknown.GetSpecifiedShortnames(); shorthand != "" {
		name = "-" + shorthand
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := sim.Nearest(unknown.GetSpecifiedName(), names); near != "" {
		return sim.Refuse("%s is not a flag of %s: did you mean --%s?", "%s: %s에 그런 옵션은 없습니다. 혹시 --%s입니까?", name, cmd.CommandPath(), near)
	}
	return sim.Refuse("%s is not a flag of %s: see %s", "%s: %s에 그런 옵션은 없습니다. %s를 보세요", name, cmd.CommandPath(), help)
}

// wrongValue returns what is wrong with a value. Booleans are checked by a
// library, whose message speaks of Go.
func wrongValue(wrong *pflag.InvalidValueError) error {
	if wrong.GetFlag().Value.Type() == "bool" {
		return sim.Refuse("want true or false, not %q", "%q: true나 false를 쓰세요", sim.Printable(wrong.GetValue(), 40))
	}
	return errors.Unwrap(wrong)
}
