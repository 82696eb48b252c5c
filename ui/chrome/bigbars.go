package chrome

// The measures of the bars for the back of the room.
const (
	bigWord  = 3 // columns between the longer of the words and the bars
	bigRight = 2 // and that are left free at the right
)

// DrawBigBars draws both bars for the back of the room: thick, as long as there
// is room for, with block figures before them and nothing beside them.
func (f *Frame) DrawBigBars(y int) {
	total := f.Total()
	b := f.planBars(&Rows{Bars: y, BarsTall: true})
	b.bar += bigWord - tallBar
	room := f.Width() - bigRight - b.bar
	if b.unit = (Unit{room, total}); total <= room {
		b.unit = Unit{room / total, 1}
	}
	b.lengths = b.share()
	f.drawTallNumbers(b)
	f.drawBelief(b)
	f.drawTruth(b)
}
