package engine

import (
	"math"
	"slices"
	"time"

	"orderflow/sim"
)

// drops are the jobs that lose, after Completed, a part of what was delivered,
// as the likes and followers of such panels do. The job's status stays
// Completed, the order's row stays completed, and the panel tells nobody; who
// asks for the job's status sees it as remains, and may order a refill.
type drops struct {
	e    *Engine
	jobs []*job              // that lost something, or will, in the order of their faults
	owed map[sim.OrderID]int // how many of them an order has
}

// dropState is what becomes of a job's delivery after Completed.
type dropState struct {
	planned   int   // drops to come
	missing   int64 // what has gone, and was not delivered again
	refilling bool  // a refill is under way
	asking    *timer
	draw      *sim.Stream
}

// strike lets every provider-drop that acts on a completed job strike it.
func (d *drops) strike(j *job) {
	var acting []*faultEntry
	for {
		f := d.e.strike(sim.ProviderDrop, j.order, 0, func(f *faultEntry) bool { return !slices.Contains(acting, f) })
		if f == nil {
			break
		}
		acting = append(acting, f)
		cause, ratio := f.struck, int64(f.Ratio)
		d.e.after(f.Delay, func() { d.drop(j, ratio, cause) })
	}
	if j.dropped.planned = len(acting); j.dropped.planned > 0 {
		j.dropped.draw = d.e.stream("panel-refill", uint64(j.order)<<16|uint64(j.nth))
		d.jobs = append(d.jobs, j)
		d.owed[j.order]++
	}
}

// drop takes a share of the order's quantity away again, in per mille.
func (d *drops) drop(j *job, share int64, cause sim.EventID) {
	j.dropped.planned--
	gone := min(j.quantity*share/1000, j.quantity-j.dropped.missing)
	if gone > 0 {
		j.dropped.missing += gone
		j.event = d.e.record(sim.Event{Type: sim.JobDropped, Order: j.order, Job: j.number, Value: j.quantity - j.dropped.missing, Cause: max(j.event, cause)})
		d.reconcile(j)
	}
	d.settle(j)
}

// settle lets go of a job that is whole again and stays so.
func (d *drops) settle(j *job) {
	if j.dropped.planned > 0 || j.dropped.missing > 0 {
		return
	}
	d.jobs = slices.DeleteFunc(d.jobs, func(other *job) bool { return other == j })
	d.owed[j.order]--
	if d.owed[j.order] == 0 {
		delete(d.owed, j.order)
	}
}

// reconcileAll asks for every job that has lost something: reconcile was just
// switched on.
func (d *drops) reconcileAll() {
	for _, j := range d.jobs {
		d.reconcile(j)
	}
}

// reconcile plans to ask for a job that has lost something. It asks at whole
// multiples of its interval.
func (d *drops) reconcile(j *job) {
	if !d.e.remedies.Has(sim.Reconcile) || j.dropped.missing == 0 || j.dropped.refilling {
		return
	}
	j.dropped.asking.stop()
	j.dropped.asking = d.e.timer(nextMultiple(d.e.now, reconcileInterval)-d.e.now, func() { d.ask(j, 1) })
}

// ask is action=status, and action=refill where that says that something
// remains. A panel that is down is asked again at the next time.
func (d *drops) ask(j *job, try uint32) {
	if !d.e.remedies.Has(sim.Reconcile) {
		return
	}
	latency := d.e.panel.latency(j.order)
	if down := d.e.standing(sim.ProviderDown, j.order, 0); down != nil {
		cause := max(j.event, down.event)
		d.e.after(latency, func() {
			j.event = d.e.record(sim.Event{Type: sim.PanelRefusal, Order: j.order, Try: try, Code: sim.PanelDown, Cause: cause})
		})
		next := min(try+1, math.MaxUint16)
		j.dropped.asking = d.e.timer(nextMultiple(d.e.now, reconcileInterval)-d.e.now, func() { d.ask(j, next) })
		return
	}
	j.dropped.refilling = true
	d.e.after(latency, func() { d.refill(j) })
}

// refill is the panel delivering once more what has gone, at the pace of a job.
func (d *drops) refill(j *job) {
	ordered := j.dropped.missing
	j.event = d.e.record(sim.Event{Type: sim.RefillOrdered, Order: j.order, Job: j.number, Value: ordered, Cause: j.event})
	length := j.dropped.draw.Between(sim.JobMin, sim.JobMax)
	d.e.after(length*time.Duration(ordered)/time.Duration(j.quantity), func() {
		j.dropped.refilling = false
		j.dropped.missing -= ordered
		j.event = d.e.record(sim.Event{Type: sim.JobRefilled, Order: j.order, Job: j.number, Value: j.quantity - j.dropped.missing, Cause: j.event})
		d.reconcile(j)
		d.settle(j)
	})
}
