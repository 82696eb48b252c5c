package panels

import (
	"strconv"
	"strings"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// Columns of the chain, from the left of its box.
const (
	chainEvent = 8 // after the number
	chainTime  = 17
	chainCause = 23
	chainGlyph = 25
	chainText  = 27
)

// drawChainBox draws the events that led to where the order is, as many as fit
// around the selected one.
func (f *frame) drawChainBox(r canvas.Rect, d *moment.Dossier) {
	t := &f.Words.OrderPanel
	f.Spotlight(r, t.Chain)
	f.Legend(r.X+r.W-3-canvas.Columns(t.Jumps), r.Y, canvas.Columns(t.Jumps), canvas.Quiet, t.Jumps)
	chain := d.Chain()
	_, selected := moment.ChainLines(f.Moment, f.panel)
	at := 0
	for i, e := range chain {
		if e.N == selected {
			at = i
		}
	}
	rows := r.H - 3
	f.drawChainHead(r)
	top := scrollTop(at, len(chain), rows)
	for i := range min(rows, len(chain)-top) {
		f.drawChainLine(r, r.Y+2+i, chain[top+i], chain[top+i].N == selected)
	}
	f.drawMore(r, r.Y+2, top, rows, len(chain))
}

// scrollTop returns the first line of a list that is shown so that the
// selected one is in sight, with lines around it.
func scrollTop(at, count, rows int) int {
	return min(max(0, at-rows*3/4), max(0, count-rows))
}

// drawMore says at a list's right edge that it goes on.
func (f *frame) drawMore(r canvas.Rect, y, top, rows, count int) {
	if top > 0 {
		f.Set(r.X+r.W-2, y, canvas.Quiet, '↑')
	}
	if top+rows < count {
		f.Set(r.X+r.W-2, y+rows-1, canvas.Quiet, '▾')
	}
}

func (f *frame) drawChainHead(r canvas.Rect) {
	t := &f.Words.OrderPanel
	f.Right(r.X+chainEvent, r.Y+1, chainEvent-1, canvas.Quiet, t.Event)
	f.Right(r.X+chainTime, r.Y+1, 8, canvas.Quiet, t.EventAt)
	f.Put(r.X+chainCause-5, r.Y+1, r.W-chainCause, canvas.Quiet, t.Because)
}

func (f *frame) drawChainLine(r canvas.Rect, y int, e *sim.Event, selected bool) {
	f.beginLine(r, y, e, selected, chainEvent, chainTime)
	cause := "–"
	if e.Cause != 0 {
		cause = strconv.FormatUint(uint64(e.Cause), 10)
	}
	f.Right(r.X+chainCause, y, 7, canvas.Quiet, cause)
	glyph, pen := tell.EventMark(e)
	f.Set(r.X+chainGlyph, y, pen, glyph)
	if pen == canvas.Ink || pen == canvas.Done || pen == canvas.Moving {
		pen = canvas.Quiet
	}
	if selected {
		pen |= canvas.Bold
		if pen == canvas.Quiet|canvas.Bold {
			pen = canvas.Ink | canvas.Bold
		}
	}
	room := r.W - chainText - 2
	f.Put(r.X+chainText, y, room, pen, f.toldIn(e, room))
}

// beginLine draws what every line of events begins with, its number and time up to the
// columns event and time, lets it be clicked, and returns the pen of the line.
func (f *frame) beginLine(r canvas.Rect, y int, e *sim.Event, selected bool, event, time int) canvas.Pen {
	p := canvas.Quiet
	f.Clickable(r.X+1, y, r.W-2, intent.Click{Line: uint32(e.N)})
	if selected {
		p = canvas.Ink | canvas.Bold
		f.Set(r.X+2, y, canvas.Ink, '▸')
	}
	f.Right(r.X+event, y, event-3, p, strconv.FormatUint(uint64(e.N), 10))
	f.Right(r.X+time, y, 9, p, words.Clock(e.At))
	return p
}

// toldIn says what an event did as far as there is room: at last only what it is
// called.
func (f *frame) toldIn(e *sim.Event, room int) string {
	said := f.ToldWithin(e, room)
	main, _, _ := strings.Cut(said, "  ") // what comes after is an amount
	return canvas.Longest(room, said, main, e.Type.String(), "")
}
