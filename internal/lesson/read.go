package lesson

import (
	"bytes"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"orderflow/sim"
)

// source is the file of a lesson, as errors name it.
type source struct{ file string }

// refuse puts the place before an error.
func (s *source) refuse(at place, err error) error {
	return sim.Refuse("%s:%d:%d: %v", "%s:%d:%d: %v", s.file, at.line, at.column, err)
}

// Read reads a lesson, strictly: what is unknown, missing, there twice, of a
// wrong type or too long is a Refusal of the form file:line:column: what would be
// right. file is how it names the text.
func Read(file string, text []byte) (*Lesson, error) {
	s := &source{sim.Printable(file, 200)}
	start := place{1, 1}
	if err := readable(text); err != nil {
		return nil, s.refuse(start, err)
	}
	if err := s.nesting(text); err != nil {
		return nil, err
	}
	parsed, err := parser.ParseBytes(bytes.TrimPrefix(text, []byte("\ufeff")), 0, parser.AllowDuplicateMapKey()) // fields says where
	if err != nil {
		return nil, s.parseError(err)
	}
	if len(parsed.Docs) != 1 || parsed.Docs[0].Body == nil {
		return nil, s.refuse(start, sim.Refuse("want one lesson in a file", "파일 하나에 수업 하나를 쓰세요"))
	}
	l, err := s.lesson(node{s, parsed.Docs[0].Body})
	if err != nil {
		return nil, err
	}
	if base := filepath.Base(file); strings.TrimSuffix(strings.TrimSuffix(base, ".yaml"), ".yml") != l.Name {
		return nil, s.refuse(start, sim.Refuse("lesson %q: want the name of the file, %s", "lesson %q: 파일 이름 %s과(와) 같아야 합니다", l.Name, sim.Printable(base, 80)))
	}
	return l, nil
}

// readable refuses what is no text.
func readable(text []byte) error {
	switch {
	case len(text) > BytesMax:
		return sim.Refuse("the file is larger than %d KB: want a smaller one", "파일이 %d KB보다 큽니다. 더 작은 파일을 쓰세요", BytesMax>>10)
	case bytes.Count(text, []byte("\n"))+bytes.Count(text, []byte(",")) > entriesMax:
		return sim.Refuse("the file has too many lines and entries: want a shorter one", "줄과 항목이 너무 많습니다. 더 짧은 파일을 쓰세요")
	case len(bytes.TrimSpace(bytes.TrimPrefix(text, []byte("\ufeff")))) == 0:
		return sim.Refuse("the file is empty: want a lesson (orderflow lesson --new NAME writes one)", "빈 파일입니다. 수업을 쓰세요(orderflow lesson --new 이름으로 하나 만들 수 있습니다)")
	case bytes.IndexByte(text, 0) >= 0 || !utf8.Valid(text):
		return sim.Refuse("the file is not UTF-8 text: save it as UTF-8", "UTF-8 텍스트가 아닙니다. UTF-8로 저장하세요")
	}
	return nil
}

// nesting refuses what nests deeper than any lesson, before the parser, which
// calls itself for each level, sees it.
func (s *source) nesting(text []byte) error {
	depth := 0
	for i, line := range strings.Split(string(text), "\n") {
		indent, column := len(line)-len(strings.TrimLeft(line, " -\t")), 0
		for _, c := range line {
			column++
			switch c {
			case '[', '{':
				depth++
			case ']', '}':
				depth = max(0, depth-1)
			}
			if depth > nestingMax {
				return s.refuse(place{i + 1, column}, sim.Refuse("brackets nest deeper than %d", "괄호가 %d겹보다 깊습니다", nestingMax))
			}
		}
		if indent > 8*nestingMax {
			return s.refuse(place{i + 1, indent + 1}, sim.Refuse("the line is indented too deep", "들여쓰기가 너무 깊습니다"))
		}
	}
	return nil
}

// parseError gives an error of the parser its place.
func (s *source) parseError(err error) error {
	var told yaml.Error
	if !errors.As(err, &told) {
		return s.refuse(place{1, 1}, sim.Refuse("not YAML: %s", "YAML이 아닙니다: %s", sim.Printable(err.Error(), 160)))
	}
	return s.refuse(placeOf(told.GetToken()), sim.Refuse("not YAML: %s", "YAML이 아닙니다: %s", sim.Printable(told.GetMessage(), 160)))
}

