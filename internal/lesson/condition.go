package lesson

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/vm"

	"orderflow/internal/typeset"
	"orderflow/sim"
)

// Condition is an expression over the folded log that holds or does not.
type Condition struct {
	Text string

	program *vm.Program
	at      place
	src     *source
}

// Value is an expression over the folded log that has a value.
type Value struct {
	program *vm.Program
	at      place
	src     *source
}

// expressionMax bounds an expression: its characters, and its parts.
const (
	expressionMax = 400
	partsMax      = 200
)

// ParseCondition reads a condition, such as #4.lost or totals.lost > 2.
func ParseCondition(text string) (*Condition, error) {
	program, err := compile(text, expr.AsBool())
	if err != nil {
		return nil, err
	}
	return &Condition{Text: text, program: program}, nil
}

// Holds reports whether the condition holds after an event. last may be nil.
func (c *Condition) Holds(s *sim.State, last *sim.Event) (bool, error) {
	return c.holds(worldOf(s, last))
}

func (c *Condition) holds(w *World) (bool, error) {
	value, err := expr.Run(c.program, *w)
	if err != nil {
		return false, refuseAt(c.src, c.at, sim.Refuse("cannot be computed: %s", "계산할 수 없습니다: %s", reason(err)))
	}
	is, _ := value.(bool)
	return is, nil
}

// words returns what the value is after an event.
func (v *Value) words(w *World) (string, error) {
	value, err := expr.Run(v.program, *w)
	if err != nil {
		return "", refuseAt(v.src, v.at, sim.Refuse("cannot be computed: %s", "계산할 수 없습니다: %s", reason(err)))
	}
	switch value := value.(type) {
	case string:
		return sim.Printable(value, lineMax), nil
	case int:
		return typeset.Grouped(int64(value)), nil
	case float64:
		return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", value), "0"), "."), nil
	}
	return "", refuseAt(v.src, v.at, sim.Refuse("want an expression that is a number or a text", "값이 수나 문자열인 식을 쓰세요"))
}

func refuseAt(src *source, at place, err error) error {
	if src == nil {
		return err
	}
	return src.refuse(at, err)
}

// short matches #4.lost.
var short = regexp.MustCompile(`#(\d+)\.([a-z-]+)`)

// longhand writes out what is short.
func longhand(text string) (string, error) {
	var wrong error
	long := short.ReplaceAllStringFunc(text, func(found string) string {
		parts := short.FindStringSubmatch(found)
		number, word := parts[1], parts[2]
		switch {
		case slices.Contains(sim.Vocabulary("rung"), word):
			return fmt.Sprintf("(%q in order(%s).rungs)", word, number)
		case slices.Contains(sim.Vocabulary("truth"), word):
			return fmt.Sprintf("(order(%s).truth == %q)", number, word)
		case slices.Contains(sim.Vocabulary("anomaly"), word):
			return fmt.Sprintf("(%q in order(%s).anomalies)", word, number)
		case word == "published":
			return fmt.Sprintf("order(%s).published", number)
		}
		known := strings.Join(distinct(slices.Concat(sim.Vocabulary("rung"), sim.Vocabulary("truth"), sim.Vocabulary("anomaly"))), ", ")
		wrong = sim.Refuse("%s: %q is not known: want published, %s", "%s: %q은(는) 모르는 이름입니다. published, %s 중에서 고르세요", found, word, known)
		return found
	})
	return long, wrong
}

func compile(text string, as ...expr.Option) (*vm.Program, error) {
	if len(text) > expressionMax {
		return nil, sim.Refuse("the expression is longer than %d characters", "식이 %d자보다 깁니다", expressionMax)
	}
	long, err := longhand(text)
	if err != nil {
		return nil, err
	}
	words := &wordCheck{}
	program, err := expr.Compile(long, append(as, expr.Env(World{}), expr.MaxNodes(partsMax), expr.Patch(words))...)
	switch {
	case words.wrong != nil:
		return nil, words.wrong
	case err != nil:
		return nil, sim.Refuse("not a condition: %s", "조건식이 아닙니다: %s", reason(err))
	}
	return program, nil
}

// reason words an error of the expression language in a line.
func reason(err error) string {
	var told *file.Error
	message := err.Error()
	if errors.As(err, &told) {
		message = told.Message
	}
	return sim.Printable(strings.Join(strings.Fields(message), " "), 200)
}

