package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"orderflow/sim"
)

// partitionWider is how much wider the box of the records is than the ladder.
const partitionWider = 12

// partitionStory returns which events tell the story of a partition.
func partitionStory(number int16) func(*sim.Event) bool {
	return func(e *sim.Event) bool {
		switch e.Type {
		case sim.BrokerStopped, sim.BrokerStarted:
			return true
		case sim.RecordAppended, sim.RecordTruncated, sim.LeaderElected, sim.ISRChanged, sim.PartitionAssigned, sim.HandlerFailed, sim.OffsetCommitted, sim.RequestRefused, sim.DeadLettered:
			return e.Topic == sim.Orders && e.Partition == number
		}
		return false
	}
}

// partition returns the partition whose panel is open, or nil.
func (f *frame) partition(number uint32) *sim.PartitionState {
	if int(number) >= len(f.s.Partitions) {
		return nil
	}
	return &f.s.Partitions[number]
}

// drawPartitionPanel draws a partition: its records with what points at them,
// its replicas, who reads it, and what happened to it.
func (f *frame) drawPartitionPanel() {
	number := f.m.Panel.Of
	p := f.partition(number)
	title := fmt.Sprintf(f.t.Place.Partition, number)
	if p == nil {
		f.drawNoPlace(title, f.t.Place.NoPartition)
		return
	}
	f.drawPlacePanel(title, f.partitionVerdict(number), partitionWider, [placeBoxes]placeBox{
		func(r rect) { f.drawRecords(r, p, int16(number)) }, f.drawStory,
		func(r rect) { f.drawReplicas(r, p) }, func(r rect) { f.drawReaders(r, p) },
		func(r rect) { f.drawMeaning(r, f.t.Place.PartitionMeans[:]) },
	})
}

// partitionVerdict says in one sentence how a partition is.
func (f *frame) partitionVerdict(number uint32) string {
	t, p := &f.t.Place, f.partition(number)
	if p == nil {
		return t.NoPartition
	}
	gone, _ := f.unreachable()
	group, lag := mostLag(p)
	switch {
	case gone:
		return fmt.Sprintf(t.Unreachable, number)
	case p.Leader == 0:
		return fmt.Sprintf(t.NoLeader, number)
	case !f.led(p):
		return fmt.Sprintf(t.LeaderDown, number, p.Leader)
	case p.End == 0:
		return fmt.Sprintf(t.Empty, number)
	case p.High < p.End:
		return fmt.Sprintf(t.Hidden, number, p.End-p.High)
	case lag > 0:
		return fmt.Sprintf(t.HasLag, number, group, lag)
	}
	return fmt.Sprintf(t.AllRead, number, p.End)
}

// led reports whether a partition has a leader that can be reached.
func (f *frame) led(p *sim.PartitionState) bool {
	return p.Leader > 0 && int(p.Leader) <= f.brokers() && !f.s.Brokers[p.Leader].Down
}

// mostLag returns the group with the most LAG in a partition; of equals the
// first.
func mostLag(p *sim.PartitionState) (sim.Group, int64) {
	most, lag := lagGroups[0], p.Lag(lagGroups[0])
	for _, g := range lagGroups[1:] {
		if n := p.Lag(g); n > lag {
			most, lag = g, n
		}
	}
	return most, lag
}

// recordsMax bounds the records that a panel reads; recordsBack the events it
// looks through for them.
const (
	recordsMax  = 200
	recordsBack = 1 << 17
)

// logRecord is one record of a partition.
type logRecord struct {
	offset int64
	order  sim.OrderID
	copies uint32 // 1 = the order's first
}

// records returns the last records of a partition, ascending by offset, at
// most limit.
func (f *frame) records(number int16, end int64, limit int) []logRecord {
	var list []logRecord
	next := end - 1 // the offset that is looked for; what was truncated lies beyond
	for id := f.m.N; id > 0 && len(list) < limit && next >= 0 && f.m.N-id < recordsBack; id-- {
		e := f.m.Log.At(id)
		if e.Type == sim.RecordAppended && e.Topic == sim.Orders && e.Partition == number && e.Offset == next {
			list = append(list, logRecord{e.Offset, e.Order, e.Try})
			next--
		}
	}
	slices.Reverse(list)
	return list
}

