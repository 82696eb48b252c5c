package ui

import "orderflow/sim"

// frame is one frame while it is drawn.
type frame struct {
	*Canvas
	m        *Moment
	s        *sim.State
	t        *Catalogue
	news     *news
	flights  flights
	selected sim.OrderID
	card     []sim.ModelSection
	full     bool
}

// Draw returns the frame of a moment: exactly Height lines of Width columns.
func Draw(m *Moment, o Options) Canvas {
	laid := o.laid()
	c := newCanvas(laid.Width, laid.Height, laid.Theme, laid.ASCII)
	f := &frame{Canvas: c, m: m, s: m.State, t: o.Lang.catalogue(), card: o.Model, full: laid.full()}
	switch {
	case m.Blank:
		f.zone(rect{0, 0, f.Width(), f.Height()}, deed{key: "b"})
	case c.width < CompactWidth || c.height < CompactHeight:
		f.drawTooSmall()
	default:
		f.drawAll()
	}
	if laid.Big {
		return *c.spread(o.Width, o.Height)
	}
	return *c
}

// drawAll draws what is open, and what lies over it.
func (f *frame) drawAll() {
	m := f.m
	f.news = digest(m)
	f.selected = m.Shown()
	switch {
	case m.Lanes != nil:
		f.drawLanes()
	case m.Futures != nil:
		f.drawFutures()
	case m.Diagram != nil:
		f.drawDiagram()
	case m.Panel.Kind != NoPanel:
		f.drawOpened()
	case f.full:
		f.flights = f.findFlights()
		f.drawFull()
	default:
		f.flights = f.findFlights()
		f.drawCompact()
	}
	f.drawSheet()
	if m.Why.Kind != NoPlace {
		f.drawWhy()
	}
	f.drawRecording()
	if len(m.Help) > 0 {
		f.drawHelp()
	}
}

// wayTop is the first row of the way in the full layout, shortTop in the compact one.
const (
	wayTop   = 7
	shortTop = 5
)

// The sizes of the full layout's parts, in columns and lines. The boxes never
// resize: what is left over goes to the wires and the orders.
const (
	serviceWidth  = 22
	producerWidth = 29
	brokerWidth   = 29
	workersWidth  = 25
	ladderWidth   = 47
	wayHeight     = 10
	codeHeight    = 6
)

func (f *frame) drawFull() {
	f.drawStatus()
	f.drawCaption(1)
	f.drawHeadline(headlinePlace{y: 3, word: 13, number: 26, bar: 28})
	extra := f.Width() - FullWidth
	wires := [3]int{3 + extra/4, 6 + extra - 2*(extra/4), 4 + extra/4}
	service := rect{1, wayTop, serviceWidth, wayHeight}
	producer := rect{service.x + service.w + wires[0], wayTop, producerWidth, wayHeight}
	broker := rect{producer.x + producer.w + wires[1], wayTop, brokerWidth, wayHeight}
	inHouse := rect{broker.x + broker.w + wires[2], wayTop, workersWidth, 4}
	panel := rect{inHouse.x, wayTop + 4, workersWidth, wayHeight - 4}
	f.drawService(service)
	f.drawProducer(producer)
	f.drawBroker(broker)
	f.drawInHouse(inHouse)
	f.drawPanel(panel)
	f.drawWires(wireplan{
		service: wire{service.x + service.w, wires[0], wayTop + 3}, producer: wire{producer.x + producer.w, wires[1], wayTop + 3},
		inHouse: wire{broker.x + broker.w, wires[2], wayTop + 2}, panel: wire{broker.x + broker.w, wires[2], wayTop + 6},
	})
	top, bottom := wayTop+wayHeight, f.Height()-3
	right := rect{f.Width() - 1 - ladderWidth, top, ladderWidth, bottom - top - codeHeight}
	f.drawTable(fullTable(rect{1, top, right.x - 2, bottom - top}))
	f.drawLadder(right)
	f.drawCode(rect{right.x, bottom - codeHeight, ladderWidth, codeHeight})
	f.drawTimeline(bottom)
	f.drawFooter(f.Height()-1, 3)
	f.drawFocus()
}
