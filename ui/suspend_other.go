//go:build !unix

package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

// canStop returns false: there is no job control here.
func canStop() bool { return false }

func stopHere(bool) bool { return false }

func watchStops(context.Context, *tea.Program) {}
