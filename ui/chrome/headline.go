package chrome

import (
	"fmt"
	"slices"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
)

// HeadlinePlace says where the belief bar, the truth bar and the gap line are.
type HeadlinePlace struct {
	Y      int
	Word   int // column of PUBLISHED and FINISHED
	Number int // column after the counts
	Bar    int // column where the bars begin
}

// Part is one part of the truth bar; the gap line is its legend.
type Part struct {
	glyph rune
	pen   canvas.Pen
	Words string // with the count as its verb
	Count int
	truth sim.Truth
}

// Parts returns what the truth bar is made of, beginning with what is
// finished; the others are the parts of the gap in their fixed order.
func (f *Frame) Parts() [10]Part {
	t, gap := &f.Words.Headline, &f.State.Gap
	return [...]Part{
		{'█', canvas.Done, "", f.State.Finished, sim.Done},
		{'▓', canvas.Moving, t.Working, gap[sim.Working], sim.Working},
		{'▒', canvas.Moving, t.OnWay, gap[sim.OnTheWay], sim.OnTheWay},
		{'▒', canvas.Waiting, t.Waiting, gap[sim.Waiting], sim.Waiting},
		{'░', canvas.Waiting, t.Memory, gap[sim.InMemory], sim.InMemory},
		{'░', canvas.Waiting, t.Retrying, gap[sim.Retrying], sim.Retrying},
		{'?', canvas.Unknown, t.Unknown, gap[sim.Uncertain], sim.Uncertain},
		{'◆', canvas.Unknown, t.Duplicated, gap[sim.Duplicated], sim.Duplicated},
		{'✗', canvas.Lost, t.Lost, gap[sim.Lost], sim.Lost},
		{'·', canvas.Quiet, t.Ended, gap[sim.Ended] + gap[sim.NotCalled], sim.Ended},
	}
}

// DrawHeadline draws what the rows say above what is true, on one scale: one
// order is one step, and what is not solid of the lower bar is the gap.
func (f *Frame) DrawHeadline(at HeadlinePlace) {
	t := &f.Words.Headline
	total := max(f.State.Setup.Orders, f.State.Count(), f.State.Published, 1)
	wider := max(0, canvas.Columns(typeset.Grouped(int64(total)))-(at.Number-at.Word-len("PUBLISHED")-1))
	at.Number, at.Bar = at.Number+wider, at.Bar+wider // for as many digits as the run will have
	f.headlineRow(at, at.Y, t.RowsSay, t.Published, canvas.Belief, f.State.Published, intent.PublishedPlace)
	f.headlineRow(at, at.Y+1, t.InTruth, t.Finished, canvas.Done, f.State.Finished, intent.FinishedPlace)
	f.headlineRow(at, at.Y+2, t.Gap, "", canvas.Ink, f.State.GapSize(), intent.GapPlace)
	parts := f.Parts()
	width := f.Width() - 1 - at.Bar
	f.Repeat(at.Bar, at.Y, steps(f.State.Published, total, width), canvas.Belief, '█')
	x := at.Bar
	for i, n := range share(parts, total, width) {
		f.Repeat(x, at.Y+1, n, parts[i].pen, parts[i].glyph)
		x += n
	}
	f.drawGap(at, parts)
}

func (f *Frame) headlineRow(at HeadlinePlace, y int, label, word string, p canvas.Pen, n int, place intent.PlaceKind) {
	number := typeset.Grouped(int64(n))
	f.Clickable(at.Number-canvas.Columns(number), y, canvas.Columns(number), intent.Click{Place: intent.Place{Kind: place}})
	f.Clickable(1, y, at.Number-1, intent.Click{Place: intent.Place{Kind: place}})
	f.Put(1, y, at.Word-2, canvas.Quiet, label)
	f.Put(at.Word, y, at.Number-at.Word, p, word)
	f.Right(at.Number, y, 12, canvas.Ink|canvas.Bold, number)
}

