package pixel

import (
	"image"
	"slices"
)

// unit is how many parts a pixel has in a shape. All of drawing is computed in
// integers, so that no processor rounds another way.
const unit = 256

// levels is how many steps there are from no ink to full ink.
const levels = 8

// spot is a point of a shape, in parts of a pixel.
type spot struct{ x, y int }

// shape is what is inked in a cell, or in two: rectangles of whole pixels, and
// polygons, filled wherever their line winds around.
type shape struct {
	rects []image.Rectangle
	polys [][]spot
}

// rect adds a rectangle.
func (s *shape) rect(x0, y0, x1, y1 int) {
	if x0 < x1 && y0 < y1 {
		s.rects = append(s.rects, image.Rect(x0, y0, x1, y1))
	}
}

// box adds a rectangle in parts of a pixel.
func (s *shape) box(x0, y0, x1, y1 int) {
	s.polys = append(s.polys, []spot{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}})
}

// moved returns the shape at another place.
func (s *shape) moved(by spot) [][]spot {
	moved := make([][]spot, len(s.polys))
	for i, poly := range s.polys {
		moved[i] = slices.Clone(poly)
		for j := range moved[i] {
			moved[i][j].x += by.x
			moved[i][j].y += by.y
		}
	}
	return moved
}

// mask returns how much ink there is in every pixel, from 0 to levels−1.
func (s *shape) mask(w, h int) []uint8 {
	m := make([]uint8, w*h)
	if len(s.polys) > 0 {
		s.ink(m, w, h)
	}
	for _, r := range s.rects {
		r = r.Intersect(image.Rect(0, 0, w, h))
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				m[y*w+x] = levels - 1
			}
		}
	}
	return m
}

// scans is how many lines a pixel is looked at along; on each of them, what is
// covered is exact.
const scans = 16

// ink inks the polygons.
func (s *shape) ink(m []uint8, w, h int) {
	covered := make([]int, w)
	var found []crossing
	for y := range h {
		clear(covered)
		for k := range scans {
			found = s.crossings(found[:0], y*unit+(2*k+1)*unit/(2*scans))
			cover(covered, found)
		}
		for x, c := range covered {
			m[y*w+x] = level(c)
		}
	}
}

// level returns the step of ink for what is covered of a pixel. The first and the
// last are wider than the others: edges are crisper, and pictures smaller.
func level(covered int) uint8 {
	const full, slack = unit * scans, unit * scans / 12
	return uint8((min(max(covered-slack, 0), full-2*slack)*(levels-1) + (full-2*slack)/2) / (full - 2*slack))
}

// crossing is where a polygon crosses a line, and which way it goes.
type crossing struct{ x, turn int }

// crossings adds where the polygons cross a line, from left to right.
func (s *shape) crossings(found []crossing, y int) []crossing {
	for _, poly := range s.polys {
		from := poly[len(poly)-1]
		for _, to := range poly {
			switch {
			case from.y <= y && to.y > y:
				found = append(found, crossing{between(from, to, y), 1})
			case to.y <= y && from.y > y:
				found = append(found, crossing{between(to, from, y), -1})
			}
			from = to
		}
	}
	slices.SortFunc(found, func(a, b crossing) int { return a.x - b.x })
	return found
}

// between returns where the edge from a down to b is at y.
func between(a, b spot, y int) int {
	return a.x + int(int64(b.x-a.x)*int64(y-a.y)/int64(b.y-a.y))
}

// cover adds what lies inside on a line to what is covered of each pixel.
func cover(covered []int, found []crossing) {
	turns, end := 0, len(covered)*unit
	for i := range found {
		before := turns
		turns += found[i].turn
		if before == 0 || i == 0 {
			continue
		}
		from, to := min(max(found[i-1].x, 0), end), min(max(found[i].x, 0), end)
		for from < to {
			pixel := from / unit
			next := min((pixel+1)*unit, to)
			covered[pixel] += next - from
			from = next
		}
	}
}
