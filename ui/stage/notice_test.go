package stage

import (
	"errors"
	"fmt"
	"testing"

	"orderflow/sim"
	"orderflow/ui/words"
)

func TestEveryNoticeSaysSomething(t *testing.T) {
	for lang := range words.Catalogues {
		for kind := silence + 1; kind < noticeCount; kind++ {
			if n := (notice{kind: kind, err: errors.New("why")}); n.text(words.Lang(lang)) == "" {
				t.Errorf("%s: notice %d says nothing", words.Lang(lang), kind)
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
