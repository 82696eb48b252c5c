package story

import (
	"slices"
	"strings"

	"orderflow/sim"
	"orderflow/ui/words"
)

// template is a sentence whose figures are not filled in: {order} and other
// facts; {lost.count} and {lost.list} of a set; {lost?row/rows} is the first
// word where the set has one order, else the second.
type template []piece

// piece is a stretch of a template: as it is, or a figure.
type piece struct {
	text string
	fact string
	set  string
	form string // of a set: count or list; "" = a choice
	one  string
	many string
}

func parseTemplate(text string) (template, error) {
	var list template
	for text != "" {
		plain, rest, open := strings.Cut(text, "{")
		if plain != "" {
			list = append(list, piece{text: plain})
		}
		if !open {
			break
		}
		name, after, closed := strings.Cut(rest, "}")
		p, known := parseFigure(name)
		if !closed || !known {
			return nil, sim.Refuse("the figure {%s is not known", "수치 {%s: 없는 이름입니다", name)
		}
		list, text = append(list, p), after
	}
	return list, nil
}

func parseFigure(name string) (piece, bool) {
	if set, choice, found := strings.Cut(name, "?"); found {
		one, many, both := strings.Cut(choice, "/")
		return piece{set: set, one: one, many: many}, both && sets[set] != nil
	}
	if set, form, found := strings.Cut(name, "."); found {
		return piece{set: set, form: form}, (form == "count" || form == "list") && sets[set] != nil
	}
	return piece{fact: name}, facts[name] != nil
}

// fill fills the figures in. A count that begins a sentence gets a capital.
func (t template) fill(a at, lang words.Lang) string {
	var b strings.Builder
	for _, p := range t {
		text := p.value(a, lang.Catalogue())
		if p.text == "" && begins(b.String()) {
			text = capital(text)
		}
		b.WriteString(text)
	}
	return b.String()
}

// names returns the orders that the sentence names.
func (t template) names(a at) (list []sim.OrderID) {
	for i := range t {
		switch p := &t[i]; {
		case p.form == "list":
			list = append(list, a.of(p.set)...)
		case naming[p.fact] != nil:
			list = append(list, naming[p.fact](a))
		}
	}
	return slices.DeleteFunc(list, func(n sim.OrderID) bool { return n == 0 })
}

func (p *piece) value(a at, t *words.Catalogue) string {
	switch {
	case p.text != "":
		return p.text
	case p.fact != "":
		return facts[p.fact](a, t)
	}
	list := a.of(p.set)
	switch {
	case p.form == "count":
		return t.CountOf(len(list))
	case p.form == "list":
		return t.NumbersOf(list)
	case len(list) == 1:
		return p.one
	}
	return p.many
}

// begins reports whether a sentence begins after what is written.
func begins(written string) bool {
	written = strings.TrimSpace(written)
	return written == "" || strings.ContainsAny(written[len(written)-1:], ".!?")
}

// capital makes a small Latin letter at the beginning a capital.
func capital(text string) string {
	if text != "" && text[0] >= 'a' && text[0] <= 'z' {
		return strings.ToUpper(text[:1]) + text[1:]
	}
	return text
}
