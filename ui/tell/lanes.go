package tell

import (
	"fmt"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/moment"
)

// LaneCaption says what the three lanes show, in one sentence.
func (f *Reader) LaneCaption(v *moment.LanesView) string {
	t := &f.Words.Lanes
	var published, failed [moment.LaneCount]int
	for i := range v.Lanes {
		s := v.Lanes[i].State
		published[i] = s.Published
		failed[i] = s.Truths[sim.Lost]
		for number := range s.Orders.Each() {
			if o := s.Order(number); o.Caller == sim.Failure && o.Truth() != sim.Lost && o.Truth() != sim.Done {
				failed[i]++
			}
		}
	}
	switch {
	case failed == [moment.LaneCount]int{1, 1, 1}:
		return t.AllFailedOne
	case failed[0] > 0 && failed[0] == failed[1] && failed[1] == failed[2]:
		return Sentence(t.AllFailed, f.Words.CountOf(failed[0]))[0]
	case failed != [moment.LaneCount]int{}:
		return fmt.Sprintf(t.Failed, failed[0], failed[1], failed[2])
	case published[0] > published[1]:
		return fmt.Sprintf(t.Waiting, published[0], published[1])
	case published[0] == 0:
		return t.Begin
	}
	return t.Same
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

// FutureCaption returns that sentence in its variants, the longest first.
func (f *Reader) FutureCaption(v *moment.FuturesView) []string {
	t, at := &f.Words.Futures, f.Words.Moment(v.Parting)
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
