package chrome

import (
	"fmt"
	"strconv"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// DrawWhy draws why a place is as it is, over what is open.
func (f *Frame) DrawWhy(about intent.Place) {
	told := f.Answer(about)
	w := min(tell.WhyWidth, f.Width()-2)
	lines := f.whyLines(told, w)
	h := len(lines) + 2
	r := canvas.Rect{X: (f.Width() - w) / 2, Y: max(0, (f.Height()-h)/2), W: w, H: h}
	if in := f.Inner; h <= in.H {
		r.Y = min(max(r.Y, in.Y), in.Y+in.H-h)
	}
	f.DimLines(0, f.Height()-1)
	f.Zone(canvas.Rect{X: 0, Y: 0, W: f.Width(), H: f.Height() - 1}, intent.Click{Key: "esc"}) // a click beside it closes it
	f.beginCard(r, told.Title, f.Words.Why.Close)
	for i := range lines {
		f.drawWhyLine(r, r.Y+1+i, &lines[i])
	}
	f.endCard()
}

// whyLine is a line of the answer.
type whyLine struct {
	column int
	text   string
	pen    canvas.Pen
	cause  int         // whose it is, from 1; 0 = of none
	first  bool        // of the cause: its number stands before it
	event  sim.EventID // that shows it; 0 = none
}

// whyLines sets the answer into lines, closer together where the screen is low, so
// that what stands around every view stays in sight; where that is not enough, it
// may cover it, and at last the causes go without their details, the last one first.
func (f *Frame) whyLines(told *tell.Answer, width int) []whyLine {
	var lines []whyLine
	for tight := range 3 {
		if lines = f.setWhy(told, width, tight); len(lines)+2 <= f.Inner.H {
			return lines
		}
	}
	for tight := range 3 + len(told.Reasons) {
		lines = f.setWhy(told, width, tight)
		if len(lines)+2 <= f.Height()-1 {
			break
		}
	}
	return lines
}

// setWhy sets it: tight from 1 on without a line above and below, from 2 on
// without lines between the causes, and from 3 on with fewer details.
func (f *Frame) setWhy(told *tell.Answer, width, tight int) []whyLine {
	var lines []whyLine
	blank := func(most int) {
		if tight < most {
			lines = append(lines, whyLine{})
		}
	}
	blank(1)
	for _, text := range Wrapped(told.Heading, width-5) {
		lines = append(lines, whyLine{column: tell.WhyNumber, text: text, pen: canvas.Ink | canvas.Bold})
	}
	blank(2)
	for i, reason := range told.Reasons {
		lines = append(lines, f.setReason(&reason, i+1, width, tight < 3 || i < len(told.Reasons)-(tight-2))...)
		blank(2)
	}
	if keys := tell.CauseKeys(len(told.Reasons)); keys != "" {
		lines = append(lines, whyLine{column: tell.WhyNumber, text: fmt.Sprintf(f.Words.Why.Jumps, keys), pen: canvas.Quiet})
	}
	return lines
}

// setReason sets a cause.
func (f *Frame) setReason(reason *tell.Reason, number, width int, detailed bool) []whyLine {
	var lines []whyLine
	room := width - tell.WhyText - 3
	for i, text := range Wrapped(reason.Head, room) {
		lines = append(lines, whyLine{column: tell.WhyText, text: text, pen: canvas.Ink, cause: number, first: i == 0})
	}
	lines[0].event = reason.Event
	if !detailed || reason.Detail == "" {
		return lines
	}
	for i, text := range Wrapped(reason.Detail, room) {
		line := whyLine{column: tell.WhyText, text: text, pen: canvas.Quiet, cause: number}
		if i == 0 {
			line.event = reason.Second
		}
		lines = append(lines, line)
	}
	return lines
}

// drawWhyLine draws a line, and its event at the right where there is room.
func (f *Frame) drawWhyLine(r canvas.Rect, y int, l *whyLine) {
	end := r.X + r.W - 3
	if l.cause > 0 {
		f.Clickable(r.X+1, y, r.W-2, intent.Click{Key: strconv.Itoa(l.cause)})
	}
	if l.first {
		f.Print(r.X+tell.WhyNumber, y, r.X+tell.WhyText, canvas.Ink, strconv.Itoa(l.cause))
	}
	x := f.Put(r.X+l.column, y, end+1-r.X-l.column, l.pen, l.text)
	if l.event == 0 {
		return
	}
	at, number := words.Clock(f.Moment.Log.At(l.event).At), fmt.Sprintf(f.Words.Why.Event, l.event)
	from := end - max(canvas.Columns(at)+1, 8) - canvas.Columns(number)
	if from > x {
		f.Right(end, y, canvas.Columns(at), canvas.Quiet, at)
		f.Print(from, y, end, canvas.Quiet, number)
	}
}
