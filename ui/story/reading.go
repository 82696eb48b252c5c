package story

import (
	"time"
	"unicode"
	"unicode/utf8"

	"orderflow/ui/words"
)

// The law of reading: the same clock in every language.
const (
	readMin         = 1800 * time.Millisecond
	readStart       = 800 * time.Millisecond // to see that there is a new sentence
	englishPerSec   = 15                     // characters
	koreanPerSec    = 8                      // syllables
	lineMax         = 42                     // columns
	linesMax        = 2
	lettersPerSound = 2 // of a Latin word in a Korean sentence
)

// Text is a cue in every language: its lines, joined by a line feed.
type Text [words.Korean + 1]string

// reading returns how long a text takes to read.
func (t Text) reading() time.Duration {
	english := time.Duration(utf8.RuneCountInString(t[words.English])) * time.Second / englishPerSec
	korean := time.Duration(Syllables(t[words.Korean])) * time.Second / koreanPerSec
	return max(readMin, readStart+max(english, korean))
}

// Syllables counts what is spoken of a Korean sentence: a block or a digit is a
// syllable, and so are two letters of a Latin word.
func Syllables(text string) int {
	count, letters := 0, 0
	for _, r := range text + " " {
		if r < unicode.MaxASCII && unicode.IsLetter(r) {
			letters++
			continue
		}
		count += (letters + lettersPerSound - 1) / lettersPerSound
		letters = 0
		if unicode.Is(unicode.Hangul, r) || unicode.IsDigit(r) {
			count++
		}
	}
	return count
}
