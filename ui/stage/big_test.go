package stage

import (
	"strings"
	"testing"
	"time"

	"orderflow/internal/hostile"
	"orderflow/sim"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

func TestBigFrames(t *testing.T) {
	for _, o := range []moment.Options{{Width: 80, Height: 47, Big: true}, {Width: 120, Height: 60, Big: true, Lang: words.Korean}, {Width: 80, Height: 48, Big: true, ASCII: true}} {
		p := playerAt(t, 12480*time.Millisecond, "", o)
		text := Draw(p.Scene(), o).Text()
		if fault := brokenBorder(grid(t, text, o.Width, o.Height)); fault != "" && !o.ASCII {
			t.Errorf("%s\n%s", fault, text)
		}
		lines := strings.Split(text, "\n")
		small := o.Laid()
		small.Big = false
		for y, want := range strings.Split(Draw(p.Scene(), small).Text(), "\n") {
			if small.Height < moment.FullHeight && 2*y < o.Height && lines[2*y] != want {
				t.Fatalf("line %d is %q, want %q", 2*y, lines[2*y], want)
			}
		}
	}
}

func TestBigFallsBackWhereItDoesNotFit(t *testing.T) {
	o := moment.Options{Width: 120, Height: 46, Big: true}
	m := playerAt(t, 5*time.Second, "", o).Scene()
	if Draw(m, o).Text() != Draw(m, moment.Options{Width: 120, Height: 46}).Text() {
		t.Error("46 lines are too few for --big, and the usual layout is not drawn")
	}
}

func TestTheMouseFindsOrdersInBig(t *testing.T) {
	o := moment.Options{Width: 80, Height: 48, Big: true}
	p := playerAt(t, 12480*time.Millisecond, "", o)
	for y, line := range strings.Split(p.Draw().Text(), "\n") {
		if strings.Contains(line, " #2 ") && strings.Contains(line, "×") {
			p.Click(20, y)
		}
	}
	if p.selected != sim.OrderID(2) {
		t.Errorf("#%d is selected, want #2", p.selected)
	}
}

func TestTheEchoIsPrintable(t *testing.T) {
	p := playerAt(t, 5*time.Second, "K", moment.Options{Width: 80, Height: 24})
	for _, h := range hostile.Texts {
		p.Press(h.Text)
		wholeFrame(t, p.Scene(), p.options)
	}
}
