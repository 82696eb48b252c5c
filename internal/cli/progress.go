package cli

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"orderflow/sim"
)

// When the progress line appears, and how often it changes.
const (
	progressAfter = time.Second
	progressEvery = 200 * time.Millisecond
)

// progress is the line on a terminal's stderr that says how far a run is.
type progress struct {
	w     io.Writer // nil: nobody watches
	start time.Time
	last  time.Time
}

// newProgress returns the progress line of a command. It is off if stderr is no
// terminal, or if the events are printed on the same one.
func newProgress(cmd *cobra.Command, format string) *progress {
	p := &progress{start: time.Now()}
	if isTerminal(cmd.ErrOrStderr()) && (format != formatJSONL || !isTerminal(cmd.OutOrStdout())) {
		p.w = cmd.ErrOrStderr()
	}
	return p
}

func isTerminal(stream any) bool {
	file, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// show rewrites the line, at most every progressEvery.
func (p *progress) show(s *sim.State, until time.Duration) {
	now := time.Now()
	if p.w == nil || now.Sub(p.start) < progressAfter || now.Sub(p.last) < progressEvery {
		return
	}
	p.last = now
	_, _ = fmt.Fprintf(p.w, "\r\x1b[K%s of at most %s · %d of %d orders finished · %d events",
		s.At.Truncate(time.Second), until, s.Finished, s.Count(), s.N)
}

// wait shows what a run waits for before it begins.
func (p *progress) wait(what string) {
	if p.w == nil {
		return
	}
	p.last = time.Now()
	_, _ = fmt.Fprint(p.w, "\r\x1b[K"+sim.Printable(what, 200))
}

// clear erases the line.
func (p *progress) clear() {
	if p.w != nil && !p.last.IsZero() {
		_, _ = fmt.Fprint(p.w, "\r\x1b[K")
		p.last = time.Time{}
	}
}
