package track

import (
	"strconv"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// drawOpening draws what is told before the first order: the title, then the
// stage, on which each place appears as it is named, and the first order's token
// stands there.
func (f *frame) drawOpening() {
	opening := f.Moment.Opening
	if opening.Title {
		f.DrawOpeningTitle()
		return
	}
	f.State = f.introduced(opening)
	f.DrawHead(&f.rows)
	f.drawPlaces()
	if opening.First != nil {
		f.drawFirst(opening)
	}
	f.DrawTimeline(f.rows.Timeline)
	f.Print(1, f.rows.Footer, f.Width(), canvas.Quiet, f.Words.Title.Skip)
}

// introduction is how the first order stands while a place is named: what its row
// says, its token there, and what is true of it.
type introduction struct {
	row   sim.Row
	glyph rune
	pen   canvas.Pen
	at    stop
	truth sim.Truth
}

var steps = [moment.SpotCount]introduction{
	moment.ServiceSpot:   {row: sim.RowPaid},
	moment.ProducerSpot:  {sim.RowPublished, '●', canvas.Moving, stopMemory, sim.InMemory},
	moment.BrokerSpot:    {sim.RowPublished, '□', canvas.Waiting, stopLog, sim.Waiting},
	moment.ConsumersSpot: {sim.RowProcessing, '◐', canvas.Moving, stopWork, sim.Working},
	moment.DoneSpot:      {sim.RowCompleted, '✓', canvas.Done, stopDone, sim.Done},
}

// introduced returns the state that the bars count: no virtual time passes in the
// opening, and yet the first order is paid, and its row says something.
func (f *frame) introduced(opening *moment.Opening) *sim.State {
	if opening.First == nil {
		return f.State
	}
	s, step := *f.State, &steps[opening.Shown%moment.SpotCount]
	if f.rowIn(step) >= sim.RowPaid {
		s.Charged = int64(opening.First.Points)
	}
	if f.rowIn(step) >= sim.RowPublished && s.Setup.Mode != sim.Send { // there it is marked when the answer has come
		s.Published = 1
		s.Gap[step.truth]++
		s.Truths[step.truth]++
	}
	return &s
}

// rowIn returns what the row of the first order says: who waits marks it later.
func (f *frame) rowIn(step *introduction) sim.Row {
	mode := f.State.Setup.Mode
	if step.row == sim.RowPublished && (mode == sim.Send || mode == sim.EmitAwait && step.at == stopMemory) {
		return sim.RowPaid
	}
	return step.row
}

// drawFirst draws the lane of the first order, as far as the places go.
func (f *frame) drawFirst(opening *moment.Opening) {
	o, c, step := opening.First, &f.cols, &steps[opening.Shown%moment.SpotCount]
	row := f.rowIn(step)
	y, bold := f.laneAt(0), canvas.Ink|canvas.Bold
	f.Set(1, y, canvas.Ink, '▸')
	label := words.Named(o.Number)
	f.Print(max(2, 5-len(label)), y, c.Row-1, bold, label)
	if c.WhatWidth > 0 {
		f.Print(c.What, y, c.What+c.WhatWidth, bold, fitting(c.WhatWidth, f.products(o)))
	}
	if c.Qty > 0 {
		f.Right(c.Row-1, y, c.Qty, bold, fitting(c.Qty-1, []string{"×" + typeset.Grouped(int64(o.Quantity)), ""}))
	}
	pen := canvas.Quiet
	if row == sim.RowPublished && step.at == stopMemory {
		pen = canvas.Belief | canvas.Bold
	}
	f.Print(c.Row, y, c.Track-1, pen, fitting(c.RowWidth, []string{tell.RowWord(row)}))
	if step.at == stopService {
		return
	}
	x := f.column(step.at)
	f.Repeat(c.Track, y, x-1-c.Track, step.pen|canvas.Tint60, '━')
	f.Set(x, y, step.pen|canvas.Bold, step.glyph)
	f.Print(x+1, y, f.Width(), step.pen|canvas.Bold, strconv.FormatUint(uint64(o.Number), 10))
}
