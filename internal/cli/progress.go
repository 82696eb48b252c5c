package cli

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// When the progress line appears, and how often it changes.
const (
	progressAfter = time.Second
	progressEvery = 200 * time.Millisecond
)

// progressWidth is how wide the line may be where nobody knows the terminal's width.
const progressWidth = 80

// progress is the line on a terminal's stderr that says how far a run is.
type progress struct {
	w     io.Writer // nil: nobody watches
	lang  words.Lang
	start time.Time
	last  time.Time
	width func() int // columns of the terminal
}

// newProgress returns the progress line of a command. It is off if stderr is no
// terminal, or if the events are printed on the same one.
func newProgress(cmd *cobra.Command, format string) *progress {
	p := &progress{lang: commandLang(cmd), start: time.Now()}
	if file, ok := cmd.ErrOrStderr().(*os.File); ok && isTerminal(file) && (format != formatJSONL || !isTerminal(cmd.OutOrStdout())) {
		p.w, p.width = file, func() int { return widthOf(file) }
	}
	return p
}

func isTerminal(stream any) bool {
	file, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// widthOf returns how wide a terminal is.
func widthOf(terminal *os.File) int {
	if width, _, err := term.GetSize(int(terminal.Fd())); err == nil && width > 0 {
		return width
	}
	return progressWidth
}

// show rewrites the line, at most every progressEvery.
func (p *progress) show(s *sim.State, until time.Duration) {
	if p.due() {
		p.put(sim.Say("%[1]s of at most %[2]s · %[3]d of %[4]d orders finished · %[5]d events", "최대 %[2]s 중 %[1]s · 주문 %[4]d건 중 %[3]d건 완료 · 이벤트 %[5]d개",
			s.At.Truncate(time.Second), until, s.Finished, s.Count(), s.N))
	}
}

// due reports whether somebody watches, and it is time for the line to change.
func (p *progress) due() bool {
	now := time.Now()
	return p.w != nil && now.Sub(p.start) >= progressAfter && now.Sub(p.last) >= progressEvery
}

// wait shows what a run waits for before it begins.
func (p *progress) wait(what sim.Text) {
	if p.w != nil {
		p.put(what)
	}
}

// put writes the line. It is never wider than the terminal: what goes on in a second
// row could not be erased.
func (p *progress) put(said sim.Text) {
	p.last = time.Now()
	_, _ = fmt.Fprint(p.w, "\r\x1b[K"+canvas.Fit(sim.Printable(p.lang.Of(said), progressMax), p.width()-1))
}

// progressMax bounds what is shown of the line, in characters.
const progressMax = 400

// clear erases the line.
func (p *progress) clear() {
	if p.w != nil && !p.last.IsZero() {
		_, _ = fmt.Fprint(p.w, "\r\x1b[K")
		p.last = time.Time{}
	}
}
