package report

import (
	"bytes"
	"fmt"

	"orderflow/sim"
	"orderflow/ui/words"
)

// WriteScenarios lists the embedded scenarios in the order in which one would
// teach them: the name, the title, and what each promises to show.
func WriteScenarios(text *bytes.Buffer, lang words.Lang) {
	for i, s := range sim.Scenarios() {
		if i > 0 {
			fmt.Fprintln(text)
		}
		t := lang.Catalogue()
		fmt.Fprintf(text, "%s\n    %s\n", s.Name, t.Of(s.Title))
		promise := t.Of(sim.Text{English: s.Promise, Korean: s.Korean})
		for _, line := range wrap(promise, Width-8) {
			fmt.Fprintf(text, "        %s\n", line)
		}
	}
}
