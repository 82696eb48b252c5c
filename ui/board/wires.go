package board

import (
	"cmp"
	"slices"
	"strconv"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
)

// wire is the space between two boxes: n columns from x on, in line y.
type wire struct{ x, n, y int }

// wireplan is where the wires of a layout are. A wire of no columns is not
// drawn; what would be on it is on the one above.
type wireplan struct{ service, producer, inHouse, panel wire }

// tokensOnWire bounds the tokens that are drawn one by one.
const tokensOnWire = 12

func (f *frame) drawWires(p wireplan) {
	on := &f.flights.on
	f.drawWire(p.service)
	f.drawTokens(p.service, on[onService])
	gone, _ := f.Unreachable()
	f.drawProducerWire(p.producer)
	f.drawTokens(wire{p.producer.x, p.producer.n, p.producer.y + 1}, on[onAnswer])
	inHouse, panel := on[onInHouse], on[onPanel]
	if p.panel.n == 0 {
		inHouse, panel = append(inHouse, panel...), nil
	}
	if gone {
		return
	}
	if f.Consumed(sim.InHouseGroup) || p.panel.n == 0 && f.Consumed(sim.ExternalGroup) {
		f.drawWire(p.inHouse)
	}
	if f.Consumed(sim.ExternalGroup) {
		f.drawWire(p.panel)
	}
	f.drawTokens(p.inHouse, inHouse)
	f.drawTokens(p.panel, panel)
}

// drawWire draws the way of a record: ──▸.
func (f *frame) drawWire(w wire) {
	if w.n == 0 {
		return
	}
	f.Repeat(w.x, w.y, w.n-1, canvas.Quiet, '─')
	f.Set(w.x+w.n-1, w.y, canvas.Quiet, '▸')
}

// drawProducerWire draws the wire to the broker: broken where the client has
// no connection, closed for an order that goes by itself.
func (f *frame) drawProducerWire(w wire) {
	tokens := f.flights.on[onProducer]
	orders := slices.ContainsFunc(tokens, func(t token) bool { return t.order != 0 })
	if !f.Disconnected() || orders {
		f.drawWire(w)
		f.drawTokens(w, tokens)
		return
	}
	middle := (w.n - 1) / 2
	f.Repeat(w.x, w.y, middle, canvas.Quiet, '─')
	f.Set(w.x+middle, w.y, canvas.Lost, '✗')
	for _, t := range tokens {
		f.Set(w.x+int(t.share*float64(w.n-1)), w.y, t.pen, t.glyph)
	}
}

// drawTokens draws tokens where they are; where they would cover each other,
// or are too many, one token with their count.
func (f *frame) drawTokens(w wire, tokens []token) {
	if w.n == 0 || len(tokens) == 0 {
		return
	}
	slices.SortFunc(tokens, func(a, b token) int { return cmp.Or(cmp.Compare(b.share, a.share), cmp.Compare(a.order, b.order)) })
	if len(tokens) <= tokensOnWire && f.drawEach(w, tokens) {
		return
	}
	text := "×" + strconv.Itoa(len(tokens))
	sum := 0.0
	for _, t := range tokens {
		sum += t.share
	}
	x := w.place(sum/float64(len(tokens)), 1+canvas.Columns(text))
	f.Set(x, w.y, tokens[0].pen, tokens[0].glyph)
	f.Print(x+1, w.y, w.x+w.n, tokens[0].pen|canvas.Bold, text)
}

// drawEach draws every token with its number, or nothing where two would
// cover each other.
func (f *frame) drawEach(w wire, tokens []token) bool {
	free := w.x + w.n
	places := make([]int, len(tokens))
	for i, t := range tokens {
		width := len(t.label(w.n)) + 1
		places[i] = min(w.place(t.share, width), free-width)
		if places[i] < w.x {
			return false
		}
		free = places[i] - 1
	}
	for i, t := range tokens {
		f.Set(places[i], w.y, t.pen|canvas.Bold, t.glyph)
		end := f.Print(places[i]+1, w.y, w.x+w.n, t.pen|canvas.Bold, t.label(w.n))
		f.Clickable(places[i], w.y, end-places[i], intent.Click{Place: moment.PlaceOf(t.order)})
	}
	return true
}

// label is the number of the order. A connect has none, and a number is never
// cut: what is too long for the wire is left out.
func (t *token) label(width int) string {
	number := strconv.FormatUint(uint64(t.order), 10)
	if t.order == 0 || len(number) >= width {
		return ""
	}
	return number
}

// place returns the column of something width wide at a share of the wire; the
// arrow's head stays free where there is room.
func (w *wire) place(share float64, width int) int {
	return w.x + int(share*float64(max(0, w.n-1-width))+0.5)
}
