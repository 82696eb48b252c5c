package typeset

import (
	"time"
	"unicode"
	"unicode/utf8"
)

// The law of reading: the same clock in every language. ReadingLeast is for how
// long a sentence stands at least.
const (
	ReadingLeast     = 1800 * time.Millisecond
	readStart        = 800 * time.Millisecond // to see that there is a new sentence
	EnglishPerSecond = 15                     // characters
	KoreanPerSecond  = 8                      // syllables
	lettersPerSound  = 2                      // of a Latin word in a Korean sentence
)

// Reading returns how long a sentence takes to read that says the same in both
// languages.
func Reading(english, korean string) time.Duration {
	inEnglish := time.Duration(utf8.RuneCountInString(english)) * time.Second / EnglishPerSecond
	inKorean := time.Duration(Syllables(korean)) * time.Second / KoreanPerSecond
	return max(ReadingLeast, readStart+max(inEnglish, inKorean))
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
