package chrome

import "orderflow/ui/canvas"

// DrawHead draws what stands above the stage: status, caption and bars.
func (f *Frame) DrawHead(r *Rows) {
	f.Inner = inner(f.Width(), r)
	f.DrawStatus()
	f.DrawCaption(r.Caption)
	f.DrawBars(r)
}

// DrawFoot draws what stands below it: timeline and footer.
func (f *Frame) DrawFoot(r *Rows) {
	f.DrawTimeline(r.Timeline)
	f.DrawFooter(r.Footer)
}

// DrawPanel draws what stands around a view that is shown in the place of the
// stage, and returns where its own part is. A view says what it is, and of that
// one sentence, each in variants, the widest first.
func (f *Frame) DrawPanel(titles []string, said ...string) canvas.Rect {
	r := PanelRows(f.Height())
	f.Inner = inner(f.Width(), &r)
	f.DrawStatus(titles...)
	f.DrawSentence(r.Caption, said...)
	f.DrawBars(&r)
	f.DrawFoot(&r)
	return f.Inner
}

// inner returns the part between what stands above and below every view.
func inner(width int, r *Rows) canvas.Rect {
	return canvas.Rect{X: 1, Y: r.Places, W: width - 2, H: r.Timeline - r.Places}
}

// Inner returns that part of a view in the place of the stage, for a frame that
// is not drawn yet.
func Inner(width, height int) canvas.Rect {
	r := PanelRows(height)
	return inner(width, &r)
}
