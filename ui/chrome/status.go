package chrome

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/words"
)

// The widths from which the name of the program, the seed and the name of a run
// are shown.
const (
	nameFrom = 80
	seedFrom = 120
	seedMax  = 24 // columns of the longest seed that is shown
	runFrom  = 140
	runMax   = 40 // columns of the longest name of a run that is shown
)

// Spaces between the parts of row 0: before a chip and after it, after the
// clock, and before what stands at the right.
const (
	chipSpace  = 3
	clockSpace = 2
	rightSpace = 3
)

// DrawStatus draws row 0: mode and remedies, clock, what is wrong, seed and
// engine. What stands in the place of the stage says what it is, in variants,
// the widest first.
func (f *Frame) DrawStatus(titles ...string) {
	s := f.statusLine(titles)
	x := 1
	if f.Width() >= nameFrom {
		x = f.Print(1, 0, f.Width(), canvas.Quiet|canvas.Bold, "orderflow") + chipSpace - 1
	}
	x = f.chip(x, f.Words.Status.Mode[f.State.Setup.Mode%3], canvas.Ink|canvas.Bold)
	for _, remedy := range s.remedies.now() {
		x = f.chip(x, remedy, canvas.Ink)
	}
	x = f.DrawClock(x + 1)
	for _, part := range append(slices.Clip(s.speed.now()), s.behind.now()...) {
		x = f.Print(x+clockSpace, 0, f.Width(), canvas.Quiet, part)
	}
	for _, title := range s.title.now() {
		f.Print(x+rightSpace, 0, f.Width(), canvas.Ink|canvas.Bold, title)
	}
	end := f.Width() - 1 - canvas.Columns(f.Engine())
	f.Print(end, 0, f.Width()-1, canvas.Quiet, f.Engine())
	if f.Width() >= seedFrom && s.seed != "" {
		end -= canvas.Columns(s.seed)
		f.Print(end, 0, f.Width()-1, canvas.Faint, s.seed)
	}
	if f.Width() >= runFrom && s.run != "" {
		end -= canvas.Columns(s.run)
		f.Print(end, 0, f.Width()-1, canvas.Faint, s.run)
	}
	for _, fault := range s.fault.now() {
		f.Print(end-rightSpace-canvas.Columns(fault), 0, end, s.faultPen, fault)
	}
}

// chip draws a word on a ground of its own, with a blank at either side, and
// returns the column where the next may begin.
func (f *Frame) chip(x int, text string, p canvas.Pen) int {
	p = p.On(canvas.Raised)
	f.Set(x, 0, p, ' ')
	end := f.Print(x+1, 0, f.Width(), p, text)
	f.Set(end, 0, p, ' ')
	return end + 2
}

// DrawClock draws whether the clock goes, and the virtual time: with
// milliseconds where they can be read.
func (f *Frame) DrawClock(x int) int {
	end := f.Print(x, 0, f.Width(), canvas.Ink, f.clock())
	stops := func(h intent.KeyHint) bool { return h.Does == intent.PauseAction || h.Does == intent.GoOnAction }
	if !f.Moment.Finished && slices.ContainsFunc(f.Moment.Footer, stops) {
		f.Clickable(x, 0, end-x, intent.Click{Key: "space"})
	}
	return end
}

func (f *Frame) clock() string {
	now := f.tenths()
	if f.slowed() || f.Moment.Still && !f.Moment.Finished {
		now = words.Clock(f.Moment.At)
	}
	glyph := "▸ "
	if f.Moment.Still {
		glyph = "‖ "
	}
	return glyph + fmt.Sprintf(f.Words.Seconds, now)
}

// tenths returns the virtual time with one decimal. While it goes it is cut, not
// rounded, so that it never seems to go back where milliseconds follow.
func (f *Frame) tenths() string {
	if f.Moment.Finished {
		return words.Tenths(f.Moment.At)
	}
	return words.Tenths(f.Moment.At.Round(time.Millisecond).Truncate(100 * time.Millisecond))
}

// slowed reports whether virtual time goes slower than the clock on the wall. What is
// behind its source is not slowed but late.
func (f *Frame) slowed() bool {
	return !f.Moment.Still && f.Moment.Behind <= 0 && f.Moment.Ratio.Slow && f.Moment.Ratio.N > 1
}

// SpeedText returns ×2, ×64 or ×1/64, and ×1.5 for a speed between the steps.
func SpeedText(speed float64) string {
	if whole := math.Round(1 / speed); speed > 0 && speed < 1 && math.Abs(1/speed-whole) < 0.001 {
		return fmt.Sprintf("×1/%.0f", whole)
	}
	return "×" + strconv.FormatFloat(max(speed, 0), 'g', 2, 64)
}

// Engine says what the log is of: simulated, an embedded Kafka or a cluster.
func (f *Frame) Engine() string {
	switch f.State.Setup.Engine {
	case "embedded":
		return f.Words.Status.Embedded
	case "kafka":
		return f.Words.Status.Cluster
	}
	return f.Words.Status.Simulated
}

// seed returns the seed as row 0 has it; a very long one is left out.
func (f *Frame) seed() string {
	seed := fmt.Sprintf(f.Words.Status.Seed, f.Moment.Log.Header.Seed)
	if canvas.Columns(seed) > seedMax {
		return ""
	}
	return seed + " · "
}

// run says how the topics of a run on a real Kafka are called, at which time of day
// it began and, where its door is, if that is asked for; empty in virtual time.
func (f *Frame) run(door bool) string {
	h := &f.Moment.Log.Header
	if h.Began.IsZero() {
		return ""
	}
	if door && h.Door != "" {
		first, _, _ := strings.Cut(h.Door, ",") // the card of the run has the others
		return fmt.Sprintf(f.Words.Status.Door, sim.Printable(first, runMax)) + " · " + f.run(false)
	}
	name := h.Began.Format(time.TimeOnly) + " · "
	if h.Prefix != "" {
		name = strings.TrimSuffix(sim.Printable(h.Prefix, runMax), ".") + " " + name
	}
	if canvas.Columns(name) > runMax {
		return ""
	}
	return name
}

// ToCome reports whether a fault that strikes by the count has not struck yet.
func ToCome(s *sim.FaultState) bool {
	name := s.Fault.Name
	return s.Strikes == 0 && s.End == sim.Never && name != 0 && !name.Lasting()
}

// Pick returns a where it is short, else b.
func Pick(short bool, a, b string) string {
	if short {
		return a
	}
	return b
}
