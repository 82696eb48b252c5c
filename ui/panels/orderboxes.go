package panels

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// drawRowBox draws what the order's row has said, and who looks at it now.
func (f *frame) drawRowBox(r canvas.Rect, d *moment.Dossier) {
	t := &f.Words.OrderPanel
	f.Box(r, false, t.Row, canvas.Ink)
	rows := d.RowHistory()
	note := f.rowNote(d.State)
	y, end := r.Y+1, r.Y+r.H-1
	room := max(1, r.H-2-len(note)-2)
	if len(rows) > room {
		note, room = nil, r.H-3
	}
	for i, e := range rows[max(0, len(rows)-room):] {
		word, pen := tell.RowWord(moment.RowAfter(e)), canvas.Quiet
		last := i == min(room, len(rows))-1
		if last {
			pen = canvas.Belief
		}
		f.Right(r.X+9, y, 8, canvas.Quiet, words.Clock(e.At))
		x := f.Put(r.X+12, y, r.W-13, pen, word)
		if last && r.X+r.W-2-x-2 >= canvas.Columns(t.LastWord) {
			f.Put(max(x+2, r.X+21), y, r.X+r.W-1-x-2, canvas.Quiet, t.LastWord)
		}
		y++
	}
	y = max(y+1, end-len(note)-2)
	for _, line := range note {
		if y < end-1 {
			f.Put(r.X+2, y, r.W-3, canvas.Quiet, line)
			y++
		}
	}
	f.Put(r.X+2, end-1, r.W-3, canvas.Quiet, f.sweeperLine(d.State))
}

// rowNote says who looks at the row as it is.
func (f *frame) rowNote(o *sim.OrderState) []string {
	t := &f.Words.OrderPanel
	note := t.OpenRow
	switch {
	case o.Row.Final():
		note = t.OverRow
	case o.Row == sim.RowPublished && o.Truth() == sim.Lost:
		note = t.NotSwept
	case tell.Findable(o) && f.State.Remedies.Has(sim.Sweeper):
		note = t.Swept
	case tell.Findable(o):
		note = t.NotSweptOff
	}
	return note[:]
}

func (f *frame) sweeperLine(o *sim.OrderState) string {
	t := &f.Words.OrderPanel
	if f.State.Remedies.Has(sim.Sweeper) {
		return t.Sweeper[1]
	}
	switch {
	case tell.Findable(o) && (o.Truth() == sim.Lost || f.Standing(o).Where == sim.NowInHand):
		return t.Sweeper[0] + " " + t.Help
	case o.Truth() == sim.Lost:
		return t.Sweeper[0] + " " + t.NoHelp
	}
	return t.Sweeper[0]
}

// drawLedgerBox draws what became of the order's points.
func (f *frame) drawLedgerBox(r canvas.Rect, d *moment.Dossier) {
	t, o := &f.Words.OrderPanel, d.State
	f.Box(r, false, t.Ledger, canvas.Ink)
	worked := int64(0)
	if o.Truth() == sim.Done {
		worked = o.Charged - o.Refunded
	}
	rest, label, pen := o.Charged-o.Refunded-worked, t.Open, canvas.Quiet
	if o.Truth() == sim.Lost && rest > 0 {
		label, pen = t.Missing, canvas.Lost
	}
	paid := "–"
	if o.Cost > 0 {
		paid = words.Dollars(o.Cost) + " $"
	}
	lines := [...]struct{ label, amount string }{{t.Taken, f.points(o.Charged)}, {t.PaidPanel, paid}, {t.Worked, f.points(worked)}, {t.Refunded, f.points(o.Refunded)}}
	y := r.Y + 1
	for _, line := range lines {
		f.Put(r.X+2, y, r.W-18, canvas.Quiet, line.label)
		f.Right(r.X+r.W-2, y, 15, canvas.Ink, line.amount)
		y++
	}
	f.Repeat(r.X+2, y, r.W-4, canvas.Quiet, '─')
	f.Put(r.X+2, y+1, r.W-18, pen, label)
	f.Right(r.X+r.W-2, y+1, 15, pen, f.points(rest))
	names := anomalyNames(o)
	if len(names) == 0 {
		names = []string{t.NoAnomaly}
	}
	y = max(y+2, r.Y+r.H-2-len(names))
	f.Put(r.X+2, y, r.W-3, canvas.Quiet, t.Expected)
	for i, name := range names {
		if y+1+i < r.Y+r.H-1 {
			x := f.Put(r.X+2, y+1+i, r.W-3, canvas.Quiet, t.Anomaly)
			f.Put(x, y+1+i, r.X+r.W-1-x, pen, name)
		}
	}
}

