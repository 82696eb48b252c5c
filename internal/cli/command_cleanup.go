package cli

import (
	"bufio"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"orderflow/internal/report"
	"orderflow/kafkax"
	"orderflow/kafkax/record"
	"orderflow/sim"
	"orderflow/ui/words"
)

// cleanupFlags are the flags of cleanup.
type cleanupFlags struct {
	brokers string
	access  string
	prefix  string
	older   time.Duration
	dryRun  bool
	yes     bool
	format  string

	byAge bool // --older-than was given
}

// formatText is for people.
const formatText = "text"

func cleanupCommand() *cobra.Command {
	f, out := &cleanupFlags{older: -1}, &outputFlags{}
	cmd := &cobra.Command{
		Use:   "cleanup",
		Short: "Delete what live has left on a cluster: topics and groups of runs that are over",
		Long: "Lists the topics and consumer groups of one prefix, or of all runs that are over for some time, asks, and\n" +
			"deletes them. What belongs to a run that lives is never deleted: each shows every 5 s on PREFIX.alive that it\n" +
			"does, and counts as dead 30 s after it last did, by the broker's clock, if its groups are empty. Names that this\n" +
			"program does not give are never touched, nor a chosen prefix on which nobody has shown that he lives.\n\n" +
			"It asks on a terminal; elsewhere it deletes with --yes alone. --format json wants --yes or --dry-run.",
		Example: `
# what is there, and who of them lives?
orderflow cleanup --brokers kafka.example:9092 --older-than 0s --dry-run
orderflow cleanup --brokers kafka.example:9092 --prefix orderflow-1a2b3c4d
orderflow cleanup --config client.properties --older-than 24h --yes`,
		Args: noArguments,
	}
	addText(cmd.Flags(), &f.brokers, "brokers", "", "brokers of the cluster, host:port,…")
	addText(cmd.Flags(), &f.access, "config", "", "properties file of a Kafka client: TLS, login, bootstrap.servers")
	cmd.Flags().Var(&checkedFlag{to: &f.prefix, kind: "name", check: func(text string) error { _, err := record.ParsePrefix(text); return err }},
		"prefix", "what begins with this name, as live says it at its end, or service was told")
	cmd.Flags().Var(&ageFlag{f}, "older-than", "every run that has shown no life for so long, such as 24h")
	cmd.Flags().BoolVar(&f.dryRun, "dry-run", false, "list, and delete nothing")
	cmd.Flags().BoolVar(&f.yes, "yes", false, "do not ask")
	addWord(cmd, &f.format, "format", "what is printed: text or json", formatText, formatJSON)
	addLang(cmd, out)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return f.run(cmd, out.language())
	}
	return cmd
}

// ageFlag is --older-than.
type ageFlag struct{ flags *cleanupFlags }

// String returns no default: without the flag a prefix is wanted.
func (f *ageFlag) String() string { return "" }

// Type names the value for cobra.
func (f *ageFlag) Type() string { return "duration" }

// Set accepts a duration that is not negative.
func (f *ageFlag) Set(text string) error {
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 {
		return sim.Refuse("want a duration such as 24h or 90s, not %q", "%q: 24h나 90s처럼 기간을 쓰세요", sim.Printable(text, 40))
	}
	f.flags.older, f.flags.byAge = d, true
	return nil
}

// check refuses what does not go together.
func (f *cleanupFlags) check() error {
	switch {
	case f.brokers == "" && f.access == "":
		return sim.Refuse("cleanup: which cluster? want --brokers host:port,… or --config FILE", "cleanup: 클러스터를 알려 주세요. --brokers host:port,…나 --config FILE을 쓰세요")
	case f.prefix == "" && !f.byAge:
		return sim.Refuse("cleanup: what? want --prefix NAME or --older-than D; --older-than 0s --dry-run lists what there is", "cleanup: 무엇을 지울지 알려 주세요. --prefix NAME이나 --older-than D를 쓰세요. --older-than 0s --dry-run은 목록만 보여 줍니다")
	case f.prefix != "" && f.byAge:
		return sim.Refuse("--prefix and --older-than: want one of them", "--prefix와 --older-than 중 하나만 쓰세요")
	case f.dryRun && f.yes:
		return sim.Refuse("--dry-run and --yes: want one of them", "--dry-run과 --yes 중 하나만 쓰세요")
	case f.format == formatJSON && !f.dryRun && !f.yes:
		return sim.Refuse("--format json asks nobody: add --yes or --dry-run", "--format json은 묻지 않습니다. --yes나 --dry-run을 함께 쓰세요")
	}
	return nil
}

