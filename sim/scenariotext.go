package sim

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// scenarioText is the text of a scenario file, and where its fields are.
type scenarioText struct {
	file   string
	text   []byte
	fields []scenarioField
}

// scenarioField is a field of the file and the byte at which its name begins.
type scenarioField struct {
	name string
	at   int
}

// newScenarioText takes a byte order mark off a file and finds its fields.
func newScenarioText(file string, text []byte) (*scenarioText, error) {
	t := &scenarioText{file: Printable(file, 200), text: bytes.TrimPrefix(text, []byte("\ufeff"))}
	switch {
	case bytes.HasPrefix(text, []byte{0xff, 0xfe}), bytes.HasPrefix(text, []byte{0xfe, 0xff}), bytes.IndexByte(text, 0) >= 0:
		return nil, t.placed(0, Refuse("the file is UTF-16 or no text: save it as UTF-8", "UTF-16이거나 텍스트가 아닙니다. UTF-8로 저장하세요"))
	case !utf8.Valid(t.text):
		return nil, t.placed(0, Refuse("the file is not UTF-8: save it as UTF-8", "UTF-8이 아닙니다. UTF-8로 저장하세요"))
	case len(bytes.TrimSpace(t.text)) == 0:
		return nil, t.placed(0, Refuse("the file is empty: want a scenario, an object in braces", "빈 파일입니다. 시나리오를 중괄호로 묶은 객체로 쓰세요"))
	}
	t.findFields()
	return t, t.checkTwice()
}

// findFields finds the fields, as far as the text is JSON: what is wrong with
// it is for the decoder to say.
func (t *scenarioText) findFields() {
	d := json.NewDecoder(bytes.NewReader(t.text))
	if start, err := d.Token(); err != nil || start != json.Delim('{') {
		return
	}
	for d.More() {
		at := tokenAt(t.text, d)
		name, err := d.Token()
		if err != nil {
			return
		}
		var value json.RawMessage
		if d.Decode(&value) != nil {
			return
		}
		t.fields = append(t.fields, scenarioField{name.(string), at}) // the name of a field is a string
	}
}

// checkTwice refuses a field that is there twice: the decoder would take the
// last, and the reader may look at the first.
func (t *scenarioText) checkTwice() error {
	for i, field := range t.fields {
		first := slices.IndexFunc(t.fields, func(f scenarioField) bool { return strings.EqualFold(f.name, field.name) })
		if first < i {
			return t.placed(field.at, Refuse("field %s is there twice, first on line %d: want it once", "필드 %s이(가) 두 번 있습니다. 처음은 %d번째 줄입니다. 하나만 남기세요", Printable(field.name, 40), t.line(t.fields[first].at)))
		}
	}
	return nil
}

// placed puts file:line:column of a byte before an error. Columns are counted
// in characters from 1.
func (t *scenarioText) placed(at int, err error) error {
	before := t.text[:min(max(at, 0), len(t.text))]
	column := 1 + utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
	return Refuse("%s:%d:%d: %v", "%s:%d:%d: %v", t.file, t.line(at), column, err)
}

// line returns the number of the line in which a byte is.
func (t *scenarioText) line(at int) int {
	return 1 + bytes.Count(t.text[:min(max(at, 0), len(t.text))], []byte("\n"))
}

// inField puts the place of a field before an error.
func (t *scenarioText) inField(name string, err error) error {
	at := 0
	if i := slices.IndexFunc(t.fields, func(f scenarioField) bool { return strings.EqualFold(f.name, name) }); i >= 0 {
		at = t.fields[i].at
	}
	return t.placed(at, err)
}

// decode reads the text strictly.
func (t *scenarioText) decode() (scenarioFile, error) {
	f := newScenarioFile()
	return f, t.decodeInto(f.fields.Interface())
}

func (t *scenarioText) decodeInto(f any) error {
	d := json.NewDecoder(bytes.NewReader(t.text))
	d.DisallowUnknownFields()
	if err := d.Decode(f); err != nil {
		return t.decodeError(int(d.InputOffset()), err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return t.placed(tokenAt(t.text, d), Refuse("want nothing after the scenario", "시나리오 뒤에는 아무것도 없어야 합니다"))
	}
	return nil
}

// decodeError gives an error of encoding/json its place and its remedy.
func (t *scenarioText) decodeError(at int, err error) error {
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return t.placed(int(syntax.Offset)-1, Refuse("not JSON: %s", "JSON이 아닙니다: %s", Printable(syntax.Error(), 120)))
	case errors.As(err, &wrong):
		return t.placed(int(wrong.Offset)-1, Refuse("%s: want %s, not %s", "%s: %s 쓰세요. 지금 있는 것은 %s입니다", Printable(wrong.Field, 40), wantOf(wrong.Type), kindOf(wrong.Value)))
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return t.placed(len(t.text)-1, Refuse("the file ends too early: a brace or a quote is not closed", "파일이 중간에 끝납니다. 닫히지 않은 괄호나 따옴표가 있습니다"))
	}
	if name, found := strings.CutPrefix(err.Error(), `json: unknown field "`); found {
		return t.unknown(strings.TrimSuffix(name, `"`))
	}
	return t.placed(at, err)
}

// unknown refuses a field that no scenario has.
func (t *scenarioText) unknown(name string) error {
	if near := Nearest(strings.ToLower(name), scenarioFields); near != "" {
		return t.inField(name, Refuse("field %q is not known: rename it to %s, or delete it", "필드 %q: 모르는 이름입니다. %s(으)로 바꾸거나 지우세요", Printable(name, 40), near))
	}
	return t.inField(name, Refuse("field %q is not known: want %s", "필드 %q: 모르는 이름입니다. %s 중에서 고르세요", Printable(name, 40), scenarioFields.list()))
}

// wantOf says what a field of a type is written as.
func wantOf(field reflect.Type) Text {
	for field.Kind() == reflect.Pointer {
		field = field.Elem()
	}
	switch field.Kind() {
	case reflect.String:
		return Text{"a string in quotes", "따옴표로 묶은 문자열을"}
	case reflect.Slice:
		return Text{"a list in brackets", "대괄호로 묶은 목록을"}
	case reflect.Bool:
		return Text{"true or false", "true나 false를"}
	case reflect.Float64:
		return Text{"a number", "수를"}
	case reflect.Struct:
		return Text{"an object in braces", "중괄호로 묶은 객체를"}
	}
	return Text{"a whole number", "정수를"}
}

// kindOf says what encoding/json found in its place.
func kindOf(value string) Text {
	switch value {
	case "string":
		return Text{"a string", "문자열"}
	case "array":
		return Text{"a list", "목록"}
	case "object":
		return Text{"an object", "객체"}
	case "bool":
		return Text{"true or false", "true나 false"}
	}
	number := Printable(strings.TrimPrefix(value, "number "), 40)
	if number == "number" {
		return Text{"a number", "수"}
	}
	return same(number)
}
