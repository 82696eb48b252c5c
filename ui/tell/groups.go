package tell

import (
	"fmt"

	"orderflow/sim"
	"orderflow/ui/words"
)

// LagGroups are the groups whose LAG is shown, from the first line of three.
var LagGroups = [...]sim.Group{sim.InHouseGroup, sim.ExternalGroup, sim.StatisticsGroup}

// Unreachable reports whether no broker can be reached, and whether that is
// because they are frozen.
func (f *Reader) Unreachable() (gone, frozen bool) {
	gone, frozen = true, true
	for _, b := range f.State.Brokers[1 : f.Brokers()+1] {
		gone = gone && b.Down
		frozen = frozen && b.Down && b.Reason == sim.ReasonFreeze
	}
	return gone, frozen
}

// Brokers returns how many brokers the run has.
func (f *Reader) Brokers() int { return f.State.Setup.Brokers() }

// Lag returns the LAG of a group over all partitions.
func (f *Reader) Lag(g sim.Group) int64 {
	sum := int64(0)
	for i := range f.State.Partitions {
		sum += f.State.Partitions[i].Lag(g)
	}
	return sum
}

// Workers returns the members of a group. A group of which nothing was heard
// yet has its members, at rest: it finished its first rebalance before 0 s.
func (f *Reader) Workers(g sim.Group) []sim.MemberState {
	group := &f.State.Groups[g]
	if group.Seen {
		return group.Members
	}
	count := 1
	if g == sim.InHouseGroup {
		count = f.State.Setup.Workers
	}
	rest := make([]sim.MemberState, count)
	for i := range rest {
		rest[i].Joined, rest[i].Silent, rest[i].GhostUntil = true, sim.Never, sim.Never
	}
	return rest
}

// Again reports whether what a worker is at was done before it began.
func (f *Reader) Again(m *sim.MemberState) bool {
	o := f.State.Order(m.Order)
	before := func(r sim.Rung) bool { return o.Reached(r) && o.Rungs[r] < m.Since }
	return o != nil && (before(sim.Finished) || before(sim.Accepted))
}

// absent reports whether a fault keeps the consumers of a group away.
func (f *Reader) absent(g sim.Group) bool {
	_, absent := f.groupAbsent(g)
	return absent
}

// Census is how many members of a group stand how.
type Census struct {
	count int
	Stand [words.StandingCount]int
}

// Census counts how the members of a group stand.
func (f *Reader) Census(g sim.Group) Census {
	var c Census
	members := f.Workers(g)
	c.count = len(members)
	for i := range members {
		c.Stand[f.Standing(g, &members[i])]++
	}
	return c
}

// reading returns how many members can get records.
func (c *Census) reading() int {
	return c.Stand[words.StandsIdle] + c.Stand[words.StandsBusy] + c.Stand[words.StandsRetrying]
}

// GroupVerdict says in one sentence how a group is.
func (f *Reader) GroupVerdict(g sim.Group) string {
	t, c, lag := &f.Words.Place, f.Census(g), f.Lag(g)
	_, absent := f.groupAbsent(g)
	_, until := f.Haunting(g)
	waiting := c.Stand[words.StandsJoining] + c.Stand[words.StandsStopped]
	switch {
	case absent:
		return fmt.Sprintf(t.GroupAbsent, g)
	case f.away(&c):
		return fmt.Sprintf(t.GroupAway, g)
	case waiting > 0 && c.reading() == 0 && until > f.Moment.At:
		return fmt.Sprintf(t.GroupHaunted, g, f.Words.SecondsOf(until))
	case c.Stand[words.StandsCrashed] > 0:
		return fmt.Sprintf(t.GroupCrashed, g, c.Stand[words.StandsCrashed], c.count)
	case c.Stand[words.StandsStopped] > 0:
		return fmt.Sprintf(t.GroupStopped, g, c.Stand[words.StandsStopped], c.count)
	case c.reading() == 0:
		return fmt.Sprintf(t.GroupForming, g)
	case lag > 0 && c.Stand[words.StandsBusy] > 0:
		return fmt.Sprintf(t.GroupBusy, g, lag, c.Stand[words.StandsBusy], c.count)
	case lag > 0:
		return fmt.Sprintf(t.GroupLags, g, lag)
	}
	return fmt.Sprintf(t.GroupRests, g)
}

// away reports whether no member of a group can reach a broker.
func (f *Reader) away(c *Census) bool {
	gone, _ := f.Unreachable()
	return gone || c.Stand[words.StandsApart] == c.count && c.count > 0
}
