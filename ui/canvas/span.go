package canvas

import (
	"strconv"
	"strings"
)

// WriteSpan writes the cells of a line from one column up to another. A wide
// character that would be beyond the window is left out.
func (c *Canvas) WriteSpan(b *strings.Builder, y int, line []Cell, from, to, columns int) {
	b.WriteString("\x1b[" + strconv.Itoa(y+1) + ";" + strconv.Itoa(from+1) + "H")
	now, styled := Pen(0), false
	for x := from; x < to; x++ {
		if line[x].Rune == 0 {
			continue
		}
		if !styled || line[x].Pen != now {
			b.WriteString(c.Styles.Of(line[x].Pen))
			now, styled = line[x].Pen, true
		}
		if wide := x+1 < len(line) && line[x+1].Rune == 0; wide && x+1 >= columns {
			b.WriteByte(' ')
			continue
		}
		b.WriteRune(line[x].Rune)
	}
}
