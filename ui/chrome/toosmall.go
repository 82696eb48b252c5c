package chrome

import (
	"fmt"

	"orderflow/ui/canvas"
)

// TooSmall reports whether a window has no room for the stage.
func TooSmall(width, height int) bool { return width < StageWidth || height < StageHeight }

// DrawTooSmall says what size is needed, at any size from 1×1.
func (f *Frame) DrawTooSmall() {
	t := &f.Words.Small
	needs, has := f.sized(t.Needs[:], StageWidth, StageHeight), f.sized(t.Has[:], f.Width(), f.Height())
	remedy, quit := canvas.Longest(f.Width(), t.Remedy[:]...), canvas.Longest(f.Width(), t.Quit[:]...)
	if f.Height() >= 7 {
		top := (f.Height() - 4) / 2
		f.small(top, canvas.Ink|canvas.Bold, needs)
		f.small(top+1, canvas.Ink, has)
		f.small(top+3, canvas.Quiet, remedy)
		f.small(f.Height()-1, canvas.Quiet, quit)
		return
	}
	for y, text := range [...]string{needs, has, remedy, quit} {
		f.small(y, canvas.Ink, text)
	}
}

func (f *Frame) small(y int, p canvas.Pen, text string) {
	margin := min(2, max(0, f.Width()-canvas.Columns(text)))
	f.Put(margin, y, f.Width()-margin, p, text)
}

// sized fills a size into the variants and returns the first that fits.
func (f *Frame) sized(variants []string, width, height int) string {
	texts := make([]string, len(variants))
	for i, v := range variants {
		texts[i] = fmt.Sprintf(v, width, height)
	}
	return canvas.Longest(f.Width(), texts...)
}