func placeOf(t *token.Token) place {
	if t == nil || t.Position == nil {
		return place{1, 1}
	}
	return place{t.Position.Line, t.Position.Column}
}

// node is a part of the file.
type node struct {
	src *source
	ast.Node
}

func (n node) place() place {
	if m, is := n.Node.(*ast.MappingNode); is && len(m.Values) > 0 {
		return placeOf(m.Values[0].Key.GetToken())
	}
	return placeOf(n.GetToken())
}

func (n node) refuse(err error) error { return n.src.refuse(n.place(), err) }

// want refuses a node that is something else.
func (n node) want(what sim.Text) error {
	return n.refuse(sim.Refuse("want %s, not %s", "%s 써야 하는데 %s입니다", what, n.kind()))
}

// kind says what a node is.
func (n node) kind() sim.Text {
	switch n.Node.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return sim.Text{English: "keys with values", Korean: "키와 값"}
	case *ast.SequenceNode:
		return sim.Text{English: "a list", Korean: "목록"}
	case *ast.StringNode, *ast.LiteralNode:
		return sim.Text{English: "a text", Korean: "문자열"}
	case *ast.FloatNode:
		return sim.Text{English: "a fraction", Korean: "소수"}
	case *ast.IntegerNode, *ast.InfinityNode, *ast.NanNode:
		return sim.Text{English: "a number", Korean: "수"}
	case *ast.BoolNode:
		return sim.Text{English: "true or false", Korean: "true나 false"}
	case *ast.NullNode:
		return sim.Text{English: "nothing", Korean: "빈 값"}
	case *ast.AnchorNode, *ast.AliasNode, *ast.MergeKeyNode:
		return sim.Text{English: "a YAML anchor or alias, which lessons do not have", Korean: "수업 파일에 쓸 수 없는 YAML 앵커나 별칭"}
	case *ast.TagNode:
		return sim.Text{English: "a YAML tag, which lessons do not have", Korean: "수업 파일에 쓸 수 없는 YAML 태그"}
	}
	return sim.Text{English: "something else", Korean: "다른 것"}
}

// take is what reads the value of a key.
type take func(node) error

// fields reads the keys of a mapping: each at most once, those that must be, and
// no others.
func (n node) fields(must []string, keys map[string]take) error {
	var pairs []*ast.MappingValueNode
	switch m := n.Node.(type) {
	case *ast.MappingNode:
		pairs = m.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{m}
	default:
		return n.want(sim.Text{English: "keys with values", Korean: "키와 값을"})
	}
	seen := map[string]bool{}
	for _, pair := range pairs {
		key := node{n.src, pair.Key}
		name, is := pair.Key.(*ast.StringNode)
		if !is {
			return key.want(sim.Text{English: "a key", Korean: "키를"})
		}
		read, known := keys[name.Value]
		switch {
		case !known:
			return key.refuse(unknownKey(name.Value, keys))
		case seen[name.Value]:
			return key.refuse(sim.Refuse("%s is there twice: want it once", "%s이(가) 두 번 있습니다. 하나만 남기세요", name.Value))
		}
		seen[name.Value] = true
		value := node{n.src, pair.Value}
		if pair.Value == nil {
			return key.refuse(sim.Refuse("%s has no value", "%s에 값이 없습니다", name.Value))
		}
		if err := read(value); err != nil {
			return err
		}
	}
	for _, name := range must {
		if !seen[name] {
			return n.refuse(sim.Refuse("%s is missing", "%s이(가) 없습니다", name))
		}
	}
	return nil
}

func unknownKey(name string, keys map[string]take) error {
	var known []string
	for key := range keys {
		known = append(known, key)
	}
	slices.Sort(known)
	if near := sim.Nearest(strings.ToLower(name), known); near != "" {
		return sim.Refuse("key %q is not known: rename it to %s, or delete it", "키 %q: 모르는 이름입니다. %s(으)로 바꾸거나 지우세요", sim.Printable(name, 40), near)
	}
	list := strings.Join(known, ", ")
	return sim.Refuse("key %q is not known: want %s", "키 %q: 모르는 이름입니다. %s 중에서 고르세요", sim.Printable(name, 40), list)
}

