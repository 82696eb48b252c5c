package board

import (
	"fmt"
	"strconv"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// panelBarWidth is the width of a job's progress bar.
const panelBarWidth = 14

// job returns the job to show: that of the selected order, else the one that
// just changed, else one that runs, else the last one.
func (f *frame) job() *sim.JobState {
	jobs := f.State.Jobs
	if len(jobs) == 0 {
		return nil
	}
	best := &jobs[len(jobs)-1]
	for i := range jobs {
		if tell.Running(&jobs[i]) && !tell.Running(best) {
			best = &jobs[i]
		}
	}
	if e := f.panelNews(); e != nil {
		for i := range jobs {
			if jobs[i].Job == e.Job {
				best = &jobs[i]
			}
		}
	}
	for i := range jobs {
		if jobs[i].Order == f.Selected && f.Moment.Selected != 0 {
			best = &jobs[i]
		}
	}
	return best
}

// panelNews returns the change's last event of a job.
func (f *frame) panelNews() *sim.Event {
	if f.Moment.Finished {
		return nil
	}
	return f.News.Latest(func(e *sim.Event) bool {
		return e.Type == sim.PanelAccepted || e.Type == sim.JobProgressed || e.Type == sim.JobEnded || e.Type == sim.JobDropped || e.Type == sim.JobRefilled
	})
}

// drawPanel draws the external panel's job, on the panel's own clock.
func (f *frame) drawPanel(r canvas.Rect) {
	t := &f.Words.Panel
	f.Box(r, false, t.Title, canvas.Ink)
	f.drawFaultMark(r, f.drawExternal(r), actsAtPanel)
	job := f.job()
	if job == nil {
		f.Put(r.X+2, r.Y+1, r.W-4, canvas.Quiet, t.NoJob)
		return
	}
	glyph, p := jobGlyph(job)
	f.Set(r.X+2, r.Y+1, p, glyph)
	end := f.Put(r.X+4, r.Y+1, r.W-6, canvas.Ink, fmt.Sprintf(t.Job, job.Job, job.Order))
	place := intent.Click{Place: intent.Place{Kind: intent.JobPlace, Number: job.Job}}
	f.Clickable(r.X+4, r.Y+1, end-r.X-4, place)
	f.Zone(r, place)
	e := f.panelNews()
	changed := e != nil && e.Job == job.Job
	f.drawPercent(r, r.Y+2, job, p, changed)
	f.Put(r.X+2, r.Y+3, r.W-4, canvas.Quiet, job.Status.String())
	if more := f.otherJobs(job); more > 0 {
		f.Right(r.X+r.W-2, r.Y+3, 8, canvas.Quiet, fmt.Sprintf(t.More, more))
	}
	f.Put(r.X+2, r.Y+4, r.W-3, canvas.Quiet, f.panelNote(job))
}

// drawExternal writes into the border how the external group's consumer stands
// where it does not read: it has no box of its own. It returns how many columns
// that takes.
func (f *frame) drawExternal(r canvas.Rect) int {
	members := f.State.Members(sim.ExternalGroup)
	if len(members) == 0 {
		return 0
	}
	s := f.MemberStanding(sim.ExternalGroup, &members[0])
	if f.Consumed(sim.ExternalGroup) || s == sim.StandsAbsent || f.Moment.Finished {
		return 0
	}
	said := fmt.Sprintf(f.Words.Member.Consumer, f.Words.Member.Briefly[s])
	f.Legend(r.X+r.W-3-canvas.Columns(said), r.Y+r.H-1, canvas.Columns(said), tell.StandingPens[s], said)
	return canvas.Columns(said) + 3
}

func (f *frame) drawPercent(r canvas.Rect, y int, job *sim.JobState, p canvas.Pen, changed bool) {
	f.Print(r.X+2, y, r.X+r.W, p, canvas.Progress(float64(job.Percent)/100, panelBarWidth))
	percent, pen := strconv.Itoa(int(job.Percent))+" %", canvas.Ink
	if changed {
		pen |= canvas.Bold | canvas.Focus
		f.Set(r.X+r.W-2, y, canvas.Ink, '◂')
	}
	f.Right(r.X+r.W-3, y, 6, pen, percent)
}

func jobGlyph(j *sim.JobState) (rune, canvas.Pen) {
	switch {
	case tell.Fallen(j):
		return '▾', canvas.Lost
	case j.Status == sim.JobCompleted:
		return '✓', canvas.Done
	case j.Status == sim.JobCanceled, j.Status == sim.JobPartial:
		return '✗', canvas.Lost
	}
	return '◐', canvas.Moving
}

// otherJobs counts the jobs that run beside this one.
func (f *frame) otherJobs(job *sim.JobState) int {
	n := 0
	for i := range f.State.Jobs {
		if j := &f.State.Jobs[i]; j.Job != job.Job && tell.Running(j) {
			n++
		}
	}
	return n
}

// panelNote says what the job's state means for the order.
func (f *frame) panelNote(job *sim.JobState) string {
	t := &f.Words.Panel
	gone, _ := f.Unreachable()
	o := f.State.Order(job.Order)
	switch {
	case f.Moment.Finished:
		return fmt.Sprintf(t.Paid, words.Dollars(f.State.Cost))
	case tell.Running(job) && gone:
		return t.NeedsNone
	case tell.Running(job):
		return t.Handled
	case tell.Fallen(job) && job.Refilling:
		return t.Refills
	case tell.Fallen(job):
		return t.Fell
	case o == nil || job.End == sim.Never || !o.Row.Final():
		return t.NotTold
	}
	return fmt.Sprintf(t.Told, f.Words.SecondsOf(max(0, o.RowAt-job.End)))
}

// drawShortJob draws the job that runs, else the LAG of the group that works.
func (f *frame) drawShortJob(r canvas.Rect, y int) {
	job := f.job()
	gone, _ := f.Unreachable()
	lag := max(f.Lag(sim.InHouseGroup), f.Lag(sim.ExternalGroup)) // both read every record: a sum would count most of them twice
	if job != nil && tell.Running(job) && (lag == 0 || gone) {
		f.Print(r.X+2, y, r.X+4, canvas.Moving, "◐ ")
		end := f.Put(r.X+4, y, 5, canvas.Ink, strconv.FormatUint(uint64(job.Job), 10))
		f.Clickable(r.X+4, y, end-r.X-4, intent.Click{Place: intent.Place{Kind: intent.JobPlace, Number: job.Job}})
		f.Clickable(r.X+1, y, r.W-2, intent.Click{Place: intent.Place{Kind: intent.JobPlace, Number: job.Job}})
		f.Right(r.X+r.W-2, y, 5, canvas.Ink, strconv.Itoa(int(job.Percent))+" %")
		return
	}
	f.Print(r.X+2, y, r.X+6, canvas.Quiet, "LAG")
	f.GroupZones(r.X+1, y, r.W-2, sim.InHouseGroup)
	if gone {
		f.Right(r.X+8, y, 2, canvas.Unknown, "?")
		return
	}
	p := canvas.Ink
	if lag > 0 {
		p = canvas.Waiting
	}
	f.Right(r.X+8+max(0, canvas.Columns(words.Brief(lag))-2), y, 4, p, words.Brief(lag))
}