// run lists, asks and deletes.
func (f *cleanupFlags) run(cmd *cobra.Command, lang words.Lang) error {
	if err := f.check(); err != nil {
		return err
	}
	progress := newProgress(cmd, f.format)
	options := kafkax.Options{Waits: func(what sim.Text) { progress.wait(what) }}
	var err error
	if options.Brokers, options.Access, err = reach(cmd, f.brokers, f.access); err != nil {
		return err
	}
	cleaner, err := kafkax.OpenCleaner(cmd.Context(), options)
	if err != nil {
		return failed(err)
	}
	defer cleaner.Close()
	list, err := f.look(cmd.Context(), cleaner)
	if err != nil {
		return failed(err)
	}
	found := &report.Cleanup{DryRun: f.dryRun, Runs: f.runs(list)}
	if f.format == formatText {
		if err := stdoutError(found.WriteList(cmd.OutOrStdout(), lang)); err != nil {
			return err
		}
	}
	chosen := slices.DeleteFunc(slices.Clone(list), func(r *kafkax.Remains) bool { return !f.takes(r) })
	if len(chosen) > 0 && !f.dryRun {
		if agreed, err := f.agreed(cmd, found, lang); err != nil || !agreed {
			return err
		}
		f.delete(cmd.Context(), cleaner, chosen, found)
		progress.clear()
	}
	if f.format == formatJSON {
		err = found.WriteJSON(cmd.OutOrStdout())
	} else {
		err = found.WriteDeleted(cmd.OutOrStdout(), lang)
	}
	if err = stdoutError(err); err == nil && !f.dryRun {
		err = failed(f.short(found))
	}
	return err
}

// look finds what there is, and what of it is old enough to be spoken of.
func (f *cleanupFlags) look(ctx context.Context, cleaner *kafkax.Cleaner) ([]*kafkax.Remains, error) {
	prefix := ""
	if f.prefix != "" {
		prefix, _ = record.ParsePrefix(f.prefix)
	}
	list, err := cleaner.Look(ctx, prefix)
	if err == nil && prefix != "" && len(list) == 0 {
		err = sim.Refuse("%s*: there is nothing of that name on the cluster", "%s*: 클러스터에 그런 이름이 없습니다", prefix)
	}
	return list, err
}

// takes reports whether what is under a prefix is to be deleted.
func (f *cleanupFlags) takes(r *kafkax.Remains) bool {
	return r.Deletable(f.prefix != "") && (f.prefix != "" || r.Age >= f.older)
}

// agreed asks on a terminal whether what is listed may be deleted.
func (f *cleanupFlags) agreed(cmd *cobra.Command, found *report.Cleanup, lang words.Lang) (bool, error) {
	if f.yes {
		return true, nil
	}
	if !isTerminal(cmd.InOrStdin()) {
		return false, sim.Refuse("cleanup: nothing was deleted: it asks on a terminal, and stdin is none: add --yes, or --dry-run to list alone", "cleanup: 지우지 않았습니다. 터미널에서만 묻는데 표준 입력이 터미널이 아닙니다. --yes나 --dry-run을 쓰세요")
	}
	if _, err := fmt.Fprint(cmd.ErrOrStderr(), found.Question(lang)); err != nil {
		return false, failed(err)
	}
	answer, _ := bufio.NewReader(cmd.InOrStdin()).ReadString('\n') // what cannot be read is no yes
	if yes(answer) {
		return true, nil
	}
	note(cmd.ErrOrStderr(), sim.Refuse("nothing was deleted", "지우지 않았습니다"), lang)
	return false, nil
}

