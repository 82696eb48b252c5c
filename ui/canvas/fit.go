package canvas

import "strings"

// Longest returns the first of the variants that has room, else the last.
func Longest(room int, variants ...string) string {
	for _, v := range variants {
		if Columns(v) <= room {
			return v
		}
	}
	return variants[len(variants)-1]
}

// FitWords returns as many whole words of s as have room, and … for the rest.
func FitWords(s string, room int) string {
	if Columns(s) <= room {
		return s
	}
	shown := ""
	for word := range strings.FieldsSeq(s) {
		next := strings.TrimPrefix(shown+" "+word, " ")
		if Columns(next)+2 > room {
			break
		}
		shown = next
	}
	if shown == "" {
		return Fit(s, room)
	}
	return shown + " …"
}
