package spacetime

import (
	"fmt"
	"strings"
	"unicode"

	"orderflow/sim"
)

// nameMax limits what a scenario, which may be a file's name, gives to a printout's name.
const nameMax = 24

// Name returns what the diagram shows as the name of a file: the scenario, the
// mode and the orders.
func (s *SpaceTime) Name() string {
	parts := []string{"orderflow"}
	if scenario := plainName(s.header.Scenario); scenario != "" {
		parts = append(parts, scenario)
	}
	parts = append(parts, s.State.Setup.Mode.String(), "order")
	if len(s.diagram.orders) > 1 {
		parts[len(parts)-1] = "orders"
	}
	for _, number := range s.diagram.orders {
		parts = append(parts, fmt.Sprint(number))
	}
	return strings.Join(parts, "-")
}

// plainName returns the letters and digits of a text, and one hyphen for what
// is between them.
func plainName(text string) string {
	words := strings.FieldsFunc(sim.Printable(text, nameMax), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, "-")
}
