package chrome

// The smallest size of the stage, in columns and lines.
const (
	StageWidth  = 60
	StageHeight = 18
)

// Columns are where a lane's parts begin, from the left: the mark at 1, the
// number right-aligned in 2 to 4, what was ordered, how much of it, what its row
// says, and the track.
type Columns struct {
	What, WhatWidth int // WhatWidth 0: not shown
	Qty             int // width of the quantity; 0: not shown
	Row, RowWidth   int
	Track           int // first column of the track: the producer's memory
	P, G, B         int // width of the memory, of the wire, of the broker
	Gap, C          int // of the wire to the consumers, of the consumers
	Last, D         int // of the space before done, of done
}

// trackWidths are how the track is shared out at some widths: T, then the
// widths of memory, wire, broker, wire, consumers, space and done.
var trackWidths = [...][8]int{
	{42, 14, 3, 7, 1, 10, 1, 6},
	{48, 16, 3, 9, 1, 11, 1, 7},
	{82, 26, 5, 17, 2, 22, 1, 9},
	{112, 34, 9, 23, 4, 29, 2, 11},
	{152, 46, 15, 29, 8, 36, 4, 14},
}

// PlanColumns shares out a width of at least StageWidth.
func PlanColumns(width int) Columns {
	c := Columns{What: 6, RowWidth: 14}
	switch {
	case width < 80:
		c.WhatWidth = 0
	case width < 120:
		c.WhatWidth = 13
	case width < 140:
		c.WhatWidth = 15
	default:
		c.WhatWidth, c.Qty = 17, 8
	}
	if width < 120 {
		c.RowWidth = 10
	}
	c.Track = 7 + c.RowWidth + c.Qty
	if c.WhatWidth > 0 {
		c.Track += 1 + c.WhatWidth
	}
	c.Row = c.Track - 1 - c.RowWidth
	t := width - c.Track - 1
	i := 1
	for i < len(trackWidths)-1 && trackWidths[i][0] < t {
		i++
	}
	low, high := &trackWidths[i-1], &trackWidths[i]
	at := func(part int) int {
		return low[part] + floorDiv((high[part]-low[part])*(t-low[0]), high[0]-low[0])
	}
	c.G, c.B, c.Gap, c.C, c.Last, c.D = at(2), at(3), at(4), at(5), at(6), at(7)
	c.P = t - c.G - c.B - c.Gap - c.C - c.Last - c.D
	return c
}

// floorDiv divides and rounds down, below zero too.
func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

// Wire returns the first column of the wire between memory and broker.
func (c *Columns) Wire() int { return c.Track + c.P }

// Broker returns the first column of the broker.
func (c *Columns) Broker() int { return c.Wire() + c.G }

// Reach returns the first column of the wire between broker and consumers.
func (c *Columns) Reach() int { return c.Broker() + c.B }

// Consumers returns the first column of the consumers.
func (c *Columns) Consumers() int { return c.Reach() + c.Gap }

// Done returns the first column of what is done.
func (c *Columns) Done() int { return c.Consumers() + c.C + c.Last }

// MemoryToken is where the token of an order in the producer's memory stands.
func (c *Columns) MemoryToken() int { return c.Wire() - 4 }

// BrokerToken is where the token of a record in the log stands.
func (c *Columns) BrokerToken() int {
	if c.B < 15 {
		return c.Broker() + 1
	}
	return c.Broker() + 2
}

// ConsumerToken is where the token of an order that is worked on stands.
func (c *Columns) ConsumerToken() int {
	if c.C < 16 {
		return c.Consumers() + 1
	}
	return c.Consumers() + 2
}

// DoneToken is where the token of an order that is done stands.
func (c *Columns) DoneToken() int { return c.Done() + 1 }

// BrokerClaim is where a claim on the broker ends, and where ·
// marks a place that is not reached.
func (c *Columns) BrokerClaim() int { return c.Broker() + c.B/2 }

// ConsumerClaim is the claim on the consumers.
func (c *Columns) ConsumerClaim() int { return c.Consumers() + c.C/2 }

// DoneClaim is the claim on what is done.
func (c *Columns) DoneClaim() int { return c.Done() + 1 }

