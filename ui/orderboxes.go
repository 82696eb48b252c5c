package ui

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"orderflow/sim"
)

// drawRowBox draws what the order's row has said, and who looks at it now.
func (f *frame) drawRowBox(r rect, d *dossier) {
	t := &f.t.OrderPanel
	f.box(r, false, t.Row, ink)
	rows := d.rowHistory()
	note := f.rowNote(d.o)
	y, end := r.y+1, r.y+r.h-1
	room := max(1, r.h-2-len(note)-2)
	if len(rows) > room {
		note, room = nil, r.h-3
	}
	for i, e := range rows[max(0, len(rows)-room):] {
		word, pen := rowWord(rowAfter(e)), quiet
		last := i == min(room, len(rows))-1
		if last {
			pen = belief
		}
		f.right(r.x+9, y, 8, quiet, clock(e.At))
		x := f.put(r.x+12, y, r.w-13, pen, word)
		if last && r.x+r.w-2-x-2 >= columns(t.LastWord) {
			f.put(max(x+2, r.x+21), y, r.x+r.w-1-x-2, quiet, t.LastWord)
		}
		y++
	}
	y = max(y+1, end-len(note)-2)
	for _, line := range note {
		if y < end-1 {
			f.put(r.x+2, y, r.w-3, quiet, line)
			y++
		}
	}
	f.put(r.x+2, end-1, r.w-3, quiet, f.sweeperLine(d.o))
}

// rowHistory returns the events that changed what the order's row says.
func (d *dossier) rowHistory() []*sim.Event {
	var rows []*sim.Event
	before := sim.RowNone
	for _, e := range d.events {
		if row := rowAfter(e); row != sim.RowNone && row != before {
			rows = append(rows, e)
			before = row
		}
	}
	return rows
}

// rowAfter returns what a row says after an event; RowNone where the event leaves it.
func rowAfter(e *sim.Event) sim.Row {
	switch e.Type {
	case sim.OrderCreated:
		return sim.RowCreated
	case sim.OrderPaid:
		return sim.RowPaid
	case sim.OrderMarked, sim.RowChanged:
		return sim.Row(e.Word)
	}
	return sim.RowNone
}

// rowNote says who looks at the row as it is.
func (f *frame) rowNote(o *sim.OrderState) []string {
	t := &f.t.OrderPanel
	note := t.OpenRow
	switch {
	case o.Row.Final():
		note = t.OverRow
	case o.Row == sim.RowPublished && o.Truth() == sim.Lost:
		note = t.NotSwept
	case f.sweepable(o) && f.s.Remedies.Has(sim.Sweeper):
		note = t.Swept
	case f.sweepable(o):
		note = t.NotSweptOff
	}
	return note[:]
}

// sweepable reports whether the sweeper looks at rows like the order's.
func (f *frame) sweepable(o *sim.OrderState) bool {
	return (o.Row == sim.RowCreated || o.Row == sim.RowPaid || o.Row == sim.RowPublishFailed) && o.Charged > o.Refunded
}

func (f *frame) sweeperLine(o *sim.OrderState) string {
	t := &f.t.OrderPanel
	if f.s.Remedies.Has(sim.Sweeper) {
		return t.Sweeper[1]
	}
	switch {
	case f.sweepable(o) && (o.Truth() == sim.Lost || f.inHand(o)):
		return t.Sweeper[0] + " " + t.Help
	case o.Truth() == sim.Lost:
		return t.Sweeper[0] + " " + t.NoHelp
	}
	return t.Sweeper[0]
}

// drawLedgerBox draws what became of the order's points.
func (f *frame) drawLedgerBox(r rect, d *dossier) {
	t, o := &f.t.OrderPanel, d.o
	f.box(r, false, t.Ledger, ink)
	worked := int64(0)
	if o.Truth() == sim.Done {
		worked = o.Charged - o.Refunded
	}
	rest, label, pen := o.Charged-o.Refunded-worked, t.Open, quiet
	if o.Truth() == sim.Lost && rest > 0 {
		label, pen = t.Missing, lost
	}
	paid := "–"
	if o.Cost > 0 {
		paid = dollars(o.Cost) + " $"
	}
	lines := [...]struct{ label, amount string }{{t.Taken, f.points(o.Charged)}, {t.PaidPanel, paid}, {t.Worked, f.points(worked)}, {t.Refunded, f.points(o.Refunded)}}
	y := r.y + 1
	for _, line := range lines {
		f.put(r.x+2, y, r.w-18, quiet, line.label)
		f.right(r.x+r.w-2, y, 15, ink, line.amount)
		y++
	}
	f.repeat(r.x+2, y, r.w-4, quiet, '─')
	f.put(r.x+2, y+1, r.w-18, pen, label)
	f.right(r.x+r.w-2, y+1, 15, pen, f.points(rest))
	names := anomalyNames(o)
	if len(names) == 0 {
		names = []string{t.NoAnomaly}
	}
	y = max(y+2, r.y+r.h-2-len(names))
	f.put(r.x+2, y, r.w-3, quiet, t.Expected)
	for i, name := range names {
		if y+1+i < r.y+r.h-1 {
			x := f.put(r.x+2, y+1+i, r.w-3, quiet, t.Anomaly)
			f.put(x, y+1+i, r.x+r.w-1-x, pen, name)
		}
	}
}

