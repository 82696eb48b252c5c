package ui

// Sheet is something the user has opened over the board's lower part: a form,
// a list or a text. The caption, the bars and the timeline stay in sight. It
// is a plain value and draws what it holds and the moment it is drawn at.
type Sheet interface {
	Over
	draw(f *frame, r rect)
}

// drawSheet draws the sheet that is open.
func (f *frame) drawSheet() {
	sheet, open := f.m.Sheet.(Sheet)
	if !open {
		return
	}
	r := sheetArea(f.Width(), f.Height(), f.full)
	f.zone(rect{0, 0, f.Width(), r.y + r.h}, deed{key: "esc"}) // a click beside it closes it
	for y := r.y; y < r.y+r.h; y++ {
		f.repeat(0, y, f.Width(), ink, ' ')
	}
	sheet.draw(f, r)
}

// sheetArea returns where a sheet may be: below the headline, above the timeline.
func sheetArea(width, height int, full bool) rect {
	top, bottom := shortTop, height-2
	if full {
		top, bottom = wayTop, height-3
	}
	return rect{1, top, width - 2, bottom - top}
}

// full reports whether the full layout is drawn.
func (o *Options) full() bool { return !o.Big && o.Width >= FullWidth && o.Height >= FullHeight }

// sheetBox draws the border of a sheet with its title, and how it is closed.
func (f *frame) sheetBox(r rect, title string) {
	f.box(r, false, title, ink|bold)
	f.zone(r, deed{})
	f.closing(r, f.t.Keys.Close)
}

// laid returns the options of the layout that is drawn.
func (p *player) laid() *Options {
	o := p.options.laid()
	return &o
}

// openSheet opens a sheet, whose keys are those of a mode.
func (p *player) openSheet(s Sheet, mode keyMode) { p.sheet, p.mode = s, mode }

// closeSheet goes back to the board.
func (p *player) closeSheet() { p.openSheet(nil, boardKeys) }
