package report

import (
	"bytes"
	"fmt"

	"orderflow/sim"
	"orderflow/ui/words"
)

// WriteScenarios lists the embedded scenarios and what each promises.
func WriteScenarios(text *bytes.Buffer, lang words.Lang) {
	for i, s := range sim.Scenarios() {
		if i > 0 {
			fmt.Fprintln(text)
		}
		fmt.Fprintf(text, "%s\n", s.Name)
		promise := s.Promise
		if lang == words.Korean {
			promise = s.Korean
		}
		for _, line := range wrap(promise, Width-4) {
			fmt.Fprintf(text, "    %s\n", line)
		}
	}
}
