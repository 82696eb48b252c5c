package cli

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// TestTheProgressLineIsOneRow: whatever is waited for, and in either language, the
// line is narrower than the terminal, and nothing of it stays.
func TestTheProgressLineIsOneRow(t *testing.T) {
	what := sim.Say("Waiting for an answer of the brokers at %s", "브로커(%s)의 답을 기다립니다", strings.Repeat("kafka-1.example.org:9092, ", 4))
	for lang := range words.Catalogues {
		for _, width := range []int{1, 20, 79, 80, 200} {
			var out bytes.Buffer
			p := &progress{w: &out, lang: words.Lang(lang), start: time.Now().Add(-time.Minute), width: func() int { return width }}
			p.wait(what)
			p.last = time.Time{}
			p.show(sim.NewState(), time.Minute)
			for _, line := range strings.Split(out.String(), "\r\x1b[K")[1:] {
				if got := canvas.Columns(line); got >= width {
					t.Errorf("%d columns of %d: %q", got, width, line)
				}
				if lang == int(words.Korean) && width == 200 && !strings.Contains(line, "다") && !strings.Contains(line, "주문") {
					t.Errorf("not in Korean: %q", line)
				}
			}
			out.Reset()
			p.clear()
			if out.String() != "\r\x1b[K" {
				t.Errorf("it is ended by %q", out.String())
			}
		}
	}
}
