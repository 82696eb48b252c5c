package stage

import (
	"errors"
	"fmt"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"orderflow/sim"
	"orderflow/ui/words"
)

func TestNoticesAreWholeInBothLanguages(t *testing.T) {
	const width = 76 // what the caption has in the compact layout
	for lang, texts := range noticeTexts {
		for kind, text := range texts {
			if noticeKind(kind) != silence && (text == "" || ansi.StringWidth(text) > width) {
				t.Errorf("%s: notice %d is %q", words.Lang(lang), kind, text)
			}
		}
	}
}

func TestNoticesSayWhy(t *testing.T) {
	for _, c := range []struct {
		err  error
		kind noticeKind
	}{
		{fmt.Errorf("acting: %w", sim.ErrOver), overNotice},
		{sim.ErrTooManyInputs, inputsNotice},
		{ErrFixed, fixedNotice},
		{errors.New("a \x1b[2Jb"), failedNotice},
	} {
		n := noticeOf(c.err)
		if n.kind != c.kind {
			t.Errorf("%v gives notice %d, want %d", c.err, n.kind, c.kind)
		}
		if text := n.text(words.English); text != sim.Printable(text, 300) {
			t.Errorf("%q can act on the terminal", text)
		}
	}
	if noNotice.text(words.Korean) != "" {
		t.Error("silence says something")
	}
}
