package track

import (
	"strings"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// drawn is the boxes of a moment, without what stands around them.
type drawn struct {
	*frame
	lines []string
}

// momentAt returns the moment of a log at a virtual time, after what happened then.
func momentAt(log *sim.Log, at time.Duration) *moment.Moment {
	n := sim.EventID(log.Until(at))
	return &moment.Moment{Log: log, N: n, State: sim.Fold(log, int(n)), At: at, Memo: &moment.Memo{}}
}

// drawBoxes draws the boxes of a moment with a place in the spotlight.
func drawBoxes(m *moment.Moment, o moment.Options, spot moment.Spot) *drawn {
	f := &frame{Frame: chrome.NewFrame(m, o), cols: chrome.PlanColumns(o.Width), rows: chrome.PlanRows(o.Height, min(max(m.State.Setup.Orders, 1), 12)), spot: spot}
	f.Read()
	f.drawPlaces()
	f.drawWho()
	return &drawn{f, strings.Split(f.Text(), "\n")}
}

// part returns lines of a drawn frame without the blanks at their ends.
func (d *drawn) part(from, count int) string {
	var b strings.Builder
	for _, line := range d.lines[from : from+count] {
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

func (d *drawn) places() string { return d.part(d.rows.Places, d.rows.PlacesH) }

func (d *drawn) who() string { return d.part(d.rows.Who, d.rows.WhoH) }

var (
	compact = moment.Options{Width: 80, Height: 24}
	full    = moment.Options{Width: 120, Height: 36}
	wide    = moment.Options{Width: 200, Height: 60}
)

// in returns the options in a language.
func in(o moment.Options, lang words.Lang) moment.Options {
	o.Lang = lang
	return o
}

// border returns what is drawn at the four corners of a part.
func (d *drawn) border(r canvas.Rect) string {
	at := func(x, y int) string { return string(d.Cells[y*d.Width()+x].Rune) }
	return at(r.X, r.Y) + at(r.X+r.W-1, r.Y) + at(r.X, r.Y+r.H-1) + at(r.X+r.W-1, r.Y+r.H-1)
}
