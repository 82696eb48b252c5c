package spacetime

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"orderflow/ui/words"
)

// WriteMermaid writes the diagram as a sequence diagram of Mermaid
// (mermaid.js.org/syntax/sequenceDiagram.html).
func (s *SpaceTime) WriteMermaid(w io.Writer) error {
	d, said := s.diagram, &s.words.Space
	out := bufio.NewWriter(w)
	m := &mermaid{out: out, count: int(words.AtPanel)}
	if d.panel {
		m.count++
	}
	m.linef("%%%% %s", strings.TrimSpace(plainText(s.run())))
	m.linef("sequenceDiagram")
	m.linef("    accTitle: %s", mermaidText(s.title(pictureTitle)))
	m.linef("    accDescr: %s", mermaidText(s.caption(TextWidth)))
	for i := range m.count {
		name := said.Columns[i]
		if words.Participant(i) == words.AtConsumer && !d.panel {
			name = d.consumerName(s.State, s.words)
		}
		m.linef("    participant %s as %s", mermaidNames[i], mermaidText(name))
	}
	if d.left > 0 {
		m.over(0, words.Participant(m.count-1), fmt.Sprintf(said.Left, d.left))
	}
	for i := 0; i < len(d.Rows); {
		i += m.rows(d.Rows[i:])
	}
	return out.Flush()
}

// mermaidNames are the participants as the text of a diagram names them.
var mermaidNames = [words.ParticipantCount]string{words.AtService: "service", words.AtProducer: "producer", words.AtBroker: "broker", words.AtConsumer: "consumer", words.AtPanel: "panel"}

// mermaid is a sequence diagram while it is written.
type mermaid struct {
	out   *bufio.Writer
	count int // participants
}

func (m *mermaid) linef(format string, args ...any) {
	fmt.Fprintf(m.out, format+"\n", args...) //nolint:errcheck // Flush returns it
}

// rows writes the first line of the diagram, with the words that go on in the lines
// below it, and returns how many those are.
func (m *mermaid) rows(rows []DiagramRow) (count int) {
	r := rows[0]
	for count = 1; count < len(rows) && rows[count].Shape == NoteShape; count++ {
		next := &rows[count]
		switch {
		case next.label == "":
			r.fact += " " + next.fact // it was too long for its column
		case r.Shape == NoteShape:
			r.label += " " + next.label
			r.fact = join(r.fact, next.fact)
		default:
			m.row(&r)
			return count
		}
	}
	m.row(&r)
	return count
}

// row writes a line of the diagram: an arrow, or a note where something becomes
// true. Who knows what from then on is a note where the arrow ends.
func (m *mermaid) row(r *DiagramRow) {
	from, to := m.within(r.from), m.within(r.to)
	switch {
	case r.Shape == faultShape:
		m.over(0, words.Participant(m.count-1), join(r.label, r.fact))
		return
	case from == to:
		m.over(from, from, join(r.label, r.fact))
		return
	}
	arrow := "->>"
	switch {
	case r.broken && r.Shape == statusShape:
		arrow = "--x"
	case r.broken:
		arrow = "-x"
	case r.Shape == statusShape:
		arrow = "-->>"
	}
	label := r.label
	if label == "" {
		label = r.short
	}
	m.linef("    %s%s%s: %s", mermaidNames[from], arrow, mermaidNames[to], mermaidText(label))
	m.over(to, to, r.fact)
}

// within returns the participant, or the last that is drawn.
func (m *mermaid) within(p words.Participant) words.Participant {
	return min(p, words.Participant(m.count-1))
}

// over writes a note over participants.
func (m *mermaid) over(from, to words.Participant, text string) {
	if text == "" {
		return
	}
	place := mermaidNames[from]
	if from != to {
		place += "," + mermaidNames[to]
	}
	m.linef("    Note over %s: %s", place, mermaidText(text))
}

// join joins what happens and who knows it.
func join(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), "\n")
}

// mermaidText writes a text as it may stand in a diagram: what has a meaning there
// is a number, as Mermaid takes it (#35; is #), and a line ends by <br/>.
func mermaidText(text string) string {
	var b strings.Builder
	for _, r := range plainText(text) {
		switch {
		case r == '\n':
			b.WriteString("<br/>")
		case strings.ContainsRune("#;<>&\"'`%{}[]\\", r):
			fmt.Fprintf(&b, "#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	if b.Len() == 0 {
		return "-"
	}
	return b.String()
}

// plainText leaves out the blanks at the ends of a text.
func plainText(text string) string { return strings.TrimSpace(text) }
