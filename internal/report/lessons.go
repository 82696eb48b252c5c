package report

import (
	"bytes"
	"fmt"

	"orderflow/internal/lesson"
	"orderflow/ui/words"
)

// WriteLessons lists lessons: number, name, title, how long each takes, how far
// somebody has come, and what one can say afterwards.
func WriteLessons(text *bytes.Buffer, list []*lesson.Lesson, of func(name string) lesson.Record, lang words.Lang) {
	t := &lessonCatalogue[lang]
	for i, l := range list {
		if i > 0 {
			fmt.Fprintln(text)
		}
		record := of(l.Name)
		fmt.Fprintf(text, "%2d  %s\n    %s · %s · %s\n", i+1, l.Name, lang.Of(l.Title), fmt.Sprintf(t.minutes, l.Minutes), t.progress(l, &record))
		for _, line := range wrap(lang.Of(l.After), Width-8) {
			fmt.Fprintf(text, "        %s\n", line)
		}
	}
}

// progress says how far somebody has come in a lesson.
func (t *lessonWords) progress(l *lesson.Lesson, r *lesson.Record) string {
	right, answers := 0, 0
	for i := range r.Answers {
		chosen := r.Answers[i].Chosen()
		if chosen >= 0 {
			answers++
		}
		if chosen == r.Answers[i].Right {
			right++
		}
	}
	place := fmt.Sprintf(t.at, r.Scene+1, len(l.Scenes))
	switch {
	case r.Scene >= len(l.Scenes): // a file may have fewer by now
		place = t.finished
	case r.Scene == 0 && len(r.Answers) == 0:
		place = t.fresh
	}
	if answers == 0 {
		return place
	}
	return place + " · " + fmt.Sprintf(t.answered, right, answers)
}
