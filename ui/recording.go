package ui

import "orderflow/sim"

// echoMax bounds the name of a key that is shown.
const echoMax = 12

// drawRecording draws what helps those who watch a recording: the caption as a
// bar of two rows, and the key that was pressed last.
func (f *frame) drawRecording() {
	top := f.Height() - 2
	if f.full {
		top = f.Height() - 3
	}
	if f.m.CaptionBar {
		f.drawCaptionBar(top)
	}
	if f.m.Echo.Keys == "" {
		return
	}
	text := " " + sim.Printable(f.m.Echo.Keys, echoMax) + " "
	if words := f.t.Keys.Help[f.m.Echo.Does%actionCount]; f.m.Echo.Does != NoAction {
		text += " " + words + " "
	}
	x := max(1, f.Width()-1-columns(text))
	f.repeat(x-1, top+1, f.Width()-x+1, ink, ' ')
	f.put(x, top+1, f.Width()-1-x, belief|bold, text)
}

// drawCaptionBar draws the sentence of the moment, in reverse video.
func (f *frame) drawCaptionBar(top int) {
	text := f.m.Notice
	if text == "" {
		text = f.spoken()
	}
	lines := wrapped(sim.Printable(text, 4*f.Width()), f.Width()-6)
	for i := range 2 {
		f.repeat(0, top+i, f.Width(), ink|bold|focus, ' ')
		if i < len(lines) {
			f.put(3, top+i, f.Width()-6, ink|bold|focus, lines[i])
		}
	}
}

// spoken returns the sentence of what is drawn, whole.
func (f *frame) spoken() string {
	switch {
	case f.m.Futures != nil:
		return f.futureCaption(f.m.Futures)[0]
	case f.m.Lanes != nil:
		return f.laneCaption(f.m.Lanes)
	}
	return f.caption()[0]
}

func (p *player) toggleEcho() { p.echoing = !p.echoing }

func (p *player) toggleCaptionBar() { p.captionBar = !p.captionBar }

// heard remembers a key for the echo. It is shown until the next.
func (p *player) heard(key string, b *binding) {
	p.echo = KeyHint{Keys: key}
	if b != nil {
		p.echo.Does = b.does
	}
}

// echoed returns the key that is shown, if any.
func (p *player) echoed() KeyHint {
	if !p.echoing {
		return KeyHint{}
	}
	return p.echo
}
