package ui

import (
	"strings"

	"orderflow/sim"
)

// TextSheet is a text that scrolls: the glossary or the model card.
type TextSheet struct {
	Text TextKind
	Top  int // the first line that is shown, from 0
}

// LiesOver says that it lies over the board.
func (TextSheet) LiesOver() {}

// TextKind says which text.
type TextKind uint8

// The texts.
const (
	GlossaryText TextKind = iota
	ModelText
)

// textLine is a line of a text: a word at the left and what it says.
type textLine struct {
	head, body string
	heading    bool
	source     bool
}

// The places of a text, from its left border.
const (
	textHead = 2
	textBody = 24
)

// lines returns the text, laid for a sheet of a width.
func (s TextSheet) lines(t *Catalogue, card []sim.ModelSection, width int) []textLine {
	if s.Text == ModelText {
		return modelLines(t, card, width-textBody-2)
	}
	return glossaryLines(t)
}

func (s TextSheet) draw(f *frame, r rect) {
	title := f.t.Glossary.Title
	if s.Text == ModelText {
		title = f.t.Model.Title
	}
	f.sheetBox(r, title)
	lines, rows := s.lines(f.t, f.card, r.w), r.h-2
	top := min(s.Top, max(0, len(lines)-rows))
	for i, line := range lines[top:min(len(lines), top+rows)] {
		y, head, body := r.y+1+i, ink|bold, ink
		if line.heading {
			head = belief | bold
		}
		if line.source {
			body = quiet
		}
		x := f.put(r.x+textHead, y, r.w-2*textHead, head, line.head)
		if line.body != "" {
			x = max(x+1, r.x+textBody)
			f.put(x, y, r.x+r.w-2-x, body, line.body)
		}
	}
	if top+rows < len(lines) {
		f.set(r.x+r.w-2, r.y+r.h-2, quiet, '▾')
	}
}

// textKeyTable is the key table of a text; key is the one that opens it.
func textKeyTable(quit binding, key string) []binding {
	return []binding{
		{does: ScrollAction, keys: []string{"up", "down", "k", "j", "pgup", "pgdown", "home", "end", "space"}, shown: "↑ ↓", rank: 1, press: (*player).scrollText},
		{does: LangAction, keys: []string{"L"}, shown: "L", rank: 2, press: plain((*player).changeLang)},
		{does: BlankAction, keys: []string{"b"}, shown: "b", press: plain((*player).blank)},
		{does: HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain((*player).toggleHelp)},
		{does: CloseAction, keys: []string{"esc", key}, shown: "esc", rank: 90, press: plain((*player).closeSheet)},
		quit,
	}
}

func (p *player) openGlossary() { p.openSheet(TextSheet{Text: GlossaryText}, glossaryKeys) }

func (p *player) openModel() { p.openSheet(TextSheet{Text: ModelText}, modelKeys) }

func (p *player) scrollText(key string) {
	s, _ := p.sheet.(TextSheet)
	o := p.laid()
	r := sheetArea(o.Width, o.Height, o.full())
	page := max(1, r.h-3)
	last := max(0, len(s.lines(p.options.Lang.catalogue(), p.options.Model, r.w))-(r.h-2))
	by := map[string]int{"up": -1, "k": -1, "down": 1, "j": 1, "pgup": -page, "pgdown": page, "space": page, "home": -s.Top, "end": last}[key]
	s.Top = min(max(min(s.Top, last)+by, 0), last)
	p.sheet = s
}

// wrapped breaks a text into lines of at most width columns, at its blanks.
func wrapped(text string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && columns(line)+1+columns(word) > width {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}
