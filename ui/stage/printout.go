package stage

import (
	"bytes"

	"orderflow/ui/spacetime"
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
func (d *diagramScreen) canPrint(p *Player) bool { return p.prints && d.hasRows(p) }

// print asks for a printout of the diagram as it is on the screen: up
// to the cursor, in its language and with its glyphs.
func (d *diagramScreen) print(p *Player) {
	n := p.playback.Cursor.N
	s := spacetime.NewDiagram(p.log, p.history.At(n), d.orders, p.options.Lang.Catalogue())
	s.Until = p.playback.Cursor.At
	var text, picture bytes.Buffer
	if err := s.WriteText(&text, p.options.ASCII); err != nil {
		panic(err) // a Buffer takes everything
	}
	if err := s.WriteSVG(&picture); err != nil {
		panic(err)
	}
	p.printout = &Printout{Name: s.Name(), Forms: []Form{{Ending: "txt", Content: text.Bytes()}, {Ending: "svg", Content: picture.Bytes()}}}
}

// PrintedMsg says what became of a printout.
type PrintedMsg struct {
	Place    string
	Printout *Printout
	Err      error
}
