package ui

import (
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// paste types what a terminal sends when a text is pasted.
func (s *screen) paste(text string) { s.press("\x1b[200~" + text + "\x1b[201~") }

func TestAPasteIsNotTakenForKeys(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := start(t, outageConfig(t), 120, 36)
		time.Sleep(7 * time.Second)
		s.press(" ")
		at := s.cursor()
		around := func() string { // all but the two lines of the caption
			lines := strings.Split(s.text(), "\n")
			return strings.Join(append(lines[:2:2], lines[4:]...), "\n")
		}
		before := around()
		for _, text := range []string{"q", "x", "2", "]]]", "qqq\nq\r\n", "\x03", "F", "?", "b", strings.Repeat("q", 100_000)} {
			s.paste(text)
			time.Sleep(time.Second)
			if s.cursor() != at || around() != before {
				t.Errorf("%.20q was pasted, and changed the screen", text)
			}
			if !strings.Contains(s.text(), "A paste is never taken for keys") {
				t.Errorf("%.20q was pasted, and nothing says that it does nothing:\n%s", text, s.text())
			}
		}
		s.press("q")
		if err := s.stop(t); err != nil {
			t.Fatal(err)
		}
	})
}

// text returns the frame on the screen.
func (s *screen) text() (text string) {
	s.ask(func(m *program) { text = m.frame.Text() })
	return text
}

// searched returns the search that is being typed, as the screen shows it.
func (s *screen) searched() string {
	if found := typing.FindStringSubmatch(s.text()); found != nil {
		return found[1]
	}
	return ""
}

var typing = regexp.MustCompile(`/(.*)_ `)

func TestAPasteIsTypedWhereTextIsTyped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := start(t, outageConfig(t), 120, 36)
		time.Sleep(7 * time.Second)
		s.press("e/")
		s.paste("  gave\tup\r\n")
		if got := s.searched(); got != "gave up" {
			t.Errorf("searched for: %q", got)
		}
		s.paste("한글 #4")
		if got := s.searched(); got != "gave up한글 #4" {
			t.Errorf("searched for: %q", got)
		}
		s.press("\r")
		if shown := s.text(); !strings.Contains(shown, "/gave up한글 #4") || s.searched() != "" {
			t.Errorf("after enter:\n%s", shown)
		}
		s.press("q")
		if err := s.stop(t); err != nil {
			t.Fatal(err)
		}
	})
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
		if got := s.searched(); got != "one qq two" {
			t.Errorf("searched for: %q", got)
		}
		s.press("\x03")
		if err := s.stop(t); err != nil {
			t.Fatal(err)
		}
	})
}
