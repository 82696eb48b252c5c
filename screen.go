package main

import (
	"errors"

	"github.com/spf13/cobra"
)

// errNoTerminal says why there is no screen, and what works without one.
var errNoTerminal = errors.New("the screen needs a terminal: start it in one, or use orderflow run, orderflow frame, or --headless")

// needTerminal refuses to open the screen where there is no terminal.
func needTerminal(cmd *cobra.Command) error {
	if !isTerminal(cmd.InOrStdin()) || !isTerminal(cmd.OutOrStdout()) {
		return errNoTerminal
	}
	return nil
}
