package chrome

import (
	"orderflow/internal/typeset"
	"orderflow/ui/canvas"
)

// Wrapped breaks a text into lines of at most width columns, at its blanks.
func Wrapped(text string, width int) []string {
	return typeset.Wrap(text, width, canvas.Columns, nil)
}
