package chrome

import (
	"strings"

	"orderflow/ui/canvas"
)

// Wrapped breaks a text into lines of at most width columns, at its blanks.
func Wrapped(text string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && canvas.Columns(line)+1+canvas.Columns(word) > width {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}
