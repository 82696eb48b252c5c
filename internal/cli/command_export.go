package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"orderflow/internal/lesson"
	"orderflow/sim"
	"orderflow/ui/spacetime"
)

// What export makes.
const (
	asSpaceTime = "spacetime"
	asMermaid   = "mermaid"
	asVTT       = "vtt"
	asSRT       = "srt"
	asCues      = "cues"
	asChapters  = "chapters"
	asCast      = "cast"
	asPage      = "html" // the film with its player
	asPNG       = "png"
	asSVG       = "svg"
	asGIF       = "gif"
	asMP4       = "mp4"
	asWebM      = "webm"
	asOTLP      = "otlp" // spans, as a collector takes them
)

// Kinds of what export makes.
var (
	diagrams = []string{asSpaceTime, asMermaid}
	texts    = []string{asVTT, asSRT, asCues, asChapters}
	stills   = []string{asPNG, asSVG}
	videos   = []string{asMP4, asWebM}
	films    = slices.Concat([]string{asCast, asPage}, texts, []string{asGIF}, videos)
	drawn    = slices.Concat(films, stills)
	binaries = []string{asPNG, asGIF}
	exports  = slices.Concat([]string{asSpaceTime, asCast}, texts, []string{asPage}, stills, []string{asGIF}, videos, []string{asMermaid, asOTLP})
)

// belongs says what a flag is for; a flag that is not here is for all.
var belongs = map[string][]string{
	"order": diagrams, "format": {asSpaceTime}, "svg": {asSpaceTime}, "lesson": drawn,
	"ascii": slices.Concat([]string{asSpaceTime}, drawn),
	"size":  drawn, "big": drawn, "theme": drawn, "pace": drawn, "motion": drawn, "keys": drawn, "talk": films, "fps": drawn, "voice": drawn,
	"from": films, "to": films, "title": films, "at": stills, "ffmpeg": drawn,
}

// exportFlags are the flags of export.
type exportFlags struct {
	as       string
	lesson   string
	orders   []string
	format   string
	svg      bool
	out      string
	film     filmFlags
	screen   *screenFlags
	settings []*settingFlag
}

func exportCommand() *cobra.Command {
	f := &exportFlags{screen: &screenFlags{output: &outputFlags{}}}
	cmd := &cobra.Command{
		Use:   "export [FILE|SCENARIO]",
		Short: "Make a film, a picture, or a text of a run",
		Long: "Makes a film, a picture or a text of a saved log, of a scenario that is run for it with the flags of run, or of a\n" +
			"lesson. The same log makes the same film again, in either language, at any size.\n" +
			"cast is for asciinema; html is one file with player, captions and chapters that needs no network; gif, mp4 and\n" +
			"webm are videos (the latter two by your ffmpeg); png and svg are one frame. vtt and srt are the captions, cues\n" +
			"is the script to be spoken, chapters are for a video platform; all have the times of the film. spacetime is the\n" +
			"diagram of orders, mermaid one order's sequence diagram. otlp is the run as OpenTelemetry spans, told and true, in\n" +
			"OTLP/JSON, at most 800 spans a line; virtual time begins at 2026-01-01T00:00:00Z there.",
		Example: `
orderflow export outage --as html --lang ko > outage.html
orderflow export outage --mode send --as cast > send.cast
orderflow export outage --as gif --fps 5 --title 'Who knows?' --from '#4.lost' > lost.gif
orderflow export outage --as png --at '#4.lost' > lost.png
orderflow export --lesson published --as html > published.html
# with keys that are pressed in it, by a list of shots
orderflow export outage --as cast --keys examples/films/panel-why.keys > why.cast
# captions, chapters, and the script to be spoken, with the times of the film
orderflow export outage --as vtt --lang ko > outage.ko.vtt
orderflow export outage --as chapters
orderflow export outage --as cues
# of a saved log
orderflow run --scenario outage --record orders.jsonl
orderflow export orders.jsonl --as spacetime --order 3 --order 4 --svg > orders.svg
orderflow export orders.jsonl --as mermaid --order 4
# spans for Jaeger or Grafana, as POST /v1/traces of a collector takes them
orderflow export outage --as otlp > outage.otlp.json`,
		Args: cobra.ArbitraryArgs,
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	addWord(cmd, &f.as, "as", "what is made: spacetime, cast, vtt, srt, cues, chapters, html,\npng, svg, gif, mp4, webm, mermaid or otlp", exports...)
	flags.VarP(&textFlag{to: &f.out}, "output", "o", "file to write; one that is there is replaced (default: stdout)")
	addText(flags, &f.lesson, "lesson", "", "a lesson's name or file, instead of a run: its questions stand for\ntheir think time, then the answer comes")
	f.film.add(cmd)
	f.screen.addLook(cmd, "120x36", "size of the film, WxH")
	flags.StringSliceVar(&f.orders, "order", nil, "spacetime, mermaid: number of an order, from 1; of spacetime up to six\n(required)")
	addWord(cmd, &f.format, "format", "spacetime: how it is drawn: text, or svg (a picture)", "text", "svg")
	flags.BoolVar(&f.svg, "svg", false, "the same as --format svg")
	f.settings = addSettings(flags)
	for _, setting := range f.settings {
		complete(cmd, setting.Name, setting.Words, cobra.ShellCompDirectiveNoFileComp)
	}
	complete(cmd, "lesson", lesson.Names(), cobra.ShellCompDirectiveDefault)
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return scenarioNames(), cobra.ShellCompDirectiveDefault
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		from, err := f.agree(cmd, args)
		if err != nil {
			return err
		}
		if slices.Contains(videos, f.as) {
			return f.video(cmd, from)
		}
		draw, err := f.drawer(cmd, from)
		if err != nil {
			return err
		}
		return f.write(cmd, from, draw)
	}
	return cmd
}

