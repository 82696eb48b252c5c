package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"syscall"

	"orderflow/internal/system"
	"orderflow/sim"
	"orderflow/ui/words"
)

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1 // a run-time failure
	exitUsage  = 2 // bad usage, or a bad file
)

// runFailure marks an error of the run. Every other error is one of usage, or
// of a file that was given.
type runFailure struct{ cause error }

func (f *runFailure) Error() string { return f.cause.Error() }
func (f *runFailure) Unwrap() error { return f.cause }

// failed marks err as a failure of the run; nil stays nil.
func failed(err error) error {
	if err == nil {
		return nil
	}
	return &runFailure{cause: err}
}

// errInterrupted is the failure of a run that a signal ended.
var errInterrupted = sim.Refuse("interrupted", "중단되었습니다")

// printError writes err as one line without control characters, in a language,
// and returns the exit code. A reader that closed our stdout gets no error.
func printError(stderr io.Writer, err error, lang words.Lang) int {
	const lineMax = 2000 // characters
	if err == nil || isBrokenPipe(err) {
		return exitDone
	}
	text := strings.ReplaceAll(strings.TrimSpace(lang.Of(sim.TextOf(err))), "\n", "; ")
	_, _ = fmt.Fprintln(stderr, "orderflow: "+sim.Printable(text, lineMax))
	if f := (*runFailure)(nil); errors.As(err, &f) {
		return exitFailed
	}
	return exitUsage
}

// warn writes a line about a problem that does not end the command.
func warn(stderr io.Writer, err error, lang words.Lang) {
	const lineMax = 2000 // characters
	word := lang.Of(sim.Text{English: "warning", Korean: "경고"})
	_, _ = fmt.Fprintln(stderr, "orderflow: "+word+": "+sim.Printable(lang.Of(sim.TextOf(err)), lineMax))
}

// note writes a line about what should be known when a command is over.
func note(stderr io.Writer, what error, lang words.Lang) {
	const lineMax = 2000 // characters
	_, _ = fmt.Fprintln(stderr, "orderflow: "+sim.Printable(lang.Of(sim.TextOf(what)), lineMax))
}

// isBrokenPipe reports whether a write failed because nobody reads the pipe any more.
func isBrokenPipe(err error) bool {
	if errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe) {
		return true
	}
	var code syscall.Errno
	const brokenPipe, noData = 109, 232 // Windows: ERROR_BROKEN_PIPE, ERROR_NO_DATA
	return runtime.GOOS == "windows" && errors.As(err, &code) && (code == brokenPipe || code == noData)
}

// openError names the flag and the file that cannot be opened or read.
func openError(flag, path string, err error) error {
	cause := err
	if pathError := (*os.PathError)(nil); errors.As(err, &pathError) {
		cause = pathError.Err
	}
	return fmt.Errorf("%s %s: %w", flag, path, localized(cause))
}

// localized adds the Korean text to an error of the operating system.
func localized(err error) error { return system.Localized(err) }
