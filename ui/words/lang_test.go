package words

import (
	"strings"
	"testing"

	"orderflow/ui/canvas"
)

func TestPalettesByName(t *testing.T) {
	for p := range canvas.PaletteCount {
		if got, err := ParsePalette(p.String()); err != nil || got != p {
			t.Errorf("%s: %v, %v", p, got, err)
		}
	}
	if _, err := ParsePalette("\x1b[31m"); err == nil || strings.Contains(err.Error(), "\x1b[") {
		t.Errorf("a palette that does not exist: %v", err)
	}
}

func TestLanguagesByName(t *testing.T) {
	for locale, want := range map[string]Lang{
		"ko_KR.UTF-8": Korean,
		"ko":          Korean,
		"KO_kr":       Korean,
		"ko.UTF-8":    Korean,
		"en_US.UTF-8": English,
		"C":           English,
		"":            English,
		"kok_IN":      English,
	} {
		if got := LocaleLang(locale); got != want {
			t.Errorf("LocaleLang(%q) = %v, want %v", locale, got, want)
		}
	}
	for _, lang := range []Lang{English, Korean} {
		if got, err := ParseLang(lang.String()); err != nil || got != lang {
			t.Errorf("%s: %v, %v", lang, got, err)
		}
	}
}