// list reads the entries of a list, at most so many.
func (n node) list(most int, read take) error {
	s, is := n.Node.(*ast.SequenceNode)
	switch {
	case !is:
		return n.want(sim.Text{English: "a list", Korean: "목록을"})
	case len(s.Values) > most:
		return n.refuse(sim.Refuse("want %d entries at most, not %d", "%d개까지 쓸 수 있는데 %d개입니다", most, len(s.Values)))
	}
	for _, value := range s.Values {
		if value == nil {
			return n.refuse(sim.Refuse("an entry is empty", "빈 항목이 있습니다"))
		}
		if err := read(node{n.src, value}); err != nil {
			return err
		}
	}
	return nil
}

// text reads a text.
func (n node) text() (string, error) {
	switch t := n.Node.(type) {
	case *ast.StringNode:
		return t.Value, nil
	case *ast.LiteralNode:
		return strings.TrimRight(t.Value.Value, "\n"), nil
	}
	return "", n.want(sim.Text{English: "a text", Korean: "문자열을"})
}

// number reads a whole number of a range.
func (n node) number(low, high int) (int, error) {
	i, is := n.Node.(*ast.IntegerNode)
	if !is {
		return 0, n.want(sim.Text{English: "a whole number", Korean: "정수를"})
	}
	value, fits := toInt(i.Value)
	if !fits || value < low || value > high {
		return 0, n.refuse(sim.Refuse("want a number from %d to %d", "%d에서 %d 사이의 수를 쓰세요", low, high))
	}
	return value, nil
}

func toInt(value any) (int, bool) {
	switch v := value.(type) {
	case int64:
		return int(v), int64(int(v)) == v
	case uint64:
		return int(v), v <= 1<<31
	case int:
		return v, true
	}
	return 0, false
}

// plain returns a value as Go has it: a text, a whole number, a ratio, true or
// false, or a list of these.
func (n node) plain() (any, error) {
	switch v := n.Node.(type) {
	case *ast.StringNode, *ast.LiteralNode:
		return n.text()
	case *ast.IntegerNode:
		return v.Value, nil
	case *ast.FloatNode:
		return v.Value, nil
	case *ast.BoolNode:
		return v.Value, nil
	case *ast.SequenceNode:
		var list []any
		err := n.list(sim.InputsMax, func(entry node) error {
			value, err := entry.plain()
			list = append(list, value)
			return err
		})
		return list, err
	}
	return nil, n.want(sim.Text{English: "a text, a number, true or false, or a list", Korean: "문자열, 수, true나 false, 또는 목록을"})
}

// both reads a text in both languages.
func (n node) both(check func(string) error) (t sim.Text, err error) {
	in := func(to *string) take {
		return func(v node) (err error) {
			if *to, err = v.text(); err != nil {
				return err
			}
			if strings.TrimSpace(*to) == "" {
				return v.refuse(sim.Refuse("the text is empty", "내용이 비어 있습니다"))
			}
			for line := range strings.SplitSeq(*to, "\n") {
				if sim.Printable(line, len(line)+1) != line {
					return v.refuse(sim.Refuse("the text has a character that cannot be printed", "출력할 수 없는 문자가 있습니다"))
				}
			}
			if check != nil {
				if err := check(*to); err != nil {
					return v.refuse(err)
				}
			}
			return nil
		}
	}
	return t, n.fields([]string{"en", "ko"}, map[string]take{"en": in(&t.English), "ko": in(&t.Korean)})
}

// span reads a duration.
func (n node) span(low, high time.Duration) (time.Duration, error) {
	text, err := n.text()
	if err != nil {
		return 0, err
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < low || d > high {
		return 0, n.refuse(sim.Refuse("want a duration from %s to %s, such as 20s", "%s에서 %s 사이의 시간을 20s처럼 쓰세요", low, high))
	}
	return d, nil
}
