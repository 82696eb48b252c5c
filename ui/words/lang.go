package words

import (
	"strings"

	"orderflow/sim"
	"orderflow/ui/canvas"
)

// Lang is a language of the screen.
type Lang uint8

// The languages.
const (
	English Lang = iota
	Korean
)

// ParseLang reads en or ko.
func ParseLang(s string) (Lang, error) {
	switch s {
	case "en":
		return English, nil
	case "ko":
		return Korean, nil
	}
	return English, sim.Refuse(
		"language %q is not known: want en or ko",
		"언어 %q: 없는 값입니다. en, ko 중에서 고르세요",
		sim.Printable(s, 40))
}

// LocaleLang returns the language of a POSIX locale such as ko_KR.UTF-8;
// English where it is no language of ours.
func LocaleLang(locale string) Lang {
	if code, _, _ := strings.Cut(locale, "_"); strings.EqualFold(code, "ko") || strings.HasPrefix(strings.ToLower(locale), "ko.") {
		return Korean
	}
	return English
}

func (l Lang) String() string {
	if l == Korean {
		return "ko"
	}
	return "en"
}

// Of returns what a text says in the language.
func (l Lang) Of(text sim.Text) string {
	if l == Korean {
		return text.Korean
	}
	return text.English
}

// Of returns what a text says in the language of the catalogue.
func (t *Catalogue) Of(text sim.Text) string {
	if t == &koreanCatalogue {
		return text.Korean
	}
	return text.English
}

// ParsePalette reads safe, calm or mono.
func ParsePalette(s string) (canvas.Palette, error) {
	for i, name := range canvas.PaletteNames {
		if s == name {
			return canvas.Palette(i), nil
		}
	}
	return canvas.Safe, sim.Refuse(
		"theme %q is not known: want safe, calm or mono",
		"theme %q: 없는 값입니다. safe, calm, mono 중에서 고르세요",
		sim.Printable(s, 40))
}
