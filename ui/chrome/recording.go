package chrome

import (
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
)

// echoMax bounds the name of a key that is shown.
const echoMax = 12

// DrawRecording draws what helps those who watch a recording: the caption as a
// bar of two rows, and the key that was pressed last. What is drawn says spoken.
func (f *Frame) DrawRecording(spoken func(*Frame) string) {
	top := f.Height() - 2
	if f.Full {
		top = f.Height() - 3
	}
	if f.Moment.CaptionBar {
		f.drawCaptionBar(top, spoken)
	}
	if f.Moment.Echo.Keys == "" {
		return
	}
	text := " " + sim.Printable(f.Moment.Echo.Keys, echoMax) + " "
	if words := f.Words.Keys.Help[f.Moment.Echo.Does%intent.ActionCount]; f.Moment.Echo.Does != intent.NoAction {
		text += " " + words + " "
	}
	x := max(1, f.Width()-1-canvas.Columns(text))
	f.Repeat(x-1, top+1, f.Width()-x+1, canvas.Ink, ' ')
	f.Put(x, top+1, f.Width()-1-x, canvas.Belief|canvas.Bold, text)
}

// drawCaptionBar draws the sentence of the moment, in reverse video.
func (f *Frame) drawCaptionBar(top int, spoken func(*Frame) string) {
	text := f.Moment.Notice
	if text == "" {
		text = spoken(f)
	}
	lines := Wrapped(sim.Printable(text, 4*f.Width()), f.Width()-6)
	for i := range 2 {
		f.Repeat(0, top+i, f.Width(), canvas.Ink|canvas.Bold|canvas.Focus, ' ')
		if i < len(lines) {
			f.Put(3, top+i, f.Width()-6, canvas.Ink|canvas.Bold|canvas.Focus, lines[i])
		}
	}
}
