package canvas

import "fmt"

// A pen that is written as a character, and not as a sequence, is that far above
// the first character for private use; Shown draws none of those.
const (
	PenFirst = '\ue000'
	PenLast  = PenFirst + Pens - 1
)

// named are styles whose sequences name the pens: who shows a frame that is
// painted with them chooses its theme.
var named = Styles{named: true}

// Named returns the frame with its pens written as characters, from PenFirst on.
func (c Canvas) Named() Canvas {
	c.Styles = &named
	return c
}

// Terminal returns the colours of a terminal in which a theme looks as it was
// meant: of its text, of its background, and the sixteen that it knows by number,
// as #rrggbb.
func (t Theme) Terminal() (ink, paper string, sixteen [16]string) {
	of := &colours[t.Palette%PaletteCount][t.side()]
	back := grounds[t.side()][0]
	for i, c := range [16]Colour{
		back, of[Lost], of[Done], of[Belief], of[Moving], of[Waiting], of[Moving], of[Ink],
		of[Quiet], of[Lost], of[Done], of[Belief], of[Moving], of[Unknown], of[Moving], of[Ink],
	} {
		sixteen[i] = c.String()
	}
	return of[Ink].String(), back.String(), sixteen
}

// String returns the colour as #rrggbb.
func (c Colour) String() string { return fmt.Sprintf("#%06x", uint32(c)) }
