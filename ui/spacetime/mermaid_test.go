package spacetime

import (
	"regexp"
	"strings"
	"testing"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/words"
)

// mermaidLines are the lines of a sequence diagram as we write them: nothing of the
// text has a meaning in Mermaid but its numbers and line ends.
var mermaidLines = regexp.MustCompile(`^(%% [^\n]*|sequenceDiagram|    (accTitle|accDescr): TEXT|    participant (service|producer|broker|consumer|panel) as TEXT|` +
	`    (service|producer|broker|consumer|panel)(->>|-->>|-x|--x)(service|producer|broker|consumer|panel): TEXT|    Note over [a-z]+(,[a-z]+)?: TEXT)$`)

var mermaidEscapes = regexp.MustCompile(`#\d+;|<br/>`)

// written returns an order's sequence diagram.
func writtenMermaid(t *testing.T, scenario string, mode sim.Mode, order sim.OrderID, lang words.Lang) string {
	t.Helper()
	log := uitest.ScenarioLog(t, scenario, func(c *sim.Config) { c.Mode = mode })
	diagram, err := NewSpaceTime(log, []sim.OrderID{order}, lang)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := diagram.WriteMermaid(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestMermaidIsOfItsForm holds every scenario's diagram to what Mermaid reads.
func TestMermaidIsOfItsForm(t *testing.T) {
	text := regexp.MustCompile(`: [^:#;<>&"'%{}\[\]\\]+(:[^:#;<>&"'%{}\[\]\\]*)*$|as [^#;<>&"'%{}\[\]\\]+$`)
	for _, s := range sim.Scenarios() {
		for mode := sim.Emit; mode <= sim.Send; mode++ {
			for _, lang := range []words.Lang{words.English, words.Korean} {
				for line := range strings.Lines(writtenMermaid(t, s.Name, mode, 2, lang)) {
					plain := mermaidEscapes.ReplaceAllString(strings.TrimSuffix(line, "\n"), "_")
					said := text.FindString(plain)
					if len(said) > 3 {
						plain = strings.TrimSuffix(plain, said) + said[:strings.IndexByte(said, ' ')] + " TEXT"
					}
					if !mermaidLines.MatchString(plain) {
						t.Errorf("%s %s: %q", s.Name, mode, line)
					}
				}
			}
		}
	}
}

// TestMermaidOfALostOrder: what broke off ends in a cross, and what stands in several
// lines of the diagram is one note.
func TestMermaidOfALostOrder(t *testing.T) {
	got := writtenMermaid(t, "outage", sim.Emit, 4, words.English)
	for _, want := range []string{
		"sequenceDiagram\n", "    producer-xbroker: connect 6/6\n", "    producer--xservice: error\n",
		"    Note over service: no timer, no job, no error is left that leads to #35;4<br/>row: PUBLISHED for ever<br/>true: LOST<br/>money: 10,000 P gone\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if korean := writtenMermaid(t, "outage", sim.Emit, 4, words.Korean); !strings.Contains(korean, "PUBLISHED, 너무 이르게\n") {
		t.Errorf("a fact that goes on is broken:\n%s", korean)
	}
}
