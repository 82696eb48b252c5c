package chrome

import (
	"strings"
	"testing"
	"time"

	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// TestTheTimelineKeepsItsLength while the time grows, and is drawn as planned.
func TestTheTimelineKeepsItsLength(t *testing.T) {
	n := counts{orders: 12}
	for _, c := range []struct {
		o     moment.Options
		right int
		text  string
	}{
		{moment.Options{Width: 120, Height: 36}, 101, "22.0 of 38.5 s"},
		{moment.Options{Width: 80, Height: 24}, 61, "22.0 of 38.5 s"},
		{moment.Options{Width: 80, Height: 24, Lang: words.Korean}, 62, "22.0 / 38.5초"},
	} {
		for at := time.Duration(0); at <= 38500*ms; at += 500 * ms {
			f := n.frame(c.o)
			f.Moment.At, f.Moment.End, f.Moment.Wall, f.Moment.WallEnd = at, 38500*ms, at.Seconds(), 38.5
			f.DrawTimeline(3)
			line := []rune(strings.Split(f.Text(), "\n")[3])
			if line[1] != '├' || line[c.right] != '┤' || strings.Count(string(line), "●") != 1 {
				t.Fatalf("%d columns, at %s: %q", c.o.Width, at, string(line))
			}
			if at == 22*time.Second && !strings.HasSuffix(string(line), "┤   "+c.text+" ") {
				t.Errorf("%d columns: %q", c.o.Width, string(line))
			}
		}
	}
}

// TestTheFooterIsDrawnAsPlanned: the keys of the stage as they were drawn, whole
// ones, and how a view is closed wherever there is one.
func TestTheFooterIsDrawnAsPlanned(t *testing.T) {
	stage := []intent.KeyHint{
		{Keys: "space", Does: intent.PauseAction},
		{Keys: ".", Does: intent.StepAction},
		{Keys: ",", Does: intent.BackAction},
		{Keys: "[ ]", Does: intent.SpeedAction},
		{Keys: "1 2 3", Does: intent.ModeAction},
		{Keys: "x", Does: intent.BreakAction},
		{Keys: "enter", Does: intent.OpenAction},
		{Keys: "w", Does: intent.WhyAction},
		{Keys: "c", Does: intent.CompareAction},
		{Keys: "?", Does: intent.HelpAction},
	}
	panel := []intent.KeyHint{
		{Keys: "↑ ↓", Does: intent.MoveAction},
		{Keys: "enter", Does: intent.JumpAction},
		{Keys: "n", Does: intent.NextOrderAction},
		{Keys: "tab", Does: intent.BoxAction},
		{Keys: "w", Does: intent.WhyAction},
		{Keys: "esc", Does: intent.CloseAction},
		{Keys: "?", Does: intent.HelpAction},
	}
	n := counts{orders: 12}
	for _, c := range []struct {
		o     moment.Options
		hints []intent.KeyHint
		want  string
	}{
		{moment.Options{Width: 120, Height: 36}, stage, " space pause   . , step   [ ] speed   1 2 3 mode   x break   enter open   w why   c compare                      ? help"},
		{moment.Options{Width: 80, Height: 24}, stage, " space pause  . , step  [ ] speed  1 2 3 mode  x break  enter open       ? help"},
		{moment.Options{Width: 80, Height: 24, Lang: words.Korean}, stage, " space 멈춤  . , 한 단계  [ ] 속도  1 2 3 방식  x 장애  enter 열기     ? 도움말"},
		{moment.Options{Width: 60, Height: 18}, stage, " space pause  . , step  [ ] speed  1 2 3 mode        ? help"},
		{moment.Options{Width: 60, Height: 18}, panel, " ↑ ↓ move  enter jump to event  esc back             ? help"},
	} {
		f := n.frame(c.o)
		f.Moment.Footer = c.hints
		f.DrawFooter(5)
		if got := row(f, 5); got != c.want {
			t.Errorf("%d columns, %s:\n%q, want\n%q", c.o.Width, c.o.Lang, got, c.want)
		}
	}
}
