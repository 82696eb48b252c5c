package panel

import (
	"container/heap"
	"slices"
	"time"

	"orderflow/sim"
)

// Limits of a panel's books.
const (
	activeMax = 10_000 // jobs under way; the panel refuses more
	keptMax   = 50_000 // jobs: of more the oldest that are settled are forgotten
)

// ChangeKind says what has become true of a job.
type ChangeKind uint8

// The changes.
const (
	Accepted   ChangeKind = iota + 1 // the job is bought
	Progressed                       // another quarter is delivered
	Ended
	Dropped // a part of what was delivered is gone again; Gone may be 0
	RefillOrdered
	Refilled
)

// Change is something that has become true of a job.
type Change struct {
	Kind     ChangeKind
	Job      Job   // as it is now; its lists belong to the panel
	Answered bool  // Accepted: the buyer will be told
	Percent  int64 // Progressed: of the quantity
	Gone     int64 // Dropped: how many pieces
}

// books are what the panel knows: jobs, money, and what is due. The server's
// lock guards them.
type books struct {
	seed   uint64
	faults Faults
	watch  func(Change)
	file   *stateFile // nil: kept in memory alone

	before     int64 // cents: the balance, had the jobs that are kept not been bought
	spent      int64 // cents: what those cost
	nextJob    uint32
	nextRefill uint32
	bought     uint32 // jobs of this process
	requests   uint32
	active     int
	jobs       map[uint32]*Job
	oldest     []uint32           // their numbers, ascending
	refills    map[uint32]uint32  // the job of each
	purposes   map[purpose]uint32 // the last job of each
	agenda     agenda
	clock      int64 // the latest time that was seen
}

func newBooks(seed uint64, balance int64, faults Faults, watch func(Change)) *books {
	return &books{
		seed: seed, faults: faults, watch: watch, before: balance, nextJob: sim.FirstJob, nextRefill: 1,
		jobs: make(map[uint32]*Job), refills: make(map[uint32]uint32), purposes: make(map[purpose]uint32),
	}
}

// balance returns what is left, in cents.
func (b *books) balance() int64 { return b.before - b.spent }

// moment is when something is due of a job.
type moment struct {
	at   int64
	seq  uint64 // moments of one time come in the order in which they were planned
	job  uint32
	what momentKind
	nth  int // quarter, loss or refill
}

type momentKind uint8

const (
	quarterDue momentKind = iota
	endDue
	lossDue
	refillDue
)

// agenda is what is due, the next first.
type agenda struct {
	list []moment
	seq  uint64
}

func (a *agenda) Len() int      { return len(a.list) }
func (a *agenda) Swap(i, j int) { a.list[i], a.list[j] = a.list[j], a.list[i] }
func (a *agenda) Less(i, j int) bool {
	if a.list[i].at != a.list[j].at {
		return a.list[i].at < a.list[j].at
	}
	return a.list[i].seq < a.list[j].seq
}

// Push is that of heap.Interface.
func (a *agenda) Push(x any) { a.list = append(a.list, x.(moment)) }

// Pop is that of heap.Interface.
func (a *agenda) Pop() any {
	last := a.list[len(a.list)-1]
	a.list = a.list[:len(a.list)-1]
	return last
}

func (a *agenda) plan(m moment) {
	a.seq++
	m.seq = a.seq
	heap.Push(a, m)
}

// draw returns the random numbers of one purpose for an order, or for a job
// whose order is not known.
func (b *books) draw(purpose string, order sim.OrderID, job uint32) *sim.Stream {
	number := uint64(order)
	if order == 0 {
		number = uint64(job) << 32
	}
	return sim.NewStream(b.seed, purpose, number)
}

// now returns the time of the books, which never goes back.
func (b *books) now() int64 {
	b.clock = max(b.clock, time.Now().UnixNano())
	return b.clock
}

// buy takes the money for a job and lets it run. An error says that it is not
// on the disk: nothing was bought then.
func (b *books) buy(j Job, answered bool) (*Job, error) {
	j.Number, j.Accepted, j.Status = b.nextJob, b.now(), sim.JobPending
	b.decide(&j)
	if err := b.store(&j, true); err != nil {
		return nil, err
	}
	b.bought++
	b.enter(&j)
	b.plan(&j)
	b.tell(Change{Kind: Accepted, Job: j, Answered: answered})
	b.forget()
	return &j, nil
}

// decide draws how the job goes, and lets faults change that.
func (b *books) decide(j *Job) {
	j.Start = b.draw("panel-start", j.Order, j.Number).Intn(5000)
	if _, silent := b.faults.Strike(j.Order, named(sim.ProviderSilent)); silent {
		return
	}
	j.Ending, j.Share = sim.JobCompleted, 1000
	j.Takes = b.draw("panel-job", j.Order, j.Number).Between(sim.JobMin, sim.JobMax)
	if f, struck := b.faults.Strike(j.Order, named(sim.ProviderPartial)); struck {
		j.Ending, j.Share = sim.JobPartial, int64(f.Ratio)
	} else if f, struck := b.faults.Strike(j.Order, named(sim.ProviderCancel)); struck {
		j.Ending, j.Share = sim.JobCanceled, int64(f.Ratio)
	}
}

// enter puts a job into the books, in the place of what was known of it.
func (b *books) enter(j *Job) {
	if known := b.jobs[j.Number]; known != nil {
		b.spent -= known.cost()
		b.active -= activity(known)
	} else {
		b.oldest = append(b.oldest, j.Number)
	}
	b.jobs[j.Number] = j
	b.spent += j.cost()
	b.active += activity(j)
	b.nextJob = max(b.nextJob, j.Number+1)
	if j.Buyer != "" {
		b.purposes[j.purpose()] = max(b.purposes[j.purpose()], j.Number)
	}
	for _, r := range j.Refills {
		b.refills[r.Number] = j.Number
		b.nextRefill = max(b.nextRefill, r.Number+1)
	}
}

