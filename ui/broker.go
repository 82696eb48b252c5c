package ui

import (
	"fmt"
	"strconv"

	"orderflow/sim"
)

// partitionLines is how many partitions have a line of their own; with more
// than one line too many, the last line sums up the rest.
const partitionLines = 4

// cellsShown is how many of a partition's last records are drawn.
const cellsShown = 5

// lagGroups are the groups whose LAG is shown, from the first line of three.
var lagGroups = [...]sim.Group{sim.InHouseGroup, sim.ExternalGroup, sim.StatisticsGroup}

// unreachable reports whether no broker can be reached, and whether that is
// because they are frozen.
func (f *frame) unreachable() (gone, frozen bool) {
	gone, frozen = true, true
	for _, b := range f.s.Brokers[1 : f.brokers()+1] {
		gone = gone && b.Down
		frozen = frozen && b.Down && b.Reason == sim.ReasonFreeze
	}
	return gone, frozen
}

// brokers returns how many brokers the run has.
func (f *frame) brokers() int { return f.s.Setup.Brokers() }

func (f *frame) drawBroker(r rect) {
	t := &f.t.Broker
	gone, frozen := f.unreachable()
	title := t.Title
	switch {
	case frozen:
		title = t.Frozen
	case gone:
		title = t.Gone
	}
	f.box(r, gone, title, ink)
	f.drawFaultMark(r, 0, actsAtBroker)
	shown := min(len(f.s.Partitions), partitionLines)
	if len(f.s.Partitions) > partitionLines {
		shown = partitionLines - 1
		f.drawRest(r, r.y+partitionLines, shown)
	}
	changed := f.changedPartition()
	for i := range shown {
		f.drawPartition(r, r.y+1+i, i, i == changed)
	}
	f.drawLag(r, r.y+r.h-5, gone)
	f.drawLeaders(r, r.y+r.h-2, gone)
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
	if f.m.Finished {
		return nil
	}
	return f.news.latest(func(e *sim.Event) bool {
		switch e.Type {
		case sim.RecordAppended, sim.RecordTruncated, sim.OffsetCommitted, sim.RecordCommitted, sim.LeaderElected, sim.ISRChanged, sim.BrokerStopped, sim.BrokerStarted:
			return true
		}
		return false
	})
}

func (f *frame) drawPartition(r rect, y, i int, changed bool) {
	p := &f.s.Partitions[i]
	f.partitionZones(r, y, i)
	f.text(r.x+2, y, r.x+6, quiet, "P"+strconv.Itoa(i))
	f.drawCells(r.x+6, y, cellsShown, p)
	f.text(r.x+13, y, r.x+15, quiet, "HW")
	f.right(r.x+18, y, 4, ink, brief(p.High))
	f.text(r.x+20, y, r.x+23, quiet, "end")
	pen := ink
	if changed {
		pen |= bold | focus
		f.set(r.x+27, y, ink, '◂')
	}
	f.right(r.x+26, y, 3, pen, brief(p.End))
}

// partitionZones lets a partition's line be opened by mouse; its name is pointed at.
func (f *frame) partitionZones(r rect, y, i int) {
	place := deed{place: Place{PartitionPlace, uint32(i)}}
	f.clickable(r.x+2, y, 1+len(strconv.Itoa(i)), place)
	f.clickable(r.x+1, y, r.w-2, place)
}

// drawCells draws the last records of a partition; what is before them is …
func (f *frame) drawCells(x, y, width int, p *sim.PartitionState) {
	cells := p.Cells
	if more := p.End > int64(len(cells)) || len(cells) > width; more && len(cells) >= width {
		f.set(x, y, quiet, '…')
		x, width = x+1, width-1
	}
	cells = cells[max(0, len(cells)-width):]
	for i, cell := range cells {
		glyph, pen := f.cellGlyph(&cell)
		f.set(x+i, y, pen, glyph)
		f.clickable(x+i, y, 1, deed{place: placeOf(cell.Order)})
	}
}

// cellGlyph returns how a record is drawn: handled, waiting, or one of several
// copies of its order.
func (f *frame) cellGlyph(cell *sim.Cell) (rune, pen) {
	if o := f.s.Order(cell.Order); o != nil && o.Copies > 1 {
		return '◆', unknown
	}
	if cell.Handled {
		return '■', quiet
	}
	return '□', waiting
}

// drawRest sums up the partitions from index from on.
func (f *frame) drawRest(r rect, y, from int) {
	end := int64(0)
	for i := from; i < len(f.s.Partitions); i++ {
		end += f.s.Partitions[i].End
	}
	f.put(r.x+2, y, 16, quiet, fmt.Sprintf(f.t.Broker.Rest, len(f.s.Partitions)-from))
	f.text(r.x+18, y, r.x+21, quiet, "end")
	f.right(r.x+26, y, 4, ink, brief(end))
}

