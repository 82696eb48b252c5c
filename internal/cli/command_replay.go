package cli

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"orderflow/sim"
	"orderflow/ui/stage"
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
		if *headless {
			return printReplay(cmd, args[0], out)
		}
		log, err := readLog(cmd, args[0])
		if err != nil {
			return err
		}
		c := screen.config(screen.options())
		c.Source = stage.Replay(log)
		return show(cmd, c)
	}
	return cmd
}

// readLog reads a whole saved log into memory.
func readLog(cmd *cobra.Command, path string) (*sim.Log, error) {
	return readWith(cmd, path, sim.ReadLog)
}

// readWith reads a saved log with a reader. If the last line is torn it warns,
// and the rest is used.
func readWith[T any](cmd *cobra.Command, path string, read func(io.Reader) (*T, error)) (*T, error) {
	file, err := openFile(path)
	if err != nil {
		return nil, openError(cmd.Name(), path, err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	result, err := read(file)
	if torn := (*sim.TornError)(nil); errors.As(err, &torn) {
		warn(cmd.ErrOrStderr(), fmt.Errorf("%s: %w", path, err), commandLang(cmd))
		return result, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return result, nil
}

// printReplay prints what the run of the log printed. It reads event by event,
// so a log may be longer than memory.
func printReplay(cmd *cobra.Command, path string, out *outputFlags) error {
	if out.format == formatJSONL {
		_, err := readWith(cmd, path, func(r io.Reader) (*struct{}, error) { return nil, copyLog(cmd.OutOrStdout(), r) })
		return err
	}
	result, err := readWith(cmd, path, sim.FoldLog)
	if err != nil {
		return err
	}
	o, err := out.open(cmd, result.Header, nil)
	if err != nil {
		return err
	}
	return o.finish(result)
}

// copyEvery is after how many events a copy is flushed, which is when a closed
// pipe is noticed.
const copyEvery = 1 << 16

// copyLog writes the events of a log as they are read.
func copyLog(w io.Writer, r io.Reader) error {
	in, err := sim.NewLogReader(r)
	if err != nil {
		return err
	}
	out := sim.NewLogWriter(w, in.Header)
	for {
		e, err := in.Next()
		torn := (*sim.TornError)(nil)
		switch {
		case errors.Is(err, io.EOF):
			return stdoutError(out.Flush())
		case errors.As(err, &torn):
			if failure := out.Flush(); failure != nil {
				return stdoutError(failure)
			}
			return err
		case err != nil:
			return err
		}
		out.Append(e)
		if e.N%copyEvery == 0 {
			if err := out.Flush(); err != nil {
				return stdoutError(err)
			}
		}
	}
}
