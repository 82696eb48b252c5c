package sim

import "time"

// MemberStanding is how a member of a group stands; Standing is where an order
// is. One function says it; boxes, panels, sentences and causes only word it.
type MemberStanding uint8

// The standings of a member.
const (
	StandsIdle      MemberStanding = iota // it polls, or sleeps
	StandsBusy                            // its handler runs
	StandsElsewhere                       // it is not this run's, and what it does is not seen
	StandsRetrying                        // all its fetchers have ended by an error; it makes new ones in a moment
	StandsAbsent                          // a fault keeps it away
	StandsDown                            // the order service, in whose process it lives, is down
	StandsCrashed                         // kafkajs, or its process, starts it again
	StandsApart                           // it has no connection
	StandsStarting                        // it runs, and has not asked to join yet
	StandsJoining                         // its JoinGroup waits
	StandsStopped                         // a rebalance stopped it
	StandsOut                             // its session ran out, and it does not know yet
	StandsUnseen                          // nobody can tell whether it still is a member
	MemberStandingCount
)

// Reads reports whether a member that stands so can get records.
func (s MemberStanding) Reads() bool { return s <= StandsRetrying }

// MemberStanding returns how a member of a group stands at a time from the
// state's last event on.
func (s *State) MemberStanding(g Group, m *MemberState, at time.Duration) MemberStanding {
	switch {
	case !g.ConsumesOrders() && s.Service.Down:
		return StandsDown
	case !m.Joined && s.KeepsAway(g) != nil:
		return StandsAbsent
	case m.Foreign && !m.Joined:
		return StandsAbsent
	case m.Crashed:
		return StandsCrashed
	case m.Order != 0:
		return StandsBusy
	case m.Disconnected:
		return StandsApart
	case s.Groups[g].Unseen:
		return StandsUnseen
	case m.Stopped:
		return StandsStopped
	case m.Out:
		return StandsOut
	case m.Joining || m.Joined && m.Silent != Never: // a new process may join when the session of the old one is over
		return StandsJoining
	case !m.Joined:
		return StandsStarting
	case m.Retries > 0 && m.NextAt > at:
		return StandsRetrying
	case m.Foreign:
		return StandsElsewhere
	}
	return StandsIdle
}

// KeepsAway returns the fault that keeps the consumers of a group away, or nil:
// one without a group is of all that consume sns.orders.
func (s *State) KeepsAway(g Group) *FaultState {
	for i := range s.Faults {
		f := &s.Faults[i]
		if f.End == Never && f.Event != 0 && f.Fault.Name == ConsumerAbsent && (f.Fault.Group == g || f.Fault.Group == 0 && g.ConsumesOrders()) {
			return f
		}
	}
	return nil
}

// Members returns the members of a group. A group of which nothing was heard
// yet has its members, at rest: it finished its first rebalance before 0 s.
func (s *State) Members(g Group) []MemberState {
	group := &s.Groups[g]
	if group.Seen {
		return group.Members
	}
	rest := make([]MemberState, s.Setup.Members(g))
	for i := range rest {
		rest[i].Joined, rest[i].Silent, rest[i].GhostUntil = true, Never, Never
	}
	return rest
}

// Census is how many members of a group stand how.
type Census struct {
	Count int
	Stand [MemberStandingCount]int
}

// Census counts the members of a group at a time.
func (s *State) Census(g Group, at time.Duration) Census {
	members := s.Members(g)
	c := Census{Count: len(members)}
	for i := range members {
		c.Stand[s.MemberStanding(g, &members[i], at)]++
	}
	return c
}

// Reading returns how many of them can get records.
func (c *Census) Reading() int {
	return c.Stand[StandsIdle] + c.Stand[StandsBusy] + c.Stand[StandsElsewhere] + c.Stand[StandsRetrying]
}

// Queued returns how many of them wait in JoinGroup, or will in a moment.
func (c *Census) Queued() int { return c.Stand[StandsJoining] + c.Stand[StandsStopped] }

// GhostIn returns the worker whose ghost is counted longest in a group, and
// until when; 0 where there is none.
func (s *State) GhostIn(g Group) (worker int, until time.Duration) {
	until = Never
	for i := range s.Groups[g].Members {
		if m := &s.Groups[g].Members[i]; m.GhostUntil != Never && m.GhostUntil > until {
			worker, until = i+1, m.GhostUntil
		}
	}
	return worker, until
}
