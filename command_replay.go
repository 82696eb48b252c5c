package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"orderflow/sim"
	"orderflow/ui"
)

func replayCommand() *cobra.Command {
	out := &outputFlags{}
	cmd := &cobra.Command{
		Use:   "replay FILE",
		Short: "Open a saved log",
		Long:  "Opens a log that was saved with --record or --format jsonl, with full time travel.\nWith --headless it is folded again and reported like a run.",
		Example: `
orderflow run --scenario outage --record outage.jsonl
orderflow replay outage.jsonl --headless
orderflow replay outage.jsonl`,
		Args: oneFile,
	}
	screen := &screenFlags{output: out}
	headless := cmd.Flags().Bool("headless", false, "print the report instead of opening the screen")
	addFormat(cmd, out)
	screen.addLook(cmd, "", "size of the screen, WxH (default: the window's)")
	screen.addPlay(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if !*headless {
			release, err := claimScreen(cmd)
			if err != nil {
				return err
			}
			defer release()
		}
		log, err := readLog(cmd, args[0])
		if err != nil {
			return err
		}
		if *headless {
			return reprint(cmd, log, out)
		}
		c := screen.config(screen.options())
		c.Source = ui.Replay(log)
		return show(cmd, c)
	}
	return cmd
}

// readLog reads a saved log. A torn last line is a warning, and the rest is used.
func readLog(cmd *cobra.Command, path string) (*sim.Log, error) {
	file, err := openFile(path)
	if err != nil {
		return nil, openingError(cmd.Name(), path, err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	log, err := sim.ReadLog(file)
	if torn := (*sim.TornError)(nil); errors.As(err, &torn) {
		warn(cmd.ErrOrStderr(), fmt.Errorf("%s: %w", path, err))
		return log, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return log, nil
}

// reprint prints what the run of the log printed.
func reprint(cmd *cobra.Command, log *sim.Log, out *outputFlags) error {
	if out.format == formatJSONL {
		_, err := log.WriteTo(cmd.OutOrStdout())
		return printing(err)
	}
	o, err := out.open(cmd, log.Header, nil)
	if err != nil {
		return err
	}
	return o.finish(sim.ReportOf(log))
}
