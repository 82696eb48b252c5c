package ui

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"orderflow/sim"
)

// Columns of row 0.
const (
	modeColumn, clockColumn, timeColumn, ratioColumn, faultColumn                     = 12, 24, 32, 45, 66
	shortModeColumn, shortClockColumn, shortTimeColumn, shortRatioColumn, shortFaults = 11, 19, 25, 35, 46
)

func (f *frame) drawStatus() {
	t := &f.t.Status
	f.text(1, 0, f.Width(), ink|bold, "orderflow")
	mode := t.Mode[f.s.Setup.Mode%3]
	f.put(min(modeColumn, clockColumn-1-columns(mode)), 0, clockColumn-modeColumn, ink, mode)
	f.drawClock(clockColumn, timeColumn, ratioColumn)
	f.put(ratioColumn, 0, faultColumn-ratioColumn-2, quiet, f.ratio(faultColumn-ratioColumn-2))
	seed := fmt.Sprintf(t.Seed, f.m.Log.Header.Seed)
	right := seed + " · " + f.engine()
	if columns(seed) > 24 {
		right = f.engine()
	}
	end := f.Width() - 1 - columns(right)
	f.text(end, 0, f.Width()-1, quiet, right)
	text, p := f.faultLine(false)
	room := end - faultColumn - 1
	if columns(text) > room {
		text, _ = f.faultLine(true)
	}
	if columns(text) > room {
		text = f.faultBriefly()
	}
	f.put(faultColumn, 0, room, p, text)
}

func (f *frame) drawShortStatus() {
	f.text(1, 0, f.Width(), ink|bold, "orderflow")
	f.put(shortModeColumn, 0, shortClockColumn-shortModeColumn-1, ink, f.t.Status.ModeShort[f.s.Setup.Mode%3])
	f.drawClock(shortClockColumn, shortTimeColumn, shortRatioColumn)
	f.put(shortRatioColumn, 0, shortFaults-shortRatioColumn-1, quiet, f.ratio(shortFaults-shortRatioColumn-1))
	end := f.Width() - 1 - columns(f.engine())
	f.text(end, 0, f.Width()-1, quiet, f.engine())
	text, p := f.faultLine(true)
	if room := end - shortFaults - 1; columns(text) > room {
		text = f.faultBriefly()
	}
	f.text(shortFaults, 0, end-1, p, text)
}

// drawClock draws whether it runs, at what speed, and the virtual time: with
// milliseconds where they can be read.
func (f *frame) drawClock(x, at, end int) {
	running, speed := "▸ ", speedText(f.m.Speed)
	if f.m.Paused || f.m.Finished {
		running = "‖ "
	}
	if f.m.Finished {
		speed = f.t.Status.AtEnd
	}
	f.text(x, 0, at-1, ink, longest(at-x-1, running+speed, running[:len(running)-1]+strings.TrimPrefix(speed, "×")))
	f.clickable(x, 0, end-x-1, deed{key: "space"})
	now := clock(f.m.At)
	if !f.m.Paused && !f.m.Finished && !f.m.Ratio.Slow && f.m.Ratio.N > 1 {
		now = tenths(f.m.At)
	}
	f.put(at, 0, end-at-1, ink|bold, fmt.Sprintf(f.t.Seconds, now))
}

// speedText returns ×1, ×64 or ×1/64, and ×1.5 for a speed between the steps.
func speedText(speed float64) string {
	if whole := math.Round(1 / speed); speed > 0 && speed < 1 && math.Abs(1/speed-whole) < 0.001 {
		return fmt.Sprintf("×1/%.0f", whole)
	}
	return "×" + strconv.FormatFloat(max(speed, 0), 'g', 2, 64)
}

// ratio returns how virtual time goes beside wall time, or how far the cursor
// is behind a live source.
func (f *frame) ratio(room int) string {
	t := &f.t.Status
	switch r := f.m.Ratio; {
	case f.m.Finished:
		return ""
	case f.m.Behind > 0:
		return fmt.Sprintf(t.Behind, f.t.seconds(f.m.Behind))
	case r.N < 1:
		return ""
	case r.N == 1:
		return "×1"
	case r.Slow:
		return longest(room, fmt.Sprintf(t.Slow, r.N), fmt.Sprintf(t.SlowShort, r.N), fmt.Sprintf("×1/%d", r.N))
	default:
		return longest(room, fmt.Sprintf(t.Fast, r.N), fmt.Sprintf(t.FastShort, r.N))
	}
}

func (f *frame) engine() string {
	switch f.s.Setup.Engine {
	case "embedded":
		return f.t.Status.Embedded
	case "kafka":
		return f.t.Status.Cluster
	}
	return f.t.Status.Simulated
}

// faultOver is how long the end of a fault is still told.
const faultOver = 20 * time.Second

// faultLine returns what acts now: the fault that began last, else the one
// that ended last.
func (f *frame) faultLine(short bool) (string, pen) {
	t := &f.t.Status
	acting, over := f.faults()
	switch {
	case acting != nil && toCome(acting):
		return fmt.Sprintf(pick(short, t.ActingOn, t.ToCome), f.faultName(acting)), quiet
	case acting != nil && acting.For == sim.Forever:
		return fmt.Sprintf(t.ActingOn, f.faultName(acting)), lost
	case acting != nil:
		left := f.t.seconds(max(0, acting.Start+acting.For-f.m.At))
		return fmt.Sprintf(pick(short, t.ActingShort, t.Acting), f.faultName(acting), left), lost
	case f.m.Finished:
		return t.NoFault, quiet
	case over == nil || f.m.At-over.End > faultOver && len(f.s.Client.Memory) == 0:
		return "", quiet
	case faultOf(over) == sim.BrokerDown:
		return fmt.Sprintf(pick(short, t.BackShort, t.Back), f.t.seconds(f.m.At-over.End)), quiet
	}
	return fmt.Sprintf(pick(short, t.OverShort, t.Over), f.faultName(over), f.t.seconds(f.m.At-over.End)), quiet
}

// faultBriefly names the fault that faultLine tells of, without its time.
func (f *frame) faultBriefly() string {
	acting, over := f.faults()
	if acting != nil {
		return fmt.Sprintf(f.t.Status.ActingOn, f.faultName(acting))
	}
	return f.faultName(over)
}

// faults returns the acting fault that began last and the one that ended last.
func (f *frame) faults() (acting, over *sim.FaultState) {
	for i := range f.s.Faults {
		fault := &f.s.Faults[i]
		switch {
		case fault.End == sim.Never:
			acting = fault
		case over == nil || fault.End >= over.End:
			over = fault
		}
	}
	return acting, over
}

// toCome reports whether a fault that strikes by the count has not struck yet.
func toCome(s *sim.FaultState) bool {
	name := faultOf(s)
	return s.Strikes == 0 && s.End == sim.Never && name != 0 && name != sim.Poison && !lastingFault(name)
}

func (f *frame) faultName(s *sim.FaultState) string { return f.t.Faults[faultOf(s)] }

// faultOf returns the name of a fault from the text the log has of it.
func faultOf(s *sim.FaultState) sim.FaultName { return faultIn(s).Name }

func pick(short bool, a, b string) string {
	if short {
		return a
	}
	return b
}
