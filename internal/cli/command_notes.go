package cli

import (
	"context"
	"errors"
	"io"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"orderflow/internal/lectern"
	"orderflow/sim"
	"orderflow/ui"
	"orderflow/ui/canvas"
	"orderflow/ui/notes"
	"orderflow/ui/words"
)

// onceLimit is how long notes --once waits for a show; tests do not have the time.
var onceLimit = 2 * time.Second

// notesFlags are the flags of notes.
type notesFlags struct {
	lang  string
	theme string
	ascii bool
	pid   int
	once  bool
}

func notesCommand() *cobra.Command {
	f := &notesFlags{}
	cmd := &cobra.Command{
		Use:   "notes",
		Short: "The presenter's view of the show that runs in another terminal",
		Long: "Shows what the presenter needs while orderflow, a lesson, replay or live runs in another terminal of the same\n" +
			"user: notes, this sentence and the next, the question with its right answer and the hands so far, and the time.\n" +
			"Either may be started first, and started again.",
		Example: `
# in a second terminal
orderflow notes
orderflow notes --lang en --theme mono`,
		Args: noArguments,
	}
	flags := cmd.Flags()
	addWord(cmd, &f.lang, "lang", "language: en or ko (default: the show's)", "", "en", "ko")
	addWord(cmd, &f.theme, "theme", "colours: safe (for every kind of eye), calm or mono", canvas.Safe.String(), canvas.Calm.String(), canvas.Mono.String())
	flags.BoolVar(&f.ascii, "ascii", false, "draw with ASCII alone")
	var pid string
	flags.Var(&checkedFlag{to: &pid, kind: "number", check: func(text string) (err error) { f.pid, err = parsePID(text); return err }},
		"pid", "read the show of this process (default: the newest that runs)")
	flags.BoolVar(&f.once, "once", false, "print the state as text and exit; wait 2 s at most for a show")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if f.once {
			return f.printOnce(cmd)
		}
		return f.onScreen(cmd)
	}
	return cmd
}

func parsePID(text string) (int, error) {
	pid, err := strconv.ParseUint(text, 10, 31)
	if err != nil || pid == 0 {
		return 0, sim.Refuse("want the number of a process, not %q", "%q: 프로세스 번호를 쓰세요", sim.Printable(text, 40))
	}
	return int(pid), nil
}

// language returns that of --lang, else of the locale, and whether it was chosen.
func (f *notesFlags) language() (lang words.Lang, chosen bool) {
	if lang, err := words.ParseLang(f.lang); err == nil {
		return lang, true
	}
	return localeLang(), false
}

// What notes say that cannot be shown.
var (
	errNotesTerminal = sim.Refuse("the notes need a terminal: start them in one, or use orderflow notes --once", "발표자 노트에는 터미널이 필요합니다. 터미널에서 시작하거나 orderflow notes --once를 쓰세요")
	errNoShow        = sim.Refuse("no show runs: start orderflow in another terminal", "실행 중인 발표 화면이 없습니다. 다른 터미널에서 orderflow를 시작하세요")
)

// onScreen shows the notes until the user quits.
func (f *notesFlags) onScreen(cmd *cobra.Command) error {
	release, err := claimScreen(cmd)
	if errors.Is(err, errNoTerminal) {
		return errNotesTerminal
	}
	if err != nil {
		return err
	}
	defer release()
	defer graceful(cmd.Context(), liveGrace, true)()
	c := ui.NotesConfig{Input: cmd.InOrStdin(), Output: cmd.OutOrStdout()}
	c.Lang, c.Chosen = f.language()
	c.ASCII = f.ascii
	c.Theme.Palette, _ = words.ParsePalette(f.theme) // checked
	watcher := lectern.Watch(f.pid)
	c.Next = func(ctx context.Context) (notes.News, error) {
		news, err := watcher.Next(ctx)
		return newsOf(news), err
	}
	return failed(ui.RunNotes(cmd.Context(), c))
}

// newsOf words why there is no show.
func newsOf(n lectern.News) notes.News {
	news := notes.News{Show: n.Show, PID: n.PID}
	if n.Why != nil {
		news.Why = sim.TextOf(n.Why)
	}
	return news
}

// printOnce prints the state of a show.
func (f *notesFlags) printOnce(cmd *cobra.Command) error {
	ctx, cancel := context.WithTimeout(cmd.Context(), onceLimit)
	defer cancel()
	watcher := lectern.Watch(f.pid)
	defer watcher.Close()
	why := errNoShow
	for {
		news, err := watcher.Next(ctx)
		switch {
		case err != nil:
			return failed(why)
		case news.Show != nil:
			now := time.Now()
			v := &notes.View{Show: news.Show, Came: now, PID: news.PID}
			var chosen bool
			if v.Lang, chosen = f.language(); !chosen {
				v.Lang, _ = words.ParseLang(news.Show.Lang) // en or ko
			}
			_, err := io.WriteString(cmd.OutOrStdout(), notes.Text(v, now))
			return stdoutError(err)
		case news.Why != nil:
			why = news.Why
		}
	}
}
