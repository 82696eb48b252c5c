package lesson_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"orderflow/internal/lesson"
	"orderflow/sim"
)

// small is a lesson with one of everything. It holds.
const small = `lesson: small
version: 1
minutes: 3
title: {en: "Small", ko: "작은 수업"}
after: {en: "You can say it.", ko: "말할 수 있습니다."}
run: {scenario: calm, mode: emit, orders: 2, external: 0, seed: 7}
scenes:
  - until: '#1.finished'
    say: {en: "One order.", ko: "주문 하나.", at: '#1.paid'}
    notes: {en: "Ask.", ko: "물어보세요."}
    ask:
      question: {en: "What does the caller know?", ko: "호출자는 무엇을 알까요?"}
      think: 20s
      choices:
        - text: {en: "nothing", ko: "없음"}
          right: 'order(1).caller == "nothing"'
        - text: {en: "success", ko: "성공"}
          right: 'order(1).caller == "value"'
          world: {mode: emit-await}
    reveal: {why: {en: "Nobody waits.", ko: "아무도 기다리지 않습니다."}}
  - do:
      task: {en: "Lose one.", ko: "하나를 잃어 보세요."}
      done: 'totals.lost > 0'
      hints: [{en: "x", ko: "x"}]
      solution: '--fault produce-error:code=MESSAGE_TOO_LARGE,order=1'
handout:
  table: [{what: {en: "lost", ko: "유실"}, value: totals.lost}]
`

// instead returns the small lesson with one thing written in another's place.
func instead(t *testing.T, old, written string) string {
	t.Helper()
	return replace(t, small, old, written)
}

func replace(t *testing.T, text, old, written string) string {
	t.Helper()
	if !strings.Contains(text, old) {
		t.Fatalf("%q is not in the lesson", old)
	}
	return strings.Replace(text, old, written, 1)
}

// oneLine holds an error to what a teacher needs: one line in each language that
// begins with the place and has nothing a terminal would obey.
func oneLine(t *testing.T, err error, want string) {
	t.Helper()
	text := sim.TextOf(err)
	if !strings.HasPrefix(text.English, want) {
		t.Errorf("got  %s\nwant %s", text.English, want)
	}
	place, _, _ := strings.Cut(want, ": ")
	if !strings.HasPrefix(text.Korean, place+": ") || !strings.ContainsFunc(text.Korean, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
		t.Errorf("the Korean of %q is %q", text.English, text.Korean)
	}
	for _, line := range [...]string{text.English, text.Korean} {
		if strings.ContainsFunc(line, unicode.IsControl) {
			t.Errorf("a control character in %q", line)
		}
	}
}

