package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"orderflow/sim"
	"orderflow/ui/spacetime"
)

// exportFlags are the flags of export.
type exportFlags struct {
	as     string
	orders []string
	format string
	svg    bool
	out    string
	ascii  bool
	output *outputFlags
}

func exportCommand() *cobra.Command {
	f := &exportFlags{output: &outputFlags{}}
	cmd := &cobra.Command{
		Use:   "export FILE",
		Short: "Draw a saved log",
		Long: "Draws the space-time diagram of orders of a saved log, as text or as an SVG picture:\n" +
			"one column for each participant, every message an arrow, what broke off ends in a cross.",
		Example: `
orderflow run --scenario outage --record orders.jsonl
orderflow export orders.jsonl --as spacetime --order 4
orderflow export orders.jsonl --as spacetime --order 3 --order 4 --svg > orders.svg`,
		Args: oneFile,
	}
	addWord(cmd, &f.as, "as", "what is drawn: spacetime", "spacetime")
	cmd.Flags().StringSliceVar(&f.orders, "order", nil, "number of an order, from 1; up to six (required)")
	addWord(cmd, &f.format, "format", "how it is drawn: text, or svg (a picture)", "text", "svg")
	cmd.Flags().BoolVar(&f.svg, "svg", false, "the same as --format svg")
	cmd.Flags().VarP(&textFlag{to: &f.out}, "output", "o", "file to write (default: stdout)")
	cmd.Flags().BoolVar(&f.ascii, "ascii", false, "ASCII only, as text")
	addLang(cmd, f.output)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		numbers, err := f.numbers()
		if err != nil {
			return err
		}
		log, err := readLog(cmd, args[0])
		if err != nil {
			return err
		}
		diagram, err := spacetime.NewSpaceTime(log, numbers, f.output.language())
		if err != nil {
			return fmt.Errorf("--order: %w", err)
		}
		return f.write(cmd, args[0], diagram)
	}
	return cmd
}

// numbers parses the numbers of --order.
func (f *exportFlags) numbers() ([]sim.OrderID, error) {
	if len(f.orders) == 0 {
		return nil, sim.Refuse("--order is missing: want the number of an order, such as --order 4", "--order가 없습니다. 주문 번호를 --order 4처럼 쓰세요")
	}
	var numbers []sim.OrderID
	for _, text := range f.orders {
		n, err := strconv.ParseUint(text, 10, 32)
		if err != nil || n == 0 {
			return nil, sim.Refuse("--order: want the number of an order, from 1, not %q", "--order: %q: 1부터 세는 주문 번호를 쓰세요", sim.Printable(text, 40))
		}
		numbers = append(numbers, sim.OrderID(n))
	}
	return numbers, nil
}

// write writes the diagram to stdout, or to a file other than the log.
func (f *exportFlags) write(cmd *cobra.Command, log string, diagram *spacetime.SpaceTime) error {
	draw := func(w io.Writer) error {
		if f.svg || f.format == "svg" {
			return diagram.WriteSVG(w)
		}
		return diagram.WriteText(w, f.ascii)
	}
	if f.out == "" {
		return stdoutError(draw(cmd.OutOrStdout()))
	}
	output, err := createOutput(cmd.Context(), f.out, log)
	if err != nil {
		return err
	}
	if err := draw(output.file); err != nil {
		output.discard()
		return failed(sim.Refuse("writing %s: %v", "%s에 쓰지 못했습니다: %v", f.out, localized(err)))
	}
	if err := errors.Join(output.replace(), output.file.Close()); err != nil {
		return failed(sim.Refuse("writing %s: %v", "%s에 쓰지 못했습니다: %v", f.out, localized(err)))
	}
	return nil
}

// createOutput creates the file of --output, which must not be the log itself.
func createOutput(ctx context.Context, path, log string) (*tempFile, error) {
	target, err := os.Stat(path)
	if info, logErr := os.Stat(log); err == nil && logErr == nil && os.SameFile(info, target) {
		return nil, sim.Refuse("--output %s: is the log itself: want another file", "--output %s: 로그 파일 자체입니다. 다른 파일을 쓰세요", path)
	}
	output, err := newTempFile(ctx, path)
	if err != nil {
		return nil, openError("--output", path, err)
	}
	return output, nil
}
