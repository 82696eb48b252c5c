package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"syscall"

	"orderflow/sim"
)

// Exit codes of the contract.
const (
	exitDone   = 0
	exitFailed = 1 // a run-time failure
	exitUsage  = 2 // bad usage, or a bad file
)

// runFailure marks an error of the run. Every other error is one of usage or
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
var errInterrupted = errors.New("interrupted")

// report writes err as one line that cannot act on a terminal, and returns the
// exit code. A reader that closed our stdout wants no more and no complaint.
func report(stderr io.Writer, err error) int {
	const lineMax = 2000 // characters
	if err == nil || readerGone(err) {
		return exitDone
	}
	text := strings.ReplaceAll(strings.TrimSpace(err.Error()), "\n", "; ")
	_, _ = fmt.Fprintln(stderr, "orderflow: "+sim.Printable(text, lineMax))
	if f := (*runFailure)(nil); errors.As(err, &f) {
		return exitFailed
	}
	return exitUsage
}

// warn writes a line about what does not end the command.
func warn(stderr io.Writer, err error) {
	const lineMax = 2000 // characters
	_, _ = fmt.Fprintln(stderr, "orderflow: warning: "+sim.Printable(err.Error(), lineMax))
}

// readerGone reports whether a write failed because nobody reads the pipe any more.
func readerGone(err error) bool {
	if errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe) {
		return true
	}
	var code syscall.Errno
	const brokenPipe, noData = 109, 232 // Windows: ERROR_BROKEN_PIPE, ERROR_NO_DATA
	return runtime.GOOS == "windows" && errors.As(err, &code) && (code == brokenPipe || code == noData)
}

// openingError says what is wrong with a file that cannot be opened or read.
func openingError(flag, path string, err error) error {
	cause := err
	if pathError := (*os.PathError)(nil); errors.As(err, &pathError) {
		cause = pathError.Err
	}
	return fmt.Errorf("%s %s: %w", flag, path, cause)
}
