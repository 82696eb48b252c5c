package ui

import (
	"fmt"
	"time"

	"orderflow/sim"
)

// standing is how a member of a group stands. One function says it; boxes,
// panels, sentences and causes only word it.
type standing uint8

const (
	standsIdle     standing = iota // it polls, or sleeps
	standsBusy                     // its handler runs
	standsRetrying                 // all its fetchers have ended by an error; it makes new ones in a moment
	standsAbsent                   // a fault keeps it away
	standsDown                     // the order service, in whose process it lives, is down
	standsCrashed                  // kafkajs, or its process, starts it again
	standsApart                    // it has no connection
	standsStarting                 // it runs, and has not asked to join yet
	standsJoining                  // its JoinGroup waits
	standsStopped                  // a rebalance stopped it
	standsOut                      // its session ran out, and it does not know yet
	standingCount
)

// reads reports whether a member that stands so can get records.
func (s standing) reads() bool { return s <= standsRetrying }

// standing returns how a member stands.
func (f *frame) standing(g sim.Group, m *sim.MemberState) standing {
	switch {
	case g >= sim.ServiceGroup && f.s.Service.Down:
		return standsDown
	case !m.Joined && f.absent(g):
		return standsAbsent
	case m.Crashed:
		return standsCrashed
	case m.Order != 0:
		return standsBusy
	case m.Disconnected:
		return standsApart
	case m.Stopped:
		return standsStopped
	case m.Out:
		return standsOut
	case m.Joining || m.Joined && m.Silent != sim.Never: // a new process may join when the session of the old one is over
		return standsJoining
	case !m.Joined:
		return standsStarting
	case m.Retries > 0 && m.NextAt > f.m.At:
		return standsRetrying
	}
	return standsIdle
}

// consumed reports whether a member of the group can get records.
func (f *frame) consumed(g sim.Group) bool {
	members := f.workers(g)
	for i := range members {
		if f.standing(g, &members[i]).reads() {
			return true
		}
	}
	return false
}

// haunting returns the worker whose ghost is counted longest in a group, and
// until when; 0 where there is none.
func (f *frame) haunting(g sim.Group) (worker int, until time.Duration) {
	until = sim.Never
	for i := range f.s.Groups[g].Members {
		if m := &f.s.Groups[g].Members[i]; m.GhostUntil != sim.Never && m.GhostUntil > until {
			worker, until = i+1, m.GhostUntil
		}
	}
	return worker, until
}

// queued reports whether a member of the group waits in JoinGroup.
func (f *frame) queued(g sim.Group) bool {
	members := f.workers(g)
	for i := range members {
		if s := f.standing(g, &members[i]); s == standsJoining || s == standsStopped {
			return true
		}
	}
	return false
}

// memberWords are how a member stands, in full and where there is little room.
type memberWords struct {
	Stands     [standingCount]string `max:"18"` // by standing
	Briefly    [standingCount]string `max:"10"`
	Restarts   string                `max:"16"` // 8.1 s
	Retries    string                `max:"16"` // 1, 5, 0.3 s
	Again      string                `max:"16"` // 12.3 s
	Name       string                `max:"14"` // 1
	External   string                `max:"24"`
	Ghost      string                `max:"20"` // 35.8 s
	GhostShort string                `max:"14"` // 5.1 s
	Session    string                `max:"21"` // 5.2, 30
	Consumer   string                `max:"20"` // joining
}

// standingPens are the colours in which it is said.
var standingPens = [standingCount]pen{
	standsIdle: quiet, standsBusy: moving, standsRetrying: waiting, standsAbsent: lost, standsDown: lost, standsCrashed: lost, standsApart: lost,
	standsStarting: waiting, standsJoining: waiting, standsStopped: waiting, standsOut: lost,
}

// standingWords says in a column of some width what a member of a group does.
func (f *frame) standingWords(g sim.Group, m *sim.MemberState, room int) (string, pen) {
	t, s := &f.t.Member, f.standing(g, m)
	said := longest(room, t.Stands[s], t.Briefly[s])
	switch next := f.t.seconds(m.NextAt - f.m.At); {
	case s == standsBusy:
		said = named(m.Order) + "  " + f.t.seconds(f.m.At-m.Since)
	case s == standsCrashed && m.NextAt > f.m.At:
		said = longest(room, fmt.Sprintf(t.Restarts, next), t.Briefly[s])
	case s == standsRetrying:
		said = longest(room, fmt.Sprintf(t.Retries, m.Retries, sim.ConsumerRetries, next), fmt.Sprintf(t.Again, next), t.Briefly[s])
	}
	return said, standingPens[s]
}

// standingBriefly says it in ten columns.
func (f *frame) standingBriefly(g sim.Group, m *sim.MemberState) (string, pen) {
	s := f.standing(g, m)
	switch {
	case s == standsBusy && f.again(m):
		return "◆ " + named(m.Order), unknown
	case s == standsBusy:
		return "◐ " + named(m.Order), moving
	}
	return f.t.Member.Briefly[s], standingPens[s]
}

// workerName names whose event it is: a worker of the in-house group, or the
// one consumer of the external group.
func (f *frame) workerName(g sim.Group, worker uint8) string {
	if g == sim.ExternalGroup && len(f.workers(g)) <= 1 {
		return f.t.Member.External
	}
	return fmt.Sprintf(f.t.Member.Name, worker)
}

var englishMember = memberWords{
	Stands: [standingCount]string{
		"idle", "busy", "retrying", "absent", "service down", "crashed", "no connection", "starting", "joining", "stopped, rejoins", "thrown out",
	},
	Briefly:  [standingCount]string{"idle", "busy", "retrying", "absent", "down", "crashed", "no conn.", "starting", "joining", "rebalance", "thrown out"},
	Restarts: "starts in %s", Retries: "retry %d/%d, %s", Again: "again in %s",
	Name: "worker w%d", External: "the external consumer", Ghost: "ghost until %s", GhostShort: "ghost %s", Session: "session %s/%s s", Consumer: "consumer: %s",
}

var koreanMember = memberWords{
	Stands: [standingCount]string{
		"대기", "처리 중", "재시도 중", "없음", "서비스 중단", "중단됨", "연결 끊김", "시작 중", "참여 중", "리밸런스로 멈춤", "그룹에서 제외됨",
	},
	Briefly:  [standingCount]string{"대기", "처리 중", "재시도 중", "없음", "중단", "중단됨", "연결 끊김", "시작 중", "참여 중", "리밸런스", "제외됨"},
	Restarts: "%s 뒤 재시작", Retries: "재시도 %d/%d %s", Again: "%s 뒤 재시도",
	Name: "워커(w%d)", External: "외부 컨슈머", Ghost: "유령 %s까지", GhostShort: "유령 %s", Session: "세션 %s/%s초", Consumer: "컨슈머: %s",
}
