package ui

import (
	"cmp"
	"slices"
	"strconv"

	"orderflow/sim"
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
	gone, _ := f.unreachable()
	f.drawProducerWire(p.producer)
	f.drawTokens(wire{p.producer.x, p.producer.n, p.producer.y + 1}, on[onAnswer])
	inHouse, panel := on[onInHouse], on[onPanel]
	if p.panel.n == 0 {
		inHouse, panel = append(inHouse, panel...), nil
	}
	if gone {
		return
	}
	if f.consumed(sim.InHouseGroup) || p.panel.n == 0 && f.consumed(sim.ExternalGroup) {
		f.drawWire(p.inHouse)
	}
	if f.consumed(sim.ExternalGroup) {
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
	f.repeat(w.x, w.y, w.n-1, quiet, '─')
	f.set(w.x+w.n-1, w.y, quiet, '▸')
}

// disconnected reports whether the client knows that it has no connection: a
// reconnect round goes on, or the last one was used up while no broker could
// be reached; or it has not joined its group, before which it does not connect.
func (f *frame) disconnected() bool {
	gone, _ := f.unreachable()
	if f.s.Client.Held {
		return true
	}
	for i := range f.s.Client.Rounds {
		r := &f.s.Client.Rounds[i]
		if r.Running && !r.OK && r.Try > 0 || gone && r.Start > f.s.Client.Connected {
			return true
		}
	}
	return false
}

// drawProducerWire draws the wire to the broker: broken where the client has
// no connection, closed for an order that goes by itself.
func (f *frame) drawProducerWire(w wire) {
	tokens := f.flights.on[onProducer]
	orders := slices.ContainsFunc(tokens, func(t token) bool { return t.order != 0 })
	if !f.disconnected() || orders {
		f.drawWire(w)
		f.drawTokens(w, tokens)
		return
	}
	middle := (w.n - 1) / 2
	f.repeat(w.x, w.y, middle, quiet, '─')
	f.set(w.x+middle, w.y, lost, '✗')
	for _, t := range tokens {
		f.set(w.x+int(t.share*float64(w.n-1)), w.y, t.pen, t.glyph)
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
	x := w.place(sum/float64(len(tokens)), 1+columns(text))
	f.set(x, w.y, tokens[0].pen, tokens[0].glyph)
	f.text(x+1, w.y, w.x+w.n, tokens[0].pen|bold, text)
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
		f.set(places[i], w.y, t.pen|bold, t.glyph)
		end := f.text(places[i]+1, w.y, w.x+w.n, t.pen|bold, t.label(w.n))
		f.clickable(places[i], w.y, end-places[i], deed{place: placeOf(t.order)})
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
