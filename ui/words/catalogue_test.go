package words

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"orderflow/internal/wordtest"
	"orderflow/ui/canvas"
)

func TestCataloguesSayTheSame(t *testing.T) {
	wordtest.Check(t, English.Catalogue(), Korean.Catalogue())
}

// eachEntry calls f with every text of every catalogue.
func eachEntry(f func(lang Lang, entry wordtest.Entry)) {
	for lang, c := range Catalogues {
		for _, entry := range wordtest.Entries(c) {
			f(Lang(lang), entry)
		}
	}
}

func TestTextsFit(t *testing.T) {
	eachEntry(func(lang Lang, entry wordtest.Entry) {
		widest, err := strconv.Atoi(entry.Tag.Get("max"))
		if err != nil {
			t.Errorf("%s has no widest width", entry.Name)
		}
		filled, err := entry.Fill()
		if err != nil {
			t.Fatalf("%s: %s: %v", lang, entry.Name, err)
		}
		if got := canvas.Columns(filled); got > widest {
			t.Errorf("%s: %s is %d columns wide, at most %d: %q", lang, entry.Name, got, widest, filled)
		}
	})
}

// TestFilesAreATranslators: a translator finds every text in this folder, an
// entry a line, and both languages in the same order.
func TestFilesAreATranslators(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	wordtest.CheckForm(t, slices.DeleteFunc(files, func(name string) bool { return strings.HasSuffix(name, "_test.go") })...)
}

// TestSentencesAreTranslated: a sentence that is the same in both languages
// was not translated.
func TestSentencesAreTranslated(t *testing.T) {
	korean := wordtest.Entries(koreanCaptions)
	for i, english := range wordtest.Entries(englishCaptions) {
		if english.Text == korean[i].Text {
			t.Errorf("caption%s is the same in both languages: %q", english.Name, english.Text)
		}
	}
}

func TestCataloguesSayNothingLoud(t *testing.T) {
	eachEntry(func(lang Lang, entry wordtest.Entry) {
		if strings.ContainsAny(entry.Text, "!") {
			t.Errorf("%s: %s shouts: %q", lang, entry.Name, entry.Text)
		}
		for _, r := range entry.Text {
			if _, known := canvas.Glyphs[r]; r > '~' && !known && (r < 0xac00 || r > 0xd7a3) {
				t.Errorf("%s: %s: %c (%U) is not in the glyph table", lang, entry.Name, r, r)
			}
		}
	})
}

// hanging is a particle on a number, which may be read with a final consonant or
// without: P1은, but P2는. A noun must follow the number.
var hanging = regexp.MustCompile(`(?:%(?:\[\d\])?d|\d)(?:은|는|이|가|을|를|와|과|로|으로|에|의)(?:\P{Hangul}|$)`)

func TestNoKoreanParticleHangsOnANumber(t *testing.T) {
	eachEntry(func(_ Lang, entry wordtest.Entry) {
		if found := hanging.FindString(entry.Text); found != "" {
			t.Errorf("%s: %q in %q", entry.Name, found, entry.Text)
		}
		args, _ := wordtest.Args(entry.Tag)
		for _, arg := range args {
			if filled, _ := entry.Fill(); arg.Name == "place" && hanging.MatchString(filled) {
				t.Errorf("%s: %q in %q", entry.Name, hanging.FindString(filled), filled)
			}
		}
	})
}

// TestGlossaryNamesItsTerms: above each entry of the glossary stands its term.
func TestGlossaryNamesItsTerms(t *testing.T) {
	source, err := os.ReadFile("glossary.go")
	if err != nil {
		t.Fatal(err)
	}
	var terms []string
	for _, match := range regexp.MustCompile(`(?m)^\t\t\{ // (.*)$`).FindAllStringSubmatch(string(source), -1) {
		terms = append(terms, match[1])
	}
	if want := slices.Concat(GlossaryHeads[:], GlossaryHeads[:]); !slices.Equal(terms, want) {
		t.Errorf("the entries are of %q, want %q", terms, want)
	}
}

func TestNumbers(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1k", 999_999: "999k", 3_400_000: "3M"} {
		if got := Brief(n); got != want {
			t.Errorf("brief(%d) = %q, want %q", n, got, want)
		}
	}
}
