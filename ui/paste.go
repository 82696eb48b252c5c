package ui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"orderflow/sim"
)

// pasteMax bounds how much of a paste is looked at, in bytes.
const pasteMax = 1024

// onPaste types what was pasted, where something is typed. Elsewhere a paste
// does nothing: it is never taken for keys.
func (m *program) onPaste(msg tea.PasteMsg) tea.Cmd {
	if !m.player.paste(msg.Content) {
		return nil
	}
	return m.afterInput()
}

// paste types a text into the field that is edited, and reports whether there
// is one.
func (p *player) paste(text string) bool {
	text = pasted(text)
	switch p.mode {
	case searchKeys:
		p.notice = noNotice
		for _, r := range text {
			p.typeSearch(string(r))
		}
	case faultKeys:
		p.notice = noNotice
		p.onForm(func(form *FaultForm) { form.pasted(text) })
	default:
		return false
	}
	return true
}

// pasted types a text into the field: whole or not at all, for half of a value
// would be another one.
func (form *FaultForm) pasted(text string) {
	k, found := form.field()
	switch {
	case !found:
		return
	case k == sim.KeyError:
		if strings.Contains(text, ",") || utf8.RuneCountInString(form.Values[k]+text) > textLengthMax {
			return
		}
	case strings.Trim(text, typeable) != "" || len(form.Values[k])+len(text) > valueLengthMax:
		return
	}
	for _, r := range text {
		form.typed(string(r))
	}
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