// points returns an amount of points; – where there are none.
func (f *frame) points(n int64) string {
	if n == 0 {
		return "–"
	}
	return fmt.Sprintf(f.t.Points, grouped(n))
}

// anomalyNames returns what the checker found about the order.
func anomalyNames(o *sim.OrderState) []string {
	var names []string
	for name := sim.PhantomPublish; name <= sim.Stuck; name++ {
		if o.Has(name) {
			names = append(names, name.String())
		}
	}
	return names
}

// orderValue is the value of an order's record, as the order service writes it.
type orderValue struct {
	ID         string `json:"id"`
	Customer   string `json:"customer"`
	Channel    string `json:"channel"`
	Product    string `json:"product"`
	Quantity   int32  `json:"quantity"`
	Points     int32  `json:"points"`
	Fulfilment string `json:"fulfilment"`
	Link       string `json:"link"`
}

// valueOf returns the record's value as text that can be shown.
func valueOf(o *sim.Order) string {
	value, err := json.Marshal(orderValue{
		ID: sim.Printable(o.ID, idShown), Customer: o.Customer.String(), Channel: o.Channel.String(), Product: o.Product.String(),
		Quantity: o.Quantity, Points: o.Points, Fulfilment: o.Fulfilment.String(), Link: sim.Printable(o.Link, linkShown),
	})
	if err != nil {
		panic(err) // strings and numbers can always be written
	}
	return sim.Printable(string(value), len(value))
}

// headerNames are the headers by which NestJS carries send()'s question.
var headerNames = [...]string{"kafka_correlationId", "kafka_replyTopic", "kafka_replyPartition"}

// drawRecordBox draws the order's record, and how long it was only in memory.
func (f *frame) drawRecordBox(r rect, d *dossier) {
	t, o := &f.t.OrderPanel, d.o
	f.box(r, false, t.Record, ink)
	partition, offset, headers := "–", "–", []string{t.NoHeaders}
	if o.Appended > 0 {
		partition, offset = strconv.Itoa(int(o.Partition)), strconv.FormatInt(o.Offset, 10)
	}
	if f.s.Setup.Mode == sim.Send {
		headers = headerNames[:]
	}
	x, y, width := r.x+13, r.y+1, r.w-15
	label := func(name, value string) {
		f.put(r.x+2, y, 10, quiet, name)
		f.put(x, y, width, ink, value)
		y++
	}
	label(t.Topic, sim.Orders.String())
	label(t.Partition, partition)
	f.put(x+9, y-1, 7, quiet, t.Offset)
	f.put(x+17, y-1, width-17, ink, offset)
	label(t.Key, sim.Printable(o.Order.ID, idShown))
	label(t.Headers, headers[0])
	for _, header := range headers[1:] {
		label("", header)
	}
	last := r.y + r.h - 2
	f.put(r.x+2, y, 10, quiet, t.Value)
	for value := valueOf(o.Order); y < last; y++ {
		line := valueLine(value, width)
		if y == last-1 {
			if columns(value) > width {
				line = valueLine(value, width-1) + "…"
			}
		}
		f.put(x, y, width, ink, line)
		if len(line) >= len(value) {
			break
		}
		value = value[len(line):]
		x, width = r.x+4, r.w-6
	}
	f.put(r.x+2, last, r.w-3, quiet, f.memoryLine(o))
}

// valueLine returns as much of a JSON value as has room in width columns, up
// to a comma or a colon where there is one.
func valueLine(s string, width int) string {
	if columns(s) <= width {
		return s
	}
	x, cut, before := 0, 0, ' '
	for i, r := range s {
		_, w := shown(r)
		if x+w > width {
			if cut == 0 {
				cut = i
			}
			break
		}
		x += w
		if r == ',' || r == ':' && before == '"' {
			cut = i + 1
		}
		before = r
	}
	return s[:cut]
}

// memoryLine says how long the record was only in the producer's memory.
func (f *frame) memoryLine(o *sim.OrderState) string {
	t := &f.t.OrderPanel
	switch {
	case o.CalledAt == sim.Never:
		return ""
	case o.Copies > 1:
		return fmt.Sprintf(t.Copies, o.Copies)
	case o.Reached(sim.OnWire):
		return fmt.Sprintf(t.WasInMemory, f.t.span(o.Rungs[sim.OnWire]-o.CalledAt))
	case o.Truth() == sim.Lost || o.Truth() == sim.Ended:
		return fmt.Sprintf(t.Existed, f.lifetime(o))
	}
	return fmt.Sprintf(t.InMemory, f.t.span(f.since(o.CalledAt)))
}

// lifetime returns how long a record that never left was in memory.
func (f *frame) lifetime(o *sim.OrderState) string {
	return f.t.span(max(time.Duration(0), o.Since-o.CalledAt))
}
