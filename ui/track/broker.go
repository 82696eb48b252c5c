package track

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"orderflow/internal/typeset"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

func partitionPlace(i int) intent.Place {
	return intent.Place{Kind: intent.PartitionPlace, Number: uint32(i)}
}

// brokerBox is where the log is; it is dashed where no broker can be reached.
func (f *frame) brokerBox() box {
	b := f.newBox(moment.BrokerSpot)
	b.titles = f.Words.Box.Broker[:]
	b.opens = partitionPlace(0)
	b.cut, _ = f.Unreachable()
	return b
}

// figuresRoom is the least room of a line for a partition.
const figuresRoom = 13

// drawBroker draws the partitions, a line each; where that has no room, all of
// them in one.
func (f *frame) drawBroker() {
	b, blocked := f.brokerBox(), f.Blockers()
	f.drawBorder(&b)
	f.drawFaultMark(&b, actsAtBroker)
	switch {
	case b.rows() == 0:
	case b.rows() == 1 || b.W-2 < figuresRoom:
		f.drawWholeLog(&b, blocked)
	default:
		f.drawPartitions(&b, blocked)
	}
	f.finish(&b)
}

// drawPartitions draws a line for each partition: of more than there are lines
// those that say most, and how many there are beside.
func (f *frame) drawPartitions(b *box, blocked tell.Blockers) {
	shown, lines := f.tellingPartitions(b.rows(), blocked), b.rows()
	for line, i := range shown {
		f.drawPartition(b, line, i, blocked)
	}
	if more := len(f.State.Partitions) - len(shown); more > 0 {
		f.say(b, lines-1, boxText(fmt.Sprintf(f.Words.Box.More, more), f.label(b)))
	}
	if b.cut {
		f.drawGone(b, lines/2)
		if i := lines / 2; i < len(shown) {
			f.marksRow(b, i, partitionPlace(shown[i]))
		}
	}
}

// drawGone says in a line that no broker can be reached.
func (f *frame) drawGone(b *box, line int) {
	t := &f.Words.Box.NoConnection
	if _, frozen := f.Unreachable(); frozen {
		t = &f.Words.Box.NoAnswer
	}
	f.Repeat(b.X+1, b.Y+1+line, b.W-2, canvas.Ink, ' ')
	f.say(b, line, boxText(t[0], canvas.Lost|canvas.Bold), boxText(t[1], canvas.Lost|canvas.Bold))
}

// tellingPartitions returns the partitions that are shown in so many lines, in
// their order: all of them where there is room, else those that are not normal,
// then the fullest.
func (f *frame) tellingPartitions(lines int, blocked tell.Blockers) []int {
	all := make([]int, len(f.State.Partitions))
	for i := range all {
		all[i] = i
	}
	if len(all) <= lines {
		return all
	}
	odd := make([]bool, len(all))
	for i := range all {
		said, _ := f.partitionState(i, blocked)
		odd[i] = len(said) > 0
	}
	slices.SortStableFunc(all, func(a, b int) int {
		switch {
		case odd[a] && !odd[b]:
			return -1
		case odd[b] && !odd[a]:
			return 1
		}
		return cmp.Compare(f.State.Partitions[b].End, f.State.Partitions[a].End)
	})
	all = all[:lines-1]
	slices.Sort(all)
	return all
}

// partitionState says what is not normal of a partition, in variants: it has no
// leader, a record blocks it, or not all replicas are in sync. Its figures say
// more while they differ.
func (f *frame) partitionState(i int, blocked tell.Blockers) ([]string, canvas.Pen) {
	t, p := &f.Words.Box, &f.State.Partitions[i]
	if gone, _ := f.Unreachable(); gone {
		return nil, 0 // that is said of all
	}
	if p.Deleted {
		return t.Deleted[:], canvas.Lost
	}
	if p.Unseen && f.Led(p) {
		return []string{"end ?"}, canvas.Unknown
	}
	if !f.Led(p) && p.Leader > 0 && f.State.Setup.Real() { // the cluster has not named another one
		return t.LeaderAway[:], canvas.Lost
	}
	if !f.Led(p) {
		return t.NoLeader[:], canvas.Lost
	}
	if o := blocked[i]; o != nil {
		return []string{fmt.Sprintf(t.Blocks, o.Order.Number), "✗" + words.Named(o.Order.Number)}, canvas.Lost
	}
	if n := len(p.InSync); n > 0 && n < f.Brokers() && p.High == p.End {
		return []string{fmt.Sprintf("ISR %d/%d", n, f.Brokers())}, canvas.Waiting
	}
	return nil, 0
}

