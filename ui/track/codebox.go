package track

import (
	"fmt"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/tell"
)

// Columns of the code, from the left of its box.
const (
	codeNumber = 2
	codeMark   = 4
	codeText   = 6
)

// roomyBox is from how many lines on a box has room for blanks and for what is
// beside the point.
const roomyBox = 12

// headBlank is the first line of words of a box.
func headBlank(r canvas.Rect) int {
	if r.H > roomyBox {
		return r.Y + 2
	}
	return r.Y + 1
}

// drawCode draws the code with the running line marked, and what that line did;
// where there is room, the job as well that looks for what was not published.
func (f *frame) drawCode(r canvas.Rect) {
	o := f.about()
	by := f.publisher(o)
	f.Box(r, false, f.codeTitle(by, r.W-6), canvas.Quiet)
	room := r.W - codeText - 1
	lines, level := codeOf(&f.State.Setup, by), 0
	for level < codeLevels-1 && !fitAll(lines, level, room) {
		level++
	}
	y := headBlank(r)
	for i := range lines {
		p := canvas.Quiet
		if o != nil && i == codeAt(o) {
			p = canvas.Ink
			f.Ground(r.X+1, y, r.X+r.W-1, canvas.Raised)
			glyph, g := runs(o)
			f.Set(r.X+codeMark, y, g.On(canvas.Raised), glyph)
			p = p.On(canvas.Raised)
		}
		f.Print(r.X+codeNumber, y, r.X+codeMark, canvas.Faint.On(p), string(rune('1'+i)))
		f.whole(r.X+codeText, y, room, p, lines[i][level])
		y++
	}
	if o == nil {
		return
	}
	if r.H > roomyBox {
		y++
	}
	end := min(y+2, r.Y+r.H-1)
	if r.H >= roomyBox {
		end = f.drawRetryJob(r, o)
	}
	said, p := f.did(o)
	f.wrap(r.X+codeText, y, end, room-1, p, said[:]...)
}

func fitAll(lines [3]codeLine, level, room int) bool {
	for _, line := range lines {
		if canvas.Columns(line[level]) > room {
			return false
		}
	}
	return true
}

// whole writes the first of some variants that has room, or nothing.
func (f *frame) whole(x, y, room int, p canvas.Pen, variants ...string) {
	if said := canvas.Longest(room, variants...); canvas.Columns(said) <= room {
		f.Print(x, y, x+room, p, said)
	}
}

// wrap writes the first of some variants that has room in the lines before end,
// or nothing. It returns the line after it.
func (f *frame) wrap(x, y, end, room int, p canvas.Pen, variants ...string) int {
	for _, said := range variants {
		lines := chrome.Wrapped(said, room)
		if len(lines) > end-y || !fitLines(lines, room) {
			continue
		}
		for _, line := range lines {
			f.Print(x, y, x+room, p, line)
			y++
		}
		return y
	}
	return y
}

func fitLines(lines []string, room int) bool {
	for _, line := range lines {
		if canvas.Columns(line) > room {
			return false
		}
	}
	return true
}

// retryJob is the code of the job that looks for rows to publish again.
var retryJob = [...][2]string{
	sim.NestJS:  {"for (const o of await this.rows", "  .find({ row: Not('PUBLISHED') }))"},
	sim.KafkaGo: {"for o := range db.Rows(ctx,", "  \"row <> 'PUBLISHED'\")"},
}

// retryLines is how many lines the job has below its heading.
const retryLines = 3

// retryTop is the line of a box in which the job begins, where it is as high.
const retryTop = 8

// drawRetryJob draws below the code the job that publishes again what is not
// published, and what it does about the order. It returns its first line.
func (f *frame) drawRetryJob(r canvas.Rect, o *sim.OrderState) int {
	t, y, on := &f.Words.Who, r.Y+min(retryTop, r.H-2-retryLines), 0
	if f.State.Remedies.Has(sim.Sweeper) {
		on = 1
	}
	f.drawRule(r, y, t.RetryJob+" · "+t.JobSwitch[on])
	room := r.W - codeText - 2
	for i, line := range retryJob[f.State.Setup.Client%sim.Client(len(retryJob))] {
		f.whole(r.X+codeText, y+1+i, room, canvas.Faint, line)
	}
	said := fmt.Sprintf(t.JobPasses, tell.RowWord(o.Row))
	switch {
	case tell.Findable(o):
		said = [...]string{t.JobWouldFind, t.JobFinds}[on]
	case o.Row == sim.RowPublishFailed:
		said = t.JobSettled
	}
	f.whole(r.X+codeText, y+retryLines, room, canvas.Ink, said)
	return y
}

// drawRule draws a line through a box, with a heading.
func (f *frame) drawRule(r canvas.Rect, y int, heading string) {
	f.Repeat(r.X+2, y, r.W-4, canvas.Line, '─')
	f.Legend(r.X+4, y, r.W-7, canvas.Quiet, heading)
}
