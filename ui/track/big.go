package track

import (
	"fmt"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// The stage for the back of the room: from which size it is drawn, and where its
// parts are.
const (
	bigWidth   = 80
	bigHeight  = 24
	bigTall    = 28 // lines from which a lane has three
	bigTaller  = 40 // from which the money is a block figure, and lanes spread
	bigLeft    = 2
	bigCaption = 2
	bigBars    = 5
	bigTitles  = 13
	bigTrack   = 21
	bigRow     = 10 // column of what the rows say
	bigLaneMax = 6  // lines of a lane
)

// Where the places and the wall are, in hundredths of the track.
const (
	bigMemory = 25
	bigWall   = 40
	bigWire   = 33
	bigLog    = 53
	bigFar    = 63
	bigWork   = 74
	bigDone   = 92
)

// bigStage is the stage for the back of the room while it is drawn.
type bigStage struct {
	*frame
	titles, lanes int // the first line of each; lanes has none where there is no room
	laneH, count  int
	end           int // line after the last lane
}

// HasBig reports whether a window has room for the stage for the back of the room.
func HasBig(width, height int) bool { return width >= bigWidth && height >= bigHeight }

// bigFits reports whether a stage for the back of the room is drawn.
func (f *frame) bigFits() bool {
	return f.Big && HasBig(f.Width(), f.Height()) && f.Moment.Opening == nil
}

// drawBig draws the stage for the back of the room.
func (f *frame) drawBig() *bigStage {
	b := &bigStage{frame: f, laneH: 2, titles: bigTitles}
	if f.Height() >= bigTall {
		b.laneH, b.titles = 3, bigTitles+1
	}
	b.lanes, b.end = b.titles+1, f.Height()-1
	if b.moneyHigh() {
		b.end = f.Height() - 1 - canvas.FiguresHeight
	}
	b.drawHead()
	if f.Moment.Finished {
		b.drawEnd()
	}
	cohorts := f.State.Cohorts()
	if f.Height() >= bigTaller && len(cohorts) > 0 {
		b.laneH = min(max(b.laneH, (b.end-b.lanes)/max(4, len(cohorts))), bigLaneMax)
	}
	if b.count = (b.end - b.lanes) / b.laneH; b.count > 0 {
		b.drawTitles()
		b.drawLanes(gathered(cohorts, b.count))
	}
	b.drawFoot()
	b.DrawFocus()
	return b
}

// moneyHigh reports whether the money is a block figure.
func (f *frame) moneyHigh() bool {
	return f.Height() >= bigTaller && f.State.ForNothing > 0 && !f.Moment.Finished
}

// drawHead draws mode and clock, what acts, the caption and the bars.
func (b *bigStage) drawHead() {
	x := b.bigChip(bigLeft, b.Words.Status.Mode[b.State.Setup.Mode%3])
	for _, name := range b.State.Remedies.Names() {
		if text := fmt.Sprintf(b.Words.Card.With, name); x+canvas.Columns(text)+20 < b.Width() {
			x = b.bigChip(x+1, text)
		}
	}
	now := fmt.Sprintf(b.Words.Seconds, words.Tenths(b.Moment.At))
	x = b.Print(x+2, 0, b.Width(), canvas.Quiet, now)
	if said, acts := b.FaultWords(); acts {
		text := fits(b.Width()-bigLeft-x-3, said...)
		b.Right(b.Width()-bigLeft, 0, canvas.Columns(text), canvas.Lost, text)
	}
	b.drawSaid(b.said())
	b.DrawBigBars(bigBars)
}

// bigChip writes a word on a ground of its own, and returns the column after it.
func (b *bigStage) bigChip(x int, text string) int {
	return b.Print(x, 0, b.Width(), canvas.Ink|canvas.Bold|canvas.Raised, " "+text+" ")
}

// said returns what the caption says, in variants, and its pen: an answer of the
// program, else the sentence of the narration, else what has just happened.
func (b *bigStage) said() ([]string, canvas.Pen) {
	switch {
	case b.Moment.Notice != "":
		return []string{sim.Printable(b.Moment.Notice, 4*b.Width())}, canvas.Waiting | canvas.Bold
	case b.Moment.Cue != nil:
		return []string{b.Moment.Cue.Lines[b.Lang]}, canvas.Ink | canvas.Bold
	}
	return b.Caption(), canvas.Ink | canvas.Bold
}

// drawSaid draws the caption.
func (b *bigStage) drawSaid(said []string, p canvas.Pen) {
	room := b.Width() - 2*bigLeft - 2
	var lines []string
	for _, variant := range said {
		if lines = chrome.Lines(variant, room); len(lines) <= chrome.CaptionRows {
			break
		}
	}
	for i := range chrome.CaptionRows {
		mark, text := canvas.Line, ""
		if i < len(lines) && lines[i] != "" {
			mark, text = canvas.Moving, lines[i]
		}
		b.Set(bigLeft, bigCaption+i, mark, '▌')
		b.Put(bigLeft+2, bigCaption+i, room, p, text)
	}
}

// column returns the column of a place on the track.
func (b *bigStage) column(percent int) int {
	return bigTrack + (b.Width()-bigTrack-bigLeft)*percent/100
}

// bigStops are where the stops are on the track.
var bigStops = [...]int{stopService: 0, stopMemory: bigMemory, stopWire: bigWire, stopLog: bigLog, stopWork: bigWork, stopDone: bigDone}

// drawTitles draws the places, that in the spotlight in reverse video.
func (b *bigStage) drawTitles() {
	t := &b.Words.Big
	for i, at := range [...]int{0, bigMemory, bigLog, bigWork, bigDone} {
		name, x := t.Places[i], bigLeft
		if i > 0 {
			x = b.column(at) - canvas.Columns(name)/2
		}
		b.drawTitle(min(x, b.Width()-1-canvas.Columns(name)), name, moment.ServiceSpot+moment.Spot(i))
	}
}

// drawTitle draws the name of a place.
func (b *bigStage) drawTitle(x int, name string, spot moment.Spot) {
	opens, p, end := b.placeBox(spot).opens, canvas.Quiet, x+canvas.Columns(name)
	b.Clickable(x, b.titles, end-x, intent.Click{Place: opens})
	if b.spot == spot {
		b.Set(x-1, b.titles, p, ' ')
	}
	if b.focused(opens) {
		p = canvas.Ink | canvas.Bold
		b.Set(x-1, b.titles, p, '▸')
	}
	b.Print(x, b.titles, end, p, name)
	if b.spot == spot {
		b.Highlight(x-1, b.titles, end+1)
	}
}

// drawLanes draws a lane for each cohort, and the walls over them.
func (b *bigStage) drawLanes(cohorts []sim.Cohort) {
	for i := range cohorts {
		lane := &bigLane{bigStage: b, c: &cohorts[i], y: b.lanes + i*b.laneH + (b.laneH-1)/2}
		lane.draw()
	}
	b.end = b.lanes + min(max(len(cohorts), 1), b.count)*b.laneH
	b.drawBigWalls()
}

// drawBigWalls draws what stops the orders: two columns before the broker, one
// behind it.
func (b *bigStage) drawBigWalls() {
	gone, _ := b.Unreachable()
	x := b.column(bigWall)
	for _, at := range [...]int{x, x + 1} {
		switch {
		case gone:
			b.wall(at, b.titles, b.end, canvas.Lost, '█')
		case b.Disconnected():
			b.wall(at, b.lanes, b.end, canvas.Waiting, '╎')
		}
	}
	if len(b.State.Partitions) == 0 {
		return
	}
	if kept := min(b.barrierOf(sim.InHouseGroup), b.barrierOf(sim.ExternalGroup)); kept != noBarrier {
		b.wall(b.column(bigFar), b.titles, b.end, barrierPen(kept), '╎')
	}
}

// drawFoot draws how help is found, and what was taken for nothing.
func (b *bigStage) drawFoot() {
	y, end := b.Height()-1, b.Width()-bigLeft
	for _, h := range b.Moment.Footer {
		if h.Does == intent.HelpAction {
			does := b.Words.Keys.Footer[h.Does]
			x := b.Print(bigLeft, y, end, canvas.Ink, h.Keys)
			b.Print(x+1, y, end, canvas.Quiet, does)
			b.Clickable(bigLeft, y, canvas.Columns(h.Keys)+1+canvas.Columns(does), intent.Click{Key: h.Keys})
		}
	}
	sum := b.State.ForNothing
	if sum == 0 || b.Moment.Finished {
		return
	}
	number := typeset.Grouped(sum)
	place := intent.Click{Place: intent.Place{Kind: intent.PointsPlace}}
	said := fmt.Sprintf(b.Words.Headline.Nothing, number)
	if b.moneyHigh() {
		said = b.Words.Headline.ForNothing
		w := canvas.FiguresWidth(number)
		b.DrawFigures(end-w, y-canvas.FiguresHeight, canvas.LostFill, number)
		b.Zone(canvas.Rect{X: end - w, Y: y - canvas.FiguresHeight, W: w, H: canvas.FiguresHeight}, place)
	}
	b.Right(end, y, canvas.Columns(said), canvas.Lost|canvas.Bold, said)
	b.Clickable(end-canvas.Columns(said), y, canvas.Columns(said), place)
}

// drawEnd draws the card at the end, as everywhere, in the place of the lanes;
// above it as many of them as there is room for.
func (b *bigStage) drawEnd() {
	_, most := b.cardHeight()
	bottom := b.Height() - 2
	h := min(most, bottom-b.titles)
	if spare := bottom - h - b.lanes; spare < 2*b.laneH {
		b.lanes, h = bottom, bottom-b.titles
	}
	b.drawEndCard(canvas.Rect{X: 1, Y: bottom - h, W: b.Width() - 2, H: h})
	b.end = bottom - h
}
