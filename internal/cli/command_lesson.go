package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"orderflow/internal/lesson"
	"orderflow/internal/report"
	"orderflow/sim"
	"orderflow/ui/words"
)

// Forms of a handout.
const (
	asMarkdown = "markdown"
	asHTML     = "html"
)

// lessonFlags are the flags of lesson.
type lessonFlags struct {
	check     bool
	create    string // the name of a new lesson
	handout   bool
	as        string
	questions bool // the questions alone
	fromStart bool
	rehearse  bool
	screen    *screenFlags
}

func lessonCommand() *cobra.Command {
	f := &lessonFlags{screen: &screenFlags{output: &outputFlags{}}}
	cmd := &cobra.Command{
		Use:   "lesson [NAME|FILE]",
		Short: "Take a room through one question: predict, see, say why",
		Long: "Lists the lessons, or plays one on the screen. A lesson stops at each question until the room has answered, and\n" +
			"what is right the run decides. It can be left and gone on with; how far you are is kept for you.\n" +
			"A lesson of your own is a YAML file: --new writes one that works, --check says whether it holds.",
		Example: `
# what there is, and how far you are
orderflow lesson
# play one; the questions alone, where there is little time
orderflow lesson published
orderflow lesson published --questions-only
# the page to take home: question, picture, table, quiz without answers and with
orderflow lesson published --handout --lang en > published.md
orderflow lesson published --handout --as html > published.html
# one of your own
orderflow lesson --new mine
orderflow lesson --check mine.yaml`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: completeLessons,
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.BoolVar(&f.questions, "questions-only", false, "play the questions and how they are answered, without what leads there")
	flags.BoolVar(&f.fromStart, "from-start", false, "begin at the first scene, however far you are")
	flags.BoolVar(&f.rehearse, "rehearse", false, "keep how long each scene takes you: orderflow notes shows it next time")
	flags.BoolVar(&f.check, "check", false, "play lessons to their end and say whether they hold (all that come with the\nprogram, or those that are named)")
	addText(flags, &f.create, "new", "", "write the file of a new lesson of this name, to be written over")
	flags.BoolVar(&f.handout, "handout", false, "print the page of a lesson, or of all: in both languages, or that of --lang")
	addWord(cmd, &f.as, "as", "form of the handout: markdown or html", asMarkdown, asHTML)
	f.screen.addLook(cmd, "", "size of the screen, WxH (default: the window's)")
	cmd.RunE = f.run
	return cmd
}

// completeLessons offers the lessons that come with the program, and files.
func completeLessons(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return lesson.Names(), cobra.ShellCompDirectiveDefault
}

// run does what the flags ask for.
func (f *lessonFlags) run(cmd *cobra.Command, args []string) error {
	if err := f.agree(cmd, args); err != nil {
		return err
	}
	switch {
	case f.check:
		return f.checkLessons(cmd, args)
	case f.create != "":
		return f.writeSkeleton(cmd)
	case f.handout:
		return f.printHandouts(cmd, args)
	case len(args) == 0:
		return f.listLessons(cmd)
	}
	return f.play(cmd, args[0])
}

// agree refuses flags and arguments that make no sense together.
func (f *lessonFlags) agree(cmd *cobra.Command, args []string) error {
	var tasks, ofScreen []string
	cmd.Flags().Visit(func(flag *pflag.Flag) {
		switch flag.Name {
		case "check", "handout", "new":
			if flag.Value.String() != "false" {
				tasks = append(tasks, "--"+flag.Name)
			}
		case "as", "lang", "help":
		default:
			ofScreen = append(ofScreen, "--"+flag.Name)
		}
	})
	switch {
	case len(tasks) > 1:
		return sim.Refuse("%s and %s are two tasks: want one of them", "%s, %s: 서로 다른 작업입니다. 하나만 쓰세요", tasks[0], tasks[1])
	case cmd.Flags().Changed("as") && !f.handout:
		return sim.Refuse("--as: belongs to --handout: leave it out", "--as: --handout에만 쓰는 옵션입니다. 빼세요")
	case len(tasks) == 1 && len(ofScreen) > 0:
		return sim.Refuse("%s: belongs to playing a lesson, and %s plays none: leave it out", "%s: 수업을 진행할 때만 쓰는 옵션이라 %s에는 쓸 수 없습니다. 빼세요", ofScreen[0], tasks[0])
	case len(tasks) == 0 && len(args) == 0 && len(ofScreen) > 0:
		return sim.Refuse("%s: of which lesson? name one, such as orderflow lesson %s", "%s: 어느 수업입니까? orderflow lesson %s처럼 이름을 쓰세요", ofScreen[0], lesson.Names()[0])
	case f.create != "" && len(args) > 0:
		return sim.Refuse("--new takes the name of the lesson, and nothing besides: leave %q out", "--new에는 수업 이름만 씁니다. %q을(를) 빼세요", sim.Printable(args[0], 40))
	case !f.check && len(args) > 1:
		return sim.Refuse("lesson takes one lesson, not %d: see %s --help", "lesson에는 수업을 하나만 씁니다. 지금은 %d개입니다. %s --help를 보세요", len(args), cmd.CommandPath())
	case slices.Contains(args, ""):
		return sim.Refuse("lesson: the name of the lesson is empty: see %s --help", "lesson: 수업 이름이 비어 있습니다. %s --help를 보세요", cmd.CommandPath())
	}
	return nil
}

// listLessons lists the lessons that come with the program.
func (f *lessonFlags) listLessons(cmd *cobra.Command) error {
	var text bytes.Buffer
	lang, store := f.screen.output.language(), openState()
	report.WriteLessons(&text, lesson.Embedded(), store.Of, lang)
	warnOfState(cmd, store, lang)
	_, err := cmd.OutOrStdout().Write(text.Bytes())
	return stdoutError(err)
}

// openState opens what is kept of the user's lessons.
func openState() *lesson.Store {
	dir := lesson.StateDir()
	if dir != "" {
		dir = filepath.Join(dir, "lessons")
	}
	return lesson.OpenStore(dir)
}

// warnOfState says what is wrong with what was kept.
func warnOfState(cmd *cobra.Command, store *lesson.Store, lang words.Lang) {
	for err := store.Problem(); err != nil; err = store.Problem() {
		warn(cmd.ErrOrStderr(), err, lang)
	}
}

// openLesson returns the embedded lesson of a name, or that of a file, and under
// which name it is kept.
func openLesson(name string) (l *lesson.Lesson, key string, err error) {
	l, unknown := lesson.Find(name)
	if unknown == nil {
		return l, lesson.Key(l, ""), nil
	}
	if slices.Contains(lesson.Names(), name) { // it is known, and wrong
		return nil, "", unknown
	}
	if _, err := os.Stat(name); err != nil && !strings.ContainsAny(name, `./\`) {
		return nil, "", unknown
	}
	text, err := readStart(name, lesson.BytesMax+1) // what is too long is refused as it is read
	if err != nil {
		return nil, "", openError("lesson", name, err)
	}
	if l, err = lesson.Read(name, text); err != nil {
		return nil, "", err
	}
	return l, lesson.Key(l, name), nil
}

// readStart reads at most limit bytes of a file.
func readStart(path string, limit int64) ([]byte, error) {
	file, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // it was only read
	return io.ReadAll(io.LimitReader(file, limit))
}

// writeSkeleton writes the file of a new lesson.
func (f *lessonFlags) writeSkeleton(cmd *cobra.Command) error {
	text, err := lesson.Skeleton(f.create)
	if err != nil {
		return fmt.Errorf("--new: %w", err)
	}
	lang, path := f.screen.output.language(), f.create+".yaml"
	if err := writeNew(cmd, path, lang.Of(text)); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return sim.Refuse("--new %s: %s is there already: want another name", "--new %s: %s은(는) 이미 있는 파일입니다. 다른 이름을 쓰세요", f.create, path)
		}
		return openError("--new", path, err)
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), lang.Of(sim.Text{
		English: "%[1]s is written. Check it with orderflow lesson --check %[1]s, play it with orderflow lesson %[1]s.\n",
		Korean:  "%[1]s 파일을 만들었습니다. orderflow lesson --check %[1]s로 확인하고 orderflow lesson %[1]s로 진행하세요.\n",
	}), path)
	return stdoutError(err)
}

// writeNew writes a file that is not there yet, whole or not at all.
func writeNew(cmd *cobra.Command, path, text string) error {
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	file, err := newTempFile(cmd.Context(), path)
	if err != nil {
		return err
	}
	_, err = file.file.WriteString(text)
	if err == nil {
		err = file.claim()
	}
	if err != nil {
		file.discard()
		return err
	}
	return file.file.Close()
}