// TestMalformedFilesAreRefusedInOneLine: whatever is wrong with a file, the line
// says where, and what would be right.
func TestMalformedFilesAreRefusedInOneLine(t *testing.T) {
	notes := `{en: "Ask.", ko: "물어보세요."}`
	for name, c := range map[string]struct{ old, written, want string }{
		"a key misspelt":             {"minutes: 3", "minuts: 3", `lessons/small.yaml:3:1: key "minuts" is not known: rename it to minutes, or delete it`},
		"an unknown key":             {"minutes: 3", "colour: 3", `lessons/small.yaml:3:1: key "colour" is not known: want after, handout,`},
		"an unknown key deep inside": {"'#1.paid'}", "'#1.paid', where: x}", `lessons/small.yaml:9:58: key "where" is not known: want at, en, ko,`},
		"a key twice":                {"minutes: 3", "minutes: 3\nminutes: 4", "lessons/small.yaml:4:1: minutes is there twice: want it once"},
		"a key missing":              {"minutes: 3\n", "", "lessons/small.yaml:1:1: minutes is missing"},
		"no Korean":                  {`, ko: "작은 수업"}`, "}", "lessons/small.yaml:4:9: ko is missing"},
		"no English":                 {`en: "Small", `, "", "lessons/small.yaml:4:9: en is missing"},
		"an empty text":              {`"작은 수업"`, `" "`, "lessons/small.yaml:4:26: the text is empty"},
		"a sentence too long":        {`"One order."`, `"` + strings.Repeat("word ", 20) + `"`, "lessons/small.yaml:9:11: too long: want 2 × 42 columns at most, not"},
		"a word too long":            {`"One order."`, `"` + strings.Repeat("w", 50) + `"`, "lessons/small.yaml:9:11: too long: want 2 × 42 columns at most, not"},
		"a Korean sentence too long": {`"주문 하나."`, `"` + strings.Repeat("주문 ", 20) + `"`, "lessons/small.yaml:9:11: too long: want 2 × 42 columns at most, not"},
		"a choice too long":          {`"nothing", ko`, `"nothing at all, for as long as it lasts, and longer", ko`, "lessons/small.yaml:15:22: too long: want 1 × 44 columns at most, not"},
		"a question too long":        {`"What does the caller know?"`, `"` + strings.Repeat("What? ", 30) + `"`, "lessons/small.yaml:12:22: too long: want 2 × 76 columns at most, not"},
		"a text for a number":        {"minutes: 3", `minutes: "3"`, "lessons/small.yaml:3:10: want a whole number, not a text"},
		"a fraction for a number":    {"minutes: 3", "minutes: 3.5", "lessons/small.yaml:3:10: want a whole number, not a fraction"},
		"a number out of range":      {"minutes: 3", "minutes: 300", "lessons/small.yaml:3:10: want a number from 1 to 30"},
		"nothing for a number":       {"minutes: 3", "minutes:", "lessons/small.yaml:3:9: want a whole number, not nothing"},
		"a list for keys":            {notes, "[a]", "lessons/small.yaml:10:12: want keys with values, not a list"},
		"keys for a list":            {`[{en: "x", ko: "x"}]`, `{en: "x", ko: "x"}`, "lessons/small.yaml:24:15: want a list, not keys with values"},
		"a list too long":            {"hints: [", "hints: [" + strings.Repeat("{en: a, ko: b},", 9), "lessons/small.yaml:24:14: want 6 entries at most, not 10"},
		"another version":            {"version: 1", "version: 2", "lessons/small.yaml:2:10: the lesson is of another version of the format: this program reads version 1"},
		"another name":               {"lesson: small", "lesson: big", `lessons/small.yaml:1:1: lesson "big": want the name of the file, small.yaml`},
		"no name":                    {"lesson: small", "lesson: Big Lesson", "lessons/small.yaml:1:9: want a name of lower-case letters, digits and hyphens"},
		"an anchor":                  {notes, `&a {en: x, ko: y}`, "lessons/small.yaml:10:12: want keys with values, not a YAML anchor or alias, which lessons do not have"},
		"an alias":                   {notes, "*a", "lessons/small.yaml:10:12: want keys with values, not a YAML anchor or alias, which lessons do not have"},
		"an anchor that has itself":  {notes, "&a [*a]", "lessons/small.yaml:10:12: want keys with values, not a YAML anchor or alias, which lessons do not have"},
		"keys merged":                {"notes: " + notes, "<<: *a", "lessons/small.yaml:10:5: want a key, not a YAML anchor or alias, which lessons do not have"},
		"a tag":                      {notes, "!!str x", "lessons/small.yaml:10:12: want keys with values, not a YAML tag, which lessons do not have"},
		"brackets without end":       {notes, strings.Repeat("[", 100_000), "lessons/small.yaml:10:36: brackets nest deeper than 24"},
		"braces without end":         {notes, strings.Repeat("{a: ", 50_000), "lessons/small.yaml:10:108: brackets nest deeper than 24"},
		"lists in lists":             {"  - until", strings.Repeat("- ", 50_000) + "until", "lessons/small.yaml:8:100001: the line is indented too deep"},
		"an escape, spelt out":       {`"Ask."`, `"Ask \e[31m."`, "lessons/small.yaml:10:17: the text has a character that cannot be printed"},
		"an escape, as it is":        {`"Ask."`, "\"Ask \x1b[31m.\"", "lessons/small.yaml:10:17: the text has a character that cannot be printed"},
		"text turned round":          {`"One order."`, `"One \u202e order."`, "lessons/small.yaml:9:11: the text has a character that cannot be printed"},
		"an escape in a key":         {"minutes: 3", `"minutes\e[31m": 3`, `lessons/small.yaml:3:1: key "minutes`},
		"an escape in a condition":   {"'totals.lost > 0'", `"totals.lost \e[31m > 0"`, "lessons/small.yaml:23:13: not a condition: "},
		"a zero byte":                {`"Ask."`, "\"Ask\x00\"", "lessons/small.yaml:1:1: the file is not UTF-8 text: save it as UTF-8"},
		"no UTF-8":                   {`"Ask."`, "\"Ask\xff\"", "lessons/small.yaml:1:1: the file is not UTF-8 text: save it as UTF-8"},
		"a file too large":           {notes, `{en: "` + strings.Repeat("x", 300<<10) + `", ko: "x"}`, "lessons/small.yaml:1:1: the file is larger than 256 KB: want a smaller one"},
		"too many lines":             {"minutes: 3", "minutes: 3\n" + strings.Repeat("a: b\n", 40_000), "lessons/small.yaml:1:1: the file has too many lines and entries: want a shorter one"},
		"too many entries":           {"minutes: 3", "minutes: {" + strings.Repeat("a,", 40_000) + "}", "lessons/small.yaml:1:1: the file has too many lines and entries: want a shorter one"},
		"two lessons":                {"lesson: small", "lesson: small\n---\nlesson: small", "lessons/small.yaml:1:1: want one lesson in a file"},
		"a tab":                      {"  - until", "\t- until", "lessons/small.yaml:8:1: not YAML: "},
		"a quote without end":        {`"Small"`, `"Small`, "lessons/small.yaml:4:26: not YAML: "},
		"brackets after Korean":      {notes, "{ko: 가나다, en: " + strings.Repeat("[", 30), "lessons/small.yaml:10:49: brackets nest deeper than 24"},
		"no scenes":                  {"scenes:", "scenes: []\nscene:", `lessons/small.yaml:8:1: key "scene" is not known`},
		"a question, no reveal":      {"    reveal: {why: {en: \"Nobody waits.\", ko: \"아무도 기다리지 않습니다.\"}}\n", "", "lessons/small.yaml:8:5: a question needs a reveal"},
		"a reveal, no question":      {"  - do:", "  - reveal: {why: {en: a, ko: b}}\n    do:", "lessons/small.yaml:21:5: a reveal needs a question"},
		"one choice":                 {"        - text: {en: \"nothing\", ko: \"없음\"}\n          right: 'order(1).caller == \"nothing\"'\n", "", "lessons/small.yaml:12:7: choices: want two at least"},
		"an unknown place":           {"'#1.paid'}", "'#1.paid', place: moon}", `lessons/small.yaml:9:65: place "moon": want service, producer, broker, consumers, done`},
		"a time too short":           {"think: 20s", "think: 1s", "lessons/small.yaml:13:14: want a duration from 5s to 5m0s, such as 20s"},
		"no expression":              {"'totals.lost > 0'", "'totals.lost >'", "lessons/small.yaml:23:13: not a condition: unexpected token EOF"},
		"no condition":               {"'totals.lost > 0'", "'totals.lost'", "lessons/small.yaml:23:13: not a condition: expected bool, but got int"},
		"an unknown field":           {"'totals.lost > 0'", "'totals.gone > 0'", "lessons/small.yaml:23:13: not a condition: type lesson.Totals has no field gone"},
		"an unknown rung":            {"'#1.finished'", "'#1.finishd'", `lessons/small.yaml:8:12: #1.finishd: "finishd" is not known: want published, created,`},
		"a word it never is":         {`caller == "value"`, `caller == "valu"`, `lessons/small.yaml:18:18: caller is never "valu": want nothing, value, error, pending, unknown`},
		"a word none of them is":     {`caller == "value"`, `caller in ["value", "eror"]`, `lessons/small.yaml:18:18: caller is never "eror": want nothing,`},
		"a word that is in no list":  {"'totals.lost > 0'", `'"mark" in order(1).rungs'`, `lessons/small.yaml:23:13: rungs is never "mark": want created,`},
		"a word of any order":        {"'totals.lost > 0'", `'any(orders, .truth == "lots")'`, `lessons/small.yaml:23:13: truth is never "lots": want not-called,`},
		"an expression too long":     {"'totals.lost > 0'", "'" + strings.Repeat("at > 0 && ", 60) + "true'", "lessons/small.yaml:23:13: the expression is longer than 400 characters"},
		"an expression too deep":     {"'totals.lost > 0'", "'" + strings.Repeat("!", 399) + "t'", "lessons/small.yaml:23:13: not a condition: "},
		"an unknown figure":          {`"One order."`, `"One {order(1).pointz}."`, "lessons/small.yaml:9:11: {order(1).pointz}: not a condition: type lesson.Order has no field pointz"},
		"a brace alone":              {`"One order."`, `"One {order(1).points."`, "lessons/small.yaml:9:11: a brace stands alone: an expression is written {…}"},
		"an unknown scenario":        {"scenario: calm", "scenario: calmm", `lessons/small.yaml:6:17: scenario "calmm" is not known: want`},
		"an unknown flag":            {"--fault produce", "--flaut produce", `lessons/small.yaml:25:17: solution: "--flaut" is no flag of orderflow run`},
		"a flag without a value":     {" produce-error:code=MESSAGE_TOO_LARGE,order=1", "", "lessons/small.yaml:25:17: solution: --fault needs a value"},
		"a flag with another value":  {"code=MESSAGE_TOO_LARGE", "code=NOTHING", `lessons/small.yaml:25:17: solution: --fault: fault produce-error: code=NOTHING: code "NOTHING" is not known: want`},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := lesson.Read("lessons/small.yaml", []byte(instead(t, c.old, c.written)))
			if err == nil {
				t.Fatalf("it was read: %v", l.Name)
			}
			oneLine(t, err, c.want)
		})
	}
	for name, text := range map[string]string{"a text": "x", "a list": "- x", "only a comment": "# x\n"} {
		t.Run(name, func(t *testing.T) {
			_, err := lesson.Read("lessons/small.yaml", []byte(text))
			if err == nil {
				t.Fatal("it was read")
			}
			oneLine(t, err, "lessons/small.yaml:1:1: want ")
		})
	}
}

