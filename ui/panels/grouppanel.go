package panels

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
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
	g := sim.Group(f.panel.Of)
	title := fmt.Sprintf(f.Words.Place.GroupTitle, g)
	if !slices.Contains(tell.LagGroups[:], g) {
		f.drawNoPlace(title, f.Words.Place.NoGroup)
		return
	}
	f.drawPlacePanel(title, f.GroupVerdict(g), 0, [placeBoxes]placeBox{
		func(r canvas.Rect) { f.drawMembers(r, g) }, f.drawStory,
		func(r canvas.Rect) { f.drawShares(r, g) }, func(r canvas.Rect) { f.drawGroupLag(r, g) },
		func(r canvas.Rect) { f.drawMeaning(r, f.Words.Place.GroupMeans[:]) },
	})
}

// Columns of the members, from the left of their box.
const (
	memberState   = 7
	memberSession = 27
	memberShares  = 46
)

// drawMembers draws each member with what it does, its session and its partitions.
func (f *frame) drawMembers(r canvas.Rect, g sim.Group) {
	t := &f.Words.Place
	f.Box(r, false, t.Members, canvas.Ink)
	f.Put(r.X+memberState, r.Y+1, 18, canvas.Quiet, t.Does)
	f.Put(r.X+memberSession, r.Y+1, memberShares-memberSession-1, canvas.Quiet, t.Session)
	f.Put(r.X+memberShares, r.Y+1, r.W-memberShares-2, canvas.Quiet, t.Shares)
	members := f.State.Members(g)
	rows := r.H - 3
	for i := range min(len(members), rows) {
		m, y := &members[i], r.Y+2+i
		if i == rows-1 && len(members) > rows {
			f.Put(r.X+memberState, y, r.W-memberState-2, canvas.Quiet, fmt.Sprintf(f.Words.Broker.Rest, len(members)-i))
			break
		}
		f.Put(r.X+2, y, 4, canvas.Ink, "w"+strconv.Itoa(i+1))
		state, p := f.StandingWords(g, m, memberSession-memberState-1)
		if f.MemberStanding(g, m) == sim.StandsBusy {
			state = "◐ " + state
			f.Clickable(r.X+memberState, y, memberSession-memberState-1, intent.Click{Place: moment.PlaceOf(m.Order)})
		}
		f.Put(r.X+memberState, y, memberSession-memberState-1, p, state)
		said, p := f.session(m)
		f.Put(r.X+memberSession, y, memberShares-memberSession-1, p, said)
		f.Put(r.X+memberShares, y, r.W-memberShares-2, canvas.Ink, f.sharesOf(g, i+1))
	}
}

// session says how a member's session is: until when a ghost of it is counted,
// or how long the coordinator has not heard of it.
func (f *frame) session(m *sim.MemberState) (string, canvas.Pen) {
	t := &f.Words.Place
	switch {
	case m.GhostUntil != sim.Never:
		return fmt.Sprintf(f.Words.Member.Ghost, f.Words.SecondsOf(m.GhostUntil)), canvas.Waiting
	case m.Silent != sim.Never:
		return f.silence(m), canvas.Waiting
	case m.Joined:
		return t.Heard, canvas.Quiet
	}
	return t.NoMember, canvas.Quiet
}

// silence says for how long of its session a member has not been heard of.
func (f *frame) silence(m *sim.MemberState) string {
	limit := f.State.Setup.SessionTimeout
	return fmt.Sprintf(f.Words.Place.Silence, words.Tenths(min(f.Since(m.Silent), limit)), strconv.FormatInt(int64(limit/time.Second), 10))
}

// sharesOf names the partitions of a worker.
func (f *frame) sharesOf(g sim.Group, worker int) string {
	var shares []string
	for i := range f.State.Partitions {
		if f.Assigned(&f.State.Partitions[i], g) == worker {
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
func (f *frame) drawShares(r canvas.Rect, g sim.Group) {
	t := &f.Words.Place
	f.Box(r, false, t.GroupShares, canvas.Ink)
	f.Right(r.X+shareCommitted, r.Y+1, 11, canvas.Quiet, t.Committed)
	f.Right(r.X+shareHigh, r.Y+1, 4, canvas.Quiet, "HW")
	f.Right(r.X+shareLag, r.Y+1, 4, canvas.Quiet, "LAG")
	f.Put(r.X+shareWorker, r.Y+1, r.W-shareWorker-2, canvas.Quiet, t.WorkerShort)
	rows := r.H - 3
	for i := range min(rows, len(f.State.Partitions)) {
		p, y := &f.State.Partitions[i], r.Y+2+i
		if i == rows-1 && len(f.State.Partitions) > rows {
			f.Put(r.X+2, y, r.W-4, canvas.Quiet, fmt.Sprintf(f.Words.Broker.Rest, len(f.State.Partitions)-i))
			break
		}
		f.Clickable(r.X+1, y, r.W-2, intent.Click{Place: intent.Place{Kind: intent.PartitionPlace, Number: uint32(i)}})
		f.Put(r.X+2, y, 4, canvas.Ink, "P"+strconv.Itoa(i))
		f.Right(r.X+shareCommitted, y, 9, canvas.Ink, words.Brief(p.Committed[g]))
		f.Right(r.X+shareHigh, y, 4, canvas.Ink, words.Brief(p.High))
		f.drawShare(canvas.Rect{X: r.X + shareWorker, Y: y, W: r.W - shareWorker - 2, H: 1}, r.X+shareLag, p, g)
	}
}

// drawGroupLag draws the LAG of a group, and what LAG does not count.
func (f *frame) drawGroupLag(r canvas.Rect, g sim.Group) {
	t := &f.Words.Place
	f.Box(r, false, "LAG", canvas.Ink)
	census := f.Census(g)
	lag, pen := typeset.Grouped(f.Lag(g)), canvas.Ink
	gone, _ := f.Unreachable()
	switch {
	case gone:
		lag, pen = "?", canvas.Unknown
	case f.Lag(g) > 0:
		pen = canvas.Waiting
	}
	f.labelled(r, r.Y+1, 22, t.LagTotal, lag, pen|canvas.Bold)
	f.labelled(r, r.Y+2, 22, t.InHandlers, strconv.Itoa(census.Stand[sim.StandsBusy]), canvas.Ink)
	y := r.Y + 3
	if g == sim.ExternalGroup {
		n := 0
		for i := range f.State.Jobs {
			if tell.Running(&f.State.Jobs[i]) {
				n++
			}
		}
		f.labelled(r, y, 22, t.JobsRun, strconv.Itoa(n), canvas.Ink)
		y++
	}
	for _, line := range chrome.Wrapped(t.LagNotes[g-sim.InHouseGroup], r.W-4) {
		y++
		if y < r.Y+r.H-1 {
			f.Put(r.X+2, y, r.W-4, canvas.Quiet, line)
		}
	}
}