// lag returns the LAG of a group over all partitions.
func (f *frame) lag(g sim.Group) int64 {
	sum := int64(0)
	for i := range f.s.Partitions {
		sum += f.s.Partitions[i].Lag(g)
	}
	return sum
}

// drawLag draws the LAG of each group; nobody can ask for it while the brokers
// cannot be reached.
func (f *frame) drawLag(r rect, y int, gone bool) {
	f.text(r.x+2, y, r.x+6, quiet, "LAG")
	changed := sim.Group(0)
	if e := f.brokerNews(); e != nil && (e.Type == sim.OffsetCommitted || e.Type == sim.RecordCommitted) {
		changed = e.Group
	}
	for i, g := range lagGroups {
		f.drawLagGroup(r, y+i, g)
		f.groupZones(r.x+7, y+i, len(g.String()), g)
		f.groupZones(r.x+1, y+i, r.w-2, g)
		if gone {
			f.right(r.x+22, y+i, 6, unknown, "?")
			continue
		}
		lag, p := f.lag(g), ink
		if lag > 0 {
			p = waiting
		}
		if g == changed {
			p |= bold | focus
			f.set(r.x+23, y+i, ink, '◂')
		}
		f.right(r.x+22, y+i, 5, p, brief(lag))
	}
}

// drawLagGroup names a group. What acts on the one that has no box is marked here.
func (f *frame) drawLagGroup(r rect, y int, g sim.Group) {
	p := quiet
	if last, _ := f.acting(actsAtStatistics); last != nil && g == sim.StatisticsGroup {
		p = lost
		f.set(r.x+5, y, lost, '▲')
	}
	f.text(r.x+7, y, r.x+18, p, g.String())
}

func (f *frame) groupZones(x, y, width int, g sim.Group) {
	f.clickable(x, y, width, deed{place: Place{GroupPlace, uint32(g)}})
}

// drawLeaders draws who leads the first partitions, and how many replicas are
// in sync where they are fewest.
func (f *frame) drawLeaders(r rect, y int, gone bool) {
	if gone {
		for i := range f.brokers() {
			f.text(r.x+2+5*i, y, r.x+r.w-1, lost, strconv.Itoa(i+1)+" ✗")
		}
		f.put(r.x+19, y, 9, unknown, f.t.Broker.InSyncUnsure)
		return
	}
	e, changed := f.brokerNews(), pen(0)
	if e != nil {
		switch e.Type {
		case sim.LeaderElected, sim.ISRChanged, sim.BrokerStopped, sim.BrokerStarted:
			changed = bold | focus
		}
	}
	leaders, fewest := f.leaders()
	x := f.text(r.x+2, y, r.x+18, quiet, "leader ")
	f.text(x, y, r.x+18, ink|changed, leaders)
	p := ink
	if fewest < f.brokers() {
		p = waiting
	}
	f.put(r.x+18, y, 10, p, fmt.Sprintf(f.t.Broker.InSync, fewest, f.brokers()))
}

// leaders returns the leaders of the first partitions and the fewest in-sync
// replicas of all. A partition without a leader shows ✗.
func (f *frame) leaders() (string, int) {
	text, fewest := "", f.brokers()
	for i := range f.s.Partitions {
		p := &f.s.Partitions[i]
		if len(p.InSync) > 0 {
			fewest = min(fewest, len(p.InSync))
		}
		if i >= partitionLines {
			continue
		}
		if i > 0 {
			text += "·"
		}
		if !f.led(p) {
			text += "✗"
		} else {
			text += strconv.Itoa(int(p.Leader))
		}
	}
	return text, fewest
}

// drawShortBroker draws three partitions with their end offsets.
func (f *frame) drawShortBroker(r rect) {
	t := &f.t.Broker
	gone, frozen := f.unreachable()
	title := t.Short
	switch {
	case frozen:
		title = t.ShortFrozen
	case gone:
		title = t.ShortGone
	}
	f.box(r, gone, title, ink)
	f.drawFaultMark(r, 0, actsAtBroker)
	changed := f.changedPartition()
	for i := range min(len(f.s.Partitions), r.h-2) {
		p, y, pen := &f.s.Partitions[i], r.y+1+i, ink
		f.partitionZones(r, y, i)
		f.text(r.x+2, y, r.x+5, quiet, "P"+strconv.Itoa(i))
		f.drawCells(r.x+5, y, 3, p)
		f.text(r.x+9, y, r.x+12, quiet, "end")
		if i == changed {
			pen |= bold | focus
			f.set(r.x+15, y, ink, '◂')
		}
		end := brief(p.End)
		f.right(r.x+14+min(1, len(end)-1), y, 3, pen, end)
	}
}
