package panels

import (
	"fmt"

	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
)

// boxCount is how many boxes the panel of an order or a place has: two that tell
// its story, and three below.
const (
	boxCount   = 5
	upperBoxes = 2
	boxSpace   = 2 // columns between two boxes
)

// size is what a box needs: its width to stand beside another, its lines, and
// the fewer lines it needs where it has a wide screen for itself. What the panel
// has more goes to the boxes that grow.
type size struct {
	w, h, alone int
	grows       bool
}

// sizes are what the boxes of each panel need.
var sizes = [moment.PanelKindCount][boxCount]size{
	moment.OrderPanel:     {{w: 57, h: 18}, {w: 56, h: 7, grows: true}, {w: 37, h: 11}, {w: 38, h: 11}, {w: 38, h: 11}},
	moment.PartitionPanel: {{w: 66, h: 8, grows: true}, {w: 48, h: 7, grows: true}, {w: 37, h: 11}, {w: 37, h: 11}, {w: 37, h: 12, alone: 6}},
	moment.GroupPanel:     {{w: 57, h: 7, grows: true}, {w: 57, h: 7, grows: true}, {w: 37, h: 11}, {w: 37, h: 11}, {w: 37, h: 13, alone: 8}},
	moment.ServicePanel:   {{w: 57, h: 12, grows: true}, {w: 57, h: 7, grows: true}, {w: 37, h: 11}, {w: 37, h: 11}, {w: 37, h: 12, alone: 8}},
	moment.ProducerPanel:  {{w: 57, h: 9, grows: true}, {w: 57, h: 7, grows: true}, {w: 37, h: 11}, {w: 37, h: 11}, {w: 37, h: 12, alone: 8}},
	moment.JobPanel:       {{w: 57, h: 17}, {w: 48, h: 7, grows: true}, {w: 37, h: 10}, {w: 37, h: 10}, {w: 37, h: 12, alone: 8}},
}

// aloneFrom is how wide such a screen is.
const aloneFrom = 76

// slot is where a box is on its page.
type slot struct {
	box int
	canvas.Rect
}

// row is boxes beside each other.
type row struct {
	slots []slot
	w, h  int // that they need
	grows bool
}

// Pages returns on how many pages a panel is shown in a window of some size.
func Pages(kind moment.PanelKind, width, height int) int {
	return max(1, len(paged(&sizes[kind%moment.PanelKindCount], chrome.Inner(width, height))))
}

// paged lays the boxes of a panel: as many beside each other as have room, and
// on as many pages as they need.
func paged(of *[boxCount]size, r canvas.Rect) [][]row {
	var pages [][]row
	used := 0
	for _, next := range rowsOf(of, r.W, r.H) {
		next.h = min(next.h, r.H)
		if len(pages) == 0 || used+next.h > r.H {
			pages, used = append(pages, nil), 0
		}
		last := len(pages) - 1
		pages[last] = append(pages[last], next)
		used += next.h
	}
	return pages
}

// rowsOf puts boxes beside each other, those above and those below apart. What
// has too few lines there gets a row of its own.
func rowsOf(of *[boxCount]size, width, height int) []row {
	var rows []row
	for i, s := range of {
		last, apart := len(rows)-1, s.alone > 0 && s.h > height
		if last < 0 || i == upperBoxes || apart || rows[last].w+boxSpace+s.w > width {
			rows = append(rows, row{w: -boxSpace})
			last++
		}
		rows[last].slots = append(rows[last].slots, slot{box: i})
		rows[last].w += boxSpace + s.w
		rows[last].h = max(rows[last].h, s.h)
		rows[last].grows = rows[last].grows || s.grows
	}
	for i := range rows {
		if s := of[rows[i].slots[0].box]; len(rows[i].slots) == 1 && s.alone > 0 && width >= aloneFrom {
			rows[i].h = s.alone
		}
	}
	return rows
}

// placed returns where the boxes of a page are.
func placed(page []row, of *[boxCount]size, r canvas.Rect) []slot {
	heights, growing := make([]int, len(page)), 0
	rest := r.H
	for i := range page {
		heights[i] = page[i].h
		rest -= page[i].h
		if page[i].grows {
			growing++
		}
	}
	if growing == 0 {
		heights[len(page)-1] += rest
	}
	var slots []slot
	y := r.Y
	for i := range page {
		if page[i].grows {
			more := rest / growing
			heights[i] += more
			rest, growing = rest-more, growing-1
		}
		slots = append(slots, page[i].across(of, canvas.Rect{X: r.X, Y: y, W: r.W, H: heights[i]})...)
		y += heights[i]
	}
	return slots
}

// across returns where the boxes of a row are.
func (line *row) across(of *[boxCount]size, r canvas.Rect) []slot {
	growing := 0
	for _, s := range line.slots {
		if of[s.box].grows {
			growing++
		}
	}
	all := growing == 0
	if all {
		growing = len(line.slots)
	}
	rest, x := r.W-line.w, r.X
	slots := make([]slot, len(line.slots))
	for i, s := range line.slots {
		w := of[s.box].w
		if all || of[s.box].grows {
			more := rest / growing
			w += more
			rest, growing = rest-more, growing-1
		}
		slots[i] = slot{s.box, canvas.Rect{X: x, Y: r.Y, W: w, H: r.H}}
		x += w + boxSpace
	}
	return slots
}

// drawBoxes draws the page of a panel that is shown, in the part that is its own.
func (f *frame) drawBoxes(r canvas.Rect, boxes [boxCount]func(canvas.Rect)) {
	of := &sizes[f.panel.Kind]
	pages := paged(of, r)
	page := f.panel.Box % len(pages)
	slots := placed(pages[page], of, r)
	for _, s := range slots {
		boxes[s.box](s.Rect)
	}
	if len(pages) > 1 {
		f.pageNumber(slots[len(slots)-1].Rect, page, len(pages))
	}
}

// pageNumber says in a box's border which page of the panel is shown.
func (f *frame) pageNumber(r canvas.Rect, page, count int) {
	said := fmt.Sprintf(f.Words.OrderPanel.BoxOf, page+1, count)
	x := r.X + r.W - 3 - canvas.Columns(said)
	f.Legend(x, r.Y+r.H-1, canvas.Columns(said), canvas.Quiet, said)
	f.Clickable(x, r.Y+r.H-1, canvas.Columns(said), intent.Click{Key: "tab"})
}
