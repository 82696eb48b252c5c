package ui

// The sizes of the compact layout's parts, in columns and lines.
const (
	shortServiceWidth  = 18
	shortProducerWidth = 20
	shortBrokerWidth   = 17
	shortWorkersWidth  = 16
	shortHeight        = 5
)

// drawCompact draws the board without high watermark, in-sync replicas, group
// lines and ladder, and with one line of code.
func (f *frame) drawCompact() {
	f.drawShortStatus()
	f.drawCaption(1)
	f.drawHeadline(headlinePlace{y: 2, word: 11, number: 23, bar: 25})
	extra := f.Width() - CompactWidth
	wires := [3]int{2 + extra/4, 3 + extra - 2*(extra/4), 2 + extra/4}
	service := rect{1, shortTop, shortServiceWidth, shortHeight}
	producer := rect{service.x + service.w + wires[0], shortTop, shortProducerWidth, shortHeight}
	broker := rect{producer.x + producer.w + wires[1], shortTop, shortBrokerWidth, shortHeight}
	workers := rect{broker.x + broker.w + wires[2], shortTop, shortWorkersWidth, shortHeight}
	f.drawShortService(service)
	f.drawShortProducer(producer)
	f.drawShortBroker(broker)
	f.drawShortWorkers(workers)
	f.drawWires(wireplan{
		service: wire{service.x + service.w, wires[0], shortTop + 2}, producer: wire{producer.x + producer.w, wires[1], shortTop + 2},
		inHouse: wire{broker.x + broker.w, wires[2], shortTop + 2},
	})
	top, bottom := shortTop+shortHeight, f.Height()-3
	f.drawTable(compactTable(rect{1, top, f.Width() - 2, bottom - top}))
	f.drawCodeLine(bottom)
	f.drawTimeline(bottom + 1)
	f.drawFooter(f.Height()-1, 2)
	f.drawFocus()
}
