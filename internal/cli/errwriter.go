package cli

import (
	"errors"
	"io"
	"os"
)

// errWriter is a stdout that remembers its first write error: help and
// completion are written by libraries that ignore it.
type errWriter struct {
	w   io.Writer
	err error
}

func (o *errWriter) Write(b []byte) (int, error) {
	n, err := o.w.Write(b)
	if o.err == nil {
		o.err = err
	}
	return n, err
}

// orTerminal returns the writer, or stdout itself if that is a terminal: the
// screen needs the file.
func (o *errWriter) orTerminal(stdout *os.File) io.Writer {
	if isTerminal(stdout) {
		return stdout
	}
	return o
}

// result returns the error of a command, or that of a write which the command
// did not report as a failure of the run.
func (o *errWriter) result(err error) error {
	if f := (*runFailure)(nil); o.err == nil || errors.As(err, &f) {
		return err
	}
	return stdoutError(o.err)
}
