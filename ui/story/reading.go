package story

import (
	"time"

	"orderflow/internal/typeset"
	"orderflow/ui/words"
)

// What a cue may be at most.
const (
	lineMax  = 42 // columns
	linesMax = 2
)

// Text is a cue in every language: its lines, joined by a line feed.
type Text [words.Korean + 1]string

// reading returns how long a text takes to read.
func (t Text) reading() time.Duration {
	return typeset.Reading(t[words.English], t[words.Korean])
}

// ReadingTime returns how long a text takes to read.
func ReadingTime(t Text) time.Duration { return t.reading() }
