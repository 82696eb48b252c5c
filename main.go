// Command orderflow shows how far an order gets between emit() and done, and
// who knows: simulated orders of an SNS-marketing company run from the order
// service through producer, broker and consumers, on a screen that sets what
// the order service believes beside what is true.
//
// The packages: sim is the world and its deterministic engine, kafkax plays
// the same roles on a real Kafka, ui draws. This package is the command line.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	signal.Ignore(syscall.SIGPIPE) // a closed stdout is an error of the write, not a death
	os.Exit(execute(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
