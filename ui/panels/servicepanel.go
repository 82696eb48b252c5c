package panels

import (
	"fmt"
	"strconv"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// serviceStory reports whether an event tells the story of the order service:
// what its rows say, what its callers are told, and when it does not run.
func serviceStory(e *sim.Event) bool {
	switch e.Type {
	case sim.OrderMarked, sim.RowChanged, sim.PointsRefunded, sim.OutboxSent, sim.ServiceExited, sim.ServiceRestarted, sim.RemedySwitched:
		return true
	case sim.CallerKnows:
		return sim.Outcome(e.Word) != sim.Nothing
	}
	return false
}

// drawServicePanel draws the order service: what its rows say, what its callers
// know, its processes and jobs, and what happened to it.
func (f *frame) drawServicePanel() {
	t := &f.Words.Serving
	f.drawPlacePanel([]string{t.Title}, f.ServiceVerdict(), [boxCount]func(canvas.Rect){
		f.drawRowCounts, f.drawStory, f.drawCallers, f.drawServiceJobs,
		func(r canvas.Rect) { f.drawMeaning(r, t.Means[:]) },
	})
}

// rowBar is the column of the bars of the rows, from the left of their box;
// rowCount is the one after their counts.
const (
	rowCount = 28
	rowBar   = 31
)

// drawRowCounts draws how many rows say what now, and beside it how many ever
// said PUBLISHED: that number never falls.
func (f *frame) drawRowCounts(r canvas.Rect) {
	t := &f.Words.Serving
	f.Box(r, false, t.Rows, canvas.Ink)
	total, end := max(f.State.Count(), 1), r.Y+r.H-1
	tail := [...]struct {
		name, value string
		pen         canvas.Pen
	}{
		{t.Ever, typeset.Grouped(int64(f.State.Published)), canvas.Belief},
		{t.Points, typeset.Grouped(f.State.Charged), canvas.Ink},
		{t.Back, typeset.Grouped(f.State.Refunded), canvas.Ink},
	}
	y, room := r.Y+1, r.H-2-len(tail)
	for row := sim.RowCreated; row <= sim.RowRefunded; row++ {
		n := f.State.Rows[row]
		if room == 0 || n == 0 && room < int(sim.RowRefunded) {
			continue // the lines are for what there is
		}
		p := canvas.Ink
		if n == 0 {
			p = canvas.Quiet
		}
		f.Put(r.X+2, y, rowCount-9, p, tell.RowWord(row))
		f.Right(r.X+rowCount, y, 9, p, typeset.Grouped(int64(n)))
		if width := r.W - rowBar - 2; width > 0 && n > 0 {
			f.Repeat(r.X+rowBar, y, max(1, n*width/total), rowPen(row), '█')
		}
		y++
		room--
	}
	if y+len(tail) < end {
		y++
	}
	for _, line := range tail {
		f.Put(r.X+2, y, rowCount-6, canvas.Quiet, line.name)
		f.Right(r.X+rowCount, y, 12, line.pen, line.value)
		y++
	}
}

// rowPen is the colour of what a row says: belief, or an end.
func rowPen(row sim.Row) canvas.Pen {
	switch row {
	case sim.RowPublished, sim.RowProcessing:
		return canvas.BeliefBar
	case sim.RowCompleted:
		return canvas.Done
	case sim.RowPublishFailed:
		return canvas.Lost
	}
	return canvas.Quiet
}

// drawCallers draws what the callers know, by their number, and who waits longest.
func (f *frame) drawCallers(r canvas.Rect) {
	t, survey := &f.Words.Serving, f.Survey()
	f.Box(r, false, t.Callers, canvas.Ink)
	y := r.Y + 1
	for outcome, n := range survey.Callers {
		p := canvas.Ink
		switch {
		case n == 0:
			p = canvas.Quiet
		case sim.Outcome(outcome) == sim.Pending:
			p = canvas.Waiting
		}
		f.Put(r.X+2, y, r.W-12, p, t.Knowers[outcome])
		f.Right(r.X+r.W-2, y, 9, p, typeset.Grouped(int64(n)))
		y++
	}
	if o := f.State.Order(survey.Longest); o != nil && y+1 < r.Y+r.H-1 {
		y++
		f.Clickable(r.X+1, y, r.W-2, intent.Click{Place: moment.PlaceOf(survey.Longest)})
		f.Put(r.X+2, y, r.W-14, canvas.Ink, words.Named(survey.Longest)+" "+f.Words.Product(o.Order))
		f.Right(r.X+r.W-2, y, 11, canvas.Waiting, f.Words.SecondsOf(f.Since(o.CalledAt)))
	}
}

// drawServiceJobs draws the processes of the order service, and the jobs that
// publish again what failed.
func (f *frame) drawServiceJobs(r canvas.Rect) {
	t, survey := &f.Words.Serving, f.Survey()
	f.Box(r, false, t.Jobs, canvas.Ink)
	y, value := r.Y+1, 14
	line := func(name, said string, p canvas.Pen) {
		f.labelled(r, y, value, name, said, p)
		y++
	}
	f.eachProcess(r.H-2-4, line)
	y++
	job := func(remedy sim.Remedy, said string, n int) {
		if !f.State.Remedies.Has(remedy) {
			line(remedy.String(), t.Off, canvas.Quiet)
			return
		}
		line(remedy.String(), fmt.Sprintf(said, typeset.Grouped(int64(n))), canvas.Ink)
	}
	job(sim.Sweeper, t.SweeperFinds, survey.Findable)
	job(sim.Outbox, t.RelayHas, survey.Unsent)
}

// eachProcess says of each process of the order service whether it runs, in so
// many lines at most.
func (f *frame) eachProcess(lines int, line func(name, said string, p canvas.Pen)) {
	t, s := &f.Words.Serving, &f.State.Service
	state := func(instance uint8) (string, canvas.Pen) {
		if s.Runs(instance) {
			return t.Runs, canvas.Ink
		}
		return t.IsDown, canvas.Lost
	}
	instances := f.State.Setup.Services
	if instances <= 1 {
		said, p := state(0)
		line(t.Only, said, p)
		return
	}
	shown := instances
	if shown > lines {
		shown = max(1, lines-1)
	}
	for i := 1; i <= shown; i++ {
		said, p := state(uint8(i))
		line(fmt.Sprintf(t.Process, i), said, p)
	}
	if more := instances - shown; more > 0 {
		line("+"+strconv.Itoa(more), fmt.Sprintf(t.More, more), canvas.Quiet)
	}
}
