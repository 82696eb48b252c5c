package lanes

import (
	"fmt"
	"strconv"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/tell"
)

// strip is one way while it is drawn.
type strip struct {
	*comparison
	frame   *frame // of its own run
	callers *tell.Callers
	y       int // its first line
	truth   int // the first line of its lower bar
}

// part is a stretch of a bar: what it counts, and its words where there is room
// for them.
type part struct {
	glyph rune
	pen   canvas.Pen
	count int
	words string
	text  canvas.Pen // of the words
}

// truthParts are what the lower bar is made of.
func (s *strip) truthParts() []part {
	t, state := &s.Words.Lanes, s.frame.State
	gap := &state.Gap
	of := func(format string, n int) string { return fmt.Sprintf(format, typeset.Grouped(int64(n))) }
	twice := min(state.Duplicated, state.Finished)
	told, early := s.callers.Openly, gap[sim.Ended]+gap[sim.NotCalled]
	return []part{
		{glyph: '█', pen: canvas.Done, count: state.Finished - twice},
		{glyph: '◆', pen: canvas.Done, count: twice},
		{glyph: '▓', pen: canvas.Moving, count: gap[sim.Working]},
		{glyph: '▒', pen: canvas.Moving, count: gap[sim.OnTheWay]},
		{glyph: '▒', pen: canvas.Waiting, count: gap[sim.Waiting]},
		{glyph: '░', pen: canvas.Waiting, count: gap[sim.InMemory] + gap[sim.Retrying]},
		{glyph: '?', pen: canvas.Unknown, count: gap[sim.Uncertain]},
		{glyph: '◆', pen: canvas.Unknown, count: gap[sim.Duplicated]},
		{glyph: '✗', pen: canvas.LostFill | canvas.Fill, count: state.Truths[sim.Lost], words: of(t.Lost, state.Truths[sim.Lost]), text: canvas.LostFill | canvas.Fill | canvas.Bold},
		{glyph: '·', pen: canvas.Quiet, count: early, words: of(s.Words.Headline.Ended, early), text: canvas.Ink},
		{glyph: '·', pen: canvas.Quiet, count: told, words: of(t.ToldPart, told), text: canvas.Ink | canvas.Bold},
	}
}

// drawBars draws what the rows said above what is true, on one scale.
func (s *strip) drawBars() {
	t, state := &s.Words.Lanes, s.frame.State
	s.drawCount(s.y+1, t.RowsSaid, published, canvas.Belief, state.Published)
	s.drawCount(s.truth, t.InTruth, t.Finished, canvas.Done, state.Finished)
	s.drawParts(s.y+1, []part{{glyph: '█', pen: canvas.BeliefBar, count: state.Published}})
	s.drawParts(s.truth, s.truthParts())
}

// drawCount draws what a bar counts, in the middle of its lines.
func (s *strip) drawCount(y int, label, word string, p canvas.Pen, n int) {
	y += (s.barH - 1) / 2
	s.Print(s.label, y, s.bar, canvas.Quiet, label)
	at := s.bar - 2 - s.wordWidth()
	s.Print(at, y, s.bar, p, word)
	number := typeset.Grouped(int64(n))
	s.Print(at-1-canvas.Columns(number), y, s.bar, p|canvas.Bold, number)
}

// drawParts draws the parts of a bar one after the other.
func (s *strip) drawParts(y int, parts []part) {
	sum, x := 0, s.bar
	for _, p := range parts {
		if p.count <= 0 {
			continue
		}
		sum += p.count
		end := max(x+1, s.bar+int(float64(min(sum, s.total))*s.unit+0.5))
		for row := range s.barH {
			s.Repeat(x, y+row, end-x, p.pen, p.glyph)
		}
		if w := canvas.Columns(p.words) + 2; p.words != "" && w <= end-x {
			at := x + (end-x-w)/2
			s.Print(at, y+(s.barH-1)/2, end, p.text, " "+p.words+" ")
		}
		x = end
	}
}

// drawTold says who knows it, and what was given back.
func (s *strip) drawTold() {
	y := s.y + 1 + 2*s.barH
	said, p := s.toldWords()
	x := s.Print(s.label, y, s.Width()-2, p, said)
	end := s.Width() - 2
	if s.figures {
		end -= canvas.FiguresWidth(typeset.Grouped(s.frame.State.ForNothing)) + 2
	}
	if s.way > 0 {
		end = s.bar - 1
	}
	for _, more := range s.asides() {
		switch {
		case s.stripH > stripLowest+2*(s.barH-1):
			y++
			s.Print(s.label, y, s.Width()-2, more.text, more.words)
		case x+3+canvas.Columns(more.words) <= end:
			x = s.Print(x, y, end, canvas.Quiet, " · ")
			x = s.Print(x, y, end, more.text, more.words)
		}
	}
}

// asides are what is told beside who knows it.
func (s *strip) asides() []part {
	t, state := &s.Words.Lanes, s.frame.State
	var list []part
	if state.Refunded > 0 {
		list = append(list, part{words: fmt.Sprintf(t.Back, typeset.Grouped(state.Refunded)), text: canvas.Done})
	}
	if s.views && len(list) == 0 {
		list = append(list, part{words: fmt.Sprintf(t.Views, typeset.Grouped(int64(state.ActivityLost))), text: canvas.Quiet})
	}
	return list
}

