package cli

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"orderflow/sim"
	"orderflow/ui/pace"
	"orderflow/ui/stage"
)

// frameFlags say which frame is printed.
type frameFlags struct {
	at      string
	opening string
	keys    string
	as      string
}

func frameCommand() *cobra.Command {
	frame, screen := &frameFlags{}, &screenFlags{output: &outputFlags{}}
	cmd := &cobra.Command{
		Use:   "frame",
		Short: "Print one frame of the screen, without a terminal",
		Long:  "Prints the screen as it is at a virtual time, or at the end of the run: exactly as many lines as its size has.",
		Example: `
orderflow frame --at 12.5s
orderflow frame --at 7s --size 80x24 --lang ko
orderflow frame --at 20s --keys "down down" --as ansi`,
		Args: noArguments,
	}
	plan := addPlan(cmd, "outage")
	cmd.Flags().Var(&checkedFlag{to: &frame.at, kind: "duration", check: func(text string) error { _, err := sim.ReadSpan(text, 0); return err }},
		"at", "virtual time, such as 12.5s (default: the end of the run)")
	cmd.Flags().Var(&checkedFlag{to: &frame.opening, kind: "duration", check: func(text string) error { _, err := sim.ReadSpan(text, 1); return err }},
		"opening", "the opening, so long after it began, such as 5s (instead of --at)")
	cmd.Flags().StringVar(&frame.keys, "keys", "", "keys pressed one after the other before the frame, such as 'down tab esc'")
	addWord(cmd, &frame.as, "as", "what is printed: text, or ansi (with colours)", "text", "ansi")
	screen.addLook(cmd, "120x36", "size of the frame, WxH")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		p, err := plan.plan("run")
		if err != nil {
			return err
		}
		return p.frame(cmd.OutOrStdout(), frame, screen)
	}
	return cmd
}

// parseAt reads a virtual time; "" is the end of the run.
func parseAt(text string) (time.Duration, error) {
	const theEnd = time.Duration(-1)
	if text == "" {
		return theEnd, nil
	}
	return sim.ReadSpan(text, 0)
}

// frame prints one frame of the plan.
func (p *plan) frame(stdout io.Writer, f *frameFlags, screen *screenFlags) error {
	at, err := parseAt(f.at)
	if err != nil {
		return fmt.Errorf("--at: %w", err)
	}
	opening, err := sim.ReadSpan(cmp.Or(f.opening, "0s"), 0)
	if err != nil {
		return fmt.Errorf("--opening: %w", err)
	}
	options := screen.options()
	r := &runs{plan: p, start: startSimulation}
	source, err := r.in(p.config.Mode)
	if err != nil {
		return err
	}
	speed, _ := pace.ParsePace(screen.pace) // checked
	frame, err := stage.Frame(source, r.in, stage.Still{At: at, Keys: strings.Fields(f.keys), Stage: r.stage, Sow: r.sow, Options: options, Pace: speed, Opening: opening})
	if err != nil {
		return fmt.Errorf("--keys: %w", err)
	}
	text := frame.Text()
	if f.as == "ansi" {
		text = frame.ANSI()
	}
	_, err = io.WriteString(stdout, text)
	return stdoutError(err)
}