// TestAnEmptyFileSaysSo: and not what it would want of one that says something.
func TestAnEmptyFileSaysSo(t *testing.T) {
	for _, text := range []string{"", "\n \n", "\ufeff"} {
		_, err := lesson.Read("lessons/small.yaml", []byte(text))
		oneLine(t, err, "lessons/small.yaml:1:1: the file is empty: ")
	}
}

// TestWhatCanBeRead: marks and spellings with which editors write the same lesson.
func TestWhatCanBeRead(t *testing.T) {
	for name, text := range map[string]string{
		"as it is":                 small,
		"a byte order mark":        "\ufeff" + small,
		"lines that end in CR LF":  strings.ReplaceAll(small, "\n", "\r\n"),
		"a version left out":       instead(t, "version: 1\n", ""),
		"notes of several lines":   instead(t, `{en: "Ask.", ko: "물어보세요."}`, "\n      en: |\n        Ask: why?\n        They say: so.\n      ko: |\n        물어볼 것: 왜?"),
		"an emphasis in its notes": instead(t, `"Ask."`, `"Ask: *why*, & <how>?"`),
	} {
		t.Run(name, func(t *testing.T) {
			l, err := lesson.Read("small.yaml", []byte(text))
			if err != nil {
				t.Fatal(sim.TextOf(err).English)
			}
			if r := lesson.Check(l, played); len(r.Problems) > 0 {
				t.Error(sim.TextOf(r.Problems[0]).English)
			}
		})
	}
}

// FuzzRead: whatever a file has, reading it ends, and what is refused is refused in
// a line that has its place.
func FuzzRead(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte(strings.Replace(small, "minutes: 3", "minutes: &a [*a]", 1)))
	f.Add([]byte(strings.Replace(small, "minutes: 3", "? ? ? !!map &x <<: *x", 1)))
	f.Add([]byte("a: |\n  x\n b: >-\n"))
	f.Add([]byte("- - - -\n: {[\"\\x\"]}"))
	embedded, _ := filepath.Glob("lessons/*.yaml")
	for _, path := range embedded {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		_, err := lesson.Read("small.yaml", text)
		if err == nil {
			return
		}
		if told := sim.TextOf(err); !strings.HasPrefix(told.English, "small.yaml:") || strings.ContainsFunc(told.English+told.Korean, unicode.IsControl) {
			t.Errorf("%q, %q", told.English, told.Korean)
		}
	})
}
