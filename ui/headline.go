package ui

import (
	"fmt"
	"slices"

	"orderflow/sim"
)

// headlinePlace says where the belief bar, the truth bar and the gap line are.
type headlinePlace struct {
	y      int
	word   int // column of PUBLISHED and FINISHED
	number int // column after the counts
	bar    int // column where the bars begin
}

// part is one part of the truth bar; the gap line is its legend.
type part struct {
	glyph rune
	pen   pen
	words string // with the count as its verb
	count int
	truth sim.Truth
}

// parts returns what the truth bar is made of, beginning with what is
// finished; the others are the parts of the gap in their fixed order.
func (f *frame) parts() [10]part {
	t, gap := &f.t.Headline, &f.s.Gap
	return [...]part{
		{'█', done, "", f.s.Finished, sim.Done},
		{'▓', moving, t.Working, gap[sim.Working], sim.Working},
		{'▒', moving, t.OnWay, gap[sim.OnTheWay], sim.OnTheWay},
		{'▒', waiting, t.Waiting, gap[sim.Waiting], sim.Waiting},
		{'░', waiting, t.Memory, gap[sim.InMemory], sim.InMemory},
		{'░', waiting, t.Retrying, gap[sim.Retrying], sim.Retrying},
		{'?', unknown, t.Unknown, gap[sim.Uncertain], sim.Uncertain},
		{'◆', unknown, t.Duplicated, gap[sim.Duplicated], sim.Duplicated},
		{'✗', lost, t.Lost, gap[sim.Lost], sim.Lost},
		{'·', quiet, t.Ended, gap[sim.Ended] + gap[sim.NotCalled], sim.Ended},
	}
}

// drawHeadline draws what the rows say above what is true, on one scale: one
// order is one step, and what is not solid of the lower bar is the gap.
func (f *frame) drawHeadline(at headlinePlace) {
	t := &f.t.Headline
	total := max(f.s.Setup.Orders, f.s.Count(), f.s.Published, 1)
	wider := max(0, columns(grouped(int64(total)))-(at.number-at.word-len("PUBLISHED")-1))
	at.number, at.bar = at.number+wider, at.bar+wider // for as many digits as the run will have
	f.headlineRow(at, at.y, t.RowsSay, t.Published, belief, f.s.Published, PublishedPlace)
	f.headlineRow(at, at.y+1, t.InTruth, t.Finished, done, f.s.Finished, FinishedPlace)
	f.headlineRow(at, at.y+2, t.Gap, "", ink, f.s.GapSize(), GapPlace)
	parts := f.parts()
	width := f.Width() - 1 - at.bar
	f.repeat(at.bar, at.y, steps(f.s.Published, total, width), belief, '█')
	x := at.bar
	for i, n := range share(parts, total, width) {
		f.repeat(x, at.y+1, n, parts[i].pen, parts[i].glyph)
		x += n
	}
	f.drawGap(at, parts)
}

func (f *frame) headlineRow(at headlinePlace, y int, label, word string, p pen, n int, place PlaceKind) {
	number := grouped(int64(n))
	f.clickable(at.number-columns(number), y, columns(number), deed{place: Place{Kind: place}})
	f.clickable(1, y, at.number-1, deed{place: Place{Kind: place}})
	f.put(1, y, at.word-2, quiet, label)
	f.put(at.word, y, at.number-at.word, p, word)
	f.right(at.number, y, 12, ink|bold, number)
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
func share(parts [10]part, total, width int) [10]int {
	var lengths [10]int
	sum, end := 0, 0
	for i, p := range parts {
		if p.count == 0 {
			continue
		}
		sum += p.count
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
func (f *frame) drawGap(at headlinePlace, parts [10]part) {
	y, end := at.y+2, f.Width()-1
	used := at.bar
	for _, p := range parts[1:] {
		if p.count > 0 {
			used += 2 + columns(fmt.Sprintf(p.words, p.count)) + 3
		}
	}
	money, p := f.money(end - used)
	f.right(end, y, end-at.bar, p, money)
	f.clickable(end-columns(money), y, columns(money), deed{place: Place{Kind: PointsPlace}})
	end -= columns(money) + 1
	x := at.bar
	for _, p := range parts[1:] {
		if p.count == 0 || x+2 >= end {
			continue
		}
		f.set(x, y, p.pen, p.glyph)
		next := f.put(x+2, y, end-x-2, ink, fmt.Sprintf(p.words, p.count))
		f.clickable(x, y, next-x, deed{place: Place{PartPlace, uint32(p.truth)}})
		x = next + 3
	}
	if text := f.callersWait(); columns(text) <= end-x {
		f.text(x, y, end, quiet, text)
	}
}

// callersWait says how many callers wait for an answer: their orders are no
// part of the gap, because no row promises anything yet.
func (f *frame) callersWait() string {
	if f.s.Setup.Mode == sim.Emit || f.s.Remedies.Has(sim.Outbox) {
		return ""
	}
	n := 0
	for t := sim.Working; t <= sim.Duplicated; t++ {
		n += f.s.Truths[t] - f.s.Gap[t]
	}
	switch n {
	case 0:
		return ""
	case 1:
		return f.t.Headline.CallerWaits
	}
	return fmt.Sprintf(f.t.Headline.CallersWait, n)
}

// money returns what the customers paid, or paid for nothing, as long as there
// is room for it.
func (f *frame) money(room int) (string, pen) {
	t := &f.t.Headline
	if f.s.ForNothing == 0 {
		points := grouped(f.s.Charged - f.s.Refunded)
		variants := []string{fmt.Sprintf(t.Taken, points), fmt.Sprintf(f.t.Points, points)}
		if f.s.Refunded > 0 {
			variants = slices.Insert(variants, 0, fmt.Sprintf(t.TakenBack, grouped(f.s.Charged), grouped(f.s.Refunded)))
		}
		return longest(room, variants...), quiet
	}
	points := grouped(f.s.ForNothing)
	p := lost
	if f.news.latest(gaveUp) != nil {
		p |= bold
	}
	return longest(room, fmt.Sprintf(t.Nothing, points), fmt.Sprintf(t.NothingShort, points), fmt.Sprintf(f.t.Points, points)), p
}

func gaveUp(e *sim.Event) bool { return e.Type == sim.PublishGaveUp || e.Type == sim.MemoryLost }

// longest returns the first of the variants that has room, else the last.
func longest(room int, variants ...string) string {
	for _, v := range variants {
		if columns(v) <= room {
			return v
		}
	}
	return variants[len(variants)-1]
}
