package notes

import (
	"time"

	"orderflow/internal/lesson"
	"orderflow/sim"
	"orderflow/ui/words"
)

// View is what is shown of a show, and how.
type View struct {
	Show *lesson.Show // the last state that came; nil = none has
	Came time.Time    // when it came
	PID  int          // of the show that is read; 0 = none is
	Why  sim.Text     // why none is; empty: none runs

	Lang words.Lang
	Top  int  // line at which the notes begin, from 0
	Keys bool // the footer names every key
}

// elapsed returns the real time since the show began. While it is read it passes.
func (v *View) elapsed(now time.Time) time.Duration {
	if v.PID == 0 {
		return v.Show.Elapsed
	}
	return v.Show.Elapsed + max(0, now.Sub(v.Came))
}

// of returns what a text says in the language of the view; where it says nothing in
// that, the other.
func (v *View) of(t sim.Text) string {
	if said := v.Lang.Of(t); said != "" || v.Lang == words.English {
		return said
	}
	return t.English
}
