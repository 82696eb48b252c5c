package pixel

// lineShape returns what is drawn as lines and blocks, so that it joins what
// stands beside it at every size; no font's glyphs do.
func lineShape(r rune, w, h int) (shape, bool) {
	switch {
	case r >= 0x2500 && r <= 0x257f:
		return boxShape(r, w, h), true
	case r >= 0x2580 && r <= 0x259f:
		return blockShape(r, w, h), true
	}
	return shape{}, false
}

// boxArms has the arms of U+2500 to U+257F: up, right, down and left; none,
// light, heavy or double.
const boxArms = "" +
	"0101020210102020010102021010202001010202101020200110021001200220" + // ─━│┃┄┅┆┇┈┉┊┋┌┍┎┏
	"0011001200210022110012002100220010011002200120021110121021101120" + // ┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟
	"2120221012202220101110122011102120212012102220220111011202110212" + // ┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯
	"0121012202210222110111021201120221012102220122021111111212111212" + // ┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿
	"2111112121212112221111221221221212222122222122220101020210102020" + // ╀╁╂╃╄╅╆╇╈╉╊╋╌╍╎╏
	"0303303003100130033000130031003313003100330010033001300313103130" + // ═║╒╓╔╕╖╗╘╙╚╛╜╝╞╟
	"3330101330313033031301310333130331013303131331313333011000111001" + // ╠╡╢╣╤╥╦╧╨╩╪╫╬╭╮╯
	"1100000000000000000110000100001000022000020000200201102001022010" //  ╰╱╲╳╴╵╶╷╸╹╺╻╼╽╾╿

// The arms of a character, and how heavy they are.
const (
	up = iota
	right
	down
	left

	light  = 1
	heavy  = 2
	double = 3
)

// dashes returns how many dashes a line has; 0 = it has no gap.
func dashes(r rune) int {
	switch {
	case r >= 0x2504 && r <= 0x2507:
		return 3
	case r >= 0x2508 && r <= 0x250b:
		return 4
	case r >= 0x254c && r <= 0x254f:
		return 2
	}
	return 0
}

// stroke returns how thick a light line is.
func stroke(w int) int { return max(1, (w+4)/8) }

// band returns where a line runs across a side of a cell.
func band(weight, t, side int) (lo, hi int) {
	lo = (side - weight*t) / 2
	return lo, lo + weight*t
}

// boxShape returns a character of lines.
func boxShape(r rune, w, h int) shape {
	var arms [4]int
	for i := range arms {
		arms[i] = int(boxArms[int(r-0x2500)*4+i] - '0')
	}
	var s shape
	t := stroke(w)
	switch n := dashes(r); {
	case r >= 0x256d && r <= 0x2570:
		s.corner(arms, t, w, h)
	case r >= 0x2571 && r <= 0x2573:
		s.diagonals(r, t, w, h)
	case n > 0 && arms[up] > 0:
		lo, hi := band(arms[up], t, w)
		dashed(n, h, func(from, to int) { s.rect(lo, from, hi, to) })
	case n > 0:
		lo, hi := band(arms[left], t, h)
		dashed(n, w, func(from, to int) { s.rect(from, lo, to, hi) })
	default:
		s.arms(arms, t, w, h)
	}
	return s
}

// dashed parts a side into dashes. The gap lies half at either end, so that
// cells in a row have it at equal distances.
func dashed(n, side int, draw func(from, to int)) {
	for i := range n {
		from, to := i*side/n, (i+1)*side/n
		gap := min(max(1, (to-from)/3), to-from-1)
		draw(from+gap/2, to-(gap-gap/2))
	}
}

// arms draws up to four lines that meet in the middle.
func (s *shape) arms(arms [4]int, t, w, h int) {
	for arm, weight := range arms {
		if weight == 0 {
			continue
		}
		across, along := w, h
		before, after := arms[left], arms[right] // of the lines that it meets
		if arm == left || arm == right {
			across, along = h, w
			before, after = arms[up], arms[down]
		}
		lo, hi := band(weight, t, across)
		a := meeting{weight, arms[(arm+2)%4], before, after, t, along, arm == down || arm == right}
		if weight == double {
			s.arm(arm, lo, lo+t, a.reach(before), w, h)
			s.arm(arm, hi-t, hi, a.reach(after), w, h)
		} else {
			s.arm(arm, lo, hi, a.reach(max(before, after)), w, h)
		}
	}
}

// arm draws one line from its edge of the cell on, so far.
func (s *shape) arm(arm, lo, hi, reach, w, h int) {
	switch arm {
	case up:
		s.rect(lo, 0, hi, reach)
	case down:
		s.rect(lo, h-reach, hi, h)
	case left:
		s.rect(0, lo, reach, hi)
	case right:
		s.rect(w-reach, lo, w, hi)
	}
}

// meeting is where a line meets those across it.
type meeting struct {
	weight, opposite, before, after int
	t, along                        int
	mirrored                        bool // the line comes from below or from the right
}

