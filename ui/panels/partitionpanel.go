package panels

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// partitionStory returns which events tell the story of a partition.
func partitionStory(number int16) func(*sim.Event) bool {
	return func(e *sim.Event) bool {
		switch e.Type {
		case sim.BrokerStopped, sim.BrokerStarted:
			return true
		case sim.RecordAppended, sim.RecordTruncated, sim.LeaderElected, sim.ISRChanged, sim.PartitionSight, sim.HandledElsewhere, sim.PartitionAssigned, sim.HandlerFailed, sim.OffsetCommitted, sim.RequestRefused, sim.DeadLettered:
			return e.Topic == sim.Orders && e.Partition == number
		}
		return false
	}
}

// drawPartitionPanel draws a partition: its records with what points at them,
// its replicas, who reads it, and what happened to it.
func (f *frame) drawPartitionPanel() {
	number := f.panel.Of
	p := f.Partition(number)
	title := fmt.Sprintf(f.Words.Place.Partition, number)
	if p == nil {
		f.drawNoPlace(title, f.Words.Place.NoPartition)
		return
	}
	f.drawPlacePanel([]string{title, "P" + strconv.FormatUint(uint64(number), 10)}, f.PartitionVerdict(number), [boxCount]func(canvas.Rect){
		func(r canvas.Rect) { f.drawRecords(r, p, int16(number)) }, f.drawStory,
		func(r canvas.Rect) { f.drawReplicas(r, p) }, func(r canvas.Rect) { f.drawReaders(r, p) },
		func(r canvas.Rect) { f.drawMeaning(r, f.Words.Place.PartitionMeans[:]) },
	})
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
	for id := f.Moment.N; id > 0 && len(list) < limit && next >= 0 && f.Moment.N-id < recordsBack; id-- {
		e := f.Moment.Log.At(id)
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
func (f *frame) drawRecords(r canvas.Rect, p *sim.PartitionState, number int16) {
	t := &f.Words.Place
	f.Box(r, false, t.Records, canvas.Ink)
	f.Right(r.X+recordOffset, r.Y+1, 8, canvas.Quiet, f.Words.OrderPanel.Offset)
	f.Right(r.X+recordOrder, r.Y+1, 6, canvas.Quiet, f.Words.EventLog.Order)
	f.Put(r.X+recordState, r.Y+1, 14, canvas.Quiet, f.Words.Table.InTruth)
	f.Put(r.X+recordMarks, r.Y+1, r.W-recordMarks-2, canvas.Quiet, t.Pointers)
	rows := r.H - 3
	list := f.records(number, p.End, min(recordsMax, rows-1))
	y := r.Y + 2
	if len(list) > 0 && list[0].offset > 0 {
		if len(list) == rows-1 {
			list = list[1:]
		}
		if o := f.Blockers()[int(number)]; o != nil && o.Offset < list[0].offset && len(list) > 1 {
			list = list[1:] // the record that blocks the others is never one of those that are left out
			f.drawRecord(r, y, p, logRecord{o.Offset, o.Order.Number, o.Copies})
			y++
		}
		f.Put(r.X+recordState, y, r.W-recordState-2, canvas.Quiet, "… "+fmt.Sprintf(t.Earlier, typeset.Grouped(list[0].offset)))
		y++
	}
	for _, record := range list {
		f.drawRecord(r, y, p, record)
		y++
	}
	f.Right(r.X+recordOffset, y, 8, canvas.Quiet, strconv.FormatInt(p.End, 10))
	f.Set(r.X+recordGlyph, y, canvas.Quiet, '·')
	f.Put(r.X+recordState, y, recordMarks-recordState-1, canvas.Quiet, t.Next)
	f.drawPointers(r, y, p, p.End)
}

func (f *frame) drawRecord(r canvas.Rect, y int, p *sim.PartitionState, record logRecord) {
	f.Clickable(r.X+1, y, r.W-2, intent.Click{Place: moment.PlaceOf(record.order)})
	f.Right(r.X+recordOffset, y, 8, canvas.Ink, strconv.FormatInt(record.offset, 10))
	f.Right(r.X+recordOrder, y, 7, canvas.Ink, words.Named(record.order))
	glyph, said, pen := f.recordState(p, &record)
	f.Set(r.X+recordGlyph, y, pen, glyph)
	text := canvas.Ink
	if pen == canvas.Quiet {
		text = canvas.Quiet
	}
	f.Put(r.X+recordState, y, recordMarks-recordState-1, text, said)
	f.drawPointers(r, y, p, record.offset)
}

// recordState says what is true of one record.
func (f *frame) recordState(p *sim.PartitionState, record *logRecord) (rune, string, canvas.Pen) {
	t, o := &f.Words.Place, f.State.Order(record.order)
	switch {
	case record.offset >= p.High:
		return '·', t.Invisible, canvas.Waiting
	case record.copies > 1:
		return '◆', fmt.Sprintf(t.Copy, record.copies), canvas.Unknown
	case o == nil:
		return '■', t.LetGo, canvas.Quiet
	case o.Running():
		return '◐', f.WorkWords(o), canvas.Moving
	case o.Handled > 0 && !o.Reached(sim.Handled) && !o.Reached(sim.Committed):
		return '↯', fmt.Sprintf(t.Threw, o.Handled), canvas.Lost
	case p.Committed[o.Order.Fulfilment.Carrier()] > record.offset:
		return '■', t.CommittedBy, canvas.Quiet
	case o.Reached(sim.Handled):
		return '■', t.NotCommitted, canvas.Quiet
	case o.Reached(sim.Polled):
		return '□', t.Fetched, canvas.Waiting
	}
	return '□', f.Words.Table.Waiting, canvas.Waiting
}

// drawPointers names what points at an offset: the high watermark, the log end
// and the groups whose next record it is.
func (f *frame) drawPointers(r canvas.Rect, y int, p *sim.PartitionState, offset int64) {
	var said []string
	if p.High == offset {
		said = append(said, "HW")
	}
	if p.End == offset {
		said = append(said, "end")
	}
	groups := []string{}
	for _, g := range tell.LagGroups {
		if p.Committed[g] == offset {
			groups = append(groups, g.String())
		}
	}
	if len(groups) == len(tell.LagGroups) {
		groups = []string{f.Words.Place.AllGroups}
	}
	if len(said)+len(groups) == 0 {
		return
	}
	room := r.W - recordMarks - 2
	variants := []string{"← " + strings.Join(slices.Concat(said, groups), " ")}
	for n := len(groups) - 1; n >= 0; n-- { // as many as have room, and how many more
		variants = append(variants, "← "+strings.Join(slices.Concat(said, groups[:n]), " ")+" +"+strconv.Itoa(len(groups)-n))
	}
	f.Put(r.X+recordMarks, y, room, canvas.Ink|canvas.Bold, canvas.Longest(room, variants...))
}

// simulated is the engine whose cluster is the model's own: what a real one is
// set to is not in the log.
const simulated = "sim"

// drawReplicas draws each broker's replica of a partition.
func (f *frame) drawReplicas(r canvas.Rect, p *sim.PartitionState) {
	t := &f.Words.Place
	f.Box(r, false, t.Replicas, canvas.Ink)
	y := r.Y + 1
	for id := 1; id <= f.Brokers(); id++ {
		b := &f.State.Brokers[id]
		glyph, said, pen := '✓', t.Follower, canvas.Done
		inSync := slices.Contains(p.InSync, uint8(id)) || len(p.InSync) == 0 && !b.Down
		switch {
		case b.Down && b.Reason == sim.ReasonFreeze:
			glyph, said, pen = '✗', fmt.Sprintf(t.FrozenFor, f.Words.Span(f.Since(b.Since))), canvas.Lost
		case b.Down:
			glyph, said, pen = '✗', fmt.Sprintf(t.DownFor, f.Words.Span(f.Since(b.Since))), canvas.Lost
		case int(p.Leader) == id:
			said = t.Leader
		case !inSync:
			glyph, said, pen = '↻', t.Behind, canvas.Waiting
		}
		f.Put(r.X+2, y, 12, canvas.Ink, fmt.Sprintf(t.Broker, id))
		f.Set(r.X+14, y, pen, glyph)
		f.Put(r.X+16, y, r.W-18, canvas.Ink, said)
		y++
	}
	y++
	inSync := len(p.InSync)
	pen := canvas.Ink
	if inSync > 0 && inSync < f.Brokers() {
		pen = canvas.Waiting
	}
	isr := "?"
	if gone, _ := f.Unreachable(); !gone && inSync > 0 {
		isr = tell.BrokerList(p.InSync)
	}
	f.labelled(r, y, 16, "ISR", isr, pen)
	high, end, known := strconv.FormatInt(p.High, 10), strconv.FormatInt(p.End, 10), canvas.Ink
	if p.Unseen {
		high, end, known = "?", "?", canvas.Unknown
	}
	f.labelled(r, y+1, 16, "HW", high, known)
	f.labelled(r, y+2, 16, "end", end, known)
	if f.State.Setup.Engine == simulated {
		f.labelled(r, y+3, 16, "min.insync", strconv.Itoa(f.State.Setup.MinInSync()), canvas.Quiet)
	}
}

// Columns of the readers of a partition, from the left of their box.
const (
	readerCommitted = 21 // after the committed offset
	readerLag       = 27 // after the LAG
	readerWorker    = 29
)

// drawReaders draws where each group is in a partition.
func (f *frame) drawReaders(r canvas.Rect, p *sim.PartitionState) {
	t := &f.Words.Place
	f.Box(r, false, t.Readers, canvas.Ink)
	f.Put(r.X+2, r.Y+1, 10, canvas.Quiet, t.Group)
	f.Right(r.X+readerCommitted, r.Y+1, 10, canvas.Quiet, t.Committed)
	f.Right(r.X+readerLag, r.Y+1, 4, canvas.Quiet, "LAG")
	f.Put(r.X+readerWorker, r.Y+1, r.W-readerWorker-2, canvas.Quiet, t.WorkerShort)
	for i, g := range tell.LagGroups {
		y := r.Y + 2 + i
		f.GroupZones(r.X+1, y, r.W-2, g)
		f.Put(r.X+2, y, 11, canvas.Ink, g.String())
		f.Right(r.X+readerCommitted, y, 9, canvas.Ink, words.Brief(p.Committed[g]))
		f.drawShare(canvas.Rect{X: r.X + readerWorker, Y: y, W: r.W - readerWorker - 2, H: 1}, r.X+readerLag, p, g)
	}
	for i, line := range chrome.Wrapped(t.ReadersNote, r.W-4) {
		f.Put(r.X+2, r.Y+3+len(tell.LagGroups)+i, r.W-4, canvas.Quiet, line)
	}
}

// drawShare draws a group's LAG in a partition, which nobody can ask for while
// no broker answers, and whose the partition is.
func (f *frame) drawShare(worker canvas.Rect, lagEnd int, p *sim.PartitionState, g sim.Group) {
	lag, pen := words.Brief(p.Lag(g)), canvas.Ink
	gone, _ := f.Unreachable()
	switch {
	case gone, !f.State.LagKnown(p, g):
		lag, pen = "?", canvas.Unknown
	case p.Lag(g) > 0:
		pen = canvas.Waiting
	}
	f.Right(lagEnd, worker.Y, 5, pen, lag)
	name := "–"
	if w := f.Assigned(p, g); w > 0 {
		name = "w" + strconv.Itoa(w)
	}
	f.Put(worker.X, worker.Y, worker.W, canvas.Ink, name)
}
