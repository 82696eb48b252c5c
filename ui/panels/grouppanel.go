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
			sim.ConsumerRetrying, sim.MemberJoining, sim.MemberAbandoned, sim.RebalanceNoticed, sim.CoordinatorLoaded, sim.GroupSight, sim.HandledElsewhere,
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
	f.drawPlacePanel([]string{title, g.String()}, f.GroupVerdict(g), [boxCount]func(canvas.Rect){
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
		f.Put(r.X+memberShares, y, r.W-memberShares-2, canvas.Ink, f.sharesOf(g, i+1, r.W-memberShares-2))
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

// sharesOf names the partitions of a worker, as many as have room, and says how
// many more there are.
func (f *frame) sharesOf(g sim.Group, worker, room int) string {
	var shares []string
	for i := range f.State.Partitions {
		if f.Assigned(&f.State.Partitions[i], g) == worker {
			shares = append(shares, "P"+strconv.Itoa(i))
		}
	}
	if len(shares) == 0 {
		return "–"
	}
	variants := []string{strings.Join(shares, " ")}
	for n := len(shares) - 1; n >= 0; n-- {
		variants = append(variants, strings.TrimPrefix(strings.Join(shares[:n], " ")+" +"+strconv.Itoa(len(shares)-n), " "))
	}
	return canvas.Longest(room, variants...)
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

// drawJobs draws how many jobs the panel works at, and up to the line end its last
// jobs, one at least; each can be opened. It returns the line after them.
func (f *frame) drawJobs(r canvas.Rect, y, end int) int {
	running, jobs := 0, f.State.Jobs
	for i := range jobs {
		if tell.Running(&jobs[i]) {
			running++
		}
	}
	f.labelled(r, y, 22, f.Words.Place.JobsRun, strconv.Itoa(running), canvas.Ink)
	y++
	for i := len(jobs) - 1; i >= max(0, len(jobs)-max(1, end-y)); i-- {
		j, p := &jobs[i], canvas.Moving
		switch {
		case tell.Running(j):
		case j.Status == sim.JobCompleted && !tell.Fallen(j):
			p = canvas.Done
		default:
			p = canvas.Lost
		}
		f.Clickable(r.X+1, y, r.W-2, intent.Click{Place: intent.Place{Kind: intent.JobPlace, Number: j.Job}})
		f.labelled(r, y, 22, fmt.Sprintf(f.Words.Panel.Job, j.Job, j.Order), fmt.Sprintf(f.Words.Track.Percent, j.Percent), p)
		y++
	}
	return y
}

// drawGroupLag draws the LAG of a group, and what LAG does not count.
func (f *frame) drawGroupLag(r canvas.Rect, g sim.Group) {
	t := &f.Words.Place
	f.Box(r, false, "LAG", canvas.Ink)
	census := f.Census(g)
	lag, pen := typeset.Grouped(f.Lag(g)), canvas.Ink
	switch {
	case !f.LagKnown(g):
		lag, pen = "?", canvas.Unknown
	case f.Lag(g) > 0:
		pen = canvas.Waiting
	}
	f.labelled(r, r.Y+1, 22, t.LagTotal, lag, pen|canvas.Bold)
	f.labelled(r, r.Y+2, 22, t.InHandlers, strconv.Itoa(census.Stand[sim.StandsBusy]), canvas.Ink)
	y, notes := r.Y+3, chrome.Wrapped(t.LagNotes[g-sim.InHouseGroup], r.W-4)
	if g == sim.ExternalGroup {
		y = f.drawJobs(r, y, r.Y+r.H-2-len(notes))
	}
	for _, line := range notes {
		y++
		if y < r.Y+r.H-1 {
			f.Put(r.X+2, y, r.W-4, canvas.Quiet, line)
		}
	}
}
