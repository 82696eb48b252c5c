package stage

import (
	"strings"
	"unicode"

	"orderflow/sim"
	"orderflow/ui/sheets"
)

// pasteMax bounds how much of a paste is looked at, in bytes.
const pasteMax = 1024

// Paste types a text into the field that is edited, and reports whether there
// is one.
func (p *Player) Paste(text string) bool {
	text = pasted(text)
	switch p.mode {
	case searchKeys:
		p.notice = noNotice
		for _, r := range text {
			p.typeSearch(string(r))
		}
	case faultKeys:
		p.notice = noNotice
		p.onForm(func(form *sheets.FaultForm) { form.Pasted(text) })
	default:
		return false
	}
	return true
}

// pasted returns what of a pasted text can be typed: its printable characters,
// in one line, with one blank between words.
func pasted(text string) string {
	text = strings.ToValidUTF8(text[:min(len(text), pasteMax)], "")
	line := strings.Join(strings.Fields(text), " ")
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) || sim.Printable(string(r), 1) != string(r) {
			return -1
		}
		return r
	}, line)
}
