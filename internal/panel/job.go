package panel

import (
	"time"

	"orderflow/sim"
)

// Job is one purchase. Times are nanoseconds of the Unix clock.
type Job struct {
	Number   uint32        `json:"job"`
	Service  uint32        `json:"service"`
	Link     string        `json:"link"`
	Quantity int64         `json:"quantity"`
	Start    int64         `json:"start,omitempty"` // how many there were before
	Charge   int64         `json:"charge"`          // cents, as taken when it was accepted
	Order    sim.OrderID   `json:"order,omitempty"` // the buyer's number for it, where it says one
	Buyer    string        `json:"buyer,omitempty"` // what the buyer is called, where it says so
	Accepted int64         `json:"accepted"`
	Takes    time.Duration `json:"takes,omitempty"` // 0: accepted, and never moves
	Ending   sim.JobStatus `json:"ending,omitempty"`
	Share    int64         `json:"share,omitempty"` // what it will have delivered then, per mille

	Status    sim.JobStatus `json:"status"`
	Delivered int64         `json:"delivered,omitempty"`
	Returned  int64         `json:"returned,omitempty"` // cents, when it had ended
	Losses    []Loss        `json:"losses,omitempty"`
	Refills   []Refill      `json:"refills,omitempty"`
}

// Loss is a part of what was delivered that goes again. Nobody is told.
type Loss struct {
	At    int64 `json:"at"`
	Share int64 `json:"share"` // of the quantity, per mille
	Done  bool  `json:"done,omitempty"`
}

// Refill is the order to deliver what is missing once more.
type Refill struct {
	Number uint32 `json:"refill"`
	At     int64  `json:"at"` // when it is delivered
	Count  int64  `json:"count"`
	Done   bool   `json:"done,omitempty"`
}

// Over reports whether the job has ended.
func (j *Job) Over() bool { return j.Status >= sim.JobCompleted }

// Silent reports whether the job never moves.
func (j *Job) Silent() bool { return j.Takes == 0 }

// settled reports whether nothing more will happen to the job.
func (j *Job) settled() bool {
	for _, l := range j.Losses {
		if !l.Done {
			return false
		}
	}
	return j.Over() && !j.refilling()
}

func (j *Job) refilling() bool { return len(j.Refills) > 0 && !j.Refills[len(j.Refills)-1].Done }

// remains returns what is still to come, as the panel says it: after Completed
// nothing, whatever is gone again.
func (j *Job) remains() int64 {
	if j.Status == sim.JobCompleted {
		return 0
	}
	return j.Quantity - j.Delivered
}

// cost returns what the job costs its buyer, in cents.
func (j *Job) cost() int64 { return j.Charge - j.Returned }

// progress moves a job that is under way on.
func (j *Job) progress(percent int64) {
	j.Status, j.Delivered = sim.JobInProgress, j.Quantity*percent/100
}

// end ends the job as it was decided, and gives back what was not delivered.
func (j *Job) end() {
	j.Status, j.Delivered = j.Ending, j.Quantity*j.Share/1000
	j.Returned = j.Charge - j.Charge*j.Share/1000
}

// cancel ends the job where it is: canceled if nothing was delivered.
func (j *Job) cancel() {
	j.Status = sim.JobPartial
	if j.Delivered == 0 {
		j.Status = sim.JobCanceled
	}
	j.Returned = j.Charge - j.Charge*j.Delivered/j.Quantity
}

// lose takes a part away again, and returns how much that was.
func (j *Job) lose(i int) int64 {
	l := &j.Losses[i]
	l.Done = true
	gone := min(j.Quantity*l.Share/1000, j.Delivered)
	j.Delivered -= gone
	return gone
}

// refilled delivers a refill.
func (j *Job) refilled(i int) {
	r := &j.Refills[i]
	r.Done = true
	j.Delivered = min(j.Delivered+r.Count, j.Quantity)
}

// sound reports whether a job that was read can be one.
func (j *Job) sound() bool {
	known := j.Status >= sim.JobPending && j.Status <= sim.JobCanceled && (j.Silent() || j.Ending >= sim.JobCompleted && j.Ending <= sim.JobCanceled)
	share := j.Share >= 0 && j.Share <= 1000
	for _, l := range j.Losses {
		share = share && l.Share >= 0 && l.Share <= 1000
	}
	for _, r := range j.Refills {
		share = share && r.Count >= 0 && r.Number > 0
	}
	return known && share && soundBuyer(j.Buyer) && j.Number > 0 && j.Takes >= 0 && j.Takes <= takesMax && j.Accepted > 0 &&
		j.Quantity > 0 && j.Quantity <= sim.AmountMax && j.Delivered >= 0 && j.Delivered <= j.Quantity &&
		j.Charge >= 0 && j.Charge <= centsMax && j.Returned >= 0 && j.Returned <= j.Charge
}

// takesMax bounds how long a job that was read takes.
const takesMax = time.Hour