// drawPartition draws the line of a partition. It can be opened by itself.
func (f *frame) drawPartition(b *box, line, i int, blocked tell.Blockers) {
	f.Clickable(b.X+1, b.Y+1+line, b.W-2, intent.Click{Place: partitionPlace(i)})
	name, p := "P"+strconv.Itoa(i), f.label(b)
	if b.cut {
		p = canvas.Faint
	}
	if f.marksRow(b, line, partitionPlace(i)) {
		p = canvas.Ink | canvas.Bold
	}
	figures := f.partitionFigures(b, i, p)
	said, s := f.partitionState(i, blocked)
	var variants []boxRow
	if len(said) > 0 {
		s = f.figure(b, s)
		variants = append(variants, boxRow{left: figures[0].left, right: piecesOf(said[0], s)})
		for _, text := range said {
			variants = append(variants, boxRow{left: append(piecesOf(name+" ", p), piecesOf(text, s)...)})
		}
	}
	f.say(b, line, append(variants, figures...)...)
}

// partitionFigures returns the high watermark and the end of a partition, in
// variants. Its numbers have columns of their own.
func (f *frame) partitionFigures(b *box, i int, p canvas.Pen) []boxRow {
	state := &f.State.Partitions[i]
	seen := p
	if state.High < state.End {
		seen = f.figure(b, canvas.Waiting)
	}
	line := func(gap, digits int, high, end string) boxRow {
		name := fmt.Sprintf("%-*s%*sHW", 1+len(strconv.Itoa(len(f.State.Partitions)-1)), "P"+strconv.Itoa(i), gap, "")
		return boxRow{left: []tell.Piece{{Text: name, Pen: p}, {Text: fmt.Sprintf(" %*s", digits, high), Pen: seen}, {Text: fmt.Sprintf("%*send %*s", gap, "", digits, end), Pen: p}}}
	}
	high, end := typeset.Grouped(state.High), typeset.Grouped(state.End)
	variants := []boxRow{line(1, 1, high, end)}
	if spacious := line(2, 2, high, end); spacious.width() <= b.room() {
		variants = []boxRow{spacious, variants[0]}
	}
	if state.High == state.End {
		variants = append(variants, boxText("P"+strconv.Itoa(i)+" end "+end, p))
	}
	return append(variants, line(1, 1, words.Brief(state.High), words.Brief(state.End)), boxText("P"+strconv.Itoa(i)+" "+words.Brief(state.End), p))
}

// drawWholeLog draws all partitions as one: how long their logs are together,
// and what is not normal of one of them.
func (f *frame) drawWholeLog(b *box, blocked tell.Blockers) {
	var high, end int64
	var said []string
	var s canvas.Pen
	for i := range f.State.Partitions {
		p := &f.State.Partitions[i]
		high, end = high+p.High, end+p.End
		if text, pen := f.partitionState(i, blocked); len(text) > 0 && len(said) == 0 {
			for _, t := range text {
				said = append(said, "P"+strconv.Itoa(i)+" "+t)
			}
			said = append(said, text[len(text)-1])
			s = f.figure(b, pen)
		}
	}
	p := f.label(b)
	last := b.rows() - 1
	if b.cut {
		f.say(b, 0, boxText("end "+typeset.Grouped(end), canvas.Faint), boxText("end "+words.Brief(end), canvas.Faint))
		f.drawGone(b, last/2)
		return
	}
	states := make([]boxRow, 0, len(said))
	for _, text := range said {
		states = append(states, boxText(text, s))
	}
	whole := []boxRow{boxText("end "+typeset.Grouped(end), p), boxText("end "+words.Brief(end), p)}
	if last > 0 {
		f.say(b, 0, whole...)
		f.say(b, 1, boxText("HW "+typeset.Grouped(high), p), boxText("HW "+words.Brief(high), p))
		f.say(b, last, states...)
		return
	}
	if len(said) > 0 {
		states = append([]boxRow{{left: whole[0].left, right: piecesOf(said[0], s)}}, states...)
	}
	f.say(b, 0, append(states, whole...)...)
}
