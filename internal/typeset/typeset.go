// Package typeset sets figures and sentences for screen and report.
package typeset

import (
	"strconv"
	"strings"
)

// Grouped writes a number with commas between its thousands.
func Grouped(n int64) string {
	text := strconv.FormatInt(n, 10)
	for i := len(text) - 3; i > 0 && text[i-1] != '-'; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// Wrap breaks a text at its blanks into lines of at most width columns, as
// columns measures them. Of a word that is wider, cut takes what fits into a
// line; without a cut it stays whole.
func Wrap(text string, width int, columns func(string) int, cut func(text string, width int) string) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && columns(line)+1+columns(word) > width {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
		for cut != nil && columns(line) > width {
			head := cut(line, width)
			lines = append(lines, head)
			line = strings.TrimPrefix(line, head)
		}
	}
	return append(lines, line)
}