// yes reports whether an answer is one, also where the keyboard was left in Hangul.
func yes(answer string) bool {
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "y", "yes", "ㅛ", "예", "네":
		return true
	}
	return false
}

// delete deletes what was chosen. A signal ends it between two prefixes.
func (f *cleanupFlags) delete(ctx context.Context, cleaner *kafkax.Cleaner, chosen []*kafkax.Remains, found *report.Cleanup) {
	defer graceful(ctx, liveGrace, false)()
	for _, r := range cleaner.Delete(ctx, chosen, f.prefix != "") {
		i := slices.IndexFunc(found.Runs, func(run report.CleanupRun) bool { return run.Prefix == r.Prefix })
		to := &found.Runs[i]
		to.Topic, to.Group, to.Gone = r.Topics, r.Groups, r.Gone
		for _, failure := range r.Failed {
			text := sim.TextOf(failure.Why)
			to.Failed = append(to.Failed, report.CleanupFailure{Name: failure.Name, Why: text, Code: text.English})
		}
		if r.Spared != nil {
			*to = f.entry(r.Spared)
		}
	}
}

// runs says of each prefix what there is.
func (f *cleanupFlags) runs(list []*kafkax.Remains) []report.CleanupRun {
	var runs []report.CleanupRun
	for _, r := range list {
		runs = append(runs, f.entry(r))
	}
	return runs
}

func (f *cleanupFlags) entry(r *kafkax.Remains) report.CleanupRun {
	named := f.prefix != ""
	run := report.CleanupRun{
		Prefix: r.Prefix, State: r.Life.String(), Processes: r.Processes, Topics: r.Topics,
		Deletable: f.takes(r), Says: r.Text(), Stays: r.Stays(named),
	}
	if r.Age >= 0 {
		ms := r.Age.Milliseconds()
		run.Age = &ms
	}
	for _, g := range r.Groups {
		run.Groups = append(run.Groups, report.CleanupGroup{Name: g.Name, Members: g.Members})
	}
	if !run.Deletable && run.Stays == (sim.Text{}) {
		run.Stays = sim.Say("not older than %s", "%s보다 오래되지 않았습니다", f.older)
	}
	return run
}

// short says in one line what was to be deleted and is not; nil if all is.
func (f *cleanupFlags) short(found *report.Cleanup) error {
	var left []sim.Text
	deleted := 0
	for i := range found.Runs {
		r := &found.Runs[i]
		deleted += len(r.Topic) + len(r.Group)
		left = append(left, survivors(r)...)
		if len(r.Gone) > 0 {
			left = append(left, sim.Say("%s (gone already: somebody else has deleted them)", "%s(다른 곳에서 이미 지웠습니다)", shortList(r.Gone)))
		}
		if !r.Deletable && (f.prefix != "" || r.State == kafkax.Unclear.String()) {
			left = append(left, sim.Say("%s* (%s)", "%s*(%s)", r.Prefix, r.Stays))
		}
	}
	if len(left) == 0 {
		return nil
	}
	var english, korean []string
	for _, text := range left {
		english, korean = append(english, text.English), append(korean, text.Korean)
	}
	return sim.Refuse("deleted: %d; not deleted: %s", "지운 것: %d개, 지우지 못한 것: %s", deleted, sim.Text{English: shortList(english), Korean: shortList(korean)})
}

// survivors lists what of a prefix could not be deleted, once for each reason.
func survivors(r *report.CleanupRun) (list []sim.Text) {
	for rest := r.Failed; len(rest) > 0; {
		why := rest[0].Why
		same := slices.IndexFunc(rest, func(failure report.CleanupFailure) bool { return failure.Why != why })
		if same < 0 {
			same = len(rest)
		}
		var names []string
		for _, failure := range rest[:same] {
			names = append(names, failure.Name)
		}
		what := shortList(names)
		if same == len(r.Topics)+len(r.Groups) {
			what = r.Prefix + "*"
		}
		list = append(list, sim.Say("%s (%s)", "%s(%s)", what, why))
		rest = rest[same:]
	}
	return list
}