// steps returns how many columns n of total orders take: the same number for
// every order where they fit, else a share.
func steps(n, total, width int) int {
	if unit := width / total; unit > 0 {
		return n * unit
	}
	if n == 0 {
		return 0
	}
	return max(1, n*width/total)
}

// share returns the columns of each part, so that all together are as long as
// the sum of their orders and no part vanishes.
func share(parts [10]Part, total, width int) [10]int {
	var lengths [10]int
	sum, end := 0, 0
	for i, p := range parts {
		if p.Count == 0 {
			continue
		}
		sum += p.Count
		to := steps(min(sum, total), total, width)
		lengths[i] = max(1, to-end)
		end += lengths[i]
	}
	for i := range lengths { // parts of less than a column were rounded up
		for end > width && lengths[i] > 1 {
			lengths[i]--
			end--
		}
	}
	return lengths
}

// drawGap draws the gap line: the parts that are not zero, and the money.
func (f *Frame) drawGap(at HeadlinePlace, parts [10]Part) {
	y, end := at.Y+2, f.Width()-1
	used := at.Bar
	for _, p := range parts[1:] {
		if p.Count > 0 {
			used += 2 + canvas.Columns(fmt.Sprintf(p.Words, p.Count)) + 3
		}
	}
	money, p := f.money(end - used)
	f.Right(end, y, end-at.Bar, p, money)
	f.Clickable(end-canvas.Columns(money), y, canvas.Columns(money), intent.Click{Place: intent.Place{Kind: intent.PointsPlace}})
	end -= canvas.Columns(money) + 1
	x := at.Bar
	for _, p := range parts[1:] {
		if p.Count == 0 || x+2 >= end {
			continue
		}
		f.Set(x, y, p.pen, p.glyph)
		next := f.Put(x+2, y, end-x-2, canvas.Ink, fmt.Sprintf(p.Words, p.Count))
		f.Clickable(x, y, next-x, intent.Click{Place: intent.Place{Kind: intent.PartPlace, Number: uint32(p.truth)}})
		x = next + 3
	}
	if text := f.callersWait(); canvas.Columns(text) <= end-x {
		f.Print(x, y, end, canvas.Quiet, text)
	}
}

// callersWait says how many callers wait for an answer: their orders are no
// part of the gap, because no row promises anything yet.
func (f *Frame) callersWait() string {
	if f.State.Setup.Mode == sim.Emit || f.State.Remedies.Has(sim.Outbox) {
		return ""
	}
	n := 0
	for t := sim.Working; t <= sim.Duplicated; t++ {
		n += f.State.Truths[t] - f.State.Gap[t]
	}
	switch n {
	case 0:
		return ""
	case 1:
		return f.Words.Headline.CallerWaits
	}
	return fmt.Sprintf(f.Words.Headline.CallersWait, n)
}

// money returns what the customers paid, or paid for nothing, as long as there
// is room for it.
func (f *Frame) money(room int) (string, canvas.Pen) {
	t := &f.Words.Headline
	if f.State.ForNothing == 0 {
		points := typeset.Grouped(f.State.Charged - f.State.Refunded)
		variants := []string{fmt.Sprintf(t.Taken, points), fmt.Sprintf(f.Words.Points, points)}
		if f.State.Refunded > 0 {
			variants = slices.Insert(variants, 0, fmt.Sprintf(t.TakenBack, typeset.Grouped(f.State.Charged), typeset.Grouped(f.State.Refunded)))
		}
		return canvas.Longest(room, variants...), canvas.Quiet
	}
	points := typeset.Grouped(f.State.ForNothing)
	p := canvas.Lost
	if f.News.Latest(moment.GaveUp) != nil {
		p |= canvas.Bold
	}
	return canvas.Longest(room, fmt.Sprintf(t.Nothing, points), fmt.Sprintf(t.NothingShort, points), fmt.Sprintf(f.Words.Points, points)), p
}
