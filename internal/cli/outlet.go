package cli

import (
	"errors"
	"io"
	"os"
)

// outlet is a stdout that remembers the first error of its writes: the pages of
// help and completion are written by libraries that do not look.
type outlet struct {
	w   io.Writer
	err error
}

func (o *outlet) Write(b []byte) (int, error) {
	n, err := o.w.Write(b)
	if o.err == nil {
		o.err = err
	}
	return n, err
}

// orTerminal returns the outlet, or stdout where that is a terminal: the screen
// needs the file itself.
func (o *outlet) orTerminal(stdout *os.File) io.Writer {
	if isTerminal(stdout) {
		return stdout
	}
	return o
}

// told returns the error of a command, or that of a write which the command has
// not told as a failure of the run.
func (o *outlet) told(err error) error {
	if f := (*runFailure)(nil); o.err == nil || errors.As(err, &f) {
		return err
	}
	return printing(o.err)
}
