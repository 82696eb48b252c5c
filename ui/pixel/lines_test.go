package pixel

import (
	"fmt"
	"slices"
	"testing"
)

// edges returns the ink of the four edges of a cell: up, right, down, left.
func edges(m []uint8, w, h int) (e [4][]uint8) {
	e[up], e[down] = m[:w], m[(h-1)*w:]
	for y := range h {
		e[right] = append(e[right], m[y*w+w-1])
		e[left] = append(e[left], m[y*w])
	}
	return e
}

// lineSizes are sizes of cells, odd and even, flat and tall.
var lineSizes = [][2]int{{5, 9}, {5, 10}, {6, 11}, {7, 13}, {8, 16}, {9, 17}, {10, 20}, {11, 22}, {12, 28}, {15, 29}, {16, 30}, {22, 44}, {31, 60}, {64, 128}}

// TestLinesJoin: where two characters have an arm of one weight towards each
// other, the ink at their edges is the same, pixel by pixel; where one has none,
// there is no ink. So no line has a gap or a step, at any size.
func TestLinesJoin(t *testing.T) {
	for _, size := range lineSizes {
		w, h := size[0], size[1]
		seen := map[string][]uint8{}
		for r := rune(0x2500); r <= 0x257f; r++ {
			if dashes(r) > 0 || r >= 0x2571 && r <= 0x2573 {
				continue
			}
			s, _ := lineShape(r, w, h)
			for arm, ink := range edges(s.mask(w, h), w, h) {
				weight := boxArms[int(r-0x2500)*4+arm]
				if weight == '0' {
					if slices.Max(ink) > 0 && slices.Max(edges(s.mask(w, h), w, h)[(arm+2)%4]) == 0 {
						t.Errorf("%q at %d × %d: ink at edge %d, where it has no arm: %v", r, w, h, arm, ink)
					}
					continue
				}
				key := fmt.Sprint(arm%2, weight) // towards each other
				if known, is := seen[key]; !is {
					seen[key] = ink
				} else if !slices.Equal(known, ink) {
					t.Errorf("%q at %d × %d does not join at edge %d: %v, others have %v", r, w, h, arm, ink, known)
				}
				if slices.Max(ink) != levels-1 {
					t.Errorf("%q at %d × %d: no full ink at edge %d: %v", r, w, h, arm, ink)
				}
			}
		}
	}
}

// TestLinesAreWhole: the ink of a character that is no dash and has no double line
// hangs together.
func TestLinesAreWhole(t *testing.T) {
	for _, size := range lineSizes {
		w, h := size[0], size[1]
		for r := rune(0x2500); r <= 0x257f; r++ {
			if dashes(r) > 0 || r >= 0x2550 && r <= 0x256c {
				continue
			}
			s, _ := lineShape(r, w, h)
			m := s.mask(w, h)
			for i := range m {
				if m[i] < levels/3 {
					m[i] = 0
				}
			}
			if n := islands(m, w, h); n != 1 {
				t.Errorf("%q at %d × %d is in %d parts", r, w, h, n)
			}
		}
	}
}

// islands counts the parts of ink, and removes them.
func islands(m []uint8, w, h int) (n int) {
	for start := range m {
		if m[start] == 0 {
			continue
		}
		n++
		for todo := []int{start}; len(todo) > 0; {
			at := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if m[at] == 0 {
				continue
			}
			m[at] = 0
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					if x, y := at%w+dx, at/w+dy; x >= 0 && y >= 0 && x < w && y < h {
						todo = append(todo, y*w+x)
					}
				}
			}
		}
	}
	return n
}

// TestDashesRepeat: of dashes in a row every gap is as long as every other, by a
// pixel.
func TestDashesRepeat(t *testing.T) {
	for _, size := range lineSizes {
		w, h := size[0], size[1]
		for _, r := range "╌╍┄┅┈┉" {
			s, _ := lineShape(r, w, h)
			m := s.mask(w, h)
			var row []uint8
			for y := range h {
				if line := m[y*w : (y+1)*w]; slices.Max(line) > 0 {
					row = slices.Concat(line, line, line)
					break
				}
			}
			least, most, gap, begun := w, 0, 0, false
			for _, ink := range row {
				switch {
				case ink == 0:
					gap++
				case gap > 0 && begun:
					least, most = min(least, gap), max(most, gap)
					fallthrough
				default:
					gap, begun = 0, true
				}
			}
			if w >= 2*dashes(r) && (most == 0 || most-least > 1) {
				t.Errorf("%q at %d × %d: gaps of %d to %d", r, w, h, least, most)
			}
		}
	}
}

// TestBlocksFit: halves and quadrants fill a cell without a gap and without
// overlap, at every size.
func TestBlocksFit(t *testing.T) {
	for _, size := range lineSizes {
		w, h := size[0], size[1]
		for _, parts := range []string{"▀▄", "▌▐", "█", "▘▝▖▗", "▚▞", "▙▝", "▛▗", "▜▖", "▟▘", "▞▘▗"} {
			sum := make([]int, w*h)
			for _, r := range parts {
				s, ok := lineShape(r, w, h)
				if !ok {
					t.Fatalf("%q is not drawn", r)
				}
				for i, ink := range s.mask(w, h) {
					sum[i] += int(ink)
				}
			}
			if slices.Min(sum) != levels-1 || slices.Max(sum) != levels-1 {
				t.Errorf("%q at %d × %d: from %d to %d of %d", parts, w, h, slices.Min(sum), slices.Max(sum), levels-1)
			}
		}
	}
}

// TestShadesAreToldApart: each has more ink than the one before.
func TestShadesAreToldApart(t *testing.T) {
	for _, size := range lineSizes {
		w, h := size[0], size[1]
		last := 0
		for _, r := range " ░▒▓█"[1:] {
			s, _ := lineShape(r, w, h)
			sum := 0
			for _, ink := range s.mask(w, h) {
				sum += int(ink)
			}
			if share := 100 * sum / (w * h * (levels - 1)); share < last+15 {
				t.Errorf("%q at %d × %d has %d %% of ink, the one before %d", r, w, h, share, last)
			} else {
				last = share
			}
		}
	}
}
