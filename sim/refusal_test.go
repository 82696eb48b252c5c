package sim

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// misprinted matches what fmt makes of a verb without its figure, or the other way around.
var misprinted = regexp.MustCompile(`%!(?:[a-zA-Z]|\[\d+\][a-zA-Z])?\((?:[a-z0-9]+=|MISSING|EXTRA|BADINDEX|NOVERB)`)

func hangul(r rune) bool { return unicode.Is(unicode.Hangul, r) }

// checkBothLanguages checks that an error says in Korean too what is wrong, in
// one line that can be shown.
func checkBothLanguages(t *testing.T, err error) {
	t.Helper()
	text := TextOf(err)
	if text.English != err.Error() {
		t.Errorf("%q is printed as %q", err, text.English)
	}
	if !strings.ContainsFunc(text.Korean, hangul) || text.Korean == text.English {
		t.Errorf("%v: the Korean is %q", err, text.Korean)
	}
	if Printable(text.Korean, len(text.Korean)) != text.Korean || misprinted.MatchString(text.Korean) {
		t.Errorf("%q cannot be shown", text.Korean)
	}
}

func TestTextOf(t *testing.T) {
	refusal := Refuse("want %d, not %v", "%d이어야 하는데 %v입니다", 3, io.EOF)
	for _, test := range []struct {
		err  error
		want Text
	}{
		{refusal, Text{"want 3, not EOF", "3이어야 하는데 EOF입니다"}},
		{fmt.Errorf("--orders: %w", refusal), Text{"--orders: want 3, not EOF", "--orders: 3이어야 하는데 EOF입니다"}},
		{errors.Join(io.EOF, refusal), Text{"EOF\nwant 3, not EOF", "EOF\n3이어야 하는데 EOF입니다"}},
		{Refuse("line %d: %v", "%d번째 줄: %v", 2, refusal), Text{"line 2: want 3, not EOF", "2번째 줄: 3이어야 하는데 EOF입니다"}},
		{Without("want ", refusal), Text{"3, not EOF", "3이어야 하는데 EOF입니다"}},
		{io.EOF, Text{"EOF", "EOF"}},
	} {
		if got := TextOf(test.err); got != test.want {
			t.Errorf("%v says %+v, want %+v", test.err, got, test.want)
		}
	}
	if !errors.Is(fmt.Errorf("--orders: %w", refusal), io.EOF) {
		t.Error("the cause is lost")
	}
}

// TestLogErrors: what ReadLog says is wrong with a log, in both languages.
func TestLogErrors(t *testing.T) {
	header := `{"orderflow":1,"scenario":"calm","seed":1,"args":[],"version":"x"}` + "\n"
	for text, want := range map[string]string{
		"":                       "line 1: the file is empty",
		"id,customer\n":          "line 1: not a log of orderflow: the first line is no header: want a file of --record or --format jsonl",
		"\xff\xfe{\x00":          "line 1: the file was converted (byte order mark, UTF-16 or CR LF): want the bytes as orderflow wrote them, by --record",
		"\ufeff" + header:        "line 1: the file was converted",
		header[:20] + "\r\n":     "line 1: the file was converted",
		`{"orderflow":2}` + "\n": "line 1: a log of format 2; this program reads format 1: want a newer program",
		header + "{}\n":          `line 2: not an event of this version: want {"key" at`,
		header + `{"n":1,"at_ns":0,"type":"run-strated","cause":0}` + "\n": `line 2: not an event of this version: type: "run-strated" is not an event type`,
	} {
		_, err := ReadLog(strings.NewReader(text))
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
			continue
		}
		checkBothLanguages(t, err)
	}
	_, err := ReadLog(strings.NewReader(header + `{"n":1,`))
	if torn := (*TornError)(nil); !errors.As(err, &torn) {
		t.Error(err)
	}
	checkBothLanguages(t, err)
}