// agree refuses flags and arguments that make no sense together, and returns what
// the export is of; "" is the lesson.
func (f *exportFlags) agree(cmd *cobra.Command, args []string) (from string, err error) {
	cmd.Flags().Visit(func(flag *pflag.Flag) {
		if kinds, limited := belongs[flag.Name]; err == nil && limited && !slices.Contains(kinds, f.as) {
			err = sim.Refuse("--%s: belongs to --as %s: leave it out", "--%s: --as %s에만 쓰는 옵션입니다. 빼세요", flag.Name, strings.Join(kinds, ", "))
		}
	})
	if err != nil {
		return "", err
	}
	switch {
	case f.out != "":
	case slices.Contains(videos, f.as):
		return "", sim.Refuse("--as %s: is written to a file: want -o FILE", "--as %s: 파일로만 만들 수 있습니다. -o 파일을 쓰세요", f.as)
	case slices.Contains(binaries, f.as) && isTerminal(cmd.OutOrStdout()):
		return "", sim.Refuse("--as %s: is no text, and stdout is a terminal: want -o FILE", "--as %s: 텍스트가 아니라서 터미널에 쓸 수 없습니다. -o 파일을 쓰세요", f.as)
	}
	if f.lesson == "" {
		if err := oneFile(cmd, args); err != nil {
			return "", err
		}
		return args[0], nil
	}
	if len(args) > 0 {
		return "", sim.Refuse("--lesson: is what the film is of: leave %q out", "--lesson: 수업으로 만드는 영상입니다. %q을(를) 빼세요", sim.Printable(args[0], 40))
	}
	if given := f.given(cmd); given != "" {
		return "", sim.Refuse("--%s: a lesson has its own runs: leave the flag out", "--%s: 수업에는 정해진 실행이 있습니다. 옵션을 빼세요", given)
	}
	return "", nil
}

// given returns a setting of runs that was given; "" = none was.
func (f *exportFlags) given(cmd *cobra.Command) (name string) {
	cmd.Flags().Visit(func(flag *pflag.Flag) {
		if _, setting := flag.Value.(*settingFlag); setting {
			name = flag.Name
		}
	})
	return name
}

// drawer returns what writes the export.
func (f *exportFlags) drawer(cmd *cobra.Command, from string) (func(io.Writer) error, error) {
	switch {
	case f.as == asOTLP:
		return f.spans(cmd, from)
	case !slices.Contains(diagrams, f.as):
		return f.filmer(cmd, from)
	}
	numbers, err := f.numbers()
	if err != nil {
		return nil, err
	}
	log, err := f.log(cmd, from)
	if err != nil {
		return nil, err
	}
	diagram, err := spacetime.NewSpaceTime(log, numbers, f.screen.output.language())
	if err != nil {
		return nil, fmt.Errorf("--order: %w", err)
	}
	return func(w io.Writer) error {
		switch {
		case f.as == asMermaid:
			return diagram.WriteMermaid(w)
		case f.svg || f.format == "svg":
			return diagram.WriteSVG(w)
		}
		return diagram.WriteText(w, f.screen.ascii)
	}, nil
}