// Columns of the records, from the left of their box.
const (
	recordOffset = 9  // after the offset
	recordOrder  = 16 // after the order
	recordGlyph  = 18
	recordState  = 20
	recordMarks  = 38
)

// drawRecords draws the last records of a partition, the next offset to be
// written, and beside them what points there: HW, end and every group.
func (f *frame) drawRecords(r rect, p *sim.PartitionState, number int16) {
	t := &f.t.Place
	f.box(r, false, t.Records, ink)
	f.right(r.x+recordOffset, r.y+1, 8, quiet, f.t.OrderPanel.Offset)
	f.right(r.x+recordOrder, r.y+1, 6, quiet, f.t.EventLog.Order)
	f.put(r.x+recordState, r.y+1, 14, quiet, f.t.Table.InTruth)
	f.put(r.x+recordMarks, r.y+1, r.w-recordMarks-2, quiet, t.Pointers)
	rows := r.h - 3
	list := f.records(number, p.End, min(recordsMax, rows-1))
	y := r.y + 2
	if len(list) > 0 && list[0].offset > 0 {
		if len(list) == rows-1 {
			list = list[1:]
		}
		f.put(r.x+recordState, y, r.w-recordState-2, quiet, "… "+fmt.Sprintf(t.Earlier, grouped(list[0].offset)))
		y++
	}
	for _, record := range list {
		f.drawRecord(r, y, p, record)
		y++
	}
	f.right(r.x+recordOffset, y, 8, quiet, strconv.FormatInt(p.End, 10))
	f.set(r.x+recordGlyph, y, quiet, '·')
	f.put(r.x+recordState, y, recordMarks-recordState-1, quiet, t.Next)
	f.drawPointers(r, y, p, p.End)
}

func (f *frame) drawRecord(r rect, y int, p *sim.PartitionState, record logRecord) {
	f.clickable(r.x+1, y, r.w-2, deed{place: placeOf(record.order)})
	f.right(r.x+recordOffset, y, 8, ink, strconv.FormatInt(record.offset, 10))
	f.right(r.x+recordOrder, y, 7, ink, named(record.order))
	glyph, words, pen := f.recordState(p, &record)
	f.set(r.x+recordGlyph, y, pen, glyph)
	text := ink
	if pen == quiet {
		text = quiet
	}
	f.put(r.x+recordState, y, recordMarks-recordState-1, text, words)
	f.drawPointers(r, y, p, record.offset)
}

// recordState says what is true of one record.
func (f *frame) recordState(p *sim.PartitionState, record *logRecord) (rune, string, pen) {
	t, o := &f.t.Place, f.s.Order(record.order)
	switch {
	case record.offset >= p.High:
		return '·', t.Invisible, waiting
	case record.copies > 1:
		return '◆', fmt.Sprintf(t.Copy, record.copies), unknown
	case o == nil:
		return '■', t.LetGo, quiet
	case o.Running():
		return '◐', f.workWords(o), moving
	case o.Handled > 0 && !o.Reached(sim.Handled) && !o.Reached(sim.Committed):
		return '↯', fmt.Sprintf(t.Threw, o.Handled), lost
	case p.Committed[o.Order.Fulfilment.Carrier()] > record.offset:
		return '■', t.CommittedBy, quiet
	case o.Reached(sim.Handled):
		return '■', t.NotCommitted, quiet
	case o.Reached(sim.Polled):
		return '□', t.Fetched, waiting
	}
	return '□', f.t.Table.Waiting, waiting
}

// drawPointers names what points at an offset: the high watermark, the log end
// and the groups whose next record it is.
func (f *frame) drawPointers(r rect, y int, p *sim.PartitionState, offset int64) {
	var words []string
	if p.High == offset {
		words = append(words, "HW")
	}
	if p.End == offset {
		words = append(words, "end")
	}
	groups := []string{}
	for _, g := range lagGroups {
		if p.Committed[g] == offset {
			groups = append(groups, g.String())
		}
	}
	if len(groups) == len(lagGroups) {
		groups = []string{f.t.Place.AllGroups}
	}
	words = append(words, groups...)
	if len(words) > 0 {
		f.put(r.x+recordMarks, y, r.w-recordMarks-2, ink|bold, "← "+strings.Join(words, " "))
	}
}

// simulated is the engine whose cluster is the model's own: what a real one is
// set to is not in the log.
const simulated = "sim"

