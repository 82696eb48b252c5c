package report

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// table lays text out in columns. Its first row is the heading.
type table struct {
	right   []bool // columns that are aligned right
	shrinks []int  // columns that give way where the table is too wide, in that order
	rows    [][]string
}

// Space of a table's columns.
const (
	columnGap      = 2
	columnShrunken = 10 // the least width of a column that gives way
)

func (t *table) add(row ...string) { t.rows = append(t.rows, row) }

// lines returns the rows, none wider than width where the columns that give way allow it.
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
