package stage

import (
	"strings"
	"testing"
	"time"

	"orderflow/internal/hostile"
	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/spacetime"
	"orderflow/ui/words"
)

// hasHint reports whether the footer shows an action.
func hasHint(hints []intent.KeyHint, action intent.Action) bool {
	for _, h := range hints {
		if h.Does == action {
			return true
		}
	}
	return false
}

func TestTheDiagramPrintsWhatIsOnTheScreen(t *testing.T) {
	p := outagePlayer(t)
	p.Show(27 * time.Second)
	p.selectOrder(3)
	p.Press("d")
	p.Press("p")
	if p.printout != nil || hasHint(p.footer(), intent.PrintAction) {
		t.Fatal("it prints where there is nowhere to print to")
	}
	p.prints = true
	p.Press("+")
	p.Press("p")
	if p.printout == nil || !hasHint(p.footer(), intent.PrintAction) {
		t.Fatal("p does not print")
	}
	if name := p.printout.Name; name != "orderflow-outage-emit-orders-3-4" {
		t.Errorf("it is called %q", name)
	}
	text, picture := string(p.printout.Forms[0].Content), string(p.printout.Forms[1].Content)
	for _, form := range []string{text, picture} {
		if !strings.Contains(form, "up to 27.000 s") || !strings.Contains(form, "connect 6/6") || !strings.Contains(form, "emit() #3") {
			t.Errorf("the printout is %s", form)
		}
	}
	p.playback.SeekTime(9 * time.Second)
	p.Press("L")
	p.Press("ㅔ")
	text, picture = string(p.printout.Forms[0].Content), string(p.printout.Forms[1].Content)
	for _, form := range []string{text, picture} {
		if !strings.Contains(form, "9.000초까지") || !strings.Contains(form, "연결 4/6회") || strings.Contains(form, "연결 5/6회") {
			t.Errorf("the printout of 9 s is %s", form)
		}
	}
	p.playback.SeekTime(0)
	p.printout = nil
	p.Press("p")
	if p.printout != nil {
		t.Error("it prints nothing at all")
	}
}

// TestAPrintoutIsTheExport: at the end of the log both are the same lines.
func TestAPrintoutIsTheExport(t *testing.T) {
	p := outagePlayer(t)
	p.Show(-1)
	p.prints = true
	p.selectOrder(4)
	p.Press("d")
	p.Press("p")
	s, err := spacetime.NewSpaceTime(p.log, []sim.OrderID{4}, words.English)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	if err := s.WriteText(&text, false); err != nil {
		t.Fatal(err)
	}
	_, want, _ := strings.Cut(text.String(), "\n") // the first line says up to when the printout goes
	_, got, _ := strings.Cut(string(p.printout.Forms[0].Content), "\n")
	if got != want {
		t.Errorf("the printout is\n%s\nthe export\n%s", got, want)
	}
}

// TestPrintoutsHaveSafeNames: a replayed log is from anywhere.
func TestPrintoutsHaveSafeNames(t *testing.T) {
	scenarios := []string{"", "../../etc/passwd", `C:\CON`, "a b\tc.json", "출시 전", strings.Repeat("x", 500)}
	for _, h := range hostile.Texts {
		scenarios = append(scenarios, h.Text)
	}
	for _, scenario := range scenarios {
		log := *uitest.ScenarioLog(t, "outage", nil)
		log.Header.Scenario = scenario
		s, err := spacetime.NewSpaceTime(&log, []sim.OrderID{1, 2, 3, 4, 5, 12}, words.English)
		if err != nil {
			t.Fatal(err)
		}
		name := s.Name()
		if strings.ContainsAny(name, "/\\:. \t\x1b…\ufffd") || strings.Contains(name, "--") || len(name) > 200 || sim.Printable(name, 500) != name {
			t.Errorf("%q gives %q", scenario, name)
		}
		if !strings.HasPrefix(name, "orderflow-") || !strings.HasSuffix(name, "-emit-orders-1-2-3-4-5-12") {
			t.Errorf("%q gives %q", scenario, name)
		}
	}
}

func TestTheFooterOfTheDiagram(t *testing.T) {
	for _, lang := range []words.Lang{words.English, words.Korean} {
		p := outagePlayer(t)
		p.prints = true
		p.Show(27 * time.Second)
		p.Press("d")
		for _, size := range goldenSizes[:2] {
			size.Lang = lang
			lines := strings.Split(strings.TrimSuffix(Draw(p.Scene(), size).Text(), "\n"), "\n")
			footer, said := lines[len(lines)-1], &lang.Catalogue().Keys.Footer
			if full := size.Width >= 120; strings.Contains(footer, " p "+said[intent.PrintAction]+"   ") != full {
				t.Errorf("%s: the footer at %d columns is %q", lang, size.Width, footer)
			}
			if !strings.Contains(footer, " esc "+said[intent.CloseAction]) || !strings.HasSuffix(strings.TrimSpace(footer), "? "+said[intent.HelpAction]) {
				t.Errorf("%s: the footer at %d columns is %q", lang, size.Width, footer)
			}
		}
	}
}
