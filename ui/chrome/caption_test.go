package chrome

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

func TestASentenceIsSetInTwoLines(t *testing.T) {
	for _, c := range []struct {
		said  string
		width int
		want  []string
	}{
		{"The client is connected again.\nAt that moment it gives up five orders.", 76, []string{"The client is connected again.", "At that moment it gives up five orders."}},
		{"The client is connected again. At that moment it gives up five orders.", 116, []string{"The client is connected again.", "At that moment it gives up five orders."}},
		{"Round 3: connect 5 of 6 is refused. Eight orders wait in memory. Next in 5.1 s.", 116, []string{"Round 3: connect 5 of 6 is refused.", "Eight orders wait in memory. Next in 5.1 s."}},
		{"All is quiet, LAG 0.", 76, []string{"All is quiet, LAG 0."}},
		{"The client reconnects, and at this very moment five orders are given up.", 116, []string{"The client reconnects, and at this", "very moment five orders are given up."}},
		{"클라이언트가 다시 연결된 바로 이 순간, 주문 5건이 유실됐습니다.", 76, []string{"클라이언트가 다시 연결된 바로 이 순간,", "주문 5건이 유실됐습니다."}},
		{"A customer buys 300 YouTube views for 6,000 points.", 56, []string{"A customer buys 300 YouTube views for 6,000 points."}},
	} {
		if got := Lines(c.said, c.width); !slices.Equal(got, c.want) {
			t.Errorf("%q is set %q, want %q", c.said, got, c.want)
		}
	}
}

// TestACaptionCutsNoWord: however long a sentence is, its words are whole, and
// two lines are enough where they can be.
func TestACaptionCutsNoWord(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 9))
	for range 3000 {
		var said []string
		for range 1 + random.IntN(14) {
			word := strings.Repeat("a", 1+random.IntN(9))
			if random.IntN(3) == 0 {
				word = strings.Repeat("가", 1+random.IntN(5)) + []string{"", ",", "."}[random.IntN(3)]
			}
			said = append(said, word)
		}
		text, width := strings.Join(said, " "), 56+random.IntN(60)
		lines := Lines(text, width)
		if strings.Join(lines, " ") != text || canvas.AnyWider(lines, width) {
			t.Fatalf("%q becomes %q in %d columns", text, lines, width)
		}
		if len(lines) > CaptionRows && canvas.Columns(text) <= 2*width-20 {
			t.Fatalf("%q takes %d lines of %d columns", text, len(lines), width)
		}
	}
}

// TestWhoHasTheCaption: an answer of the program goes before the narration, and
// that before the event.
func TestWhoHasTheCaption(t *testing.T) {
	n := counts{orders: 12}
	for _, lang := range []words.Lang{words.English, words.Korean} {
		f := n.frame(moment.Options{Width: 80, Height: 24, Lang: lang})
		f.Moment.Cue = &moment.Cue{Lines: [...]string{words.English: "Two\nlines.", words.Korean: "두\n줄."}}
		f.DrawCaption(1)
		if got := row(f, 1) + "|" + row(f, 2); got != [...]string{" ▌ Two| ▌ lines.", " ▌ 두| ▌ 줄."}[lang] {
			t.Errorf("%s: %q", lang, got)
		}
		f.Moment.Notice = "A notice."
		f.DrawCaption(1)
		if got := row(f, 1) + "|" + row(f, 2)[:4]; got != " ▌ A notice.| ▌" {
			t.Errorf("%s: %q", lang, got)
		}
	}
}
