package spacetime

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// SpaceTime is a space-time diagram of a saved log, to be printed.
type SpaceTime struct {
	diagram *Diagram
	State   *sim.State
	words   *words.Catalogue
	header  sim.Header
	Until   time.Duration // virtual time up to which it goes; 0 = the whole log
}

// NewSpaceTime makes the diagram of the orders in a log. The error says which
// of them the log does not have, or that there are too many.
func NewSpaceTime(log *sim.Log, orders []sim.OrderID, lang words.Lang) (*SpaceTime, error) {
	if len(orders) > DiagramOrdersMax {
		return nil, sim.Refuse("%d orders are too many for one diagram: want at most %d", "주문 %d건은 도표 하나에 너무 많습니다. %d건까지 됩니다", len(orders), DiagramOrdersMax)
	}
	state := sim.Fold(log, log.Len())
	for _, number := range orders {
		if state.Order(number) == nil {
			return nil, sim.Refuse("order %d is not in the log: it has %d", "주문 %d은(는) 로그에 없습니다. 로그의 주문은 %d건입니다", number, state.Count())
		}
	}
	return NewDiagram(log, state, orders, lang.Catalogue()), nil
}

// NewDiagram returns the diagram of the orders after the events that are
// folded in state, to be written before state changes.
func NewDiagram(log *sim.Log, state *sim.State, orders []sim.OrderID, t *words.Catalogue) *SpaceTime {
	return &SpaceTime{diagram: Plot(log, state, orders, t), State: state, words: t, header: log.Header}
}

// TextWidth is the width of a diagram as text, in columns.
const TextWidth = 120

// title returns what the diagram shows in at most width columns: the orders,
// and where there is room, what is true of each.
func (s *SpaceTime) title(width int) string {
	return s.words.Space.Title + " " + s.diagram.names(s.State, &s.words.Space, width-canvas.Columns(s.words.Space.Title)-1)
}

// caption returns what it shows in one sentence of at most width columns.
func (s *SpaceTime) caption(width int) string {
	return canvas.Longest(width, s.diagram.said(s.State, s.State.At, s.words)...)
}

// run returns which run the diagram is of, and up to when it goes.
func (s *SpaceTime) run() string {
	parts := []string{s.words.Status.Mode[s.State.Setup.Mode%3], fmt.Sprintf(s.words.Status.Seed, s.header.Seed)}
	if s.header.Scenario != "" {
		parts = slices.Insert(parts, 1, sim.Printable(s.header.Scenario, scenarioShown))
	}
	if s.Until > 0 {
		parts = append(parts, fmt.Sprintf(s.words.Space.Until, words.Clock(s.Until)))
	}
	return strings.Join(parts, " · ")
}

// scenarioShown is how much of a scenario's name is printed, in characters.
const scenarioShown = 24

// WriteText writes the diagram as lines of at most 120 columns.
func (s *SpaceTime) WriteText(w io.Writer, ascii bool) error {
	d := s.diagram
	o := moment.Options{Width: TextWidth, Height: 1, ASCII: ascii}
	plan := planDiagram(TextWidth, d)
	line := func(draw func(f *frame)) error {
		f := frameOf(canvas.NewCanvas(o.Width, o.Height, o.Theme, o.ASCII), s.State, s.words)
		draw(f)
		_, err := io.WriteString(w, strings.TrimRight(f.Text(), " \n")+"\n")
		return err
	}
	lines := []func(f *frame){
		func(f *frame) {
			run := s.run()
			f.Right(TextWidth-1, 0, TextWidth-2, canvas.Ink, run)
			room := TextWidth - 4 - canvas.Columns(run)
			f.Put(1, 0, room, canvas.Ink, s.title(room))
		},
		func(f *frame) { f.Put(1, 0, TextWidth-2, canvas.Ink, s.caption(TextWidth-2)) },
		func(*frame) {},
		func(f *frame) { f.drawColumns(0, d, plan) },
	}
	if d.left > 0 {
		lines = append(lines, func(f *frame) { f.Put(1, 0, TextWidth-2, canvas.Ink, fmt.Sprintf(s.words.Space.Left, d.left)) })
	}
	for i := range d.Rows {
		lines = append(lines, func(f *frame) { f.drawDiagramRow(0, &d.Rows[i], plan) })
	}
	lines = append(lines, func(f *frame) { f.drawLegend(1, 0, TextWidth-1, &s.words.Space) })
	for _, draw := range lines {
		if err := line(draw); err != nil {
			return err
		}
	}
	return nil
}
