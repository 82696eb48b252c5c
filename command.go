package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"orderflow/sim"
)

// execute runs one command line, unless a signal cuts it off, and returns the
// exit code.
func execute(ctx context.Context, args []string, stdin, stdout, stderr *os.File) (code int) {
	ctx, signals, release := interruptible(ctx)
	defer release()
	ended := make(chan error, 1)
	go func() { ended <- perform(ctx, args, stdin, stdout, stderr) }()
	select {
	case err := <-ended:
		return report(stderr, err)
	case <-signals.off:
		signals.sweep()
		return report(stderr, failed(errInterrupted))
	}
}

// perform runs one command line. A broken invariant is one line too, unless the
// environment asks for the trace.
func perform(ctx context.Context, args []string, stdin, stdout, stderr *os.File) (err error) {
	defer func() {
		if r := recover(); r != nil {
			if os.Getenv("GOTRACEBACK") != "" {
				panic(r)
			}
			err = failed(fmt.Errorf("this is a mistake in orderflow, please report it: %v (GOTRACEBACK=1 shows where)", r))
		}
	}()
	root := rootCommand()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	var v verdict
	v.over(root)
	err = fang.Execute(ctx, root, fang.WithVersion(version()), fang.WithoutManpage(),
		fang.WithErrorHandler(func(io.Writer, fang.Styles, error) {})) // ours is one line, below
	return cmp.Or(v.err, err)
}

// verdict is the error of a command line. It is kept from fang, which would
// ask the terminal for its colours before it hands an error over: that stops a
// program in the background, and the answer would be typed into the shell.
type verdict struct{ err error }

// over makes a command and those below hand their errors to v.
func (v *verdict) over(cmd *cobra.Command) {
	check, run, plain := cmd.Args, cmd.RunE, cmd.Run
	cmd.Args, cmd.RunE = cobra.ArbitraryArgs, nil
	cmd.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { v.err = flagError(cmd, err); return nil })
	cmd.Run = func(cmd *cobra.Command, args []string) {
		if check != nil {
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
		v.over(child)
	}
}

func rootCommand() *cobra.Command {
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
	screen := &screenFlags{output: &outputFlags{}}
	plan := addPlan(root, "outage")
	addRecord(root, screen.output)
	screen.addLook(root, "", "size of the screen, WxH (default: the window's)")
	screen.addPlay(root)
	root.RunE = func(cmd *cobra.Command, _ []string) error {
		p, err := plan.plan("run")
		if err != nil {
			return err
		}
		return p.onScreen(cmd, screen.config(screen.options()), screen.output, plan.inputs(), simulated)
	}
	root.AddCommand(runCommand(), compareCommand(), liveCommand(), replayCommand(), frameCommand(), exportCommand(), scenariosCommand(), modelCommand(), versionCommand(), manCommand())
	addBuiltIns(root)
	return root
}

// addBuiltIns adds cobra's own commands, and refuses what cobra would answer
// with a page of help and exit code 0.
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

// noArguments refuses what is neither a command nor a flag.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	word := sim.Printable(args[0], 40)
	if cmd.HasParent() {
		return fmt.Errorf("%s takes no argument, not %q: see %s --help", cmd.Name(), word, cmd.CommandPath())
	}
	var names []string
	for _, child := range cmd.Commands() {
		names = append(names, child.Name())
	}
	if near := nearest(args[0], names); near != "" {
		return fmt.Errorf("%q is not a command: did you mean %s? see orderflow --help", word, near)
	}
	return fmt.Errorf("%q is not a command: see orderflow --help", word)
}

// oneFile wants exactly one argument, a file.
func oneFile(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("%s takes one file, not %d: see %s --help", cmd.Name(), len(args), cmd.CommandPath())
	}
	return nil
}

// flagError says in one line which flag is wrong and what would be right.
func flagError(cmd *cobra.Command, err error) error {
	help := "see " + cmd.CommandPath() + " --help"
	var unknown *pflag.NotExistError
	var bare *pflag.ValueRequiredError
	var wrong *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		if shorthand := unknown.GetSpecifiedShortnames(); shorthand != "" {
			name = "-" + shorthand
		}
		return fmt.Errorf("%s is not a flag of %s: %s", name, cmd.CommandPath(), nearestFlag(cmd, unknown.GetSpecifiedName(), help))
	case errors.As(err, &bare):
		return fmt.Errorf("--%s needs a value: %s", bare.GetFlag().Name, help)
	case errors.As(err, &wrong):
		return fmt.Errorf("--%s: %w", wrong.GetFlag().Name, errors.Unwrap(wrong))
	}
	return fmt.Errorf("%w: %s", err, help)
}

// nearestFlag returns the question whether a flag of a similar name was meant, or else.
func nearestFlag(cmd *cobra.Command, name, otherwise string) string {
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := nearest(name, names); near != "" {
		return "did you mean --" + near + "?"
	}
	return otherwise
}

// nearest returns the name that may have been meant by word, or nothing.
func nearest(word string, names []string) string {
	near, distanceMax := "", 3
	for _, name := range names {
		if d := distance(word, name); d < min(distanceMax, len(name)) {
			near, distanceMax = name, d
		}
	}
	return near
}

// distance returns the Levenshtein distance of two names.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			above := row[j+1]
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			row[j+1] = min(cost, above+1, row[j]+1)
			diagonal = above
		}
	}
	return row[len(b)]
}
