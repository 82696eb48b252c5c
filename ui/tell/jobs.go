package tell

import (
	"fmt"

	"orderflow/sim"
	"orderflow/ui/moment"
)

// jobBack bounds how far back the order of a job is looked for.
const jobBack = 1 << 17

// JobOrder returns the order for which a job was bought; nil where it is not
// known any more.
func JobOrder(m *moment.Moment, job uint32) *sim.OrderState {
	jobs := m.State.Jobs
	for i := range jobs {
		if jobs[i].Job == job {
			return m.State.Order(jobs[i].Order)
		}
	}
	for id := m.N; id > 0 && m.N-id < jobBack; id-- {
		if e := m.Log.At(id); e.Type == sim.PanelAccepted && e.Job == job {
			return m.State.Order(e.Order)
		}
	}
	return nil
}

// Purchase is what the log has about one job of the panel.
type Purchase struct {
	Order                     *sim.OrderState
	Accepted, progress, Ended *sim.Event
	since, Refill             *sim.Event // the last drop or refill delivered since it ended; the last refill ordered
	number                    int        // of the jobs that were bought for the order, from 1
}

// PurchaseOf reads a job out of the log, or returns nil.
func PurchaseOf(m *moment.Moment, job uint32) *Purchase {
	o := JobOrder(m, job)
	if o == nil {
		return nil
	}
	b := &Purchase{Order: o}
	for _, e := range m.Dossier(o.Order.Number).Events {
		switch {
		case e.Type == sim.PanelAccepted && e.Job <= job:
			b.number++
			b.Accepted = e
		case e.Job != job:
		case e.Type == sim.JobProgressed:
			b.progress = e
		case e.Type == sim.JobEnded:
			b.Ended = e
		case e.Type == sim.JobDropped, e.Type == sim.JobRefilled:
			b.since = e
		case e.Type == sim.RefillOrdered:
			b.Refill = e
		}
	}
	if b.Accepted == nil || b.Accepted.Job != job {
		return nil
	}
	return b
}

// Status is what the panel says of the job.
func (b *Purchase) Status() sim.JobStatus {
	switch {
	case b.Ended != nil:
		return sim.JobStatus(b.Ended.Word)
	case b.progress != nil:
		return sim.JobInProgress
	}
	return sim.JobPending
}

// Delivered returns how much of the order's quantity the panel has delivered.
func (b *Purchase) Delivered() int64 {
	switch {
	case b.since != nil:
		return b.since.Value
	case b.Ended != nil:
		return b.Ended.Offset
	case b.progress != nil:
		return int64(b.Order.Order.Quantity) * b.progress.Value / 100
	}
	return 0
}

// Fallen reports whether a part of what was delivered is gone again.
func (b *Purchase) Fallen() bool {
	return b.since != nil && b.since.Value < int64(b.Order.Order.Quantity)
}

// Cost returns what was paid for the job, less what was paid back, in cents.
func (b *Purchase) Cost() int64 {
	if b.Ended != nil {
		return b.Accepted.Value - b.Ended.Value
	}
	return b.Accepted.Value
}

// JobVerdict says in one sentence how a job is, and what its order's row says.
func (f *Reader) JobVerdict(job uint32) string {
	t, b := &f.Words.Place, PurchaseOf(f.Moment, job)
	if b == nil {
		return t.NoJob
	}
	number, row := b.Order.Order.Number, RowWord(b.Order.Row)
	share := b.Delivered() * 100 / max(1, int64(b.Order.Order.Quantity))
	switch {
	case b.number > 1:
		return fmt.Sprintf(t.JobAgain, job, number, b.number)
	case !b.Accepted.Flag && b.Ended == nil:
		return fmt.Sprintf(t.JobUnheard, job, number)
	case b.Ended == nil:
		return fmt.Sprintf(t.JobRuns, job, share, number, row)
	case b.Fallen():
		return fmt.Sprintf(t.JobFell, job, share, number, row)
	case !b.Order.Row.Final():
		return fmt.Sprintf(t.JobUntold, job, b.Status(), number, row)
	}
	return fmt.Sprintf(t.JobOver, job, b.Status(), number, row)
}

// Fallen reports whether a part of what a job had delivered is gone again.
func Fallen(j *sim.JobState) bool { return j.Status == sim.JobCompleted && j.Percent < 100 }

// Running reports whether the panel still works at a job.
func Running(j *sim.JobState) bool {
	return j.Status == sim.JobPending || j.Status == sim.JobInProgress
}
