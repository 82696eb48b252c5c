package board

import (
	"fmt"
	"strconv"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// consumerNews returns the change's last event that shows in the boxes of the
// consumers, for one group.
func (f *frame) consumerNews(g sim.Group) *sim.Event {
	if f.Moment.Finished {
		return nil
	}
	return f.News.Latest(func(e *sim.Event) bool { return e.Group == g && e.Worker > 0 && e.Type <= sim.CommitFailed })
}

func (f *frame) drawInHouse(r canvas.Rect) {
	f.Box(r, false, f.Words.Workers.InHouse, canvas.Ink)
	f.GroupZones(r.X+3, r.Y, canvas.Columns(f.Words.Workers.InHouse), sim.InHouseGroup)
	f.Zone(r, intent.Click{Place: intent.Place{Kind: intent.GroupPlace, Number: uint32(sim.InHouseGroup)}})
	workers := f.State.Members(sim.InHouseGroup)
	f.drawFaultMark(r, f.drawSession(r, sim.InHouseGroup), actsAtConsumers)
	changed := 0
	if e := f.consumerNews(sim.InHouseGroup); e != nil {
		changed = int(e.Worker)
	}
	if len(workers) > r.H-2 {
		f.drawCrowd(r, workers, changed)
		return
	}
	for i := range workers {
		f.drawWorker(r, r.Y+1+i, i+1, &workers[i], i+1 == changed)
	}
}

// drawSession writes into the border what the coordinator waits for: a ghost,
// else the member that is nearest to the end of its session. It returns how
// many columns that takes.
func (f *frame) drawSession(r canvas.Rect, g sim.Group) int {
	said := f.sessionWords(g)
	if said == "" {
		return 0
	}
	x := r.X + r.W - 3 - canvas.Columns(said)
	f.Legend(x, r.Y+r.H-1, canvas.Columns(said), canvas.Waiting, said)
	return canvas.Columns(said) + 3
}

// sessionWords says until when a ghost is counted in a group, or for how long
// of its session a member has not been heard of.
func (f *frame) sessionWords(g sim.Group) string {
	if worker, until := f.State.GhostIn(g); worker > 0 {
		return fmt.Sprintf(f.Words.Member.Ghost, f.Words.SecondsOf(until))
	}
	longest := sim.Never
	for _, m := range f.State.Members(g) {
		if m.Silent != sim.Never && (longest == sim.Never || m.Silent < longest) {
			longest = m.Silent
		}
	}
	if longest == sim.Never {
		return ""
	}
	limit := f.State.Setup.SessionTimeout
	return fmt.Sprintf(f.Words.Member.Session, words.Tenths(min(f.Since(longest), limit)), strconv.FormatInt(int64(limit/time.Second), 10))
}

func (f *frame) drawWorker(r canvas.Rect, y, number int, m *sim.MemberState, changed bool) {
	x := f.Print(r.X+2, y, r.X+6, canvas.Ink, "w"+strconv.Itoa(number)+" ")
	busy := f.MemberStanding(sim.InHouseGroup, m) == sim.StandsBusy
	state, p := f.StandingWords(sim.InHouseGroup, m, r.W-4-(x+2-r.X-2))
	switch {
	case busy && f.Again(m):
		x = f.Print(x, y, r.X+r.W, canvas.Unknown, "◆ ")
	case busy:
		x = f.Print(x, y, r.X+r.W, canvas.Moving, "◐ ")
	default:
		x = f.Print(x, y, r.X+r.W, canvas.Quiet, "· ")
	}
	if changed {
		p |= canvas.Bold | canvas.Focus
		f.Set(r.X+r.W-2, y, canvas.Ink, '◂')
	}
	end := f.Put(x, y, r.X+r.W-2-x, p, state)
	if busy {
		f.Clickable(r.X+5, y, end-r.X-5, intent.Click{Place: moment.PlaceOf(m.Order)})
	}
}

// drawCrowd sums up more workers than there are lines.
func (f *frame) drawCrowd(r canvas.Rect, workers []sim.MemberState, changed int) {
	busy, orders := 0, []tell.Piece(nil)
	for i := range workers {
		if m := &workers[i]; f.MemberStanding(sim.InHouseGroup, m) == sim.StandsBusy {
			busy++
			orders = append(orders, tell.Piece{Text: "◐" + words.Named(m.Order) + " ", Pen: canvas.Moving})
		}
	}
	f.Put(r.X+2, r.Y+1, r.W-4, canvas.Ink, fmt.Sprintf(f.Words.Workers.Many, len(workers), busy))
	if said, p := f.crowdStands(workers); busy == 0 && said != "" {
		orders = []tell.Piece{{Text: said, Pen: p}}
	}
	x, end := r.X+2, r.X+r.W-3
	for _, p := range orders {
		if x+canvas.Columns(p.Text) > end {
			f.Set(x, r.Y+2, canvas.Quiet, '…')
			break
		}
		x = f.Print(x, r.Y+2, end, p.Pen, p.Text)
	}
	if changed > 0 {
		f.Set(r.X+r.W-2, r.Y+2, canvas.Ink, '◂')
	}
}

// crowdStands says how most of the workers stand that do not read, and how many.
func (f *frame) crowdStands(workers []sim.MemberState) (string, canvas.Pen) {
	var counts [sim.MemberStandingCount]int
	most := sim.StandsIdle
	for i := range workers {
		s := f.MemberStanding(sim.InHouseGroup, &workers[i])
		counts[s]++
		if !s.Reads() && (most == sim.StandsIdle || counts[s] > counts[most]) {
			most = s
		}
	}
	if most == sim.StandsIdle {
		return "", canvas.Quiet
	}
	return strconv.Itoa(counts[most]) + " " + f.Words.Member.Briefly[most], tell.StandingPens[most]
}

// drawShortWorkers draws the first two workers, and the panel's job or the LAG.
func (f *frame) drawShortWorkers(r canvas.Rect) {
	t := &f.Words.Workers
	f.Box(r, false, t.TitleShort, canvas.Ink)
	f.GroupZones(r.X+3, r.Y, canvas.Columns(t.TitleShort), sim.InHouseGroup)
	f.Zone(r, intent.Click{Place: intent.Place{Kind: intent.GroupPlace, Number: uint32(sim.InHouseGroup)}})
	workers := f.State.Members(sim.InHouseGroup)
	for i := range min(len(workers), r.H-3) {
		y := r.Y + 1 + i
		x := f.Print(r.X+2, y, r.X+6, canvas.Ink, "w"+strconv.Itoa(i+1)+" ")
		state, p := f.StandingBriefly(sim.InHouseGroup, &workers[i])
		f.Put(x, y, r.X+r.W-1-x, p, state)
	}
	f.drawShortJob(r, r.Y+r.H-2)
	f.drawFaultMark(r, f.drawShortGhost(r), actsAtConsumers, actsAtPanel)
}

// drawShortGhost writes into the border for how long a ghost of the in-house
// group is still counted. It returns how many columns that takes.
func (f *frame) drawShortGhost(r canvas.Rect) int {
	worker, until := f.State.GhostIn(sim.InHouseGroup)
	if worker == 0 {
		return 0
	}
	said := fmt.Sprintf(f.Words.Member.GhostShort, fmt.Sprintf(f.Words.Seconds, strconv.FormatInt(int64((max(0, until-f.Moment.At)+time.Second-1)/time.Second), 10)))
	f.Legend(r.X+r.W-3-canvas.Columns(said), r.Y+r.H-1, canvas.Columns(said), canvas.Waiting, said)
	return canvas.Columns(said) + 3
}
