package sheets

import (
	"strings"
	"unicode/utf8"

	"orderflow/sim"
)

// Pasted types a text into the field: whole or not at all, for half of a value
// would be another one.
func (form *FaultForm) Pasted(text string) {
	k, found := form.Current()
	switch {
	case !found:
		return
	case k == sim.KeyError:
		if strings.Contains(text, ",") || utf8.RuneCountInString(form.Values[k]+text) > TextLengthMax {
			return
		}
	case strings.Trim(text, Typeable) != "" || len(form.Values[k])+len(text) > valueLengthMax:
		return
	}
	for _, r := range text {
		form.Typed(string(r))
	}
}
