package chrome

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/words"
)

// Columns of row 0.
const (
	ModeColumn, clockColumn, timeColumn, ratioColumn, faultColumn                     = 12, 24, 32, 45, 66
	ShortModeColumn, shortClockColumn, shortTimeColumn, shortRatioColumn, shortFaults = 11, 19, 25, 35, 46
)

// DrawStatus draws row 0 of the full layout: mode, clock, ratio, faults, seed and engine.
func (f *Frame) DrawStatus() {
	t := &f.Words.Status
	f.Print(1, 0, f.Width(), canvas.Ink|canvas.Bold, "orderflow")
	mode := t.Mode[f.State.Setup.Mode%3]
	f.Put(min(ModeColumn, clockColumn-1-canvas.Columns(mode)), 0, clockColumn-ModeColumn, canvas.Ink, mode)
	f.drawClock(clockColumn, timeColumn, ratioColumn)
	f.Put(ratioColumn, 0, faultColumn-ratioColumn-2, canvas.Quiet, f.ratio(faultColumn-ratioColumn-2))
	seed := fmt.Sprintf(t.Seed, f.Moment.Log.Header.Seed)
	right := seed + " · " + f.Engine()
	if canvas.Columns(seed) > 24 {
		right = f.Engine()
	}
	end := f.Width() - 1 - canvas.Columns(right)
	f.Print(end, 0, f.Width()-1, canvas.Quiet, right)
	text, p := f.FaultLine(false)
	room := end - faultColumn - 1
	if canvas.Columns(text) > room {
		text, _ = f.FaultLine(true)
	}
	if canvas.Columns(text) > room {
		text = f.faultBriefly()
	}
	f.Put(faultColumn, 0, room, p, text)
}

// DrawShortStatus draws row 0 of the compact layout.
func (f *Frame) DrawShortStatus() {
	f.Print(1, 0, f.Width(), canvas.Ink|canvas.Bold, "orderflow")
	f.Put(ShortModeColumn, 0, shortClockColumn-ShortModeColumn-1, canvas.Ink, f.Words.Status.ModeShort[f.State.Setup.Mode%3])
	f.drawClock(shortClockColumn, shortTimeColumn, shortRatioColumn)
	f.Put(shortRatioColumn, 0, shortFaults-shortRatioColumn-1, canvas.Quiet, f.ratio(shortFaults-shortRatioColumn-1))
	end := f.Width() - 1 - canvas.Columns(f.Engine())
	f.Print(end, 0, f.Width()-1, canvas.Quiet, f.Engine())
	text, p := f.FaultLine(true)
	if room := end - shortFaults - 1; canvas.Columns(text) > room {
		text = f.faultBriefly()
	}
	f.Print(shortFaults, 0, end-1, p, text)
}

// drawClock draws whether it runs, at what speed, and the virtual time: with
// milliseconds where they can be read.
func (f *Frame) drawClock(x, at, end int) {
	running, speed := "▸ ", SpeedText(f.Moment.Speed)
	if f.Moment.Paused || f.Moment.Finished {
		running = "‖ "
	}
	if f.Moment.Finished {
		speed = f.Words.Status.AtEnd
	}
	f.Print(x, 0, at-1, canvas.Ink, canvas.Longest(at-x-1, running+speed, running[:len(running)-1]+strings.TrimPrefix(speed, "×")))
	f.Clickable(x, 0, end-x-1, intent.Click{Key: "space"})
	now := words.Clock(f.Moment.At)
	if !f.Moment.Paused && !f.Moment.Finished && !f.Moment.Ratio.Slow && f.Moment.Ratio.N > 1 {
		now = words.Tenths(f.Moment.At)
	}
	f.Put(at, 0, end-at-1, canvas.Ink|canvas.Bold, fmt.Sprintf(f.Words.Seconds, now))
}

// SpeedText returns ×1, ×64 or ×1/64, and ×1.5 for a speed between the steps.
func SpeedText(speed float64) string {
	if whole := math.Round(1 / speed); speed > 0 && speed < 1 && math.Abs(1/speed-whole) < 0.001 {
		return fmt.Sprintf("×1/%.0f", whole)
	}
	return "×" + strconv.FormatFloat(max(speed, 0), 'g', 2, 64)
}

// ratio returns how virtual time goes beside wall time, or how far the cursor
// is behind a live source.
func (f *Frame) ratio(room int) string {
	t := &f.Words.Status
	switch r := f.Moment.Ratio; {
	case f.Moment.Finished:
		return ""
	case f.Moment.Behind > 0:
		return fmt.Sprintf(t.Behind, f.Words.SecondsOf(f.Moment.Behind))
	case r.N < 1:
		return ""
	case r.N == 1:
		return "×1"
	case r.Slow:
		return canvas.Longest(room, fmt.Sprintf(t.Slow, r.N), fmt.Sprintf(t.SlowShort, r.N), fmt.Sprintf("×1/%d", r.N))
	default:
		return canvas.Longest(room, fmt.Sprintf(t.Fast, r.N), fmt.Sprintf(t.FastShort, r.N))
	}
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

// faultOver is how long the end of a fault is still told.
const faultOver = 20 * time.Second

// FaultLine returns what acts now: the fault that began last, else the one
// that ended last.
func (f *Frame) FaultLine(short bool) (string, canvas.Pen) {
	t := &f.Words.Status
	acting, over := f.Faults()
	switch {
	case acting != nil && ToCome(acting):
		return fmt.Sprintf(Pick(short, t.ActingOn, t.ToCome), f.FaultName(acting)), canvas.Quiet
	case acting != nil && acting.For == sim.Forever:
		return fmt.Sprintf(t.ActingOn, f.FaultName(acting)), canvas.Lost
	case acting != nil:
		left := f.Words.SecondsOf(max(0, acting.Start+acting.For-f.Moment.At))
		return fmt.Sprintf(Pick(short, t.ActingShort, t.Acting), f.FaultName(acting), left), canvas.Lost
	case f.Moment.Finished:
		return t.NoFault, canvas.Quiet
	case over == nil || f.Moment.At-over.End > faultOver && len(f.State.Client.Memory) == 0:
		return "", canvas.Quiet
	case over.Fault.Name == sim.BrokerDown:
		return fmt.Sprintf(Pick(short, t.BackShort, t.Back), f.Words.SecondsOf(f.Moment.At-over.End)), canvas.Quiet
	}
	return fmt.Sprintf(Pick(short, t.OverShort, t.Over), f.FaultName(over), f.Words.SecondsOf(f.Moment.At-over.End)), canvas.Quiet
}

// faultBriefly names the fault that faultLine tells of, without its time.
func (f *Frame) faultBriefly() string {
	acting, over := f.Faults()
	if acting != nil {
		return fmt.Sprintf(f.Words.Status.ActingOn, f.FaultName(acting))
	}
	return f.FaultName(over)
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
