package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"orderflow/sim"
)

// groupStory returns which events tell the story of a consumer group.
func groupStory(g sim.Group) func(*sim.Event) bool {
	return func(e *sim.Event) bool {
		if e.Group != g {
			return false
		}
		switch e.Type {
		case sim.MemberJoined, sim.MemberLeft, sim.PartitionAssigned, sim.ConsumerDisconnected, sim.ConsumerReconnected, sim.ConsumerCrashed, sim.ConsumerRestarted,
			sim.ConsumerRetrying, sim.MemberJoining, sim.MemberAbandoned, sim.RebalanceNoticed, sim.CoordinatorLoaded,
			sim.HandlerFailed, sim.OffsetCommitted, sim.CommitFailed, sim.DeadLettered, sim.FaultStruck:
			return true
		}
		return false
	}
}

// drawGroupPanel draws a consumer group: its members and their sessions, its
// partitions, its LAG, and what happened to it.
func (f *frame) drawGroupPanel() {
	g := sim.Group(f.m.Panel.Of)
	title := fmt.Sprintf(f.t.Place.GroupTitle, g)
	if !slices.Contains(lagGroups[:], g) {
		f.drawNoPlace(title, f.t.Place.NoGroup)
		return
	}
	f.drawPlacePanel(title, f.groupVerdict(g), 0, [placeBoxes]placeBox{
		func(r rect) { f.drawMembers(r, g) }, f.drawStory,
		func(r rect) { f.drawShares(r, g) }, func(r rect) { f.drawGroupLag(r, g) },
		func(r rect) { f.drawMeaning(r, f.t.Place.GroupMeans[:]) },
	})
}

// census is how many members of a group stand how.
type census struct {
	count int
	stand [standingCount]int
}

func (f *frame) census(g sim.Group) census {
	var c census
	members := f.workers(g)
	c.count = len(members)
	for i := range members {
		c.stand[f.standing(g, &members[i])]++
	}
	return c
}

// reading returns how many members can get records.
func (c *census) reading() int {
	return c.stand[standsIdle] + c.stand[standsBusy] + c.stand[standsRetrying]
}

// groupVerdict says in one sentence how a group is.
func (f *frame) groupVerdict(g sim.Group) string {
	t, c, lag := &f.t.Place, f.census(g), f.lag(g)
	_, absent := f.groupAbsent(g)
	_, until := f.haunting(g)
	waiting := c.stand[standsJoining] + c.stand[standsStopped]
	switch {
	case absent:
		return fmt.Sprintf(t.GroupAbsent, g)
	case f.away(&c):
		return fmt.Sprintf(t.GroupAway, g)
	case waiting > 0 && c.reading() == 0 && until > f.m.At:
		return fmt.Sprintf(t.GroupHaunted, g, f.t.seconds(until))
	case c.stand[standsCrashed] > 0:
		return fmt.Sprintf(t.GroupCrashed, g, c.stand[standsCrashed], c.count)
	case c.stand[standsStopped] > 0:
		return fmt.Sprintf(t.GroupStopped, g, c.stand[standsStopped], c.count)
	case c.reading() == 0:
		return fmt.Sprintf(t.GroupForming, g)
	case lag > 0 && c.stand[standsBusy] > 0:
		return fmt.Sprintf(t.GroupBusy, g, lag, c.stand[standsBusy], c.count)
	case lag > 0:
		return fmt.Sprintf(t.GroupLags, g, lag)
	}
	return fmt.Sprintf(t.GroupRests, g)
}

// away reports whether no member of a group can reach a broker.
func (f *frame) away(c *census) bool {
	gone, _ := f.unreachable()
	return gone || c.stand[standsApart] == c.count && c.count > 0
}

// Columns of the members, from the left of their box.
const (
	memberState   = 7
	memberSession = 27
	memberShares  = 46
)

// drawMembers draws each member with what it does, its session and its partitions.
func (f *frame) drawMembers(r rect, g sim.Group) {
	t := &f.t.Place
	f.box(r, false, t.Members, ink)
	f.put(r.x+memberState, r.y+1, 18, quiet, t.Does)
	f.put(r.x+memberSession, r.y+1, memberShares-memberSession-1, quiet, t.Session)
	f.put(r.x+memberShares, r.y+1, r.w-memberShares-2, quiet, t.Shares)
	members := f.workers(g)
	rows := r.h - 3
	for i := range min(len(members), rows) {
		m, y := &members[i], r.y+2+i
		if i == rows-1 && len(members) > rows {
			f.put(r.x+memberState, y, r.w-memberState-2, quiet, fmt.Sprintf(f.t.Broker.Rest, len(members)-i))
			break
		}
		f.put(r.x+2, y, 4, ink, "w"+strconv.Itoa(i+1))
		state, p := f.standingWords(g, m, memberSession-memberState-1)
		if f.standing(g, m) == standsBusy {
			state = "◐ " + state
			f.clickable(r.x+memberState, y, memberSession-memberState-1, deed{place: placeOf(m.Order)})
		}
		f.put(r.x+memberState, y, memberSession-memberState-1, p, state)
		words, p := f.session(m)
		f.put(r.x+memberSession, y, memberShares-memberSession-1, p, words)
		f.put(r.x+memberShares, y, r.w-memberShares-2, ink, f.sharesOf(g, i+1))
	}
}