// Wall and FarWall are the columns of the walls before and behind the broker.
func (c *Columns) Wall() int { return c.Wire() + c.G/2 }

// FarWall is the wall between broker and consumers.
func (c *Columns) FarWall() int { return c.Reach() + c.Gap/2 }

// Rows are where the board's parts are, from the top. A part of no lines is not shown.
type Rows struct {
	Caption   int // its two lines
	Bars      int
	BarsTall  bool // seven lines instead of two
	Places    int
	PlacesH   int // 1 (titles only), 3 or 5
	Lanes     int
	LaneCount int  // lanes that there is room for
	LaneH     int  // lines of a lane: 1; 2 with a blank line after each; 3
	Cohorts   bool // there is room for a blank line between cohorts
	LanesEnd  int  // line after the last lane's
	Legend    int  // 0: not shown
	Who       int
	WhoH      int
	Timeline  int
	Footer    int
}

const (
	lanesAlways = 9  // that are shown at any size
	lanesMore   = 12 // and with some more room
)

// PlanRows shares out a height of at least StageHeight among lanes, the orders
// or cohorts that there are to show, at least one.
func PlanRows(height, lanes int) Rows {
	room := height
	take := func(n int) bool {
		if n > room {
			return false
		}
		room -= n
		return true
	}
	n := max(1, min(lanes, height-9, lanesAlways))
	take(9 + n)
	r := Rows{PlacesH: 1, LaneH: 1, WhoH: 1}
	if take(2) {
		r.PlacesH += 2
	}
	more := min(max(0, min(lanes, lanesMore)-n), room)
	take(more)
	n += more
	if take(1) {
		r.WhoH++
	}
	underCaption, underBars := take(1), take(1)
	if r.PlacesH == 3 && take(2) {
		r.PlacesH += 2
	}
	legend := take(1)
	if take(5) {
		r.WhoH += 5
	}
	overCaption := take(1)
	take(1) // above the footer
	more = min(max(0, lanes-n), room)
	take(more)
	n += more
	if n == lanes && take(5) {
		r.BarsTall = true
	}
	blanks := 0
	switch {
	case n < lanes:
	case r.BarsTall && take(n):
		r.LaneH = 2
	case take(4):
		blanks, r.Cohorts = 4, true
	}
	if r.WhoH == 7 && take(5) {
		r.WhoH += 5
	}
	overLanes := take(1)
	if r.LaneH == 2 && take(n) {
		r.LaneH = 3
	}
	r.WhoH += room
	r.LaneCount, r.Footer = n, height-1
	r.stack(blank{overCaption, underCaption, underBars, overLanes}, blanks, legend)
	return r
}

// blank says which lines of the board are left blank.
type blank struct{ overCaption, underCaption, underBars, overLanes bool }

// stack puts the parts below each other.
func (r *Rows) stack(b blank, betweenLanes int, legend bool) {
	y := 1
	line := func(blank bool) {
		if blank {
			y++
		}
	}
	line(b.overCaption)
	r.Caption = y
	y += CaptionRows
	line(b.underCaption)
	r.Bars = y
	y += 2
	if r.BarsTall {
		y += 5
	}
	line(b.underBars)
	r.Places = y
	y += r.PlacesH
	line(b.overLanes)
	r.Lanes = y
	y += r.LaneCount*r.LaneH + betweenLanes
	r.LanesEnd = y
	if legend {
		r.Legend = y
		y++
	}
	r.Who = y
	r.Timeline = y + r.WhoH
}

// panelLines is how many lines the panel with the most has; what a screen has
// more gives the head some air.
const panelLines = 29

// PanelRows shares out a height of at least StageHeight for a view that is
// shown in the place of the stage: its own part is from Places to Timeline.
func PanelRows(height int) Rows {
	air := max(0, min(4, height-7-panelLines))
	r := Rows{Caption: 1, Footer: height - 1}
	if air == 4 {
		r.Caption++
	}
	r.Bars = r.Caption + CaptionRows
	if air >= 2 {
		r.Bars++
	}
	r.Places = r.Bars + 2
	if air >= 1 {
		r.Places++
	}
	r.Timeline = r.Footer - 1
	if air >= 3 {
		r.Timeline--
	}
	return r
}
