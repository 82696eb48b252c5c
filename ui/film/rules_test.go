package film

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// What viewers and platforms ask of captions.
const (
	englishMost = 17 // characters a second
	koreanMost  = 9  // syllables a second
)

// checkRules holds a film to what platforms ask of its captions and chapters.
func checkRules(t *testing.T, name string, f *Film) {
	t.Helper()
	ends := time.Duration(0)
	for _, c := range f.Subtitles() {
		lines := strings.Split(c.Text, "\n")
		seconds := (c.End - c.Start).Seconds()
		spoken, most := utf8.RuneCountInString(strings.ReplaceAll(c.Text, "\n", " ")), englishMost
		if f.Options.Lang == words.Korean {
			spoken, most = typeset.Syllables(c.Text), koreanMost
		}
		switch {
		case c.Start < ends || c.End <= c.Start || c.End > f.Length:
			t.Errorf("%s: %s stands from %s to %s, after one to %s", name, c.ID, c.Start, c.End, ends)
		case len(lines) > captionLines:
			t.Errorf("%s: %s has %d lines", name, c.ID, len(lines))
		case seconds > 0.5 && float64(spoken) > float64(most)*seconds:
			t.Errorf("%s: %s has %d to read in %.2f s: %q", name, c.ID, spoken, seconds, c.Text)
		}
		for _, line := range lines {
			if canvas.Columns(line) > captionWidth {
				t.Errorf("%s: %s: a line of %d columns: %q", name, c.ID, canvas.Columns(line), line)
			}
		}
		ends = c.End
	}
	chapters, err := f.Chapters()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if len(chapters) < 3 || chapters[0].Start != 0 {
		t.Errorf("%s: %d chapters, the first at %s", name, len(chapters), chapters[0].Start)
	}
	for i, c := range chapters {
		end := f.Length
		if i+1 < len(chapters) {
			end = chapters[i+1].Start
		}
		if end-c.Start < 10*time.Second || c.Title == "" || strings.Contains(c.Title, "\n") || utf8.RuneCountInString(c.Title) > 100 || c.Start%time.Second != 0 {
			t.Errorf("%s: the chapter %q lasts from %s to %s", name, c.Title, c.Start, end)
		}
	}
}

// TestEveryFilmKeepsTheRules: the film of each scenario, in both languages; of the
// default run with its chapters.
func TestEveryFilmKeepsTheRules(t *testing.T) {
	for _, s := range sim.Scenarios() {
		for _, lang := range []words.Lang{words.English, words.Korean} {
			f := rolled(t, s.Name, Options{FPS: 20, Lang: lang, Name: lang.Of(s.Title)}, nil)
			checkRules(t, fmt.Sprint(s.Name, " ", lang), f)
			if f.Length < 40*time.Second || f.Length > 4*time.Minute {
				t.Errorf("%s takes %s", s.Name, f.Length)
			}
		}
	}
	var out bytes.Buffer
	if err := rolled(t, "outage", Options{FPS: 20, Name: "PUBLISHED,\nand lost"}, nil).WriteChapters(&out); err != nil {
		t.Fatal(err)
	}
	const want = "0:00 PUBLISHED, and lost\n0:33 The broker is gone\n0:58 Their last try fails\n1:12 The broker is back\n" +
		"1:24 At this moment #4 to #8 are lost: their tries ended 11 s ago\n1:38 #9 to #11 still had tries: they were sent, 6 to 10 s late\n"
	if out.String() != want {
		t.Errorf("got:\n%s", out.String())
	}
}

// TestChaptersOfFilmsWithoutTurns: there are always three, or a line says why not.
func TestChaptersOfFilmsWithoutTurns(t *testing.T) {
	f := &Film{Options: Options{Name: "still"}, Length: 35 * time.Second}
	checkRules(t, "still", f)
	f.Captions = []Caption{{ID: "a", Start: 4 * time.Second, End: 12 * time.Second, Text: "One. Two."}, {ID: "b", Start: 12 * time.Second, End: 20 * time.Second, Text: "Three."}}
	checkRules(t, "talked about", f)
	if list, _ := f.Chapters(); list[1].Title != "Three" {
		t.Errorf("%+v", list)
	}
	f.Length = 29 * time.Second
	if _, err := f.Chapters(); err == nil || !strings.Contains(err.Error(), "chapters need 30s at least") {
		t.Errorf("of 29 s: %v", err)
	}
	f.Length = 2 * time.Hour
	var out bytes.Buffer
	if err := f.WriteChapters(&out); err != nil || !strings.HasPrefix(out.String(), "0:00:00 still\n0:00:12 ") {
		t.Errorf("%v: %s", err, out.String())
	}
}

