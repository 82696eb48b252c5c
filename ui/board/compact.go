package board

import (
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/moment"
)

// The sizes of the compact layout's parts, in columns and lines.
const (
	shortServiceWidth  = 18
	shortProducerWidth = 20
	shortBrokerWidth   = 17
	shortWorkersWidth  = 16
	ShortHeight        = 5
)

// drawCompact draws the board without high watermark, in-sync replicas, group
// lines and ladder, and with one line of code.
func (f *frame) drawCompact() {
	f.DrawShortStatus()
	f.DrawCaption(1)
	f.DrawHeadline(chrome.HeadlinePlace{Y: 2, Word: 11, Number: 23, Bar: 25})
	extra := f.Width() - moment.CompactWidth
	wires := [3]int{2 + extra/4, 3 + extra - 2*(extra/4), 2 + extra/4}
	service := canvas.Rect{X: 1, Y: chrome.ShortTop, W: shortServiceWidth, H: ShortHeight}
	producer := canvas.Rect{X: service.X + service.W + wires[0], Y: chrome.ShortTop, W: shortProducerWidth, H: ShortHeight}
	broker := canvas.Rect{X: producer.X + producer.W + wires[1], Y: chrome.ShortTop, W: shortBrokerWidth, H: ShortHeight}
	workers := canvas.Rect{X: broker.X + broker.W + wires[2], Y: chrome.ShortTop, W: shortWorkersWidth, H: ShortHeight}
	f.drawShortService(service)
	f.drawShortProducer(producer)
	f.drawShortBroker(broker)
	f.drawShortWorkers(workers)
	f.drawWires(wireplan{
		service: wire{service.X + service.W, wires[0], chrome.ShortTop + 2}, producer: wire{producer.X + producer.W, wires[1], chrome.ShortTop + 2},
		inHouse: wire{broker.X + broker.W, wires[2], chrome.ShortTop + 2},
	})
	top, bottom := chrome.ShortTop+ShortHeight, f.Height()-3
	f.drawTable(compactTable(canvas.Rect{X: 1, Y: top, W: f.Width() - 2, H: bottom - top}))
	f.drawCodeLine(bottom)
	f.DrawTimeline(bottom + 1)
	f.DrawFooter(f.Height()-1, 2)
	f.DrawFocus()
}