// points returns an amount of points; – where there are none.
func (f *frame) points(n int64) string {
	if n == 0 {
		return "–"
	}
	return fmt.Sprintf(f.Words.Points, typeset.Grouped(n))
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
		ID: sim.Printable(o.ID, tell.IDShown), Customer: o.Customer.String(), Channel: o.Channel.String(), Product: o.Product.String(),
		Quantity: o.Quantity, Points: o.Points, Fulfilment: o.Fulfilment.String(), Link: sim.Printable(o.Link, tell.LinkShown),
	})
	if err != nil {
		panic(err) // strings and numbers can always be written
	}
	return sim.Printable(string(value), len(value))
}

// headerNames are the headers by which NestJS carries send()'s question.
var headerNames = [...]string{"kafka_correlationId", "kafka_replyTopic", "kafka_replyPartition"}

// drawRecordBox draws the order's record, and how long it was only in memory.
func (f *frame) drawRecordBox(r canvas.Rect, d *moment.Dossier) {
	t, o := &f.Words.OrderPanel, d.State
	f.Box(r, false, t.Record, canvas.Ink)
	partition, offset, headers := "–", "–", []string{t.NoHeaders}
	if o.Appended > 0 {
		partition, offset = strconv.Itoa(int(o.Partition)), strconv.FormatInt(o.Offset, 10)
	}
	if f.State.Setup.Mode == sim.Send {
		headers = headerNames[:]
	}
	x, y, width := r.X+13, r.Y+1, r.W-15
	label := func(name, value string) {
		f.Put(r.X+2, y, 10, canvas.Quiet, name)
		f.Put(x, y, width, canvas.Ink, value)
		y++
	}
	label(t.Topic, sim.Orders.String())
	label(t.Partition, partition)
	f.Put(x+9, y-1, 7, canvas.Quiet, t.Offset)
	f.Put(x+17, y-1, width-17, canvas.Ink, offset)
	label(t.Key, sim.Printable(o.Order.ID, tell.IDShown))
	label(t.Headers, headers[0])
	for _, header := range headers[1:] {
		label("", header)
	}
	last := r.Y + r.H - 2
	f.Put(r.X+2, y, 10, canvas.Quiet, t.Value)
	for value := valueOf(o.Order); y < last; y++ {
		line := valueLine(value, width)
		if y == last-1 {
			if canvas.Columns(value) > width {
				line = valueLine(value, width-1) + "…"
			}
		}
		f.Put(x, y, width, canvas.Ink, line)
		if len(line) >= len(value) {
			break
		}
		value = value[len(line):]
		x, width = r.X+4, r.W-6
	}
	f.Put(r.X+2, last, r.W-3, canvas.Quiet, f.memoryLine(o))
}

// valueLine returns as much of a JSON value as has room in width columns, up
// to a comma or a colon where there is one.
func valueLine(s string, width int) string {
	if canvas.Columns(s) <= width {
		return s
	}
	x, cut, before := 0, 0, ' '
	for i, r := range s {
		_, w := canvas.Shown(r)
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
	t := &f.Words.OrderPanel
	switch {
	case o.CalledAt == sim.Never:
		return ""
	case o.Copies > 1:
		return fmt.Sprintf(t.Copies, o.Copies)
	case o.Reached(sim.OnWire):
		return fmt.Sprintf(t.WasInMemory, f.Words.Span(o.Rungs[sim.OnWire]-o.CalledAt))
	case o.Truth() == sim.Lost || o.Truth() == sim.Ended:
		return fmt.Sprintf(t.Existed, f.lifetime(o))
	}
	return fmt.Sprintf(t.InMemory, f.Words.Span(f.Since(o.CalledAt)))
}

// lifetime returns how long a record that never left was in memory.
func (f *frame) lifetime(o *sim.OrderState) string {
	return f.Words.Span(max(time.Duration(0), o.Since-o.CalledAt))
}