// TestLongSentencesComeInParts: a question is read as subtitles of two lines, which
// share its time.
func TestLongSentencesComeInParts(t *testing.T) {
	c := Caption{ID: "q1", Start: 10 * time.Second, End: 30 * time.Second, Text: strings.Repeat("What becomes of the order that was called? ", 5)}
	parts := c.parts()
	if len(parts) != 3 || parts[0].Start != c.Start || parts[len(parts)-1].End != c.End || parts[1].ID != "q1-2" {
		t.Errorf("%+v", parts)
	}
	c.Text = "장애는 16초 뒤에 끝나고 모든 브로커가 돌아옵니다. #4 주문은 어떻게 될까요?"
	if short := c.parts(); len(short) != 1 || strings.Count(short[0].Text, "\n") != 1 {
		t.Errorf("%+v", short)
	}
	for i, p := range parts {
		if strings.Count(p.Text, "\n") > 1 || i > 0 && p.Start != parts[i-1].End || p.End-p.Start < 3*time.Second {
			t.Errorf("%+v", p)
		}
	}
}

// TestTitlesOfChapters: the first sentence, or what is asked.
func TestTitlesOfChapters(t *testing.T) {
	for text, want := range map[string]string{
		"The broker is gone.\nThe service does not know.": "The broker is gone",
		"The row says PUBLISHED. Where is\nits message?":  "Where is its message?",
		"connected again!": "connected again!",
		"장애는 16초 뒤에 끝납니다. #4 주문은 어떻게 될까요?": "#4 주문은 어떻게 될까요?",
		"": "",
	} {
		if got := titleOf(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// TestCaptionsAreWritten holds their forms: WebVTT, SubRip, and the script.
func TestCaptionsAreWritten(t *testing.T) {
	f := &Film{Captions: []Caption{
		{ID: "a", Start: 1500 * time.Millisecond, End: 3333333333, Text: "a <b> & -->\nc", Reading: 2 * time.Second, Event: 7, Order: 4},
		{ID: "b", Start: 3333333333, End: time.Hour + time.Second, Text: "d"},
	}}
	var vtt, srt, cues bytes.Buffer
	for _, err := range []error{f.WriteVTT(&vtt), f.WriteSRT(&srt), f.WriteCues(&cues)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if want := "WEBVTT\nLanguage: en\n\na\n00:00:01.500 --> 00:00:03.333\na &lt;b&gt; &amp; --&gt;\nc\n\nb\n00:00:03.333 --> 01:00:01.000\nd\n"; vtt.String() != want {
		t.Errorf("%q", vtt.String())
	}
	if want := "1\n00:00:01,500 --> 00:00:03,333\na <b> & ->\nc\n\n2\n00:00:03,333 --> 01:00:01,000\nd\n"; srt.String() != want {
		t.Errorf("%q", srt.String())
	}
	if want := regexp.MustCompile(`^id\tstart\tstands\treading\tevent\tplace\torder\ttext\na\t1\.500\t1\.833\t2\.000\t7\t\S*\t4\ta <b> & --> c\nb\t`); !want.MatchString(cues.String()) {
		t.Errorf("%q", cues.String())
	}
}

// TestAVoiceIsHeardOnce: a sound begins with its sentence, and not again where that
// stands again after a panel.
func TestAVoiceIsHeardOnce(t *testing.T) {
	f := &Film{Captions: []Caption{{ID: "a", Start: 1, End: 2}, {ID: "b", Start: 2, End: 3}, {ID: "b", Start: 5, End: 6}, {ID: "a", Start: 6, End: 7}}}
	var got []time.Duration
	for _, s := range f.Heard([]Sound{{ID: "a"}, {ID: "b"}, {ID: "nobody"}}) {
		got = append(got, s.At)
	}
	if fmt.Sprint(got) != "[1ns 2ns 6ns]" {
		t.Errorf("they begin at %v", got)
	}
}
