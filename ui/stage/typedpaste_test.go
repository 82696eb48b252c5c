package stage

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"orderflow/internal/hostile"
	"orderflow/sim"
	"orderflow/ui/moment"
	"orderflow/ui/panels"
	"orderflow/ui/sheets"
)

func TestAPasteIntoASearchIsBounded(t *testing.T) {
	p := playerAt(t, 7*time.Second, "e /", moment.Options{Width: 80, Height: 24})
	for _, h := range hostile.Texts {
		p.Paste(h.Text)
		got := panelOf(p).Search
		if act := hostile.Act(got); act != "" || strings.Contains(got, "\n") || utf8.RuneCountInString(got) > panels.SearchMax {
			t.Errorf("%s: searched for %q: %s", h.Name, got, act)
		}
		checkInert(t, p.Scene(), p.options)
		if onTop[*searchScreen](p) == nil || p.leaving {
			t.Fatalf("%s: what was pasted was taken for a key", h.Name)
		}
		onTop[*searchScreen](p).events.panel.Search = ""
	}
}

// TestAPasteNowhereIsAnswered: it is taken for no key, and that is said.
func TestAPasteNowhereIsAnswered(t *testing.T) {
	p := playerAt(t, 7*time.Second, "", moment.Options{Width: 80, Height: 24})
	before := p.Draw().Text()
	p.Paste("qxq 3")
	if got := p.Draw().Text(); !strings.Contains(got, "A paste is never taken for keys") || p.leaving || len(p.inputs) > 0 || p.wanted != nil {
		t.Errorf("the frame is\n%s", got)
	}
	p.notice = noNotice
	p.Paste(" \n")
	if got := p.Draw().Text(); got != before {
		t.Errorf("of nothing, the frame is\n%s", got)
	}
}

func TestAPasteIntoTheForm(t *testing.T) {
	value := func(keys, text string) string {
		p := playerAt(t, 3*time.Second, keys, moment.Options{Width: 120, Height: 36})
		p.Paste(text)
		checkInert(t, p.Scene(), p.options)
		open := onTop[*faultScreen](p)
		if open == nil || p.leaving || len(p.inputs) > 0 {
			t.Fatalf("%q was taken for a key", text)
		}
		return open.form.Values[sim.KeyFor]
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
		if got := value(atFor, h.Text); strings.Trim(got, sheets.Typeable) != "" {
			t.Errorf("%s makes %q", h.Name, got)
		}
	}
}
