package chrome

import (
	"fmt"
	"math"
	"strings"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/moment"
)

// nameDots is the name of the program, a # for each dot.
var nameDots = [...]string{
	"                #               ##  ##               ",
	"                #              #     #               ",
	" ###  # ##   ####  ###  # ##  ####   #    ###  #   # ",
	"#   # ##  # #   # #   # ##  #  #     #   #   # #   # ",
	"#   # #     #   # ##### #      #     #   #   # # # # ",
	"#   # #     #   # #     #      #     #   #   # # # # ",
	" ###  #      ####  #### #      #    ###   ###   # #  ",
}

// The lines between the name and what stands below it, and how many it has of
// the screen at most: a part of its height.
const (
	titleSpace = 2
	titlePart  = 3
)

// DrawOpeningTitle draws what stands before the first sentence: the name in
// large letters, the question, and what is going to be shown.
func (f *Frame) DrawOpeningTitle() {
	t := &f.Words.Title
	dot := max(0, min((f.Width()-8)/(2*len(nameDots[0])), f.Height()/titlePart/len(nameDots)))
	h := max(dot*len(nameDots), (len(nameDots)+1)/2)
	if dot == 0 && f.ASCII() {
		h = len(nameDots)
	}
	y := max(0, (f.Height()-h-titleSpace-3)/2)
	f.drawName(y, dot)
	y += h + titleSpace
	f.centred(y, canvas.Ink|canvas.Bold, t.Question)
	f.centred(y+2, canvas.Quiet, f.titleFigures())
	f.centred(f.Height()-1, canvas.Faint, t.Skip)
}

func (f *Frame) centred(y int, p canvas.Pen, text string) {
	f.Print(max(0, (f.Width()-canvas.Columns(text))/2), y, f.Width(), p, text)
}

// drawName draws the name: each dot as so many lines and twice as many columns,
// or where there is no room for that, two dots in a cell.
func (f *Frame) drawName(top, dot int) {
	left := (f.Width() - len(nameDots[0])*max(1, 2*dot)) / 2
	for y, row := range nameDots {
		for x := range row {
			if row[x] != '#' {
				continue
			}
			switch {
			case dot > 0:
				for i := range dot {
					f.Repeat(left+2*dot*x, top+dot*y+i, 2*dot, canvas.Ink, '█')
				}
			case f.ASCII():
				f.Set(left+x, top+y, canvas.Ink, '█')
			default:
				f.Set(left+x, top+y/2, canvas.Ink, halfDot(x, y))
			}
		}
	}
}

// halfDot returns the block for a dot and the one that shares its cell.
func halfDot(x, y int) rune {
	above, below := nameDots[y&^1], ""
	if y|1 < len(nameDots) {
		below = nameDots[y|1]
	}
	switch {
	case above[x] != '#':
		return '▄'
	case below == "" || below[x] != '#':
		return '▀'
	}
	return '█'
}

// titleFigures says how many orders come, and, where the run is known to its
// end, how often something goes wrong and how long it takes to watch.
func (f *Frame) titleFigures() string {
	t := &f.Words.Title
	parts := []string{counted(t.Orders, max(f.State.Setup.Orders, 1))}
	if f.Moment.End > 0 {
		outages, faults := f.faultsToCome()
		switch {
		case faults == 0:
			parts = append(parts, t.NoFault)
		case outages == faults:
			parts = append(parts, counted(t.Outages, outages))
		default:
			parts = append(parts, counted(t.Faults, faults))
		}
		parts = append(parts, f.watched())
	}
	return strings.Join(parts, " · ")
}

// watched says about how long the story takes.
func (f *Frame) watched() string {
	t, seconds := &f.Words.Title, 10*max(1, math.Round(f.Moment.WallEnd/10))
	if long := 4 * time.Minute.Seconds(); seconds >= long {
		return fmt.Sprintf(t.Minutes, typeset.Grouped(int64(math.Round(seconds/time.Minute.Seconds()))))
	}
	return fmt.Sprintf(t.Seconds, typeset.Grouped(int64(seconds)))
}

func counted(said [2]string, n int) string {
	if n == 1 {
		return fmt.Sprintf(said[0], "1")
	}
	return fmt.Sprintf(said[1], typeset.Grouped(int64(n)))
}

// titleLooks is how many events are looked through for what goes wrong.
const titleLooks = 1 << 16

// titleAsked is what the count of faults is asked for by.
type titleAsked struct{}

// faultCount is how many faults a run has, and how many of them take brokers away.
type faultCount struct{ outages, faults int }

func (f *Frame) faultsToCome() (outages, faults int) {
	n := moment.Once(f.Moment, titleAsked{}, func() (n faultCount) {
		for id := range min(f.Moment.Log.Len(), titleLooks) {
			e := f.Moment.Log.At(sim.EventID(id + 1))
			if e.Type != sim.FaultStarted || e.Detail == nil {
				continue
			}
			n.faults++
			if fault, err := sim.ParseFault(e.Detail.Text); err == nil && fault.Name == sim.BrokerDown {
				n.outages++
			}
		}
		return n
	})
	return n.outages, n.faults
}
