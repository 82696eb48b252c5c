package lectern

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"orderflow/internal/lesson"
	"orderflow/sim"
)

// The first line of a show.
const (
	magic   = "orderflow-show "
	version = 1
)

// Limits of what is sent and read.
const (
	helloMax    = 64        // bytes of the first line
	stateMax    = 512 << 10 // bytes of a state
	titleMax    = 200       // characters of a text
	cueMax      = 600       //
	notesMax    = 20_000    //
	taskMax     = 2_000     //
	whyMax      = 1_000     //
	choiceMax   = 200       //
	wordMax     = 40        //
	choicesMax  = 9         // as there are digits
	handsMax    = 9_999     // for a choice
	scenesMax   = 999       //
	durationMax = 9_999 * time.Hour
)

// helloLine is what a show says first.
func helloLine() []byte { return []byte(magic + strconv.Itoa(version) + "\n") }

// versionOf returns the version of the protocol that a first line says; "" where it
// is not that of a show.
func versionOf(line []byte) string {
	said, found := strings.CutPrefix(string(line), magic)
	if !found || said == "" || len(said) > 9 || strings.Trim(said, "0123456789") != "" {
		return ""
	}
	return said
}

// encode writes a state as a line.
func encode(s *lesson.Show) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// errNoState is the error of a line that is no state.
var errNoState = errors.New("it is no state of a show")

// decode reads the line of a state. What it says is bounded, and printable.
func decode(line []byte) (*lesson.Show, error) {
	if !bytes.HasPrefix(line, []byte("{")) {
		return nil, errNoState
	}
	var s lesson.Show
	if json.Unmarshal(line, &s) != nil {
		return nil, errNoState
	}
	s = clean(s)
	return &s, nil
}

// clean returns a state of its own that is bounded and printable.
func clean(s lesson.Show) lesson.Show {
	s.Lesson, s.Mode = sim.Printable(s.Lesson, titleMax), sim.Printable(s.Mode, wordMax)
	s.Title, s.Cue, s.Next = cleanText(s.Title, titleMax), cleanText(s.Cue, cueMax), cleanText(s.Next, cueMax)
	s.Notes, s.Task = cleanText(s.Notes, notesMax), cleanText(s.Task, taskMax)
	s.Scene, s.Scenes = within(s.Scene, scenesMax), within(s.Scenes, scenesMax)
	s.Elapsed, s.Planned, s.Whole, s.At = within(s.Elapsed, durationMax), within(s.Planned, durationMax), within(s.Whole, durationMax), within(s.At, durationMax)
	if s.Lang != "ko" {
		s.Lang = "en"
	}
	if s.Asked != nil {
		s.Asked = cleanQuestion(*s.Asked)
	}
	return s
}

func cleanQuestion(q lesson.ShowQuestion) *lesson.ShowQuestion {
	q.Text, q.Why = cleanText(q.Text, cueMax), cleanText(q.Why, whyMax)
	count := min(len(q.Choices), choicesMax)
	choices := make([]sim.Text, count)
	for i := range choices {
		choices[i] = cleanText(q.Choices[i], choiceMax)
	}
	q.Choices, q.Hands = choices, cleanHands(q.Hands, count)
	if q.First != nil {
		q.First = cleanHands(q.First, count)
	}
	if q.Right < 0 || q.Right >= count {
		q.Right = -1
	}
	return &q
}

// cleanHands returns the hands for each of so many choices.
func cleanHands(hands []int, count int) []int {
	list := make([]int, count)
	for i := range min(count, len(hands)) {
		list[i] = within(hands[i], handsMax)
	}
	return list
}

func cleanText(t sim.Text, limit int) sim.Text {
	return sim.Text{English: cleanLines(t.English, limit), Korean: cleanLines(t.Korean, limit)}
}

// cleanLines returns a text that is printable, with its line ends, and has at most
// so many characters.
func cleanLines(text string, limit int) string {
	var kept []string
	for line := range strings.SplitSeq(text, "\n") {
		if limit <= 0 {
			kept[len(kept)-1] += "…"
			break
		}
		line = sim.Printable(line, limit)
		kept = append(kept, line)
		limit -= utf8.RuneCountInString(line) + 1
	}
	return strings.Join(kept, "\n")
}

func within[N int | time.Duration](n, most N) N { return min(max(n, 0), most) }
