package tell

import (
	"fmt"
	"slices"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/moment"
)

// waysSum is what the three ways have come to, each by its own.
type waysSum struct {
	callers                                     [moment.LaneCount]*Callers
	published, failed, told, twice, done, waits [moment.LaneCount]int
	over                                        bool
}

func (f *Reader) sumOf(v *moment.LanesView) *waysSum {
	w := &waysSum{over: true}
	for i := range v.Lanes {
		s := v.Lanes[i].State
		c := f.Callers(&v.Lanes[i])
		w.callers[i], w.published[i], w.failed[i], w.told[i] = c, s.Published, c.Failed, c.Told
		w.twice[i], w.done[i], w.waits[i] = s.Duplicated, s.Finished, c.Waiting
		w.over = w.over && s.Ended != 0
	}
	return w
}

// alike reports whether a count is the same in all ways.
func alike(counts [moment.LaneCount]int) bool {
	return counts[0] == counts[1] && counts[1] == counts[2]
}

// LaneCaption says in two sentences what differs between the three ways, or that
// nothing does.
func (f *Reader) LaneCaption(v *moment.LanesView) [2]string {
	t, w, none := &f.Words.Lanes, f.sumOf(v), [moment.LaneCount]int{}
	switch {
	case w.published == none && w.failed == none && w.waits == none:
		return t.Begin
	case w.failed != none && (alike(w.failed) || w.done[sim.Send] <= w.done[sim.Emit]):
		return f.failedCaption(w)
	case w.waits[sim.Send] > 0 && absent(v.Lanes[sim.Send].State):
		return [2]string{t.Unread, counted(w.waits[sim.Send], t.UnreadOne, t.UnreadThen)}
	case w.twice != none:
		return f.twiceCaption(w)
	case w.published[0] > w.published[1] && w.waits[1] > 0:
		return [2]string{counted(w.published[0], t.WaitingOne, t.Waiting), f.awaitedWords(w.published[1])}
	case w.over && !alike(w.done) && w.told[sim.Send] > w.told[sim.Emit]:
		return [2]string{fmt.Sprintf(t.Done, w.done[0], w.done[1], w.done[2]), t.ErrorBack}
	case w.over && !alike(w.done):
		return [2]string{fmt.Sprintf(t.Done, w.done[0], w.done[1], w.done[2]), f.waitsWords(w)}
	case !alike(w.published):
		return [2]string{fmt.Sprintf(t.Said, w.published[0], w.published[1], w.published[2]), f.waitsWords(w)}
	case w.over:
		return [2]string{t.SameEnd, f.waitsWords(w)}
	case !alike(w.done):
		return [2]string{fmt.Sprintf(t.Done, w.done[0], w.done[1], w.done[2]), f.waitsWords(w)}
	}
	return [2]string{t.Same, f.waitsWords(w)}
}

// awaitedWords says how many rows say PUBLISHED where emit() is awaited.
func (f *Reader) awaitedWords(rows int) string {
	if rows == 0 {
		return f.Words.Lanes.WaitingNone
	}
	return fmt.Sprintf(f.Words.Lanes.WaitingThen, rows)
}

// counted says how many there are, in words of its own where it is one.
func counted(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf(more, n)
}

// failedCaption says how many orders failed in each way, and who knows it.
func (f *Reader) failedCaption(w *waysSum) [2]string {
	t, n := &f.Words.Lanes, w.failed[0]
	said := fmt.Sprintf(t.Failed, w.failed[0], w.failed[1], w.failed[2])
	switch {
	case alike(w.failed) && n == 1:
		said = t.AllFailedOne
	case alike(w.failed):
		said = Sentence(t.AllFailed, f.Words.CountOf(n))[0]
	}
	switch {
	case w.told == [moment.LaneCount]int{0, n, n} && alike(w.failed):
		return [2]string{said, t.OnlyWaited}
	case w.told != [moment.LaneCount]int{}:
		return [2]string{said, fmt.Sprintf(t.WereTold, w.told[0], w.told[1], w.told[2])}
	case w.waits[sim.Send] > 0:
		return [2]string{said, counted(w.waits[sim.Send], t.StillWaitOne, t.StillWait)}
	}
	return [2]string{said, t.NobodyTold}
}

// twiceCaption says how many orders were done twice in each way.
func (f *Reader) twiceCaption(w *waysSum) [2]string {
	t := &f.Words.Lanes
	switch {
	case !alike(w.twice):
		return [2]string{fmt.Sprintf(t.TwiceIn, w.twice[0], w.twice[1], w.twice[2]), f.waitsWords(w)}
	case w.twice[0] == 1:
		return [2]string{t.TwiceOne, t.TwiceThen}
	}
	return [2]string{Sentence(t.Twice, f.Words.CountOf(w.twice[0]))[0], t.TwiceThen}
}