// toldWords says how many callers know of what failed, or that they wait.
func (s *strip) toldWords() (string, canvas.Pen) {
	t, c := &s.Words.Lanes, s.callers
	many := func(n int) string { return typeset.Grouped(int64(n)) }
	switch {
	case c.Waiting == 1:
		return t.WaitOne, canvas.Waiting
	case c.Waiting > 1:
		return fmt.Sprintf(t.WaitMany, many(c.Waiting)), canvas.Waiting
	case c.Errors == 1:
		return t.ToldOne, canvas.Ink | canvas.Bold
	case c.Errors > 1:
		return fmt.Sprintf(t.ToldMany, many(c.Errors)), canvas.Ink | canvas.Bold
	}
	said, p := t.NoneTold, canvas.Quiet
	if c.Values > 0 && c.Nothing == 0 {
		said = t.AllKnow
	}
	if s.frame.State.Truths[sim.Lost] > 0 {
		p = canvas.Lost
	}
	return said, p
}

// anchors are where the places of the way begin, in hundredths of its columns.
var anchors = [...]int{0, 32, 52, 77}

// stationsAt are the stations at each of the places.
var stationsAt = [...][]sim.Station{
	{sim.StationMemory, sim.StationRetry, sim.StationReturned, sim.StationWire, sim.StationUncertain, sim.StationLostBefore, stationTold},
	{sim.StationLog, sim.StationDoubled, sim.StationLostAfter},
	{sim.StationWorker, sim.StationPanel},
	{sim.StationDone, sim.StationEnded},
}

// stationTold is where those are who failed openly: as far as they came.
const stationTold = sim.StationCount

// marksOf are the glyph and the colour of orders at a station.
var marksOf = [stationTold + 1]struct {
	glyph rune
	pen   canvas.Pen
}{
	sim.StationMemory: {'○', canvas.Waiting}, sim.StationRetry: {'↻', canvas.Waiting}, sim.StationReturned: {'↻', canvas.Waiting}, sim.StationWire: {'●', canvas.Moving},
	sim.StationUncertain: {'?', canvas.Unknown}, sim.StationLostBefore: {'✗', canvas.LostFill | canvas.Fill}, stationTold: {'✗', canvas.Ink | canvas.Raised}, sim.StationEnded: {'✗', canvas.Ink},
	sim.StationLog: {'□', canvas.Waiting}, sim.StationDoubled: {'◆', canvas.Unknown}, sim.StationLostAfter: {'✗', canvas.LostFill | canvas.Fill},
	sim.StationWorker: {'◐', canvas.Moving}, sim.StationPanel: {'◐', canvas.Moving}, sim.StationDone: {'✓', canvas.Done},
}

// drawWay draws the way of the orders under the bars: the places, how many
// orders stand at each, and the wall where no broker can be reached.
func (s *strip) drawWay(x, y, width int) {
	var counts [stationTold + 1]int
	for _, cohort := range s.frame.State.Cohorts() {
		for station, n := range cohort.Stations {
			counts[station] += n
		}
		counts[stationTold] += cohort.Told
		counts[sim.StationEnded] -= cohort.Told
	}
	end := min(x+width, s.Width()-2)
	if s.figures {
		end = min(end, s.Width()-2-canvas.FiguresWidth(typeset.Grouped(s.frame.State.ForNothing))-2)
	}
	at := x
	for i, name := range s.Words.Lanes.Places {
		from := x + width*anchors[i]/100
		if from < at {
			from = at + 1
		}
		if from+canvas.Columns(name) > end {
			break
		}
		s.Repeat(at, y, from-at, canvas.Line, '─')
		if i == 1 {
			s.drawWall(from-3, y)
		}
		at = s.Print(from, y, end, canvas.Quiet, name) + 1
		for _, station := range stationsAt[i] {
			if n := counts[station]; n > 0 {
				at = s.drawStanding(at, y, end, station, n)
			}
		}
	}
	s.Repeat(at, y, end-at, canvas.Line, '─')
}

// drawStanding draws how many orders stand at a station, and returns the column
// after it.
func (s *strip) drawStanding(x, y, end int, station sim.Station, n int) int {
	mark := marksOf[station]
	text := string(mark.glyph) + "×" + strconv.Itoa(n)
	if mark.pen&(canvas.Fill|canvas.Raised) != 0 {
		text = " " + text + " "
	} else {
		text += " "
	}
	if x+canvas.Columns(text) > end {
		return x
	}
	return s.Print(x, y, end, mark.pen, text)
}

// drawWall draws what stands between producer and broker: no broker can be
// reached, or the client is not connected again.
func (s *strip) drawWall(x, y int) {
	gone, _ := s.frame.Unreachable()
	running := false
	for i := range s.frame.State.Client.Rounds {
		running = running || s.frame.State.Client.Rounds[i].Running
	}
	switch {
	case gone:
		s.Set(x, y, canvas.Lost, '█')
	case running:
		s.Set(x, y, canvas.Waiting, '╎')
	}
}
