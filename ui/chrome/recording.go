package chrome

import (
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
)

// echoMax bounds the name of a key that is shown.
const echoMax = 12

// DrawRecording draws what helps those who watch a recording: the caption as a
// bar of two rows at the bottom, and the key that was pressed last. What is
// drawn says spoken.
func (f *Frame) DrawRecording(spoken func(*Frame) string) {
	echo := f.echo()
	if f.Moment.CaptionBar {
		f.drawCaptionBar(f.Height()-CaptionRows, canvas.Columns(echo), spoken)
	}
	if echo != "" {
		y, x := f.Height()-1, max(1, f.Width()-1-canvas.Columns(echo))
		f.Repeat(x-1, y, f.Width()-x+1, canvas.Ink, ' ')
		f.Put(x, y, f.Width()-1-x, canvas.Belief|canvas.Bold, echo)
	}
}

// echo returns the key that was pressed last and what it did, where that is to
// be shown.
func (f *Frame) echo() string {
	if f.Moment.Echo.Keys == "" {
		return ""
	}
	text := " " + sim.Printable(f.Moment.Echo.Keys, echoMax) + " "
	if does := f.Moment.Echo.Does; does != intent.NoAction {
		text += " " + f.Words.Keys.Help[does%intent.ActionCount] + " "
	}
	return text
}

// drawCaptionBar draws the sentence of the moment, in reverse video; beside it
// there is room for the key.
func (f *Frame) drawCaptionBar(top, echo int, spoken func(*Frame) string) {
	p, width := canvas.Ink|canvas.Bold|canvas.Focus, f.Width()-6
	text := f.Moment.Notice
	if text == "" {
		text = spoken(f)
	}
	lines := Lines(sim.Printable(text, 4*f.Width()), width-echo)
	for i := range CaptionRows {
		f.Repeat(0, top+i, f.Width(), p, ' ')
		if i < len(lines) {
			f.Put(3, top+i, width, p, lines[i])
		}
	}
}
