package report

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"orderflow/sim"
)

// wrap breaks a text between words into lines of at most width columns. A
// longer word is broken too, and cut where it is longer than ten lines.
func wrap(text string, width int) []string {
	const longest = 10 // lines
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		word = sim.Printable(word, longest*width) // what is cut below must be as wide as it is measured
		if line != "" && ansi.StringWidth(line)+1+ansi.StringWidth(word) > width {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
		for ansi.StringWidth(line) > width {
			head := ansi.Truncate(line, width, "")
			lines = append(lines, head)
			line = strings.TrimPrefix(line, head)
		}
	}
	return append(lines, line)
}

// padded fills a text with spaces to a width.
func padded(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-ansi.StringWidth(text)))
}

// grouped writes a number with commas between its thousands.
func grouped(n int64) string {
	text := strconv.FormatInt(n, 10)
	for i := len(text) - 3; i > 0 && text[i-1] != '-'; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
