package film

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"orderflow/sim"
)

// What video platforms ask of chapters: the first at 0:00, so many at least, and
// none shorter.
const (
	chaptersLeast   = 3
	chapterShortest = 10 * time.Second
)

// Chapter is a part of the film with a name.
type Chapter struct {
	Start time.Duration // in whole seconds
	Title string

	gravity int // of the turn with which it begins
}

// Turns returns where the story turns, or the room is asked. A sentence that stands
// again after a panel was looked at is no turn.
func (f *Film) Turns() (list []Chapter) {
	for i := range f.Captions {
		if c := &f.Captions[i]; (c.Turns || c.Asks) && !f.again(i) {
			list = append(list, Chapter{c.Start, titleOf(c.Text), c.gravity})
		}
	}
	return list
}

// again reports whether a sentence is the one before, that stands again.
func (f *Film) again(i int) bool { return i > 0 && f.Captions[i-1].ID == f.Captions[i].ID }

// Heard returns when each of the sounds begins: with its sentence, and not again
// where that stands again.
func (f *Film) Heard(sounds []Sound) (list []Sound) {
	for i := range f.Captions {
		c := &f.Captions[i]
		for _, s := range sounds {
			if s.ID == c.ID && !f.again(i) {
				s.At = c.Start
				list = append(list, s)
			}
		}
	}
	return list
}

// Chapters returns the parts of the film, from turn to turn. Of turns that come too
// soon after each other the graver one begins a chapter; where there are too few turns, other
// sentences begin one.
func (f *Film) Chapters() ([]Chapter, error) {
	if f.Length < chaptersLeast*chapterShortest {
		return nil, sim.Refuse("the film takes %s: chapters need %s at least", "영상 길이가 %s입니다. 챕터를 나누려면 %s 이상이어야 합니다", f.Length.Round(time.Second), chaptersLeast*chapterShortest)
	}
	list := []Chapter{{Title: onALine(f.Options.Name)}}
	turns := f.Turns()
	slices.SortStableFunc(turns, func(a, b Chapter) int { return b.gravity - a.gravity })
	for _, turn := range turns {
		list = f.chapter(list, turn)
	}
	for i := 0; i < len(f.Captions) && len(list) < chaptersLeast; i++ {
		c := &f.Captions[i]
		list = f.chapter(list, Chapter{Start: c.Start, Title: titleOf(c.Text)})
	}
	for n := 1; len(list) < chaptersLeast && n < chaptersLeast; n++ { // a film with hardly a sentence
		list = f.chapter(list, Chapter{Start: f.Length * time.Duration(n) / chaptersLeast, Title: fmt.Sprintf("%s (%d)", list[0].Title, n+1)})
	}
	return list, nil
}

// chapter adds a chapter where there is room for it.
func (f *Film) chapter(list []Chapter, c Chapter) []Chapter {
	c.Start = c.Start.Truncate(time.Second)
	i, _ := slices.BinarySearchFunc(list, c.Start, func(c Chapter, at time.Duration) int { return int(c.Start - at) })
	ends := f.Length
	if i < len(list) {
		ends = list[i].Start
	}
	if i == 0 || c.Start-list[i-1].Start < chapterShortest || ends-c.Start < chapterShortest || c.Title == "" {
		return list
	}
	return slices.Insert(list, i, c)
}

// sentenceEnds are how sentences end within a text.
var sentenceEnds = regexp.MustCompile(`[.?!] `)

// titleOf returns the first sentence of a text, without its full stop; of a question
// what is asked, which stands at its end.
func titleOf(text string) string {
	text = onALine(text)
	if ends := sentenceEnds.FindAllStringIndex(text, -1); len(ends) > 0 && strings.HasSuffix(text, "?") {
		text = text[ends[len(ends)-1][1]:]
	} else if len(ends) > 0 {
		text = text[:ends[0][0]+1]
	}
	return strings.TrimSuffix(text, ".")
}

// WriteChapters writes the chapters as a description of a video has them.
func (f *Film) WriteChapters(w io.Writer) error {
	list, err := f.Chapters()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	for _, c := range list {
		fmt.Fprintf(out, "%s %s\n", clock(c.Start, f.Length), c.Title) //nolint:errcheck // Flush returns it
	}
	return out.Flush()
}

// clock writes a time of a film of that length: 1:05, or 0:01:05 of a long one.
func clock(at, length time.Duration) string {
	s := int(at / time.Second)
	if length >= time.Hour {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}
