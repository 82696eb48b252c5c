package report

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"orderflow/sim"
	"orderflow/sim/engine"
	"orderflow/ui/words"
)

// entry writes a name and its description, which is wrapped and indented.
func entry(text *bytes.Buffer, name, is string) {
	const indent = 26
	label := name
	if ansi.StringWidth(label) >= indent-2 {
		fmt.Fprintf(text, "  %s\n", label)
		label = ""
	}
	for _, line := range wrap(is, Width-indent) {
		fmt.Fprintf(text, "  %s%s\n", padded(label, indent-2), line)
		label = ""
	}
}

// WriteModel writes the model card of a version of the program.
func WriteModel(text *bytes.Buffer, version string, lang words.Lang) {
	w := &listCatalogue[lang]
	fmt.Fprintf(text, "orderflow %s: %s\n", version, w.head)
	for _, section := range engine.ModelCard() {
		fmt.Fprintf(text, "\n%s\n", lang.Of(section.Title))
		for _, fact := range section.Facts {
			is := lang.Of(fact.Is)
			if source := lang.Of(fact.Source); source != "" {
				is += " (" + source + ")"
			}
			entry(text, lang.Of(fact.What), is)
		}
	}
	fmt.Fprintf(text, "\n%s: orderflow model --faults\n%s: orderflow model --events\n", w.faults, w.events)
}

// WriteEvents lists the event types of the log and their fields.
func WriteEvents(text *bytes.Buffer, lang words.Lang) {
	sim.EventShapes(func(name string, meaning sim.Text, fields []string) {
		fmt.Fprintf(text, "%s\n", name)
		entry(text, "", lang.Of(meaning))
		if len(fields) > 0 {
			entry(text, "", strings.Join(fields, ", "))
		}
	})
}

// WriteFaults lists the faults and their keys.
func WriteFaults(text *bytes.Buffer, lang words.Lang) {
	w := &listCatalogue[lang]
	for _, shape := range sim.FaultShapes() {
		var keys []string
		for _, key := range append([]sim.FaultKey{sim.KeyFrom, sim.KeyFor, sim.KeyCount, sim.KeyOrder}, shape.Keys...) {
			if !shape.Takes(key) {
				continue
			}
			name := key.String() + "="
			if key == sim.KeyError {
				name += "TEXT (" + fmt.Sprintf(w.panelText, sim.PanelTextMax) + ")"
			}
			if key == shape.Required && key != sim.KeyFrom {
				name += " (" + w.needed + ")"
			}
			keys = append(keys, name)
		}
		fmt.Fprintf(text, "%s\n", shape.Name)
		entry(text, "", lang.Of(shape.Happens))
		entry(text, "", strings.Join(keys, ", "))
	}
}
