package ui

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"orderflow/internal/hostile"
	"orderflow/sim"
)

// paste types what a terminal sends when a text is pasted.
func (s *screen) paste(text string) { s.press("\x1b[200~" + text + "\x1b[201~") }

func TestAPasteIsNotTakenForKeys(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := start(t, outageConfig(t), 120, 36)
		time.Sleep(7 * time.Second)
		s.press(" ")
		at := s.cursor()
		var before string
		s.ask(func(m *program) { before = m.frame.String() })
		for _, text := range []string{"q", "x", "2", "]]]", "qqq\nq\r\n", "\x03", "F", "?", "b", strings.Repeat("q", 100_000), ""} {
			s.paste(text)
			time.Sleep(time.Second)
			var frame string
			s.ask(func(m *program) { frame = m.frame.String() })
			if s.cursor() != at || frame != before {
				t.Errorf("%.20q was pasted, and changed the screen", text)
			}
		}
		s.press("q")
		if err := s.stop(t); err != nil {
			t.Fatal(err)
		}
	})
}

func TestAPasteIsTypedWhereTextIsTyped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := start(t, outageConfig(t), 120, 36)
		time.Sleep(7 * time.Second)
		search := func() (text string) {
			s.ask(func(m *program) { text = m.player.panel.Search })
			return text
		}
		s.press("e/")
		s.paste("  gave\tup\r\n")
		if got := search(); got != "gave up" {
			t.Errorf("searched for: %q", got)
		}
		s.paste("한글 #4")
		if got := search(); got != "gave up한글 #4" {
			t.Errorf("searched for: %q", got)
		}
		s.press("\r")
		var mode keyMode
		s.ask(func(m *program) { mode = m.player.mode })
		if mode != eventKeys {
			t.Errorf("after enter the mode is %d", mode)
		}
		s.press("q")
		if err := s.stop(t); err != nil {
			t.Fatal(err)
		}
	})
}

func TestAPasteIntoASearchIsBounded(t *testing.T) {
	p := playerAt(t, 7*time.Second, "e /", Options{Width: 80, Height: 24})
	for _, h := range hostile.Texts {
		p.paste(h.Text)
		got := p.panel.Search
		if act := hostile.Act(got); act != "" || strings.Contains(got, "\n") || utf8.RuneCountInString(got) > searchMax {
			t.Errorf("%s: searched for %q: %s", h.Name, got, act)
		}
		checkInert(t, p.moment(), p.options)
		if p.mode != searchKeys || p.leaving {
			t.Fatalf("%s: what was pasted was taken for a key", h.Name)
		}
		p.panel.Search = ""
	}
}

func TestAPasteIntoTheForm(t *testing.T) {
	value := func(keys, text string) string {
		p := playerAt(t, 3*time.Second, keys, Options{Width: 120, Height: 36})
		p.paste(text)
		checkInert(t, p.moment(), p.options)
		form, open := p.sheet.(FaultForm)
		if !open || p.leaving || len(p.inputs) > 0 {
			t.Fatalf("%q was taken for a key", text)
		}
		return form.Values[sim.KeyFor]
	}
	const atFor = "F tab down tab down" // the field of for=
	for text, want := range map[string]string{
		"16s": "16s", " 1m30s\n": "1m30s", "16 s": "", "lxXq": "", "broker-down:for=5s": "", "-5s": "", "": "", "１６s": "",
		strings.Repeat("1", 1000): "",
	} {
		if got := value(atFor, text); got != want {
			t.Errorf("%.30q makes %q, want %q", text, got, want)
		}
	}
	if got := value("F", "16s"); got != "" {
		t.Errorf("a paste into the list of faults makes %q", got)
	}
	for _, h := range hostile.Texts {
		if got := value(atFor, h.Text); strings.Trim(got, typeable) != "" {
			t.Errorf("%s makes %q", h.Name, got)
		}
	}
}

// TestAPasteWithoutEndIsOver: what is typed after it counts, Ctrl-C at once and
// everything else after a while.
func TestAPasteWithoutEndIsOver(t *testing.T) {
	for name, test := range map[string]struct {
		typed []string // one after the other
		wait  time.Duration
	}{
		"Ctrl-C":                              {[]string{"\x1b[200~qqq", "\x03"}, 100 * time.Millisecond},
		"Ctrl-C of kitty":                     {[]string{"\x1b[200~", "\x1b[99;5u"}, 100 * time.Millisecond},
		"Ctrl-C on a Korean keyboard":         {[]string{"\x1b[200~", "\x1b[12618::99;5u"}, 100 * time.Millisecond},
		"a mark that is cut in two":           {[]string{"\x1b[20", "0~qqq", "\x03"}, 10 * time.Millisecond},
		"keys that were swallowed too":        {[]string{"\x1b[200~", "q", "q", "\x03"}, 100 * time.Millisecond},
		"a paste that ended before":           {[]string{"\x1b[200~q\x1b[201~", "\x1b[200~", "\x03"}, 100 * time.Millisecond},
		"Ctrl-C in the paste itself":          {[]string{"\x1b[200~\x03", "\x03"}, 100 * time.Millisecond},
		"an end that is cut in two, and lost": {[]string{"\x1b[200~qqq\x1b[20", "1~", "\x03"}, 2 * markWait},
		"a key after a while":                 {[]string{"\x1b[200~qqq", "q"}, pasteQuiet},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := start(t, outageConfig(t), 120, 36)
				time.Sleep(7 * time.Second)
				for _, text := range test.typed {
					s.press(text)
					time.Sleep(test.wait)
				}
				time.Sleep(time.Second)
				if err := s.stop(t); err != nil {
					t.Fatal(err)
				}
			})
		})
	}
}

// TestAPasteMayComeInParts: as long as they come one soon after the other they
// are no keys.
func TestAPasteMayComeInParts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := start(t, outageConfig(t), 120, 36)
		time.Sleep(7 * time.Second)
		s.press("e/")
		for _, part := range []string{"\x1b[200~one", " q", "\x03q", " two"} {
			s.press(part)
			time.Sleep(pasteQuiet / 2)
		}
		s.press("\x1b[20")
		time.Sleep(markWait / 2)
		s.press("1~")
		var search string
		s.ask(func(m *program) { search = m.player.panel.Search })
		if search != "one qq two" {
			t.Errorf("searched for: %q", search)
		}
		s.press("\x03")
		if err := s.stop(t); err != nil {
			t.Fatal(err)
		}
	})
}
