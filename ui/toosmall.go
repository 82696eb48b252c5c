package ui

import "fmt"

// drawTooSmall says what size is needed, at any size from 1×1.
func (f *frame) drawTooSmall() {
	t := &f.t.Small
	needs, has := f.sized(t.Needs[:], CompactWidth, CompactHeight), f.sized(t.Has[:], f.width, f.height)
	remedy, quit := longest(f.width, t.Remedy[:]...), longest(f.width, t.Quit[:]...)
	if f.height >= 7 {
		top := (f.height - 4) / 2
		f.small(top, ink|bold, needs)
		f.small(top+1, ink, has)
		f.small(top+3, quiet, remedy)
		f.small(f.height-1, quiet, quit)
		return
	}
	for y, text := range [...]string{needs, has, remedy, quit} {
		f.small(y, ink, text)
	}
}

func (f *frame) small(y int, p pen, text string) {
	margin := min(2, max(0, f.width-columns(text)))
	f.put(margin, y, f.width-margin, p, text)
}

// sized fills a size into the variants and returns the first that fits.
func (f *frame) sized(variants []string, width, height int) string {
	texts := make([]string, len(variants))
	for i, v := range variants {
		texts[i] = fmt.Sprintf(v, width, height)
	}
	return longest(f.width, texts...)
}
