package tell

import (
	"fmt"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// Standing returns how a member stands.
func (f *Reader) Standing(g sim.Group, m *sim.MemberState) words.Standing {
	switch {
	case g >= sim.ServiceGroup && f.State.Service.Down:
		return words.StandsDown
	case !m.Joined && f.absent(g):
		return words.StandsAbsent
	case m.Crashed:
		return words.StandsCrashed
	case m.Order != 0:
		return words.StandsBusy
	case m.Disconnected:
		return words.StandsApart
	case m.Stopped:
		return words.StandsStopped
	case m.Out:
		return words.StandsOut
	case m.Joining || m.Joined && m.Silent != sim.Never: // a new process may join when the session of the old one is over
		return words.StandsJoining
	case !m.Joined:
		return words.StandsStarting
	case m.Retries > 0 && m.NextAt > f.Moment.At:
		return words.StandsRetrying
	}
	return words.StandsIdle
}

// Consumed reports whether a member of the group can get records.
func (f *Reader) Consumed(g sim.Group) bool {
	members := f.Workers(g)
	for i := range members {
		if f.Standing(g, &members[i]).Reads() {
			return true
		}
	}
	return false
}

// Haunting returns the worker whose ghost is counted longest in a group, and
// until when; 0 where there is none.
func (f *Reader) Haunting(g sim.Group) (worker int, until time.Duration) {
	until = sim.Never
	for i := range f.State.Groups[g].Members {
		if m := &f.State.Groups[g].Members[i]; m.GhostUntil != sim.Never && m.GhostUntil > until {
			worker, until = i+1, m.GhostUntil
		}
	}
	return worker, until
}

// queued reports whether a member of the group waits in JoinGroup.
func (f *Reader) queued(g sim.Group) bool {
	members := f.Workers(g)
	for i := range members {
		if s := f.Standing(g, &members[i]); s == words.StandsJoining || s == words.StandsStopped {
			return true
		}
	}
	return false
}

// StandingPens are the colours in which it is said.
var StandingPens = [words.StandingCount]canvas.Pen{
	words.StandsIdle: canvas.Quiet, words.StandsBusy: canvas.Moving, words.StandsRetrying: canvas.Waiting, words.StandsAbsent: canvas.Lost, words.StandsDown: canvas.Lost, words.StandsCrashed: canvas.Lost, words.StandsApart: canvas.Lost,
	words.StandsStarting: canvas.Waiting, words.StandsJoining: canvas.Waiting, words.StandsStopped: canvas.Waiting, words.StandsOut: canvas.Lost,
}

// StandingWords says in a column of some width what a member of a group does.
func (f *Reader) StandingWords(g sim.Group, m *sim.MemberState, room int) (string, canvas.Pen) {
	t, s := &f.Words.Member, f.Standing(g, m)
	said := canvas.Longest(room, t.Stands[s], t.Briefly[s])
	switch next := f.Words.SecondsOf(m.NextAt - f.Moment.At); {
	case s == words.StandsBusy:
		said = words.Named(m.Order) + "  " + f.Words.SecondsOf(f.Moment.At-m.Since)
	case s == words.StandsCrashed && m.NextAt > f.Moment.At:
		said = canvas.Longest(room, fmt.Sprintf(t.Restarts, next), t.Briefly[s])
	case s == words.StandsRetrying:
		said = canvas.Longest(room, fmt.Sprintf(t.Retries, m.Retries, sim.ConsumerRetries, next), fmt.Sprintf(t.Again, next), t.Briefly[s])
	}
	return said, StandingPens[s]
}

// StandingBriefly says it in ten columns.
func (f *Reader) StandingBriefly(g sim.Group, m *sim.MemberState) (string, canvas.Pen) {
	s := f.Standing(g, m)
	switch {
	case s == words.StandsBusy && f.Again(m):
		return "◆ " + words.Named(m.Order), canvas.Unknown
	case s == words.StandsBusy:
		return "◐ " + words.Named(m.Order), canvas.Moving
	}
	return f.Words.Member.Briefly[s], StandingPens[s]
}

// workerName names whose event it is: a worker of the in-house group, or the
// one consumer of the external group.
func (f *Reader) workerName(g sim.Group, worker uint8) string {
	if g == sim.ExternalGroup && len(f.Workers(g)) <= 1 {
		return f.Words.Member.External
	}
	return fmt.Sprintf(f.Words.Member.Name, worker)
}
