package sim

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
)

// The figures of a text, an English word that Korean has one of its own for,
// and the units of an English duration that have nothing to say.
var (
	figureIn      = regexp.MustCompile(`\d+(?:[.,]\d+)*`)
	englishWord   = regexp.MustCompile(`\b(?:a|an|and|by|for|from|is|of|or|the|to|with)\b`)
	emptyDuration = regexp.MustCompile(`(\d[hm])0s`)
)

// wholeText fails unless both halves of a text are there, can be shown, are in
// their language and name the same figures.
func wholeText(t *testing.T, name string, text Text) {
	t.Helper()
	for _, half := range []string{text.English, text.Korean} {
		if half == "" || Printable(half, 1000) != half || strings.TrimSpace(half) != half || strings.Contains(half, "%!") {
			t.Errorf("%s: %q cannot be shown", name, half)
		}
	}
	if !strings.ContainsFunc(text.Korean, hangul) && len(strings.Fields(text.Korean)) > 2 {
		t.Errorf("%s: %q is not translated: %q", name, text.English, text.Korean)
	}
	if strings.ContainsFunc(text.English, hangul) {
		t.Errorf("%s: %q is not English", name, text.English)
	}
	if word := englishWord.FindString(text.Korean); word != "" {
		t.Errorf("%s: the Korean %q says %q", name, text.Korean, word)
	}
	english := figureIn.FindAllString(emptyDuration.ReplaceAllString(text.English, "$1"), -1)
	korean := figureIn.FindAllString(text.Korean, -1)
	slices.Sort(english)
	slices.Sort(korean)
	if !slices.Equal(english, korean) {
		t.Errorf("%s: %q has the figures %q, %q has %q", name, text.English, english, text.Korean, korean)
	}
}

func hangul(r rune) bool { return unicode.Is(unicode.Hangul, r) }

func TestFaultsAreTold(t *testing.T) {
	for _, shape := range FaultShapes() {
		wholeText(t, shape.Name.String(), shape.Happens)
	}
}

func TestSay(t *testing.T) {
	got := say("%d tries in %s, %s each: %s", "%[1]d회, %[3]s씩 %[2]s: %[4]s", 3, 2*time.Minute, spread(time.Second, 2*time.Second), Text{"late", "늦음"})
	if want := (Text{"3 tries in 2m0s, 1 to 2s each: late", "3회, 1~2초씩 2분: 늦음"}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestSpread(t *testing.T) {
	for _, test := range []struct {
		low, high time.Duration
		want      Text
	}{
		{500 * time.Microsecond, 800 * time.Microsecond, Text{"500 to 800µs", "500~800µs"}},
		{500 * time.Microsecond, 1500 * time.Microsecond, Text{"500µs to 1.5ms", "500µs~1.5ms"}},
		{3 * time.Millisecond, 4 * time.Millisecond, Text{"3 to 4ms", "3~4ms"}},
		{300 * time.Millisecond, 1500 * time.Millisecond, Text{"300ms to 1.5s", "300ms~1.5초"}},
		{8 * time.Second, 20 * time.Second, Text{"8 to 20s", "8~20초"}},
		{8 * time.Second, 2 * time.Minute, Text{"8s to 2m0s", "8초~2분"}},
	} {
		if got := spread(test.low, test.high); got != test.want {
			t.Errorf("%s and %s are written %+v, want %+v", test.low, test.high, got, test.want)
		}
	}
}

func TestKoreanDurations(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0:                       "0초",
		7 * time.Nanosecond:     "7ns",
		500 * time.Microsecond:  "500µs",
		2500 * time.Microsecond: "2.5ms",
		300 * time.Millisecond:  "300ms",
		1500 * time.Millisecond: "1.5초",
		10 * time.Minute:        "10분",
		90 * time.Second:        "1분 30초",
		2*time.Hour + 30*time.Second + 500*time.Millisecond: "2시간 30.5초",
	} {
		if got := koreanDuration(d); got != want {
			t.Errorf("%s is written %q, want %q", d, got, want)
		}
	}
}
