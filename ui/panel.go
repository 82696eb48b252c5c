package ui

import (
	"fmt"
	"strconv"

	"orderflow/sim"
)

// panelBarWidth is the width of a job's progress bar.
const panelBarWidth = 14

// job returns the job to show: that of the selected order, else the one that
// just changed, else one that runs, else the last one.
func (f *frame) job() *sim.JobState {
	jobs := f.s.Jobs
	if len(jobs) == 0 {
		return nil
	}
	best := &jobs[len(jobs)-1]
	for i := range jobs {
		if running(&jobs[i]) && !running(best) {
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
		if jobs[i].Order == f.selected && f.m.Selected != 0 {
			best = &jobs[i]
		}
	}
	return best
}

// fallen reports whether a part of what a job had delivered is gone again.
func fallen(j *sim.JobState) bool { return j.Status == sim.JobCompleted && j.Percent < 100 }

func running(j *sim.JobState) bool {
	return j.Status == sim.JobPending || j.Status == sim.JobInProgress
}

// panelNews returns the change's last event of a job.
func (f *frame) panelNews() *sim.Event {
	if f.m.Finished {
		return nil
	}
	return f.news.latest(func(e *sim.Event) bool {
		return e.Type == sim.PanelAccepted || e.Type == sim.JobProgressed || e.Type == sim.JobEnded || e.Type == sim.JobDropped || e.Type == sim.JobRefilled
	})
}

// drawPanel draws the external panel's job, on the panel's own clock.
func (f *frame) drawPanel(r rect) {
	t := &f.t.Panel
	f.box(r, false, t.Title, ink)
	f.drawFaultMark(r, f.drawExternal(r), actsAtPanel)
	job := f.job()
	if job == nil {
		f.put(r.x+2, r.y+1, r.w-4, quiet, t.NoJob)
		return
	}
	glyph, p := jobGlyph(job)
	f.set(r.x+2, r.y+1, p, glyph)
	end := f.put(r.x+4, r.y+1, r.w-6, ink, fmt.Sprintf(t.Job, job.Job, job.Order))
	place := deed{place: Place{JobPlace, job.Job}}
	f.clickable(r.x+4, r.y+1, end-r.x-4, place)
	f.zone(r, place)
	e := f.panelNews()
	changed := e != nil && e.Job == job.Job
	f.drawPercent(r, r.y+2, job, p, changed)
	f.put(r.x+2, r.y+3, r.w-4, quiet, job.Status.String())
	if more := f.otherJobs(job); more > 0 {
		f.right(r.x+r.w-2, r.y+3, 8, quiet, fmt.Sprintf(t.More, more))
	}
	f.put(r.x+2, r.y+4, r.w-3, quiet, f.panelNote(job))
}

// drawExternal writes into the border how the external group's consumer stands
// where it does not read: it has no box of its own. It returns how many columns
// that takes.
func (f *frame) drawExternal(r rect) int {
	members := f.workers(sim.ExternalGroup)
	if len(members) == 0 {
		return 0
	}
	s := f.standing(sim.ExternalGroup, &members[0])
	if f.consumed(sim.ExternalGroup) || s == standsAbsent || f.m.Finished {
		return 0
	}
	words := fmt.Sprintf(f.t.Member.Consumer, f.t.Member.Briefly[s])
	f.legend(r.x+r.w-3-columns(words), r.y+r.h-1, columns(words), standingPens[s], words)
	return columns(words) + 3
}

func (f *frame) drawPercent(r rect, y int, job *sim.JobState, p pen, changed bool) {
	f.text(r.x+2, y, r.x+r.w, p, progress(float64(job.Percent)/100, panelBarWidth))
	percent, pen := strconv.Itoa(int(job.Percent))+" %", ink
	if changed {
		pen |= bold | focus
		f.set(r.x+r.w-2, y, ink, '◂')
	}
	f.right(r.x+r.w-3, y, 6, pen, percent)
}

func jobGlyph(j *sim.JobState) (rune, pen) {
	switch {
	case fallen(j):
		return '▾', lost
	case j.Status == sim.JobCompleted:
		return '✓', done
	case j.Status == sim.JobCanceled, j.Status == sim.JobPartial:
		return '✗', lost
	}
	return '◐', moving
}

// otherJobs counts the jobs that run beside this one.
func (f *frame) otherJobs(job *sim.JobState) int {
	n := 0
	for i := range f.s.Jobs {
		if j := &f.s.Jobs[i]; j.Job != job.Job && running(j) {
			n++
		}
	}
	return n
}

// panelNote says what the job's state means for the order.
func (f *frame) panelNote(job *sim.JobState) string {
	t := &f.t.Panel
	gone, _ := f.unreachable()
	o := f.s.Order(job.Order)
	switch {
	case f.m.Finished:
		return fmt.Sprintf(t.Paid, dollars(f.s.Cost))
	case running(job) && gone:
		return t.NeedsNone
	case running(job):
		return t.Handled
	case fallen(job) && job.Refilling:
		return t.Refills
	case fallen(job):
		return t.Fell
	case o == nil || job.End == sim.Never || !o.Row.Final():
		return t.NotTold
	}
	return fmt.Sprintf(t.Told, f.t.seconds(max(0, o.RowAt-job.End)))
}

// dollars returns an amount of cents.
func dollars(cents int64) string {
	return grouped(cents/100) + "." + strconv.FormatInt(cents%100+100, 10)[1:]
}

// drawShortJob draws the job that runs, else the LAG of the group that works.
func (f *frame) drawShortJob(r rect, y int) {
	job := f.job()
	gone, _ := f.unreachable()
	lag := max(f.lag(sim.InHouseGroup), f.lag(sim.ExternalGroup)) // both read every record: a sum would count most of them twice
	if job != nil && running(job) && (lag == 0 || gone) {
		f.text(r.x+2, y, r.x+4, moving, "◐ ")
		end := f.put(r.x+4, y, 5, ink, strconv.FormatUint(uint64(job.Job), 10))
		f.clickable(r.x+4, y, end-r.x-4, deed{place: Place{JobPlace, job.Job}})
		f.clickable(r.x+1, y, r.w-2, deed{place: Place{JobPlace, job.Job}})
		f.right(r.x+r.w-2, y, 5, ink, strconv.Itoa(int(job.Percent))+" %")
		return
	}
	f.text(r.x+2, y, r.x+6, quiet, "LAG")
	f.groupZones(r.x+1, y, r.w-2, sim.InHouseGroup)
	if gone {
		f.right(r.x+8, y, 2, unknown, "?")
		return
	}
	p := ink
	if lag > 0 {
		p = waiting
	}
	f.right(r.x+8+max(0, columns(brief(lag))-2), y, 4, p, brief(lag))
}
