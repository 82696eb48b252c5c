package cli

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"orderflow/internal/typeset"
	"orderflow/ui/film"
)

// TestSlowFilm makes the film of the default run in both languages, as a teacher does
// who puts it on a video platform, and reads what came of it as the platform does.
func TestSlowFilm(t *testing.T) {
	if os.Getenv("ORDERFLOW_SLOW") == "" {
		t.Skip("ORDERFLOW_SLOW=1 runs it")
	}
	singleThreaded(t)
	var lengths [2]float64
	for i, lang := range []string{"en", "ko"} {
		made := func(as string) string {
			r := inert(t, 0, "export", "outage", "--as", as, "--lang", lang)
			if r.code != exitDone {
				t.Fatalf("%s %s: %s", as, lang, r.stderr)
			}
			return r.stdout
		}
		lengths[i] = castLength(t, made("cast"))
		checkCaptions(t, lang, made("vtt"), lengths[i])
		checkChapters(t, lang, made("chapters"), lengths[i])
		page := made("html")
		t.Logf("%s: %.1f s, the page has %d KB", lang, lengths[i], len(page)/1000)
		if len(page) > film.PageBytesMax || !strings.Contains(page, `id="font"`) || !strings.Contains(page, `<html lang="`+lang+`"`) {
			t.Errorf("%s: a page of %d bytes", lang, len(page))
		}
	}
	if lengths[0] != lengths[1] || lengths[0] < 100 || lengths[0] > 160 {
		t.Errorf("the films take %v s", lengths)
	}
}

// castLength adds up the intervals of a cast.
func castLength(t *testing.T, cast string) (sum float64) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(cast, "\n"), "\n")
	for _, line := range lines[1:] {
		var event [3]any
		if err := json.Unmarshal([]byte(line), &event); err != nil {
			t.Fatalf("%.80s: %v", line, err)
		}
		interval, _ := event[0].(float64)
		sum += interval
	}
	if len(lines) < 500 || !strings.HasSuffix(lines[len(lines)-1], `"x", "0"]`) {
		t.Errorf("the cast has %d lines", len(lines))
	}
	return math.Round(sum*1000) / 1000
}

var timing = regexp.MustCompile(`(?m)^(\d\d):(\d\d):(\d\d\.\d\d\d) --> (\d\d):(\d\d):(\d\d\.\d\d\d)\n((?:.+\n?)+)`)

// checkCaptions holds captions to what can be read: two lines, so many characters or
// syllables a second, and never two of them at a time.
func checkCaptions(t *testing.T, lang, vtt string, length float64) {
	t.Helper()
	seconds := func(hours, minutes, seconds string) float64 {
		var all [3]float64
		for i, part := range []string{hours, minutes, seconds} {
			all[i], _ = strconv.ParseFloat(part, 64)
		}
		return all[0]*3600 + all[1]*60 + all[2]
	}
	found, before := timing.FindAllStringSubmatch(vtt, -1), 0.0
	for _, m := range found {
		from, to, text := seconds(m[1], m[2], m[3]), seconds(m[4], m[5], m[6]), strings.TrimSpace(m[7])
		spoken, most := utf8.RuneCountInString(text), 17
		if lang == "ko" {
			spoken, most = typeset.Syllables(text), 9
		}
		if from < before || to <= from || to > length || strings.Count(text, "\n") > 1 || float64(spoken) > float64(most)*(to-from) {
			t.Errorf("%s: from %.3f to %.3f, after one to %.3f, %d to read: %q", lang, from, to, before, spoken, text)
		}
		before = to
	}
	if len(found) < 20 {
		t.Errorf("%s: %d captions", lang, len(found))
	}
}

// checkChapters holds chapters to what platforms take: the first at 0:00, three at
// least, ascending, none shorter than ten seconds.
func checkChapters(t *testing.T, lang, list string, length float64) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(list), "\n")
	starts := make([]float64, 0, len(lines)+1)
	for _, line := range lines {
		var minutes, seconds int
		var title string
		if n, err := fmt.Sscanf(line, "%d:%d %s", &minutes, &seconds, &title); n != 3 || err != nil {
			t.Fatalf("%s: the chapter %q: %v", lang, line, err)
		}
		starts = append(starts, float64(60*minutes+seconds))
	}
	starts = append(starts, length)
	for i := range lines {
		if starts[i+1]-starts[i] < 10 {
			t.Errorf("%s: the chapter %q is too short", lang, lines[i])
		}
	}
	if len(lines) < 3 || starts[0] != 0 {
		t.Errorf("%s: %d chapters, the first at %.0f s", lang, len(lines), starts[0])
	}
}
