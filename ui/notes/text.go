package notes

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// Text returns the view as lines of text, for scripts: a label, and what it says.
func Text(v *View, now time.Time) string {
	t, s := v.Lang.Catalogue(), v.Show
	p := &plain{}
	p.say(t.Notes.Title, v.of(s.Title))
	var where []string
	if s.Scenes > 0 {
		where = append(where, fmt.Sprintf(t.Notes.Scene, s.Scene, s.Scenes))
	}
	where = append(where, v.mode(), fmt.Sprintf(t.Seconds, words.Tenths(s.At)))
	if s.Paused {
		where = append(where, t.Notes.Paused)
	}
	p.say("", strings.Join(where, " · "))
	times, pace, _ := v.times(now)
	if pace != "" {
		times = append(times, pace)
	}
	p.say(t.Notes.Time, strings.Join(times, " · "))
	p.say(t.Notes.Now, strings.ReplaceAll(v.of(s.Cue), "\n", " "))
	p.sayQuestion(v)
	p.say(t.Notes.Task, v.of(s.Task))
	p.say(t.Notes.Next, strings.ReplaceAll(v.of(s.Next), "\n", " "))
	p.say(t.Notes.Notes, v.of(s.Notes))
	return p.String()
}

// plain is text while it is written.
type plain struct{ strings.Builder }

// say writes a text with its label, if it says anything.
func (p *plain) say(label, text string) {
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	for line := range strings.SplitSeq(text, "\n") {
		blanks := strings.Repeat(" ", max(0, margin-canvas.Columns(label)))
		p.WriteString(strings.TrimRight(label+blanks+line, " ") + "\n")
		label = ""
	}
}

func (p *plain) sayQuestion(v *View) {
	t, q := &v.Lang.Catalogue().Notes, v.Show.Asked
	if q == nil {
		return
	}
	p.say(t.Asked, v.of(q.Text))
	for i := range q.Choices {
		mark := "  "
		if q.Right == i {
			mark = "✓ "
		}
		hands := v.count([]int{at(q.Hands, i)})
		if q.First != nil {
			hands = fmt.Sprintf(t.First, at(q.First, i)) + " → " + hands
		}
		p.WriteString(strings.Repeat(" ", margin) + mark + strconv.Itoa(i+1) + "  " + v.of(q.Choices[i]) + "  (" + hands + ")\n")
	}
	p.say(t.Why, v.of(q.Why))
}
