// Command orderflow shows how far an order gets between emit() and done, and
// who knows: simulated orders of an SNS-marketing company run from the order
// service through producer, broker and consumers, on a screen that sets what
// the order service believes beside what is true.
//
// The packages: sim is the world and its deterministic engine, kafkax plays
// the same roles on a real Kafka, ui draws, internal/report writes what is read
// without a screen, and internal/cli is the command line.
package main

import (
	"os"

	"orderflow/internal/cli"
)

func main() { os.Exit(cli.Main()) }
