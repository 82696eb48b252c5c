package main

import (
	"errors"
	"os"

	"github.com/spf13/cobra"
)

// Why there is no screen, and what works instead.
var (
	errNoTerminal = errors.New("the screen needs a terminal: start it in one, or use orderflow run, orderflow frame, or --headless")
	errBackground = errors.New("the screen needs the terminal's foreground: start it without &, or bring it back with fg")
)

// claimScreen makes sure that the screen can be opened: on a terminal, in its
// foreground, and by nobody else at the same time. Release gives it back.
func claimScreen(cmd *cobra.Command) (release func(), err error) {
	if !isTerminal(cmd.InOrStdin()) || !isTerminal(cmd.OutOrStdout()) {
		return nil, errNoTerminal
	}
	terminal := cmd.OutOrStdout().(*os.File) // isTerminal says so
	if inBackground(terminal) {
		return nil, errBackground
	}
	return claimTerminal(terminal)
}
