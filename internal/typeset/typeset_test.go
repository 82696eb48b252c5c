package typeset

import (
	"slices"
	"testing"
	"unicode/utf8"
)

func TestGrouped(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", -1000: "-1,000", -100: "-100", -1234: "-1,234", -999: "-999", 1234567: "1,234,567"} {
		if got := Grouped(n); got != want {
			t.Errorf("%d is written %s, want %s", n, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	cut := func(text string, width int) string { return text[:width] }
	for _, test := range []struct {
		text  string
		width int
		cut   func(string, int) string
		want  []string
	}{
		{"", 5, nil, []string{""}},
		{" one  two\nthree ", 7, nil, []string{"one two", "three"}},
		{"one toolong two", 5, nil, []string{"one", "toolong", "two"}},
		{"one toolong two", 5, cut, []string{"one", "toolo", "ng", "two"}},
		{"toolong a", 5, cut, []string{"toolo", "ng a"}},
	} {
		if got := Wrap(test.text, test.width, utf8.RuneCountInString, test.cut); !slices.Equal(got, test.want) {
			t.Errorf("%q in %d columns: %q, want %q", test.text, test.width, got, test.want)
		}
	}
}
