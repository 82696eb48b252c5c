package track

import (
	"fmt"
	"slices"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
)

// producerBox is the producer's memory: what is published and not sent. The
// process that dies takes it along.
func (f *frame) producerBox() box {
	b := f.newBox(moment.ProducerSpot)
	b.titles = f.Words.Box.Producer[:]
	b.opens = intent.Place{Kind: intent.ProducerPlace}
	b.cut = f.State.Service.Down
	if n := f.OnlyInMemory(); n > 0 && b.rows() < 2 {
		b.count = typeset.Grouped(int64(n))
	}
	return b
}

// drawProducer draws what goes on in the producer: its rounds and tries, what it
// gave up, and how many orders are only in its memory.
func (f *frame) drawProducer() {
	b := f.producerBox()
	f.drawBorder(&b)
	lines := f.memoryLines(&b)
	switch {
	case b.rows() == 0:
	case b.rows() > 1:
		for i, line := range lines[:min(len(lines), b.rows()-1)] {
			f.say(&b, i, line...)
		}
		f.drawHeld(&b)
	case len(lines) > 0:
		f.say(&b, 0, lines[0]...)
	default:
		f.say(&b, 0, boxText(f.restWords(), canvas.Quiet))
	}
	f.finish(&b)
}

// restWords says what is in a memory in which nothing goes on.
func (f *frame) restWords() string {
	t, held := &f.Words.Box, f.State.Client.Memory
	switch {
	case len(held) == 0:
		return t.Empty
	case f.Standing(f.State.Order(held[0])).Where == sim.NowLeaving:
		return t.Leaving
	}
	return t.Waits
}

// drawHeld draws in the last line how many orders are only in memory.
func (f *frame) drawHeld(b *box) {
	t, n := &f.Words.Box, f.OnlyInMemory()
	p, v := f.label(b), f.figure(b, canvas.Waiting)
	if n == 0 {
		p, v = canvas.Faint, canvas.Faint
	}
	count := typeset.Grouped(int64(n))
	f.say(b, b.rows()-1, boxPair(t.InMemory[0], p, count, v), boxPair(t.InMemory[1], p, count, v), boxPair(t.InMemory[1], p, briefly(n), v))
}

// memoryLines returns what the producer is at, the most telling first; each line
// has variants. In a box of one line, what was lost comes before a round that
// has connected.
func (f *frame) memoryLines(b *box) [][]boxRow {
	t := &f.Words.Box
	if f.State.Service.Down {
		return [][]boxRow{{boxText(t.NotRunning[0], canvas.Lost), boxText(t.NotRunning[1], canvas.Lost)}}
	}
	held := f.ReadMemory()
	running, connected := f.roundLines(b, held)
	lines := slices.Concat(f.joiningLines(), running, f.tryLines(b, held))
	loss := f.lossLine(b)
	again := f.againLine(b, len(running) > 0)
	if b.rows() > 1 {
		lines = slices.Concat(lines, again, loss, connected)
	} else {
		lines = slices.Concat(lines, loss, connected)
	}
	if len(lines) == 0 && b.rows() > 1 {
		lines = [][]boxRow{f.clientLine()}
	}
	if n := f.State.ActivityLost; n > 0 && len(lines) < b.rows()-1 {
		lines = append(lines, []boxRow{boxText(fmt.Sprintf(t.PageViews, typeset.Grouped(int64(n))), canvas.Quiet)})
	}
	return lines
}

// clientLine names the client that is at rest, and what it asks of the broker.
func (f *frame) clientLine() []boxRow {
	return []boxRow{boxText(fmt.Sprintf(f.Words.Box.Client, f.clientName(), f.State.Setup.Acks), canvas.Faint), boxText(f.clientName(), canvas.Faint)}
}

func (f *frame) clientName() string {
	if f.State.Setup.Client == sim.KafkaGo {
		return "kafka-go"
	}
	return "kafkajs"
}

// joiningLines says that the client has not joined its group, and until when a
// ghost keeps it from that.
func (f *frame) joiningLines() [][]boxRow {
	if !f.State.Client.Held {
		return nil
	}
	t := &f.Words.Box
	lines := [][]boxRow{{boxText(t.NotJoined[0], canvas.Waiting), boxText(t.NotJoined[1], canvas.Waiting)}}
	if worker, until := f.State.GhostIn(sim.ReplyGroup); worker > 0 {
		at := f.Words.SecondsOf(until)
		lines = append(lines, []boxRow{boxText(fmt.Sprintf(t.JoinsAt[0], at), canvas.Waiting), boxText(fmt.Sprintf(t.JoinsAt[1], at), canvas.Waiting)})
	}
	return lines
}