// waitsWords says how long the callers of each way waited.
func (f *Reader) waitsWords(w *waysSum) string {
	var spans [moment.LaneCount]any
	for i, c := range w.callers {
		span, known := c.Usual()
		if !known && c.Knowing() == 0 {
			return f.Words.Lanes.NoWaits
		}
		if !known {
			span = c.Longest
		}
		spans[i] = f.Words.Span(span)
	}
	return fmt.Sprintf(f.Words.Lanes.SameWaits, spans[:]...)
}

// absent reports whether a group that carries orders out is kept away.
func absent(s *sim.State) bool {
	return s.KeepsAway(sim.InHouseGroup) != nil || s.KeepsAway(sim.ExternalGroup) != nil
}

// DoneWords says what was done.
func (f *Reader) DoneWords(in *sim.Input) string {
	t := &f.Words.Futures
	switch {
	case in.Fault != nil:
		return f.Words.Faults[in.Fault.Name]
	case in.Repair:
		return t.Repaired
	case in.Remedy == nil:
		return t.NewOrder
	case in.Remedy.On:
		return fmt.Sprintf(t.RemedyOn, in.Remedy.Remedy)
	}
	return fmt.Sprintf(t.RemedyOff, in.Remedy.Remedy)
}

// RunWords says what another run is, by what it has other than the present one.
func (f *Reader) RunWords(now, lane *moment.FutureLane) string {
	t := &f.Words.Futures
	said := f.Words.Status.Mode[lane.State.Setup.Mode%3]
	if lane.Scenario != now.Scenario {
		said += " · " + sim.Printable(lane.Scenario, scenarioMax)
	} else if lane.Seed != now.Seed {
		said += " · " + fmt.Sprintf(t.Seed, lane.Seed)
	}
	return said
}

// scenarioMax bounds the name of a scenario, in characters.
const scenarioMax = 24

// FutureCaption returns that sentence in its variants, the longest first.
func (f *Reader) FutureCaption(v *moment.FuturesView) []string {
	t, at := &f.Words.Futures, f.Words.Moment(v.Parting)
	if v.Apart {
		return f.apartCaption(v)
	}
	if f.Moment.At < v.Parting {
		return []string{fmt.Sprintf(t.Before, at, 1, v.Other+1)}
	}
	part, outcome := fmt.Sprintf(t.Part, 1, v.Other+1, at), f.outcome(v)
	with := part
	if v.Cause != nil {
		with += " (" + f.DoneWords(v.Cause) + ")"
	}
	return []string{Sentence("%s", with+". "+outcome)[0], Sentence("%s", part+". "+outcome)[0], Sentence("%s", fmt.Sprintf(t.PartShort, at)+outcome)[0]}
}

// apartCaption says that the future which is selected is another run.
func (f *Reader) apartCaption(v *moment.FuturesView) []string {
	t, i := &f.Words.Futures, slices.IndexFunc(v.Lanes, func(l moment.FutureLane) bool { return l.Future == v.Other })
	lane := &v.Lanes[max(i, 0)]
	at := f.Words.Moment(lane.Stood)
	return []string{fmt.Sprintf(t.Other, v.Other+1, f.RunWords(&v.Lanes[0], lane), at), fmt.Sprintf(t.OtherShort, v.Other+1, at)}
}

// outcome says what the first thing is in which the states of the two futures
// differ: of those that matter most, and of the one that has more of it.
func (f *Reader) outcome(v *moment.FuturesView) string {
	t := &f.Words.Futures
	var other *sim.State
	for i := range v.Lanes {
		if v.Lanes[i].Future == v.Other {
			other = v.Lanes[i].State
		}
	}
	now := v.Lanes[0].State
	for _, c := range [...]struct {
		of        func(*sim.State) int
		one, more string
	}{
		{func(s *sim.State) int { return s.Truths[sim.Lost] }, t.OneLost, t.MoreLost},
		{func(s *sim.State) int { return int(s.ForNothing) }, t.MoreMoney, t.MoreMoney},
		{func(s *sim.State) int { return s.Rows[sim.RowPublishFailed] }, t.OneFailed, t.MoreFailed},
		{func(s *sim.State) int { return s.Finished }, t.OneDone, t.MoreDone},
		{func(s *sim.State) int { return len(s.Client.Memory) }, t.OneIn, t.MoreIn},
		{func(s *sim.State) int { return s.Published }, t.OneSays, t.MoreSay},
		{(*sim.State).Count, t.OneOrder, t.MoreOrders},
	} {
		lane, more := 1, c.of(now)-c.of(other)
		if more < 0 {
			lane, more = v.Other+1, -more
		}
		switch {
		case more == 0:
			continue
		case c.one == c.more:
			return fmt.Sprintf(c.more, lane, typeset.Grouped(int64(more)))
		case more == 1:
			return fmt.Sprintf(c.one, lane)
		}
		return fmt.Sprintf(c.more, lane, f.Words.CountOf(more))
	}
	if now.Ended != 0 && other.Ended != 0 {
		return t.SameEnd
	}
	return t.Same
}
