package lanes

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/moment"
)

// drawLaneTable draws what the runs have shown, as far as they have shown it.
func (f *frame) drawLaneTable(y int, full bool, v *moment.LanesView) {
	t := &f.Words.Lanes
	label, first, room := 3, 0, 0
	bottom := f.Height() - 3 // above the timeline
	if full {
		bottom = f.Height() - 4
		first, room = 34*f.Width()/moment.FullWidth, 27*f.Width()/moment.FullWidth
	} else {
		first, room = 20*f.Width()/moment.CompactWidth, 20*f.Width()/moment.CompactWidth
		label = 1
	}
	for i := range moment.LaneCount {
		f.Put(first+i*room, y, room-1, canvas.Ink|canvas.Bold, f.Words.Status.ModeShort[i])
	}
	f.Put(label, y, first-label-1, canvas.Quiet, "◂ "+canvas.Longest(first-label-3, t.Marks, t.MarksShort))
	y++
	if full {
		f.Repeat(label, y, first+moment.LaneCount*room-label, canvas.Quiet, '─')
		y++
	}
	for i, row := range f.laneTable(v, room-1) {
		if y+i > bottom {
			return
		}
		f.Put(label, y+i, first-label-1, canvas.Quiet, canvas.Longest(first-label-1, row.label, t.LabelShort[i]))
		for lane, cell := range row.cells {
			p := canvas.Ink
			if cell == unseen {
				p = canvas.Quiet
			}
			f.Put(first+lane*room, y+i, room-1, p, canvas.Longest(room-1, cell, strings.TrimPrefix(cell, "the ")))
		}
	}
}

// unseen is a cell of which no run has shown anything yet.
const unseen = "·"

// laneRow is one line of the table.
type laneRow struct {
	label string
	cells [moment.LaneCount]string
}

// laneTable computes the table from what the runs have shown up to the cursor.
func (f *frame) laneTable(v *moment.LanesView, room int) []laneRow {
	t := &f.Words.Lanes
	rows := []laneRow{{label: t.Tells}, {label: t.Means}, {label: t.Processed}, {label: t.NoFault}, {label: t.NoConsumer}}
	for i := range v.Lanes {
		seen := tallyCallers(v.Lanes[i].State, f.Moment.At)
		for row, cell := range [...]string{f.cellTells(seen, room), f.cellMeans(seen), f.cellProcessed(seen, room), f.cellWaited(seen), f.cellNoConsumer(seen)} {
			rows[row].cells[i] = cell
		}
	}
	return rows
}

// callerTally is what a run has shown about its callers.
type callerTally struct {
	nothing, values, errors, answered int
	acked, handled                    int // of those that went on: how many orders had got that far by then
	calm                              []time.Duration
	hangs, indifferent                bool // while a record lay unread
}

func (w *callerTally) knowing() int { return w.nothing + w.values }

// unread is how long a record must lie in the log before nobody reads it.
const unread = time.Second

// tallyCallers asks every caller of a run.
func tallyCallers(s *sim.State, now time.Duration) callerTally {
	var w callerTally
	for number := range s.Orders.Each() {
		o := s.Order(number)
		w.held(o, now)
		switch o.Caller {
		case sim.Nothing:
			w.nothing++
		case sim.Value:
			w.values++
		case sim.Failure:
			w.errors++
			continue
		default:
			continue
		}
		knew := o.CalledAt + o.CallerAt
		if o.Reached(sim.Appended) && o.Rungs[sim.Appended] <= knew {
			w.acked++
		}
		if o.Reached(sim.Handled) && o.Rungs[sim.Handled] <= knew {
			w.handled++
		}
		if o.Answered {
			w.answered++
		}
		if calm(s, o.CalledAt, knew) {
			w.calm = append(w.calm, o.CallerAt)
		}
	}
	return w
}

// held sees whether a record that lay unread held its caller up.
func (w *callerTally) held(o *sim.OrderState, now time.Duration) {
	if !o.Reached(sim.Appended) || !o.Reached(sim.Called) {
		return
	}
	read := now
	if o.Reached(sim.Polled) {
		read = o.Rungs[sim.Polled]
	}
	if read-o.Rungs[sim.Appended] < unread {
		return
	}
	if o.Caller == sim.Pending || o.CalledAt+o.CallerAt >= read {
		w.hangs = true
	} else if o.Caller == sim.Nothing || o.Caller == sim.Value {
		w.indifferent = true
	}
}

// calm reports whether no fault acted in a span of time.
func calm(s *sim.State, from, to time.Duration) bool {
	for i := range s.Faults {
		if f := &s.Faults[i]; f.Start <= to && (f.End == sim.Never || f.End >= from) {
			return false
		}
	}
	return true
}

func (f *frame) cellTells(w callerTally, room int) string {
	t := &f.Words.Lanes
	switch {
	case w.nothing > 0:
		return t.TellsNothing
	case w.answered > 0:
		return t.TellsResult
	case w.values > 0 && w.errors > 0:
		return canvas.Longest(room, t.TellsHandOver, t.TellsShort)
	case w.values > 0:
		return t.TellsAnswer
	case w.errors > 0:
		return t.TellsError
	}
	return unseen
}

func (f *frame) cellMeans(w callerTally) string {
	t := &f.Words.Lanes
	switch n := w.knowing(); {
	case n == 0:
		return unseen
	case w.handled == n:
		return t.MeansService
	case w.acked == n:
		return t.MeansBroker
	}
	return t.MeansTried
}

func (f *frame) cellProcessed(w callerTally, room int) string {
	switch n := w.knowing(); {
	case n == 0:
		return unseen
	case w.handled == n:
		return canvas.Longest(room, fmt.Sprintf(f.Words.Lanes.ProcessedYes, n, n), fmt.Sprintf(f.Words.Lanes.ProcessedShort, n, n))
	default:
		return fmt.Sprintf(f.Words.Lanes.ProcessedNo, w.handled, n)
	}
}

func (f *frame) cellWaited(w callerTally) string {
	if len(w.calm) == 0 {
		return unseen
	}
	return f.Words.Span(median(w.calm))
}

func (f *frame) cellNoConsumer(w callerTally) string {
	switch {
	case w.hangs:
		return f.Words.Lanes.Hangs
	case w.indifferent:
		return f.Words.Lanes.NoDifference
	}
	return unseen
}

// median returns the middle of a list that is not empty.
func median(list []time.Duration) time.Duration {
	list = slices.Sorted(slices.Values(list))
	return list[(len(list)-1)/2]
}