// reach returns how far a line reaches that has an arm of a weight beside it. It
// goes on into its opposite, up to the near line of a double one, or through to
// the far edge of what it meets.
func (m meeting) reach(beside int) int {
	most := max(m.before, m.after)
	lo, hi := band(most, m.t, m.along)
	if m.mirrored {
		lo, hi = m.along-hi, m.along-lo
	}
	switch {
	case most == 0:
		return (m.along + 1) / 2
	case m.weight == double && beside == double:
		return lo + m.t
	case m.opposite != 0:
		return (m.along + 1) / 2
	case m.weight != double && m.before == double && m.after == double:
		return lo + m.t
	}
	return hi
}

// quarter is a quarter of a circle: 4096 times the cosine of every 16th of it.
var quarter = [...]int{4096, 4076, 4017, 3920, 3784, 3612, 3406, 3166, 2896, 2598, 2276, 1931, 1567, 1189, 799, 401, 0}

// corner draws a rounded corner: a quarter of a ring, and straight on from there.
func (s *shape) corner(arms [4]int, t, w, h int) {
	x0, x1 := band(light, t, w)
	y0, y1 := band(light, t, h)
	x, y := (x0+x1)*unit/2, (y0+y1)*unit/2
	sx, sy, roomX, roomY := 1, 1, w*unit-x, h*unit-y
	if arms[left] > 0 {
		sx, roomX = -1, x
	}
	if arms[up] > 0 {
		sy, roomY = -1, y
	}
	r := min(roomX, roomY)
	var ring []spot
	add := func(radius, i int) {
		n := len(quarter) - 1
		ring = append(ring, spot{x + sx*(r-radius*quarter[i]/quarter[0]), y + sy*(r-radius*quarter[n-i]/quarter[0])})
	}
	for i := range quarter {
		add(r+t*unit/2, i)
	}
	for i := range quarter {
		add(max(r-t*unit/2, 0), len(quarter)-1-i)
	}
	s.polys = append(s.polys, ring)
	if sy > 0 {
		s.box(x0*unit, y+r, x1*unit, h*unit)
	} else {
		s.box(x0*unit, 0, x1*unit, y-r)
	}
	if sx > 0 {
		s.box(x+r, y0*unit, w*unit, y1*unit)
	} else {
		s.box(0, y0*unit, x-r, y1*unit)
	}
}

// diagonals draws ╱, ╲ or both.
func (s *shape) diagonals(r rune, t, w, h int) {
	half, x, y := t*unit*3/4, w*unit, h*unit
	if r != '╲' {
		s.polys = append(s.polys, []spot{{x - half, 0}, {x + half, 0}, {half, y}, {-half, y}})
	}
	if r != '╱' {
		s.polys = append(s.polys, []spot{{-half, 0}, {half, 0}, {x + half, y}, {x - half, y}})
	}
}

// quadrants are those of U+2596 to U+259F: 1 above left, 2 above right, 4 below
// left, 8 below right.
var quadrants = [...]int{4, 8, 1, 1 | 4 | 8, 1 | 8, 1 | 2 | 4, 1 | 2 | 8, 2, 2 | 4, 2 | 4 | 8}

// blockShape returns a block element.
func blockShape(r rune, w, h int) shape {
	var s shape
	eighth := func(n, side int) int { return (n*side + 4) / 8 }
	halfX, halfY := eighth(4, w), eighth(4, h)
	switch {
	case r == '▀':
		s.rect(0, 0, w, halfY)
	case r <= '█':
		s.rect(0, eighth(8-int(r-0x2580), h), w, h)
	case r <= '▏':
		s.rect(0, 0, eighth(8-int(r-'█'), w), h)
	case r == '▐':
		s.rect(halfX, 0, w, h)
	case r <= '▓':
		s.shade(int(r-'░')+1, w, h)
	case r == '▔':
		s.rect(0, 0, w, max(eighth(1, h), 1))
	case r == '▕':
		s.rect(min(eighth(7, w), w-1), 0, w, h)
	default:
		for i, part := range [4][4]int{{0, 0, halfX, halfY}, {halfX, 0, w, halfY}, {0, halfY, halfX, h}, {halfX, halfY, w, h}} {
			if quadrants[r-'▖']>>i&1 == 1 {
				s.rect(part[0], part[1], part[2], part[3])
			}
		}
	}
	return s
}

// shade draws a field of dots of one, two or three quarters of ink, which goes on
// from cell to cell.
func (s *shape) shade(quarters, w, h int) {
	columns := max(w/4, 1)
	rows := max((h*columns+w/2)/w, 1)
	side := [...]int{0, 50, 71, 87}[quarters] // in hundredths of the distance
	for i := range columns {
		for j := range rows {
			x0, x1, y0, y1 := i*w*unit/columns, (i+1)*w*unit/columns, j*h*unit/rows, (j+1)*h*unit/rows
			s.box(x0, y0, x0+(x1-x0)*side/100, y0+(y1-y0)*side/100)
		}
	}
}
