// Command notices prints the licences of everything that is linked into the
// program, on any of the platforms it is built for: Go itself and the modules,
// from the module cache, and what is embedded beside. The same go.mod makes the same bytes.
//
//	go run ./internal/notices > THIRD_PARTY_NOTICES
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "notices: "+err.Error())
		os.Exit(1)
	}
}

func run(w io.Writer) error {
	components, err := linked()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	if err := write(out, components); err != nil {
		return err
	}
	return out.Flush()
}

// write writes the notices of the components, in the order of their names.
func write(w io.Writer, components []*component) error {
	slices.SortFunc(components, func(a, b *component) int { return strings.Compare(a.name, b.name) })
	if _, err := fmt.Fprint(w, "orderflow is linked with the following. Made by: go run ./internal/notices > THIRD_PARTY_NOTICES\n"); err != nil {
		return err
	}
	for _, c := range components {
		texts, err := c.texts()
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "\n%s\n%s\n\n%s", strings.Repeat("=", 80), c.title(), texts); err != nil {
			return err
		}
	}
	return nil
}