// session says how a member's session is: until when a ghost of it is counted,
// or how long the coordinator has not heard of it.
func (f *frame) session(m *sim.MemberState) (string, pen) {
	t := &f.t.Place
	switch {
	case m.GhostUntil != sim.Never:
		return fmt.Sprintf(f.t.Member.Ghost, f.t.seconds(m.GhostUntil)), waiting
	case m.Silent != sim.Never:
		return f.silence(m), waiting
	case m.Joined:
		return t.Heard, quiet
	}
	return t.NoMember, quiet
}

// silence says for how long of its session a member has not been heard of.
func (f *frame) silence(m *sim.MemberState) string {
	limit := f.s.Setup.SessionTimeout
	return fmt.Sprintf(f.t.Place.Silence, tenths(min(f.since(m.Silent), limit)), strconv.FormatInt(int64(limit/time.Second), 10))
}

// sharesOf names the partitions of a worker.
func (f *frame) sharesOf(g sim.Group, worker int) string {
	var shares []string
	for i := range f.s.Partitions {
		if f.assigned(&f.s.Partitions[i], g) == worker {
			shares = append(shares, "P"+strconv.Itoa(i))
		}
	}
	if len(shares) == 0 {
		return "–"
	}
	return strings.Join(shares, " ")
}

// Columns of a group's partitions, from the left of their box.
const (
	shareCommitted = 15 // after the committed offset
	shareHigh      = 20 // after HW
	shareLag       = 26 // after the LAG
	shareWorker    = 28
)

// drawShares draws the group's partitions: committed, HW, LAG and whose they are.
func (f *frame) drawShares(r rect, g sim.Group) {
	t := &f.t.Place
	f.box(r, false, t.GroupShares, ink)
	f.right(r.x+shareCommitted, r.y+1, 11, quiet, t.Committed)
	f.right(r.x+shareHigh, r.y+1, 4, quiet, "HW")
	f.right(r.x+shareLag, r.y+1, 4, quiet, "LAG")
	f.put(r.x+shareWorker, r.y+1, r.w-shareWorker-2, quiet, t.WorkerShort)
	rows := r.h - 3
	for i := range min(rows, len(f.s.Partitions)) {
		p, y := &f.s.Partitions[i], r.y+2+i
		if i == rows-1 && len(f.s.Partitions) > rows {
			f.put(r.x+2, y, r.w-4, quiet, fmt.Sprintf(f.t.Broker.Rest, len(f.s.Partitions)-i))
			break
		}
		f.clickable(r.x+1, y, r.w-2, deed{place: Place{PartitionPlace, uint32(i)}})
		f.put(r.x+2, y, 4, ink, "P"+strconv.Itoa(i))
		f.right(r.x+shareCommitted, y, 9, ink, brief(p.Committed[g]))
		f.right(r.x+shareHigh, y, 4, ink, brief(p.High))
		f.drawShare(rect{r.x + shareWorker, y, r.w - shareWorker - 2, 1}, r.x+shareLag, p, g)
	}
}

// drawGroupLag draws the LAG of a group, and what LAG does not count.
func (f *frame) drawGroupLag(r rect, g sim.Group) {
	t := &f.t.Place
	f.box(r, false, "LAG", ink)
	census := f.census(g)
	lag, pen := grouped(f.lag(g)), ink
	gone, _ := f.unreachable()
	switch {
	case gone:
		lag, pen = "?", unknown
	case f.lag(g) > 0:
		pen = waiting
	}
	f.labelled(r, r.y+1, 22, t.LagTotal, lag, pen|bold)
	f.labelled(r, r.y+2, 22, t.InHandlers, strconv.Itoa(census.stand[standsBusy]), ink)
	y := r.y + 3
	if g == sim.ExternalGroup {
		n := 0
		for i := range f.s.Jobs {
			if running(&f.s.Jobs[i]) {
				n++
			}
		}
		f.labelled(r, y, 22, t.JobsRun, strconv.Itoa(n), ink)
		y++
	}
	for _, line := range wrapped(t.LagNotes[g-sim.InHouseGroup], r.w-4) {
		y++
		if y < r.y+r.h-1 {
			f.put(r.x+2, y, r.w-4, quiet, line)
		}
	}
}
