package cli

import (
	"io"

	"github.com/spf13/cobra"

	"orderflow/internal/report"
	"orderflow/sim"
	"orderflow/ui/words"
)

// outputFlags are the flags for what a headless command prints and saves.
type outputFlags struct {
	format string
	record string
	force  bool
	lang   string
}

// Formats of a headless command.
const (
	formatSummary = "summary"
	formatJSON    = "json"
	formatJSONL   = "jsonl"
)

func addFormat(cmd *cobra.Command, f *outputFlags) {
	addWord(cmd, &f.format, "format", "what is printed: summary, json, or jsonl (the event log)", formatSummary, formatJSON, formatJSONL)
}

func addRecord(cmd *cobra.Command, f *outputFlags) {
	addText(cmd.Flags(), &f.record, "record", "", "save the event log in a new file, while it grows")
	cmd.Flags().BoolVar(&f.force, "force", false, "let --record replace a file that is there")
}

func addLang(cmd *cobra.Command, f *outputFlags) {
	addWord(cmd, &f.lang, "lang", "language: en or ko (default: the locale's, else en)", "", "en", "ko")
}

// addWord adds a flag that takes one of a few words, the first being the default.
func addWord(cmd *cobra.Command, to *string, name, usage string, list ...string) {
	*to = list[0]
	cmd.Flags().Var(&wordFlag{to: to, list: list}, name, usage)
	complete(cmd, name, list, cobra.ShellCompDirectiveNoFileComp)
}

// language returns the language of --lang, else of the locale, else English.
func (f *outputFlags) language() words.Lang {
	if lang, err := words.ParseLang(f.lang); err == nil {
		return lang
	}
	return localeLang()
}

// output is where a headless run is written: stdout and a recording.
type output struct {
	flags  *outputFlags
	stdout io.Writer
	stderr io.Writer
	stream *sim.LogWriter // nil unless the format is jsonl
	record *recording     // nil without --record
}

// open opens the output. It refuses to overwrite the files of inputs.
func (f *outputFlags) open(cmd *cobra.Command, header sim.Header, inputs []string) (*output, error) {
	stdout := cmd.OutOrStdout()
	o := &output{flags: f, stdout: stdout, stderr: cmd.ErrOrStderr()}
	if f.record != "" {
		var err error
		if o.record, err = f.newRecording(cmd.Context(), header, inputs); err != nil {
			return nil, err
		}
	}
	if f.format == formatJSONL {
		o.stream = sim.NewLogWriter(stdout, header)
	}
	return o, nil
}

// begin says what only a run that has begun knows of its log, before its first event.
func (o *output) begin(header sim.Header) {
	if o.stream != nil {
		o.stream = sim.NewLogWriter(o.stdout, header)
	}
	if o.record != nil {
		o.record.begins(header)
	}
}

// sinks returns the functions that receive every event.
func (o *output) sinks() []func(sim.Event) {
	var sinks []func(sim.Event)
	if o.stream != nil {
		sinks = append(sinks, o.stream.Append)
	}
	if o.record != nil {
		sinks = append(sinks, o.record.append)
	}
	return sinks
}

// append hands an event to every sink.
func (o *output) append(e sim.Event) {
	for _, sink := range o.sinks() {
		sink(e)
	}
}

// flush writes out what was printed and saved so far.
func (o *output) flush() error {
	if o.record != nil {
		if err := o.record.flush(); err != nil {
			return err
		}
		if trouble := o.record.trouble(); trouble != nil {
			warn(o.stderr, trouble, o.flags.language())
		}
	}
	if o.stream == nil {
		return nil
	}
	return stdoutError(o.stream.Flush())
}

// finish prints the report, unless the events were printed.
func (o *output) finish(result *sim.Report) error {
	switch o.flags.format {
	case formatJSON:
		return stdoutError(result.WriteJSON(o.stdout))
	case formatSummary:
		return stdoutError(report.WriteSummary(o.stdout, result, o.flags.language()))
	}
	return o.flush()
}

// close closes what open opened.
func (o *output) close() error {
	if o.record == nil {
		return nil
	}
	return o.record.close()
}

// stdoutError says that a write to stdout failed; nil stays nil.
func stdoutError(err error) error {
	if err != nil {
		return failed(sim.Refuse("writing to stdout: %v", "표준 출력에 쓰지 못했습니다: %v", localized(err)))
	}
	return nil
}
