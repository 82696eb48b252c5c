package stage

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// entryOf calls f with every string of a catalogue, its name and the tag of its field.
func eachEntry(v reflect.Value, name string, tag reflect.StructTag, f func(name, text string, tag reflect.StructTag)) {
	switch v.Kind() {
	case reflect.String:
		f(name, v.String(), tag)
	case reflect.Array, reflect.Slice:
		for i := range v.Len() {
			eachEntry(v.Index(i), fmt.Sprintf("%s[%d]", name, i), tag, f)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			eachEntry(v.Field(i), name+"."+v.Type().Field(i).Name, v.Type().Field(i).Tag, f)
		}
	}
}

var verb = regexp.MustCompile(`%(?:\[(\d+)\])?([a-z%])`)

// verbsOf returns the verbs of a format by the argument they stand for.
func verbsOf(format string) map[int]string {
	verbs, next := map[int]string{}, 1
	for _, match := range verb.FindAllStringSubmatch(format, -1) {
		if match[2] == "%" {
			continue
		}
		if match[1] != "" {
			next, _ = strconv.Atoi(match[1])
		}
		verbs[next] = match[2]
		next++
	}
	return verbs
}

func TestCataloguesHaveNoEmptyField(t *testing.T) {
	for lang, c := range words.Catalogues {
		eachEntry(reflect.ValueOf(*c), words.Lang(lang).String(), "", func(name, text string, _ reflect.StructTag) {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s is empty", name)
			}
		})
	}
}

func TestCataloguesHaveTheSameVerbs(t *testing.T) {
	want := map[string]map[int]string{}
	eachEntry(reflect.ValueOf(*words.English.Catalogue()), "", "", func(name, text string, _ reflect.StructTag) { want[name] = verbsOf(text) })
	for lang, c := range words.Catalogues {
		eachEntry(reflect.ValueOf(*c), "", "", func(name, text string, _ reflect.StructTag) {
			if got := verbsOf(text); !reflect.DeepEqual(got, want[name]) {
				t.Errorf("%s%s: verbs %v, in English %v: %q", words.Lang(lang), name, got, want[name], text)
			}
		})
	}
}

// sample fills a format with a number and a text, as many times as it wants.
func sample(format string, number int, text string) string {
	verbs := verbsOf(format)
	args := make([]any, len(verbs))
	for i := range args {
		args[i] = number
		if verbs[i+1] == "s" {
			args[i] = text
		}
	}
	if len(args) == 0 {
		return format
	}
	return fmt.Sprintf(format, args...)
}

func TestCatalogueStringsFit(t *testing.T) {
	for lang, c := range words.Catalogues {
		eachEntry(reflect.ValueOf(*c), words.Lang(lang).String(), "", func(name, text string, tag reflect.StructTag) {
			if strings.HasPrefix(name, words.Lang(lang).String()+".Small") {
				return
			}
			width, err := strconv.Atoi(tag.Get("max"))
			if err != nil {
				t.Errorf("%s has no widest width", name)
			}
			filled := sample(text, 8, "8.9 s")
			if strings.Contains(name, ".Caption.") {
				filled = sample(text, 12, "20.9 s")
			}
			if got := canvas.Columns(filled); got > width {
				t.Errorf("%s is %d columns wide, at most %d: %q", name, got, width, filled)
			}
		})
	}
}

// TestCataloguesDifferWhereTheyMust: a sentence that is the same in both
// languages was not translated.
func TestSentencesAreTranslated(t *testing.T) {
	korean := map[string]string{}
	eachEntry(reflect.ValueOf(words.Korean.Catalogue().Caption), "", "", func(name, text string, _ reflect.StructTag) { korean[name] = text })
	eachEntry(reflect.ValueOf(words.English.Catalogue().Caption), "", "", func(name, text string, _ reflect.StructTag) {
		if korean[name] == text {
			t.Errorf("caption%s is the same in both languages: %q", name, text)
		}
	})
}

func TestCataloguesSayNothingLoud(t *testing.T) {
	for lang, c := range words.Catalogues {
		eachEntry(reflect.ValueOf(*c), words.Lang(lang).String(), "", func(name, text string, _ reflect.StructTag) {
			if strings.ContainsAny(text, "!") {
				t.Errorf("%s shouts: %q", name, text)
			}
			for _, r := range text {
				if _, known := canvas.Glyphs[r]; r > '~' && !known && (r < 0xac00 || r > 0xd7a3) {
					t.Errorf("%s: %c (%U) is not in the glyph table", name, r, r)
				}
			}
		})
	}
}

// TestCaptionsFitTheSmallestScreen: in every run there is a sentence for every
// moment, and it fits 80 columns whole.
func TestCaptionsFitTheSmallestScreen(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 11))
	for name, log := range lawLogs(t) {
		randomMoments(log, 150, random, func(m *moment.Moment) {
			for lang := range words.Catalogues {
				f := readerFor(m, words.Lang(lang))
				variants := f.Caption()
				if !slices.ContainsFunc(variants, func(v string) bool { return v != "" && canvas.Columns(v) <= 76 }) {
					t.Fatalf("%s at %s: no variant fits 76 columns: %q", name, m.At, variants)
				}
				for _, v := range variants {
					if strings.Contains(v, "%!") || strings.Contains(v, "  ") {
						t.Fatalf("%s at %s: %q", name, m.At, v)
					}
				}
			}
		})
	}
}

func TestNumbers(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1k", 999_999: "999k", 3_400_000: "3M"} {
		if got := words.Brief(n); got != want {
			t.Errorf("brief(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestCaptionsBeginWithACapital(t *testing.T) {
	for in, want := range map[string]string{"five rows": "Five rows", "#4 is. two wait.": "#4 is. Two wait.", "emit() is called": "emit() is called", "": ""} {
		if got := tell.Sentence("%s", in)[0]; got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

// hanging is a particle on a number, which may be read with a final consonant or
// without: P1은, but P2는. A noun must follow the number.
var hanging = regexp.MustCompile(`(?:%(?:\[\d\])?d|\d)(?:은|는|이|가|을|를|와|과|로|으로|에|의)(?:\P{Hangul}|$)`)

func TestNoKoreanParticleHangsOnANumber(t *testing.T) {
	eachEntry(reflect.ValueOf(*words.Korean.Catalogue()), "", "", func(name, text string, _ reflect.StructTag) {
		if strings.HasSuffix(name, ".Did") {
			return // a time, with its unit
		}
		if found := hanging.FindString(text); found != "" {
			t.Errorf("%s: %q in %q", name, found, text)
		}
		if found := hanging.FindString(sample(text, 8, "P2@1")); found != "" && placed[name] {
			t.Errorf("%s: %q in %q", name, found, text)
		}
	})
}

// placed are the sentences that are filled with a place in the log.
var placed = map[string]bool{".Caption.Appended": true, ".Told.Appended": true, ".Why.CopyAt": true, ".Why.ArrivedOn": true}
