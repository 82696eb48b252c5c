package ui

import (
	"fmt"
	"strings"

	"orderflow/sim"
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
	return English, fmt.Errorf("language %q is not known: want en or ko", sim.Printable(s, 40))
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

// of returns what a text says in the language of the catalogue.
func (t *Catalogue) of(text sim.Text) string {
	if t == &korean {
		return text.Korean
	}
	return text.English
}
