package stage

import (
	"strings"
	"unicode"

	"orderflow/sim"
	"orderflow/ui/words"
)

// pasteMax bounds how much of a paste is looked at, in bytes.
const pasteMax = 1024

// Paste types a text into the field that is edited, and reports whether there
// is one. Where there is none a line says that nothing was done.
func (p *Player) Paste(text string) bool {
	field, writes := p.top().screen.(writer)
	if writes {
		p.notice = noNotice
		field.paste(Pasted(text))
	} else if strings.TrimSpace(text) != "" {
		p.say(func(w *words.Catalogue) string { return w.Answers.Pasted })
	}
	return writes
}

// Pasted returns what of a pasted text can be typed: its printable characters,
// in one line, with one blank between words.
func Pasted(text string) string {
	text = strings.ToValidUTF8(text[:min(len(text), pasteMax)], "")
	line := strings.Join(strings.Fields(text), " ")
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) || sim.Printable(string(r), 1) != string(r) {
			return -1
		}
		return r
	}, line)
}
