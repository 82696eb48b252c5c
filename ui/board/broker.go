package board

import (
	"fmt"
	"strconv"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// partitionLines is how many partitions have a line of their own; with more
// than one line too many, the last line sums up the rest.
const partitionLines = 4

// cellsShown is how many of a partition's last records are drawn.
const cellsShown = 5

func (f *frame) drawBroker(r canvas.Rect) {
	t := &f.Words.Broker
	gone, frozen := f.Unreachable()
	title := t.Title
	switch {
	case frozen:
		title = t.Frozen
	case gone:
		title = t.Gone
	}
	f.Box(r, gone, title, canvas.Ink)
	f.drawFaultMark(r, 0, actsAtBroker)
	shown := min(len(f.State.Partitions), partitionLines)
	if len(f.State.Partitions) > partitionLines {
		shown = partitionLines - 1
		f.drawRest(r, r.Y+partitionLines, shown)
	}
	changed := f.changedPartition()
	for i := range shown {
		f.drawPartition(r, r.Y+1+i, i, i == changed)
	}
	f.drawLag(r, r.Y+r.H-5, gone)
	f.drawLeaders(r, r.Y+r.H-2, gone)
}

// changedPartition returns the partition a record was just appended to, or -1.
func (f *frame) changedPartition() int {
	if e := f.brokerNews(); e != nil && (e.Type == sim.RecordAppended || e.Type == sim.RecordTruncated) {
		return int(e.Partition)
	}
	return -1
}

// brokerNews returns the change's last event that shows in the broker's box.
func (f *frame) brokerNews() *sim.Event {
	if f.Moment.Finished {
		return nil
	}
	return f.News.Latest(func(e *sim.Event) bool {
		switch e.Type {
		case sim.RecordAppended, sim.RecordTruncated, sim.OffsetCommitted, sim.RecordCommitted, sim.LeaderElected, sim.ISRChanged, sim.BrokerStopped, sim.BrokerStarted:
			return true
		}
		return false
	})
}

func (f *frame) drawPartition(r canvas.Rect, y, i int, changed bool) {
	p := &f.State.Partitions[i]
	f.partitionZones(r, y, i)
	f.Print(r.X+2, y, r.X+6, canvas.Quiet, "P"+strconv.Itoa(i))
	f.drawCells(r.X+6, y, cellsShown, p)
	f.Print(r.X+13, y, r.X+15, canvas.Quiet, "HW")
	f.Right(r.X+18, y, 4, canvas.Ink, words.Brief(p.High))
	f.Print(r.X+20, y, r.X+23, canvas.Quiet, "end")
	pen := canvas.Ink
	if changed {
		pen |= canvas.Bold | canvas.Focus
		f.Set(r.X+27, y, canvas.Ink, '◂')
	}
	f.Right(r.X+26, y, 3, pen, words.Brief(p.End))
}

// partitionZones lets a partition's line be opened by mouse; its name is pointed at.
func (f *frame) partitionZones(r canvas.Rect, y, i int) {
	place := intent.Click{Place: intent.Place{Kind: intent.PartitionPlace, Number: uint32(i)}}
	f.Clickable(r.X+2, y, 1+len(strconv.Itoa(i)), place)
	f.Clickable(r.X+1, y, r.W-2, place)
}

// drawCells draws the last records of a partition; what is before them is …
func (f *frame) drawCells(x, y, width int, p *sim.PartitionState) {
	cells := p.Cells
	if more := p.End > int64(len(cells)) || len(cells) > width; more && len(cells) >= width {
		f.Set(x, y, canvas.Quiet, '…')
		x, width = x+1, width-1
	}
	cells = cells[max(0, len(cells)-width):]
	for i, cell := range cells {
		glyph, pen := f.cellGlyph(&cell)
		f.Set(x+i, y, pen, glyph)
		f.Clickable(x+i, y, 1, intent.Click{Place: moment.PlaceOf(cell.Order)})
	}
}

// cellGlyph returns how a record is drawn: handled, waiting, or one of several
// copies of its order.
func (f *frame) cellGlyph(cell *sim.Cell) (rune, canvas.Pen) {
	if o := f.State.Order(cell.Order); o != nil && o.Copies > 1 {
		return '◆', canvas.Unknown
	}
	if cell.Handled {
		return '■', canvas.Quiet
	}
	return '□', canvas.Waiting
}

// drawRest sums up the partitions from index from on.
func (f *frame) drawRest(r canvas.Rect, y, from int) {
	end := int64(0)
	for i := from; i < len(f.State.Partitions); i++ {
		end += f.State.Partitions[i].End
	}
	f.Put(r.X+2, y, 16, canvas.Quiet, fmt.Sprintf(f.Words.Broker.Rest, len(f.State.Partitions)-from))
	f.Print(r.X+18, y, r.X+21, canvas.Quiet, "end")
	f.Right(r.X+26, y, 4, canvas.Ink, words.Brief(end))
}

// drawLag draws the LAG of each group; nobody can ask for it while the brokers
// cannot be reached.
func (f *frame) drawLag(r canvas.Rect, y int, gone bool) {
	f.Print(r.X+2, y, r.X+6, canvas.Quiet, "LAG")
	changed := sim.Group(0)
	if e := f.brokerNews(); e != nil && (e.Type == sim.OffsetCommitted || e.Type == sim.RecordCommitted) {
		changed = e.Group
	}
	for i, g := range tell.LagGroups {
		f.drawLagGroup(r, y+i, g)
		f.GroupZones(r.X+7, y+i, len(g.String()), g)
		f.GroupZones(r.X+1, y+i, r.W-2, g)
		if gone {
			f.Right(r.X+22, y+i, 6, canvas.Unknown, "?")
			continue
		}
		lag, p := f.Lag(g), canvas.Ink
		if lag > 0 {
			p = canvas.Waiting
		}
		if g == changed {
			p |= canvas.Bold | canvas.Focus
			f.Set(r.X+23, y+i, canvas.Ink, '◂')
		}
		f.Right(r.X+22, y+i, 5, p, words.Brief(lag))
	}
}

// drawLagGroup names a group. What acts on the one that has no box is marked here.
func (f *frame) drawLagGroup(r canvas.Rect, y int, g sim.Group) {
	p := canvas.Quiet
	if last, _ := f.acting(actsAtStatistics); last != nil && g == sim.StatisticsGroup {
		p = canvas.Lost
		f.Set(r.X+5, y, canvas.Lost, '▲')
	}
	f.Print(r.X+7, y, r.X+18, p, g.String())
}

// drawLeaders draws who leads the first partitions, and how many replicas are
// in sync where they are fewest.
func (f *frame) drawLeaders(r canvas.Rect, y int, gone bool) {
	if gone {
		for i := range f.Brokers() {
			f.Print(r.X+2+5*i, y, r.X+r.W-1, canvas.Lost, strconv.Itoa(i+1)+" ✗")
		}
		f.Put(r.X+19, y, 9, canvas.Unknown, f.Words.Broker.InSyncUnsure)
		return
	}
	e, changed := f.brokerNews(), canvas.Pen(0)
	if e != nil {
		switch e.Type {
		case sim.LeaderElected, sim.ISRChanged, sim.BrokerStopped, sim.BrokerStarted:
			changed = canvas.Bold | canvas.Focus
		}
	}
	leaders, fewest := f.leaders()
	x := f.Print(r.X+2, y, r.X+18, canvas.Quiet, "leader ")
	f.Print(x, y, r.X+18, canvas.Ink|changed, leaders)
	p := canvas.Ink
	if fewest < f.Brokers() {
		p = canvas.Waiting
	}
	f.Put(r.X+18, y, 10, p, fmt.Sprintf(f.Words.Broker.InSync, fewest, f.Brokers()))
}

// leaders returns the leaders of the first partitions and the fewest in-sync
// replicas of all. A partition without a leader shows ✗.
func (f *frame) leaders() (string, int) {
	text, fewest := "", f.Brokers()
	for i := range f.State.Partitions {
		p := &f.State.Partitions[i]
		if len(p.InSync) > 0 {
			fewest = min(fewest, len(p.InSync))
		}
		if i >= partitionLines {
			continue
		}
		if i > 0 {
			text += "·"
		}
		if !f.Led(p) {
			text += "✗"
		} else {
			text += strconv.Itoa(int(p.Leader))
		}
	}
	return text, fewest
}

// drawShortBroker draws three partitions with their end offsets.
func (f *frame) drawShortBroker(r canvas.Rect) {
	t := &f.Words.Broker
	gone, frozen := f.Unreachable()
	title := t.Short
	switch {
	case frozen:
		title = t.ShortFrozen
	case gone:
		title = t.ShortGone
	}
	f.Box(r, gone, title, canvas.Ink)
	f.drawFaultMark(r, 0, actsAtBroker)
	changed := f.changedPartition()
	for i := range min(len(f.State.Partitions), r.H-2) {
		p, y, pen := &f.State.Partitions[i], r.Y+1+i, canvas.Ink
		f.partitionZones(r, y, i)
		f.Print(r.X+2, y, r.X+5, canvas.Quiet, "P"+strconv.Itoa(i))
		f.drawCells(r.X+5, y, 3, p)
		f.Print(r.X+9, y, r.X+12, canvas.Quiet, "end")
		if i == changed {
			pen |= canvas.Bold | canvas.Focus
			f.Set(r.X+15, y, canvas.Ink, '◂')
		}
		end := words.Brief(p.End)
		f.Right(r.X+14+min(1, len(end)-1), y, 3, pen, end)
	}
}
