package canvas

import (
	"slices"
	"testing"
)

func TestInTwo(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  []string
	}{
		{"The broker is back. Nobody has noticed yet.", 42, []string{"The broker is back.", "Nobody has noticed yet."}},
		{"브로커가 복구됐습니다. 아직 아무도 모릅니다.", 42, []string{"브로커가 복구됐습니다.", "아직 아무도 모릅니다."}},
		{"Connected, but too late: it only lets their old error out.", 42, []string{"Connected, but too late:", "it only lets their old error out."}},
		{"one two three four", 9, []string{"one two", "three four"}[:0]},
		{"unbreakable", 42, nil},
	} {
		if got := InTwo(c.text, c.width); !slices.Equal(got, c.want) {
			t.Errorf("%q in %d columns: %q, want %q", c.text, c.width, got, c.want)
		}
	}
}