// log returns the log of a run of an embedded scenario, or one that was saved.
func (f *exportFlags) log(cmd *cobra.Command, from string) (*sim.Log, error) {
	p, err := f.plan(from)
	if err != nil {
		return nil, err
	}
	if p == nil {
		return f.saved(cmd, from)
	}
	source, err := startSimulation(p)
	if err != nil {
		return nil, err
	}
	source.Advance(p.config.Until)
	return source.Log(), nil
}

// plan returns the plan of an embedded scenario with the flags of run; nil where
// it is a file that is meant.
func (f *exportFlags) plan(from string) (*plan, error) {
	s, unknown := sim.FindScenario(from)
	if unknown != nil {
		if _, err := os.Stat(from); err != nil && !strings.ContainsAny(from, `./\`) {
			return nil, unknown
		}
		return nil, nil //nolint:nilnil // a file
	}
	settings := &planFlags{scenario: s.Name, settings: f.settings}
	p, err := settings.plan("run")
	if err != nil {
		return nil, err
	}
	return p, p.config.Keepable()
}

// saved returns a log that was saved.
func (f *exportFlags) saved(cmd *cobra.Command, from string) (*sim.Log, error) {
	if given := f.given(cmd); given != "" {
		return nil, sim.Refuse("--%s: %s is a log, whose run is over: leave the flag out, or name a scenario", "--%s: %s은(는) 이미 끝난 실행의 로그입니다. 옵션을 빼거나 시나리오 이름을 쓰세요", given, from)
	}
	return readLog(cmd, from)
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
	if f.as == asMermaid && len(numbers) > 1 {
		return nil, sim.Refuse("--order: mermaid draws one order, not %d", "--order: mermaid는 주문을 하나만 그립니다. 지금은 %d개입니다", len(numbers))
	}
	return numbers, nil
}

// write writes the export to stdout, or to a file other than what is read.
func (f *exportFlags) write(cmd *cobra.Command, log string, draw func(io.Writer) error) error {
	if f.out == "" {
		return exportError(draw(cmd.OutOrStdout()), stdoutError)
	}
	toFile := func(err error) error {
		return failed(sim.Refuse("writing %s: %v", "%s에 쓰지 못했습니다: %v", f.out, localized(err)))
	}
	if err := f.writable(log); err != nil {
		return err
	}
	replaced := f.replaces()
	output, err := newTempFile(cmd.Context(), f.out)
	if err != nil {
		return openError("--output", f.out, err)
	}
	if err := draw(output.file); err != nil {
		output.discard()
		return exportError(err, toFile)
	}
	if err := errors.Join(output.replace(), output.file.Close()); err != nil {
		return toFile(err)
	}
	f.sayReplaced(cmd, replaced)
	return nil
}

// replaces reports whether the file that is written is there already: what is made of a
// log can be made again, so it is replaced, but not silently.
func (f *exportFlags) replaces() bool {
	info, err := os.Stat(f.out)
	return err == nil && info.Mode().IsRegular()
}

// sayReplaced says that what was there before is gone.
func (f *exportFlags) sayReplaced(cmd *cobra.Command, replaced bool) {
	if replaced {
		note(cmd.ErrOrStderr(), sim.Refuse("%s was there, and is replaced", "이미 있던 %s을(를) 새로 덮어썼습니다", f.out), f.screen.output.language())
	}
}

// writable refuses to write over what is read.
func (f *exportFlags) writable(log string) error {
	switch {
	case sameFile(log, f.out):
		return sim.Refuse("--output %s: is the log itself: want another file", "--output %s: 로그 파일 자체입니다. 다른 파일을 쓰세요", f.out)
	case sameFile(f.film.keys, f.out) || sameFile(f.lesson, f.out):
		return sim.Refuse("--output %s: is read for the film: want another file", "--output %s: 영상을 만들 때 읽는 파일입니다. 다른 파일을 쓰세요", f.out)
	}
	return nil
}

// sameFile reports whether two paths are one file.
func sameFile(a, b string) bool {
	one, err1 := os.Stat(a)
	other, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(one, other)
}

// exportError tells what is wrong with what was asked for from a write that failed.
func exportError(err error, writing func(error) error) error {
	refusal := (*sim.Refusal)(nil)
	switch {
	case err == nil || errors.As(err, &refusal):
		return err
	case errors.Is(err, context.Canceled):
		return failed(errInterrupted)
	}
	return writing(err)
}