// distinct leaves out what a list has had before.
func distinct(list []string) (out []string) {
	for _, one := range list {
		if !slices.Contains(out, one) {
			out = append(out, one)
		}
	}
	return out
}

// wordFields are the fields that hold one word of a vocabulary, or several.
var wordFields = map[string]string{
	"row": "row", "truth": "truth", "caller": "caller", "rungs": "rung", "anomalies": "anomaly", "channel": "channel", "product": "product",
	"fulfilment": "fulfilment", "mode": "mode", "event": "event", "remedies": "remedy",
	"name": "anomaly fault",
}

// wordCheck looks for words that no field can have: .caller == "valu".
type wordCheck struct{ wrong error }

// Visit looks at a part of an expression.
func (c *wordCheck) Visit(n *ast.Node) { //nolint:gocritic // of the interface
	b, is := (*n).(*ast.BinaryNode)
	if !is {
		return
	}
	c.compare(b.Left, b.Right)
	c.compare(b.Right, b.Left)
}

func (c *wordCheck) compare(field, word ast.Node) {
	if list, is := word.(*ast.ArrayNode); is {
		for _, one := range list.Nodes {
			c.compare(field, one)
		}
	}
	literal, is := word.(*ast.StringNode)
	if !is {
		return
	}
	kind, of := kindOf(field)
	var known []string
	for one := range strings.SplitSeq(kind, " ") {
		known = append(known, sim.Vocabulary(one)...)
	}
	if kind == "" || of == "" || slices.Contains(known, literal.Value) || literal.Value == "" {
		return
	}
	c.wrong = sim.Refuse("%s is never %q: want %s", "%s의 값에 %q은(는) 없습니다. %s 중에서 고르세요", of, sim.Printable(literal.Value, 40), strings.Join(known, ", "))
}

// kindOf returns of which vocabulary a field is.
func kindOf(n ast.Node) (kind, field string) {
	switch n := n.(type) {
	case *ast.IdentifierNode:
		return wordFields[n.Value], n.Value
	case *ast.MemberNode:
		if name, is := n.Property.(*ast.StringNode); is {
			return wordFields[name.Value], name.Value
		}
		return kindOf(n.Node) // one of a list
	case *ast.ChainNode:
		return kindOf(n.Node)
	}
	return "", ""
}

// Wording is a text in both languages, in which {…} holds an expression.
type Wording struct {
	parts [2][]part // by language: English, Korean
	src   *source
	at    place
}

// part is a stretch of a text, or a value in it.
type part struct {
	text  string
	value *Value
}

// Empty reports whether nothing was written.
func (w *Wording) Empty() bool { return len(w.parts[0]) == 0 }

var inText = regexp.MustCompile(`\{([^{}]*)\}`)

// wordingOf finds the expressions in a text.
func wordingOf(src *source, at place, t sim.Text) (Wording, error) {
	w := Wording{src: src, at: at}
	for lang, text := range [...]string{t.English, t.Korean} {
		rest := 0
		for _, m := range inText.FindAllStringSubmatchIndex(text, -1) {
			w.parts[lang] = append(w.parts[lang], part{text: text[rest:m[0]]})
			program, err := compile(text[m[2]:m[3]])
			if err != nil {
				return w, src.refuse(at, sim.Refuse("{%s}: %v", "{%s}: %v", sim.Printable(text[m[2]:m[3]], 40), err))
			}
			w.parts[lang] = append(w.parts[lang], part{value: &Value{program, at, src}})
			rest = m[1]
		}
		if strings.ContainsAny(inText.ReplaceAllString(text, ""), "{}") {
			return w, src.refuse(at, sim.Refuse("a brace stands alone: an expression is written {…}", "중괄호의 짝이 없습니다. 식은 {…}처럼 쓰세요"))
		}
		w.parts[lang] = append(w.parts[lang], part{text: text[rest:]})
	}
	return w, nil
}

// in returns the text at a moment.
func (w *Wording) in(at *World) (sim.Text, error) {
	var out [2]string
	for lang := range w.parts {
		var b strings.Builder
		for _, p := range w.parts[lang] {
			text := p.text
			if p.value != nil {
				var err error
				if text, err = p.value.words(at); err != nil {
					return sim.Text{}, err
				}
			}
			b.WriteString(text)
		}
		out[lang] = b.String()
	}
	return sim.Text{English: out[0], Korean: out[1]}, nil
}
