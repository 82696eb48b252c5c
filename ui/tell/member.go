package tell

import (
	"fmt"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// MemberStanding returns how a member stands now.
func (f *Reader) MemberStanding(g sim.Group, m *sim.MemberState) sim.MemberStanding {
	return f.State.MemberStanding(g, m, f.Moment.At)
}

// Census returns how many members of a group stand how now.
func (f *Reader) Census(g sim.Group) sim.Census { return f.State.Census(g, f.Moment.At) }

// Consumed reports whether a member of the group can get records.
func (f *Reader) Consumed(g sim.Group) bool {
	c := f.Census(g)
	return c.Reading() > 0
}

// StandingPens are the colours in which it is said.
var StandingPens = [sim.MemberStandingCount]canvas.Pen{
	sim.StandsIdle: canvas.Quiet, sim.StandsBusy: canvas.Moving, sim.StandsRetrying: canvas.Waiting, sim.StandsAbsent: canvas.Lost, sim.StandsDown: canvas.Lost, sim.StandsCrashed: canvas.Lost, sim.StandsApart: canvas.Lost,
	sim.StandsStarting: canvas.Waiting, sim.StandsJoining: canvas.Waiting, sim.StandsStopped: canvas.Waiting, sim.StandsOut: canvas.Lost, sim.StandsElsewhere: canvas.Quiet, sim.StandsUnseen: canvas.Unknown,
}

// StandingWords says in a column of some width what a member of a group does.
func (f *Reader) StandingWords(g sim.Group, m *sim.MemberState, room int) (string, canvas.Pen) {
	t, s := &f.Words.Member, f.MemberStanding(g, m)
	said := canvas.Longest(room, t.Stands[s], t.Briefly[s])
	switch next := f.Words.SecondsOf(m.NextAt - f.Moment.At); {
	case s == sim.StandsBusy:
		said = words.Named(m.Order) + "  " + f.Words.SecondsOf(f.Moment.At-m.Began)
	case s == sim.StandsCrashed && m.NextAt > f.Moment.At:
		said = canvas.Longest(room, fmt.Sprintf(t.Restarts, next), t.Briefly[s])
	case s == sim.StandsRetrying:
		said = canvas.Longest(room, fmt.Sprintf(t.Retries, m.Retries, sim.ConsumerRetries, next), fmt.Sprintf(t.Again, next), t.Briefly[s])
	}
	return said, StandingPens[s]
}

// workerName names whose event it is: a worker of the in-house group, or the
// one consumer of the external group.
func (f *Reader) workerName(g sim.Group, worker uint8) string {
	if g == sim.ExternalGroup && len(f.State.Members(g)) <= 1 {
		return f.Words.Member.External
	}
	return fmt.Sprintf(f.Words.Member.Name, worker)
}
