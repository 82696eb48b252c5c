package board

import (
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/moment"
)

// The sizes of the full layout's parts, in columns and lines. The boxes never
// resize: what is left over goes to the wires and the orders.
const (
	serviceWidth  = 22
	producerWidth = 29
	brokerWidth   = 29
	workersWidth  = 25
	ladderWidth   = 47
	WayHeight     = 10
	codeHeight    = 6
)

func (f *frame) drawFull() {
	f.DrawStatus()
	f.DrawCaption(1)
	f.DrawHeadline(chrome.HeadlinePlace{Y: 3, Word: 13, Number: 26, Bar: 28})
	extra := f.Width() - moment.FullWidth
	wires := [3]int{3 + extra/4, 6 + extra - 2*(extra/4), 4 + extra/4}
	service := canvas.Rect{X: 1, Y: chrome.WayTop, W: serviceWidth, H: WayHeight}
	producer := canvas.Rect{X: service.X + service.W + wires[0], Y: chrome.WayTop, W: producerWidth, H: WayHeight}
	broker := canvas.Rect{X: producer.X + producer.W + wires[1], Y: chrome.WayTop, W: brokerWidth, H: WayHeight}
	inHouse := canvas.Rect{X: broker.X + broker.W + wires[2], Y: chrome.WayTop, W: workersWidth, H: 4}
	panel := canvas.Rect{X: inHouse.X, Y: chrome.WayTop + 4, W: workersWidth, H: WayHeight - 4}
	f.drawService(service)
	f.drawProducer(producer)
	f.drawBroker(broker)
	f.drawInHouse(inHouse)
	f.drawPanel(panel)
	f.drawWires(wireplan{
		service: wire{service.X + service.W, wires[0], chrome.WayTop + 3}, producer: wire{producer.X + producer.W, wires[1], chrome.WayTop + 3},
		inHouse: wire{broker.X + broker.W, wires[2], chrome.WayTop + 2}, panel: wire{broker.X + broker.W, wires[2], chrome.WayTop + 6},
	})
	top, bottom := chrome.WayTop+WayHeight, f.Height()-3
	right := canvas.Rect{X: f.Width() - 1 - ladderWidth, Y: top, W: ladderWidth, H: bottom - top - codeHeight}
	f.drawTable(fullTable(canvas.Rect{X: 1, Y: top, W: right.X - 2, H: bottom - top}))
	f.drawLadder(right)
	f.drawCode(canvas.Rect{X: right.X, Y: bottom - codeHeight, W: ladderWidth, H: codeHeight})
	f.DrawTimeline(bottom)
	f.DrawFooter(f.Height()-1, 3)
	f.DrawFocus()
}
