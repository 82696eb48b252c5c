package chrome

import (
	"fmt"
	"slices"
	"time"

	"orderflow/sim"
)

// faultOver is how long the end of a fault is still told.
const faultOver = 9 * time.Second

// gravest are the faults that stop the most, the gravest first; any other comes after.
var gravest = []sim.FaultName{sim.BrokerDown, sim.LeaderFailover, sim.ConsumerAbsent, sim.CallerExit, sim.ServiceRestart, sim.ProviderDown, sim.Poison}

// gravity orders faults, the gravest first: one that is still to strike is the
// least grave.
func gravity(s *sim.FaultState) int {
	rank := slices.Index(gravest, s.Fault.Name)
	if rank < 0 {
		rank = len(gravest)
	}
	if ToCome(s) {
		rank += len(gravest) + 1
	}
	return rank
}

// FaultWords says which fault is on, the gravest, and how many others are; else
// which has just ended. In variants, the widest first; none where nothing is to
// be said. It also reports whether a fault acts.
func (f *Frame) FaultWords() (said []string, acts bool) {
	worst, others := f.worstFault()
	if worst == nil {
		return f.faultEnded(), false
	}
	t, more := &f.Words.Status, ""
	if others > 0 {
		more = " " + fmt.Sprintf(t.Others, others)
	}
	name := f.FaultName(worst)
	on := fmt.Sprintf(t.ActingOn, name) + more
	switch {
	case ToCome(worst):
		return []string{fmt.Sprintf(t.ToCome, name) + more, on}, false
	case worst.For == sim.Forever:
		return []string{on, "▲" + more}, true
	}
	left := f.Words.SecondsOf(max(0, worst.Start+worst.For-f.Moment.At))
	return []string{fmt.Sprintf(t.Acting, name, left) + more, on, "▲" + more}, true
}

// FaultOn reports whether a fault is on: it acts, it is still to strike, or it has
// struck as often as it was to, a moment ago. At the end of a run that is past.
func (f *Frame) FaultOn(s *sim.FaultState) bool {
	return s.End == sim.Never && (!s.Spent() || !f.Moment.Finished && f.Moment.At-s.Struck <= faultOver)
}

// worstFault returns the gravest fault that is on, of several alike the one that
// began last, and how many others are on.
func (f *Frame) worstFault() (worst *sim.FaultState, others int) {
	for i := range f.State.Faults {
		fault := &f.State.Faults[i]
		if !f.FaultOn(fault) {
			continue
		}
		if worst != nil {
			others++
		}
		if worst == nil || gravity(fault) <= gravity(worst) {
			worst = fault
		}
	}
	return worst, others
}

// faultEnded tells of the fault that ended last, for a while.
func (f *Frame) faultEnded() []string {
	_, over := f.Faults()
	if over == nil || f.Moment.Finished || f.Moment.At-over.End > faultOver {
		return nil
	}
	ago := f.Words.SecondsOf(f.Moment.At - over.End)
	if over.Fault.Name == sim.BrokerDown {
		return []string{fmt.Sprintf(f.Words.Status.Back, ago)}
	}
	return []string{fmt.Sprintf(f.Words.Status.Over, f.FaultName(over), ago)}
}
