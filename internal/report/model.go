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

// Headings of the lists, in both languages.
var (
	modelHead    = sim.Text{English: "what is simulated, with which figures, and where they come from", Korean: "무엇을 어떤 값으로 시뮬레이션하는지, 그 값은 어디서 왔는지"}
	faultsListed = sim.Text{English: "faults", Korean: "장애"}
	eventsListed = sim.Text{English: "events", Korean: "이벤트"}
	keyNeeded    = sim.Text{English: "needed", Korean: "필수"}
	panelText    = sim.Text{
		English: fmt.Sprintf("1 to %d characters without a comma; not beside status=", sim.PanelTextMax),
		Korean:  fmt.Sprintf("쉼표 없이 최대 %d자, status=와 함께 쓸 수 없음", sim.PanelTextMax),
	}
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
	fmt.Fprintf(text, "orderflow %s: %s\n", version, lang.Of(modelHead))
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
	fmt.Fprintf(text, "\n%s: orderflow model --faults\n%s: orderflow model --events\n", lang.Of(faultsListed), lang.Of(eventsListed))
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
	for _, shape := range sim.FaultShapes() {
		var keys []string
		for _, key := range append([]sim.FaultKey{sim.KeyFrom, sim.KeyFor, sim.KeyCount, sim.KeyOrder}, shape.Keys...) {
			if !shape.Takes(key) {
				continue
			}
			name := key.String() + "="
			if key == sim.KeyError {
				name += fmt.Sprintf("TEXT (%s)", lang.Of(panelText))
			}
			if key == shape.Required && key != sim.KeyFrom {
				name += " (" + lang.Of(keyNeeded) + ")"
			}
			keys = append(keys, name)
		}
		fmt.Fprintf(text, "%s\n", shape.Name)
		entry(text, "", lang.Of(shape.Happens))
		entry(text, "", strings.Join(keys, ", "))
	}
}
