// Package cli is the command line of orderflow: its commands and flags, the
// plan of a run that they make, where runs come from and where they are shown
// and saved, and how the program ends.
//
// # Where to begin
//
// command*.go the commands, lesson*.go and playlesson.go those of lessons, plan.go flags to
// a sim.Config, source.go where runs come from, recording.go --record, interrupt.go signals,
// failure.go and language.go exit codes and errors.
package cli

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// Main runs the command line of this process and returns its exit code.
func Main() int {
	signal.Ignore(syscall.SIGPIPE) // a closed stdout is an error of the write, not a death
	return execute(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
}
