package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"orderflow/sim"
	"orderflow/ui/spacetime"
	"orderflow/ui/story"
	"orderflow/ui/words"
)

// What export makes of a log.
const (
	asSpaceTime = "spacetime"
	asVTT       = "vtt"
	asSRT       = "srt"
	asCues      = "cues"
)

// diagramFlags are the flags that only the space-time diagram has.
var diagramFlags = []string{"order", "format", "svg", "ascii"}

// exportFlags are the flags of export.
type exportFlags struct {
	as       string
	orders   []string
	format   string
	svg      bool
	out      string
	ascii    bool
	output   *outputFlags
	settings []*settingFlag
}

func exportCommand() *cobra.Command {
	f := &exportFlags{output: &outputFlags{}}
	cmd := &cobra.Command{
		Use:   "export FILE|SCENARIO",
		Short: "Draw a log, or print its narration",
		Long: "Makes a picture or a text of a saved log, or of a scenario that is run for it, with the flags of run.\n" +
			"spacetime is the diagram of orders: a column for each participant, every message an arrow, what broke off\n" +
			"ends in a cross. vtt and srt are the narration as subtitles, with the wall times of the story; cues is its\n" +
			"script to be spoken, with ids and seconds.",
		Example: `
orderflow run --scenario outage --record orders.jsonl
orderflow export orders.jsonl --as spacetime --order 4
orderflow export orders.jsonl --as spacetime --order 3 --order 4 --svg > orders.svg
orderflow export orders.jsonl --as vtt --lang ko > orders.ko.vtt
orderflow export outage --mode send --as cues`,
		Args: oneFile,
	}
	addWord(cmd, &f.as, "as", "what is made: spacetime (a diagram), vtt, srt (subtitles) or cues (the script)", asSpaceTime, asVTT, asSRT, asCues)
	cmd.Flags().StringSliceVar(&f.orders, "order", nil, "spacetime: number of an order, from 1; up to six (required)")
	addWord(cmd, &f.format, "format", "spacetime: how it is drawn: text, or svg (a picture)", "text", "svg")
	cmd.Flags().BoolVar(&f.svg, "svg", false, "the same as --format svg")
	cmd.Flags().BoolVar(&f.ascii, "ascii", false, "spacetime: ASCII only, as text")
	cmd.Flags().VarP(&textFlag{to: &f.out}, "output", "o", "file to write (default: stdout)")
	addLang(cmd, f.output)
	f.settings = addSettings(cmd.Flags())
	for _, setting := range f.settings {
		complete(cmd, setting.Name, setting.Words, cobra.ShellCompDirectiveNoFileComp)
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		draw, err := f.drawer(cmd, args[0])
		if err != nil {
			return err
		}
		return f.write(cmd, args[0], draw)
	}
	return cmd
}

// drawer returns what writes the export.
func (f *exportFlags) drawer(cmd *cobra.Command, from string) (func(io.Writer) error, error) {
	if f.as != asSpaceTime {
		return f.narrator(cmd, from)
	}
	numbers, err := f.numbers()
	if err != nil {
		return nil, err
	}
	log, err := f.log(cmd, from)
	if err != nil {
		return nil, err
	}
	diagram, err := spacetime.NewSpaceTime(log, numbers, f.output.language())
	if err != nil {
		return nil, fmt.Errorf("--order: %w", err)
	}
	return func(w io.Writer) error {
		if f.svg || f.format == "svg" {
			return diagram.WriteSVG(w)
		}
		return diagram.WriteText(w, f.ascii)
	}, nil
}

// narrator returns what writes the narration.
func (f *exportFlags) narrator(cmd *cobra.Command, from string) (func(io.Writer) error, error) {
	for _, name := range diagramFlags {
		if cmd.Flags().Changed(name) {
			return nil, sim.Refuse("--%s: belongs to --as spacetime: leave it out", "--%s: --as spacetime에만 쓰는 옵션입니다. 빼세요", name)
		}
	}
	log, err := f.log(cmd, from)
	if err != nil {
		return nil, err
	}
	track := story.Of(log)
	write := map[string]func(io.Writer, words.Lang) error{asVTT: track.WriteVTT, asSRT: track.WriteSRT, asCues: track.WriteCues}[f.as]
	return func(w io.Writer) error { return write(w, f.output.language()) }, nil
}

// log returns the log of a run of an embedded scenario, or one that was saved.
func (f *exportFlags) log(cmd *cobra.Command, from string) (*sim.Log, error) {
	s, unknown := sim.FindScenario(from)
	if unknown == nil {
		return f.run(&s)
	}
	if _, err := os.Stat(from); err != nil && !strings.ContainsAny(from, `./\`) {
		return nil, unknown
	}
	given := ""
	cmd.Flags().Visit(func(flag *pflag.Flag) {
		if _, setting := flag.Value.(*settingFlag); setting {
			given = flag.Name
		}
	})
	if given != "" {
		return nil, sim.Refuse("--%s: %s is a log, whose run is over: leave the flag out, or name a scenario", "--%s: %s은(는) 이미 끝난 실행의 로그입니다. 옵션을 빼거나 시나리오 이름을 쓰세요", given, from)
	}
	return readLog(cmd, from)
}

// run runs a scenario to its end.
func (f *exportFlags) run(s *sim.Scenario) (*sim.Log, error) {
	plan := &planFlags{scenario: s.Name, settings: f.settings}
	p, err := plan.plan("run")
	if err != nil {
		return nil, err
	}
	source, err := startSimulation(p)
	if err != nil {
		return nil, err
	}
	source.Advance(p.config.Until)
	return source.Log(), nil
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

// write writes the export to stdout, or to a file other than the log.
func (f *exportFlags) write(cmd *cobra.Command, log string, draw func(io.Writer) error) error {
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
