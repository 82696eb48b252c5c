package report

import (
	"fmt"
	"io"
	"strings"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/words"
)

// WriteSaid writes, as plain text, what of a run on a real Kafka its screen has not
// said: which settings had no effect, where it did otherwise than the model said of
// its scenario, and why.
func WriteSaid(w io.Writer, report *sim.Report, lang words.Lang) error {
	s := &summary{Report: report, words: &summaryCatalogue[lang]}
	s.idle()
	s.said()
	if len(s.lines) == 0 {
		return nil
	}
	_, err := io.WriteString(w, strings.Join(s.lines, "\n")+"\n")
	return err
}

// said adds where a real Kafka did otherwise than the model said, and why.
func (s *summary) said() {
	if s.Said == nil {
		return
	}
	if len(s.Said.Differences) == 0 {
		s.labelled(s.words.modelLabel, s.words.modelSame)
		return
	}
	label := s.words.modelLabel
	for i := range s.Said.Differences {
		d := &s.Said.Differences[i]
		s.labelled(label, fmt.Sprintf(s.words.modelDiffers, s.compared(d), s.outcome(d, d.Model), s.outcome(d, d.Kafka), typeset.Grouped(int64(d.Count)), ordersOf(d), s.words.whys[d.Why]))
		label = ""
	}
}

// compared names what differs.
func (s *summary) compared(d *sim.Difference) string {
	if d.What == sim.ComparedAnomaly {
		return s.words.compared[d.What] + " " + d.Of
	}
	return s.words.compared[d.What]
}

// outcome words one side of a difference.
func (s *summary) outcome(d *sim.Difference, said string) string {
	switch d.What {
	case sim.ComparedTruth:
		for truth := range sim.TruthCount {
			if truth.String() == said {
				return s.words.truths[truth]
			}
		}
	case sim.ComparedRow:
		return strings.ToUpper(said)
	case sim.ComparedAnomaly:
		if said == "true" {
			return s.words.hasAnomaly[1]
		}
		return s.words.hasAnomaly[0]
	}
	return said
}

// ordersOf lists the first orders of a difference.
func ordersOf(d *sim.Difference) string {
	var ids []string
	for _, id := range d.Orders {
		ids = append(ids, sim.Printable(id, sim.NameLengthMax))
	}
	if d.Count > len(ids) {
		ids = append(ids, "…")
	}
	return strings.Join(ids, ", ")
}
