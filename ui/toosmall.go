package ui

import "fmt"

// drawTooSmall says what size is needed, at any size from 1×1.
func (f *frame) drawTooSmall() {
	t := &f.t.Small
	needs, has := f.sized(t.Needs[:], CompactWidth, CompactHeight), f.sized(t.Has[:], f.Width(), f.Height())
	remedy, quit := longest(f.Width(), t.Remedy[:]...), longest(f.Width(), t.Quit[:]...)
	if f.Height() >= 7 {
		top := (f.Height() - 4) / 2
		f.small(top, ink|bold, needs)
		f.small(top+1, ink, has)
		f.small(top+3, quiet, remedy)
		f.small(f.Height()-1, quiet, quit)
		return
	}
	for y, text := range [...]string{needs, has, remedy, quit} {
		f.small(y, ink, text)
	}
}

func (f *frame) small(y int, p pen, text string) {
	margin := min(2, max(0, f.Width()-columns(text)))
	f.put(margin, y, f.Width()-margin, p, text)
}

// sized fills a size into the variants and returns the first that fits.
func (f *frame) sized(variants []string, width, height int) string {
	texts := make([]string, len(variants))
	for i, v := range variants {
		texts[i] = fmt.Sprintf(v, width, height)
	}
	return longest(f.Width(), texts...)
}
