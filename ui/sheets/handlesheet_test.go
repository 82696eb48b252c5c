package sheets

import (
	"slices"
	"strings"
	"testing"

	"orderflow/ui/words"
)

// TestAHandleIsBrokenLate: it stands in one line wherever one is long enough for it.
func TestAHandleIsBrokenLate(t *testing.T) {
	handle := "of1:" + strings.Repeat("x", 64)
	for width, want := range map[int][]string{
		120: {"orderflow open " + handle},
		76:  {"orderflow open", handle},
		60:  {"orderflow open", handle[:60-2*TextHead], handle[60-2*TextHead:]},
	} {
		var got []string
		for _, line := range (HandleSheet{Handle: handle}).Lines(words.English.Catalogue(), width) {
			if line.Command {
				got = append(got, line.Text)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("in %d columns it is %q, want %q", width, got, want)
		}
	}
}
