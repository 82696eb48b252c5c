package report

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// table is text in columns. Its first row is the heading.
type table struct {
	right   []bool // columns that are aligned right
	shrinks []int  // columns that become narrower if the table is too wide, in that order
	rows    [][]string
}

// Widths.
const (
	columnGap      = 2
	columnShrunken = 10 // the least width of a column that shrinks
)

func (t *table) add(row ...string) { t.rows = append(t.rows, row) }

// lines returns the rows, at most width columns wide if the columns that may
// shrink allow it.
func (t *table) lines(width int) []string {
	widths := t.widths(width)
	var lines []string
	for _, row := range t.rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cell = ansi.Truncate(cell, widths[i], "…")
			space := strings.Repeat(" ", max(0, widths[i]-ansi.StringWidth(cell)))
			if t.right[i] {
				cells[i] = space + cell
			} else {
				cells[i] = cell + space
			}
		}
		lines = append(lines, strings.Join(cells, strings.Repeat(" ", columnGap)))
	}
	return lines
}

func (t *table) widths(width int) []int {
	widths := make([]int, len(t.right))
	for _, row := range t.rows {
		for i, cell := range row {
			widths[i] = max(widths[i], ansi.StringWidth(cell))
		}
	}
	over := -width - columnGap
	for w := range slices.Values(widths) {
		over += w + columnGap
	}
	for _, i := range t.shrinks {
		if less := min(over, widths[i]-columnShrunken); less > 0 {
			widths[i] -= less
			over -= less
		}
	}
	return widths
}
