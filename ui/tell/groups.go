package tell

import (
	"fmt"

	"orderflow/sim"
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

// LagKnown reports whether anybody can tell the LAG of a group: its coordinator
// and the leaders of all partitions answer.
func (f *Reader) LagKnown(g sim.Group) bool {
	gone, _ := f.Unreachable()
	for i := range f.State.Partitions {
		gone = gone || !f.State.LagKnown(&f.State.Partitions[i], g)
	}
	return !gone
}

// Again reports whether what a worker is at was done before it began.
func (f *Reader) Again(m *sim.MemberState) bool {
	o := f.State.Order(m.Order)
	before := func(r sim.Rung) bool { return o.Reached(r) && o.Rungs[r] < m.Began }
	return o != nil && (before(sim.Finished) || before(sim.Accepted))
}

// GroupVerdict says in one sentence how a group is.
func (f *Reader) GroupVerdict(g sim.Group) string {
	t, c, lag := &f.Words.Place, f.Census(g), f.Lag(g)
	_, until := f.State.GhostIn(g)
	switch {
	case f.State.KeepsAway(g) != nil:
		return fmt.Sprintf(t.GroupAbsent, g)
	case f.away(&c):
		return fmt.Sprintf(t.GroupAway, g)
	case f.State.Groups[g].Unseen:
		return fmt.Sprintf(t.GroupUnseen, g)
	case c.Queued() > 0 && c.Reading() == 0 && until > f.Moment.At:
		return fmt.Sprintf(t.GroupHasGhost, g, f.Words.SecondsOf(until))
	case c.Stand[sim.StandsCrashed] > 0:
		return fmt.Sprintf(t.GroupCrashed, g, c.Stand[sim.StandsCrashed], c.Count)
	case c.Stand[sim.StandsStopped] > 0:
		return fmt.Sprintf(t.GroupStopped, g, c.Stand[sim.StandsStopped], c.Count)
	case c.Reading() == 0:
		return fmt.Sprintf(t.GroupForming, g)
	case lag > 0 && c.Stand[sim.StandsBusy] > 0:
		return fmt.Sprintf(t.GroupBusy, g, lag, c.Stand[sim.StandsBusy], c.Count)
	case lag > 0:
		return fmt.Sprintf(t.GroupLags, g, lag)
	}
	return fmt.Sprintf(t.GroupRests, g)
}

// away reports whether no member of a group can reach a broker.
func (f *Reader) away(c *sim.Census) bool {
	gone, _ := f.Unreachable()
	return gone || c.Stand[sim.StandsApart] == c.Count && c.Count > 0
}
