package ui

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"orderflow/sim"
)

// Printout is something of the screen that is to be kept outside of it, in one
// form or more.
type Printout struct {
	Name  string // what it shows, as a file may be called everywhere: letters, digits and hyphens, at most 200 bytes
	Forms []Form
}

// Form is one form of a printout.
type Form struct {
	Ending  string // of a file's name, such as "txt"
	Content []byte
}

// Print keeps a printout and returns where: what stands before the endings of
// its forms. It is called from a goroutine of its own, and may be called again
// before it has returned. It overwrites nothing.
type Print func(Printout) (place string, err error)

// canPrint reports whether there is somewhere to print to, and something to print.
func (p *player) canPrint() bool { return p.prints && p.hasDiagramRows() }

// printDiagram asks for a printout of the diagram as it is on the screen: up
// to the cursor, in its language and with its glyphs.
func (p *player) printDiagram() {
	n := p.playback.cursor.n
	s := newDiagram(p.log, p.history.at(n), p.diagram.Orders, p.options.Lang.catalogue())
	s.until = p.playback.cursor.at
	var text, picture bytes.Buffer
	if err := s.WriteText(&text, p.options.ASCII); err != nil {
		panic(err) // a Buffer takes everything
	}
	if err := s.WriteSVG(&picture); err != nil {
		panic(err)
	}
	p.printout = &Printout{Name: s.name(), Forms: []Form{{Ending: "txt", Content: text.Bytes()}, {Ending: "svg", Content: picture.Bytes()}}}
}

// nameMax limits what a scenario, which may be a file's name, gives to a printout's name.
const nameMax = 24

// name returns what the diagram shows as the name of a file: the scenario, the
// mode and the orders.
func (s *SpaceTime) name() string {
	parts := []string{"orderflow"}
	if scenario := plainName(s.header.Scenario); scenario != "" {
		parts = append(parts, scenario)
	}
	parts = append(parts, s.state.Setup.Mode.String(), "order")
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

// printedMsg says what became of a printout.
type printedMsg struct {
	place    string
	printout *Printout
	err      error
}

// print keeps what the player wants printed, away from the screen.
func (m *program) print() tea.Cmd {
	printout := m.player.takePrintout()
	if printout == nil {
		return nil
	}
	keep := m.keep
	return guarded(func() tea.Msg {
		place, err := keep(*printout)
		return printedMsg{place: place, printout: printout, err: err}
	})
}

// onPrinted says where the printout is, or why it is nowhere.
func (m *program) onPrinted(msg printedMsg) tea.Cmd {
	m.dirty = true
	m.player.tellPrinted(msg.place, msg.err)
	if msg.err != nil {
		m.logger.Warn("not printed", "error", msg.err)
	}
	return nil
}
