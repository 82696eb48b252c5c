package chrome

import (
	"fmt"
	"strconv"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
)

// variants are the ways to say a part of row 0, the widest first; a way may be
// several words, or none.
type variants [][]string

func (v *variants) now() []string {
	if len(*v) == 0 {
		return nil
	}
	return (*v)[0]
}

// narrow says it in the next way, and reports whether there was one.
func (v *variants) narrow() bool {
	if len(*v) < 2 {
		return false
	}
	*v = (*v)[1:]
	return true
}

// width returns the columns of the words, each with the spaces before it.
func (v *variants) width(spaces int) int {
	sum := 0
	for _, text := range v.now() {
		sum += spaces + canvas.Columns(text)
	}
	return sum
}

// statusLine is what of row 0 may be said in more than one way.
type statusLine struct {
	remedies, speed, behind, title, fault variants
	faultPen                              canvas.Pen
	seed, run                             string
}

// statusLine returns the widest words that fit into row 0: what is wrong goes
// before the speed, the names of the remedies after it, and all before what the
// view is. How far the screen is behind goes last: all that is shown is as old.
func (f *Frame) statusLine(titles []string) *statusLine {
	s := &statusLine{remedies: f.remedyChips(), speed: f.speedWords(), behind: f.behindWords(), seed: f.seed(), run: f.run(true)}
	for _, title := range titles {
		s.title = append(s.title, []string{title})
	}
	said, acts := f.FaultWords()
	for _, fault := range said {
		s.fault = append(s.fault, []string{fault})
	}
	s.faultPen = canvas.Quiet
	if acts {
		s.faultPen = canvas.Lost
	}
	shortTitle := max(0, len(titles)-1)
	s.title, s.fault = append(s.title, nil), append(s.fault, nil)
	steps := make([]*variants, 0, 2*len(titles)+12)
	for range shortTitle {
		steps = append(steps, &s.title)
	}
	if len(said) != 2 { // of the two the second is only a sign
		steps = append(steps, &s.fault)
	}
	steps = append(steps, &s.speed, &s.speed, &s.title, &s.remedies)
	for range 3 {
		steps = append(steps, &s.speed, &s.title, &s.remedies, &s.fault)
	}
	steps = append(steps, &s.behind)
	if !f.fits(s) {
		s.run = f.run(false)
	}
	if !f.fits(s) {
		s.run = ""
	}
	whole := *s
	for _, step := range steps {
		if f.fits(s) {
			break
		}
		step.narrow()
	}
	f.widen(s, &s.fault, whole.fault)
	f.widen(s, &s.remedies, whole.remedies)
	return s
}

// widen says a part in the widest way that has room beside what the others say now.
func (f *Frame) widen(s *statusLine, part *variants, whole variants) {
	now := *part
	for *part = whole; len(*part) > len(now) && !f.fits(s); {
		*part = (*part)[1:]
	}
}

// fits reports whether the words have room in row 0.
func (f *Frame) fits(s *statusLine) bool {
	left := 1
	if f.Width() >= nameFrom {
		left += len("orderflow") + chipSpace - 1
	}
	left += canvas.Columns(f.Words.Status.Mode[f.State.Setup.Mode%3]) + chipSpace
	left += s.remedies.width(chipSpace) + 1 + canvas.Columns(f.clock())
	left += s.speed.width(clockSpace) + s.behind.width(clockSpace) + s.title.width(rightSpace)
	right := canvas.Columns(f.Engine()) + s.fault.width(rightSpace)
	if f.Width() >= seedFrom {
		right += canvas.Columns(s.seed)
	}
	if f.Width() >= runFrom {
		right += canvas.Columns(s.run)
	}
	return left+rightSpace+right < f.Width()
}

// remedyChips names the remedies that are on, or says how many they are, at last in a
// sign and a figure.
func (f *Frame) remedyChips() variants {
	var on []string
	for remedy := range sim.RemedyCount {
		if f.State.Remedies.Has(remedy) {
			on = append(on, fmt.Sprintf(f.Words.Status.Remedy, remedy))
		}
	}
	if len(on) == 0 {
		return nil
	}
	t := &f.Words.Status
	return variants{on, {counted(t.RemediesOn, len(on))}, {fmt.Sprintf(t.Remedies, len(on))}}
}

// behindWords says how far the cursor is behind a live source, in whole seconds.
func (f *Frame) behindWords() variants {
	if f.Moment.Behind <= 0 {
		return nil
	}
	span := fmt.Sprintf(f.Words.Seconds, strconv.Itoa(int(f.Moment.Behind/time.Second)))
	return variants{{fmt.Sprintf(f.Words.Status.Behind, span)}, nil}
}

// speedWords says how virtual time goes where it is slowed, and the speed where the
// user chose one.
func (f *Frame) speedWords() variants {
	t := &f.Words.Status
	var said, short []string
	if f.Moment.Speed != 1 && f.Moment.Speed > 0 {
		said = append(said, SpeedText(f.Moment.Speed))
		short = said
	}
	switch {
	case f.slowed():
		slow := fmt.Sprintf(t.SlowShort, f.Moment.Ratio.N)
		return variants{append(said[:len(said):len(said)], fmt.Sprintf(t.Slow, f.Moment.Ratio.N)), append(short[:len(short):len(short)], slow), {slow}, nil}
	case len(said) == 0:
		return nil
	}
	return variants{said, nil}
}
