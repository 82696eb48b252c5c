package track

import (
	"slices"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// drawPlaces draws the places across the top, and the wires between them. While
// they are introduced there are only those that were named, and each says what
// it is.
func (f *frame) drawPlaces() {
	if opening := f.Moment.Opening; opening != nil {
		for spot := moment.ServiceSpot; spot <= opening.Shown && spot < moment.SpotCount; spot++ {
			f.introduce(spot, opening)
		}
		return
	}
	for _, draw := range [...]func(){f.drawService, f.drawProducer, f.drawBroker, f.drawConsumers, f.drawDone} {
		draw()
	}
	f.drawWires()
}

// introduce draws a place that says what it is: in its sentence where all of
// that fits, else in a few words.
func (f *frame) introduce(spot moment.Spot, opening *moment.Opening) {
	b := f.placeBox(spot)
	b.cut, b.count, b.pad = false, "", 1
	f.drawBorder(&b)
	lines := opening.Boxes[spot][f.language()]
	widest := 0
	for _, line := range lines {
		widest = max(widest, canvas.Columns(line))
	}
	if widest > b.W-2-2*b.pad {
		b.pad = 0 // of all its lines: they begin in one column
	}
	if len(lines) == 0 || len(lines) > b.rows() || widest > b.W-2 {
		lines, b.pad = nil, 1
		if i := int(spot - moment.ServiceSpot); i < len(f.Words.Box.Opening) {
			lines = f.Words.Box.Opening[i : i+1]
		}
	}
	for i, line := range lines {
		f.say(&b, i, boxText(sim.Printable(line, 4*b.W), f.label(&b)))
	}
	f.finish(&b)
}

// placeBox returns the box of a place with its title, as it is now.
func (f *frame) placeBox(spot moment.Spot) box {
	switch spot {
	case moment.ServiceSpot:
		return f.serviceBox()
	case moment.ProducerSpot:
		return f.producerBox()
	case moment.BrokerSpot:
		return f.brokerBox()
	case moment.ConsumersSpot:
		return f.consumersBox()
	}
	return f.doneBox()
}

// language returns the language of the frame.
func (f *frame) language() words.Lang {
	return words.Lang(max(0, slices.Index(words.Catalogues[:], f.Words)))
}

// drawWires draws the ways between producer, broker and consumers, each only
// while something can go through it. The first is a way as well while a
// request, or its answer, is on it by itself.
func (f *frame) drawWires() {
	if f.rows.PlacesH < 3 {
		return
	}
	gone, _ := f.Unreachable()
	if gone {
		return
	}
	c := &f.cols
	if !f.Disconnected() || f.State.InFlight > 0 {
		f.drawWay(c.Wire(), c.G)
	}
	if f.Consumed(sim.InHouseGroup) || f.Consumed(sim.ExternalGroup) {
		f.drawWay(c.Reach(), c.Gap)
	}
}

func (f *frame) drawWay(x, n int) {
	y := f.rows.Places + f.rows.PlacesH/2
	f.Repeat(x, y, n-1, canvas.Line, '─')
	f.Set(x+n-1, y, canvas.Faint, '▸')
}