// drawReplicas draws each broker's replica of a partition.
func (f *frame) drawReplicas(r rect, p *sim.PartitionState) {
	t := &f.t.Place
	f.box(r, false, t.Replicas, ink)
	y := r.y + 1
	for id := 1; id <= f.brokers(); id++ {
		b := &f.s.Brokers[id]
		glyph, words, pen := '✓', t.Follower, done
		inSync := slices.Contains(p.InSync, uint8(id)) || len(p.InSync) == 0 && !b.Down
		switch {
		case b.Down && b.Reason == sim.ReasonFreeze:
			glyph, words, pen = '✗', fmt.Sprintf(t.FrozenFor, f.t.span(f.since(b.Since))), lost
		case b.Down:
			glyph, words, pen = '✗', fmt.Sprintf(t.DownFor, f.t.span(f.since(b.Since))), lost
		case int(p.Leader) == id:
			words = t.Leader
		case !inSync:
			glyph, words, pen = '↻', t.Behind, waiting
		}
		f.put(r.x+2, y, 12, ink, fmt.Sprintf(t.Broker, id))
		f.set(r.x+14, y, pen, glyph)
		f.put(r.x+16, y, r.w-18, ink, words)
		y++
	}
	y++
	inSync := len(p.InSync)
	pen := ink
	if inSync > 0 && inSync < f.brokers() {
		pen = waiting
	}
	isr := "?"
	if gone, _ := f.unreachable(); !gone && inSync > 0 {
		isr = brokerList(p.InSync)
	}
	f.labelled(r, y, 16, "ISR", isr, pen)
	f.labelled(r, y+1, 16, "HW", strconv.FormatInt(p.High, 10), ink)
	f.labelled(r, y+2, 16, "end", strconv.FormatInt(p.End, 10), ink)
	if f.s.Setup.Engine == simulated {
		f.labelled(r, y+3, 16, "min.insync", strconv.Itoa(f.s.Setup.MinInSync()), quiet)
	}
}

// Columns of the readers of a partition, from the left of their box.
const (
	readerCommitted = 21 // after the committed offset
	readerLag       = 27 // after the LAG
	readerWorker    = 29
)

// drawReaders draws where each group is in a partition.
func (f *frame) drawReaders(r rect, p *sim.PartitionState) {
	t := &f.t.Place
	f.box(r, false, t.Readers, ink)
	f.put(r.x+2, r.y+1, 10, quiet, t.Group)
	f.right(r.x+readerCommitted, r.y+1, 10, quiet, t.Committed)
	f.right(r.x+readerLag, r.y+1, 4, quiet, "LAG")
	f.put(r.x+readerWorker, r.y+1, r.w-readerWorker-2, quiet, t.WorkerShort)
	for i, g := range lagGroups {
		y := r.y + 2 + i
		f.groupZones(r.x+1, y, r.w-2, g)
		f.put(r.x+2, y, 11, ink, g.String())
		f.right(r.x+readerCommitted, y, 9, ink, brief(p.Committed[g]))
		f.drawShare(rect{r.x + readerWorker, y, r.w - readerWorker - 2, 1}, r.x+readerLag, p, g)
	}
	for i, line := range wrapped(t.ReadersNote, r.w-4) {
		f.put(r.x+2, r.y+3+len(lagGroups)+i, r.w-4, quiet, line)
	}
}

// drawShare draws a group's LAG in a partition, which nobody can ask for while
// no broker answers, and whose the partition is.
func (f *frame) drawShare(worker rect, lagEnd int, p *sim.PartitionState, g sim.Group) {
	lag, pen := brief(p.Lag(g)), ink
	gone, _ := f.unreachable()
	switch {
	case gone:
		lag, pen = "?", unknown
	case p.Lag(g) > 0:
		pen = waiting
	}
	f.right(lagEnd, worker.y, 5, pen, lag)
	name := "–"
	if w := f.assigned(p, g); w > 0 {
		name = "w" + strconv.Itoa(w)
	}
	f.put(worker.x, worker.y, worker.w, ink, name)
}

// assigned returns the worker that a group gave a partition to; 0 = nobody. A
// group of which nothing was heard yet shared them out before 0 s.
func (f *frame) assigned(p *sim.PartitionState, g sim.Group) int { return int(p.AssignedTo[g]) }