func (j *Job) purpose() purpose { return purpose{buyer: j.Buyer, order: j.Order} }

func activity(j *Job) int {
	if j.Over() {
		return 0
	}
	return 1
}

// plan enters what is still due of a job.
func (b *books) plan(j *Job) {
	if !j.Over() && !j.Silent() {
		for _, percent := range []int64{25, 50, 75} {
			if percent*10 < j.Share {
				b.agenda.plan(moment{at: j.Accepted + int64(j.Takes)*percent/100, job: j.Number, what: quarterDue, nth: int(percent)})
			}
		}
		b.agenda.plan(moment{at: j.Accepted + int64(j.Takes)/1000*j.Share, job: j.Number, what: endDue})
	}
	for i := range j.Losses {
		b.planLoss(j, i)
	}
	for i := range j.Refills {
		b.planRefill(j, i)
	}
}

func (b *books) planLoss(j *Job, i int) {
	if !j.Losses[i].Done {
		b.agenda.plan(moment{at: j.Losses[i].At, job: j.Number, what: lossDue, nth: i})
	}
}

func (b *books) planRefill(j *Job, i int) {
	if !j.Refills[i].Done {
		b.agenda.plan(moment{at: j.Refills[i].At, job: j.Number, what: refillDue, nth: i})
	}
}

// advance lets everything happen that is due by now, and returns when the next
// is; 0 if nothing is.
func (b *books) advance() (next int64) {
	now := b.now()
	for len(b.agenda.list) > 0 {
		m := b.agenda.list[0]
		if m.at > now {
			return m.at
		}
		heap.Pop(&b.agenda)
		if j := b.jobs[m.job]; j != nil {
			b.happen(j, m)
		}
	}
	return 0
}

func (b *books) happen(j *Job, m moment) {
	switch {
	case m.what == quarterDue && !j.Over():
		j.progress(int64(m.nth))
		b.tell(Change{Kind: Progressed, Job: *j, Percent: int64(m.nth)})
	case m.what == endDue && !j.Over():
		b.finish(j, m.at, (*Job).end)
		b.keep(j)
	case m.what == lossDue && !j.Losses[m.nth].Done:
		gone := j.lose(m.nth)
		b.keep(j)
		b.tell(Change{Kind: Dropped, Job: *j, Gone: gone})
	case m.what == refillDue && !j.Refills[m.nth].Done:
		j.refilled(m.nth)
		b.keep(j)
		b.tell(Change{Kind: Refilled, Job: *j})
	}
}

// finish ends a job, at a time, in one of its ways. What of a completed one is
// lost again is decided now. It is not written to the file yet.
func (b *books) finish(j *Job, at int64, how func(*Job)) {
	b.active--
	how(j)
	b.spent -= j.Returned
	if j.Status == sim.JobCompleted {
		for _, f := range b.faults.StrikeEach(j.Order, named(sim.ProviderDrop)) {
			j.Losses = append(j.Losses, Loss{At: at + int64(f.Delay), Share: int64(f.Ratio)})
		}
	}
	b.tell(Change{Kind: Ended, Job: *j})
	for i := range j.Losses {
		b.planLoss(j, i)
	}
}

// cancel ends a job that is under way, and reports whether it was. It is on the
// disk before the client is told.
func (b *books) cancel(j *Job) (canceled bool, err error) {
	if j.Over() {
		return false, nil
	}
	after := *j
	after.cancel()
	if err := b.store(&after, true); err != nil {
		return false, err
	}
	b.finish(j, b.clock, (*Job).cancel)
	return true, nil
}

// refill orders what of a completed job is missing once more, and returns the
// number of the refill; 0 where there is nothing to be refilled.
func (b *books) refill(j *Job) (number uint32, err error) {
	if j.Status != sim.JobCompleted || j.refilling() || j.Delivered == j.Quantity || len(j.Refills) >= refillsMax {
		return 0, nil
	}
	takes := b.draw("panel-refill", 0, b.nextRefill).Between(sim.JobMin, sim.JobMax)
	after := *j
	after.Refills = append(slices.Clone(j.Refills), Refill{Number: b.nextRefill, At: b.now() + int64(takes), Count: j.Quantity - j.Delivered})
	if err := b.store(&after, true); err != nil {
		return 0, err
	}
	*j = after
	last := len(j.Refills) - 1
	b.refills[b.nextRefill] = j.Number
	b.nextRefill++
	b.planRefill(j, last)
	b.tell(Change{Kind: RefillOrdered, Job: *j})
	return j.Refills[last].Number, nil
}

// refillsMax bounds the refills of a job.
const refillsMax = 100

func (b *books) tell(c Change) {
	if b.watch != nil {
		b.watch(c)
	}
}

// forget lets go of the oldest jobs that are settled, if there are too many.
func (b *books) forget() {
	for len(b.jobs) > keptMax {
		n := 0
		for n < len(b.oldest) && !b.jobs[b.oldest[n]].settled() {
			n++
		}
		if n == len(b.oldest) {
			return // activeMax bounds those that are not
		}
		j := b.jobs[b.oldest[n]]
		b.before -= j.cost()
		b.spent -= j.cost()
		for _, r := range j.Refills {
			delete(b.refills, r.Number)
		}
		if b.purposes[j.purpose()] == j.Number {
			delete(b.purposes, j.purpose())
		}
		delete(b.jobs, j.Number)
		if n == 0 {
			b.oldest = b.oldest[1:]
		} else {
			b.oldest = append(b.oldest[:n], b.oldest[n+1:]...)
		}
	}
}
