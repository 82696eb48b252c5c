package ui

import (
	"fmt"
	"strconv"

	"orderflow/sim"
)

// jobStory returns which events tell the story of a panel's job, and the first
// event that may: those of its order that are about the panel and the row.
func jobStory(m *Moment, job uint32) (func(*sim.Event) bool, sim.EventID) {
	o := jobOrder(m, job)
	if o == nil {
		return func(*sim.Event) bool { return false }, m.N
	}
	number := o.Order.Number
	return func(e *sim.Event) bool {
		if e.Order != number {
			return false
		}
		switch e.Type {
		case sim.PanelCalled, sim.PanelRefusal, sim.PanelSilent, sim.StatusSent, sim.RowChanged, sim.HandlerStarted, sim.HandlerReturned, sim.HandlerFailed, sim.RecordCommitted, sim.PointsRefunded:
			return !texture(e)
		case sim.PanelAccepted, sim.JobProgressed, sim.JobEnded, sim.JobDropped, sim.RefillOrdered, sim.JobRefilled, sim.WorkFinished, sim.FaultStruck, sim.AnomalyFound:
			return true
		}
		return false
	}, o.RungEvent[sim.Created]
}

// jobBack bounds how far back the order of a job is looked for.
const jobBack = 1 << 17

// jobOrder returns the order for which a job was bought; nil where it is not
// known any more.
func jobOrder(m *Moment, job uint32) *sim.OrderState {
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

// purchase is what the log has about one job of the panel.
type purchase struct {
	order                     *sim.OrderState
	accepted, progress, ended *sim.Event
	since, refill             *sim.Event // the last drop or refill delivered since it ended; the last refill ordered
	number                    int        // of the jobs that were bought for the order, from 1
}

// purchaseOf reads a job out of the log, or returns nil.
func purchaseOf(m *Moment, job uint32) *purchase {
	o := jobOrder(m, job)
	if o == nil {
		return nil
	}
	b := &purchase{order: o}
	for _, e := range m.dossier(o.Order.Number).events {
		switch {
		case e.Type == sim.PanelAccepted && e.Job <= job:
			b.number++
			b.accepted = e
		case e.Job != job:
		case e.Type == sim.JobProgressed:
			b.progress = e
		case e.Type == sim.JobEnded:
			b.ended = e
		case e.Type == sim.JobDropped, e.Type == sim.JobRefilled:
			b.since = e
		case e.Type == sim.RefillOrdered:
			b.refill = e
		}
	}
	if b.accepted == nil || b.accepted.Job != job {
		return nil
	}
	return b
}

// status is what the panel says of the job.
func (b *purchase) status() sim.JobStatus {
	switch {
	case b.ended != nil:
		return sim.JobStatus(b.ended.Word)
	case b.progress != nil:
		return sim.JobInProgress
	}
	return sim.JobPending
}

// delivered returns how much of the order's quantity the panel has delivered.
func (b *purchase) delivered() int64 {
	switch {
	case b.since != nil:
		return b.since.Value
	case b.ended != nil:
		return b.ended.Offset
	case b.progress != nil:
		return int64(b.order.Order.Quantity) * b.progress.Value / 100
	}
	return 0
}

// fallen reports whether a part of what was delivered is gone again.
func (b *purchase) fallen() bool {
	return b.since != nil && b.since.Value < int64(b.order.Order.Quantity)
}

// cost returns what was paid for the job, less what was paid back, in cents.
func (b *purchase) cost() int64 {
	if b.ended != nil {
		return b.accepted.Value - b.ended.Value
	}
	return b.accepted.Value
}

// drawJobPanel draws a job of the external panel: what was bought, the words of
// its interface, who knows how far it is, and the money.
func (f *frame) drawJobPanel() {
	job := f.m.Panel.Of
	b := purchaseOf(f.m, job)
	title := fmt.Sprintf(f.t.Place.JobTitle, job)
	if b == nil {
		f.drawNoPlace(title, f.t.Place.NoJob)
		return
	}
	title += " · " + named(b.order.Order.Number) + " " + f.t.product(b.order.Order)
	f.drawPlacePanel(title, f.jobVerdict(job), 0, [placeBoxes]placeBox{
		func(r rect) { f.drawJob(r, job, b) }, f.drawStory,
		func(r rect) { f.drawKnowers(r, b) }, func(r rect) { f.drawJobMoney(r, b) },
		func(r rect) { f.drawMeaning(r, f.t.Place.JobMeans[:]) },
	})
}

// jobVerdict says in one sentence how a job is, and what its order's row says.
func (f *frame) jobVerdict(job uint32) string {
	t, b := &f.t.Place, purchaseOf(f.m, job)
	if b == nil {
		return t.NoJob
	}
	number, row := b.order.Order.Number, rowWord(b.order.Row)
	share := b.delivered() * 100 / max(1, int64(b.order.Order.Quantity))
	switch {
	case b.number > 1:
		return fmt.Sprintf(t.JobAgain, job, number, b.number)
	case !b.accepted.Flag && b.ended == nil:
		return fmt.Sprintf(t.JobUnheard, job, number)
	case b.ended == nil:
		return fmt.Sprintf(t.JobRuns, job, share, number, row)
	case b.fallen():
		return fmt.Sprintf(t.JobFell, job, share, number, row)
	case !b.order.Row.Final():
		return fmt.Sprintf(t.JobUntold, job, b.status(), number, row)
	}
	return fmt.Sprintf(t.JobOver, job, b.status(), number, row)
}

// jobValue is the column of a job's values, from the left of their box.
const jobValue = 16

// drawJob draws what was bought, and the conversation with the panel as its
// interface has it.
func (f *frame) drawJob(r rect, job uint32, b *purchase) {
	t, o := &f.t.Place, b.order.Order
	f.box(r, false, t.Job, ink)
	share := float64(b.delivered()) / float64(max(1, o.Quantity))
	f.labelled(r, r.y+1, jobValue, t.Bought, f.t.product(o)+" ×"+grouped(int64(o.Quantity)), ink)
	f.labelled(r, r.y+2, jobValue, t.Link, sim.Printable(o.Link, linkShown), quiet)
	pen := moving
	switch {
	case b.fallen():
		pen = lost
	case b.status() == sim.JobCompleted:
		pen = done
	case b.status() == sim.JobPartial, b.status() == sim.JobCanceled:
		pen = lost
	}
	f.labelled(r, r.y+3, jobValue, t.Status, b.status().String(), pen)
	f.text(r.x+jobValue, r.y+4, r.x+r.w-2, pen, progress(share, 20))
	f.put(r.x+jobValue+22, r.y+4, r.w-jobValue-24, ink, fmt.Sprintf(t.Delivered, grouped(b.delivered()), grouped(int64(o.Quantity))))
	f.labelled(r, r.y+5, jobValue, t.AcceptedAt, clock(b.accepted.At), ink)
	ended, took, label := "–", f.since(b.accepted.At), t.Takes
	if b.ended != nil {
		ended, took, label = clock(b.ended.At), b.ended.At-b.accepted.At, t.Took
	}
	f.labelled(r, r.y+6, jobValue, t.EndedAt, ended, ink)
	f.labelled(r, r.y+7, jobValue, label, f.t.span(took), ink)
	y := r.y + 9
	f.put(r.x+2, y, r.w-4, quiet, t.Spoken)
	for _, said := range f.conversation(job, b) {
		y++
		if y < r.y+r.h-1 {
			f.put(r.x+3, y, r.w-5, said.pen, said.text)
		}
	}
}

// conversation is the talk with the panel, in the words of its interface.
func (f *frame) conversation(job uint32, b *purchase) []piece {
	o := b.order.Order
	lines := []piece{{fmt.Sprintf("→ action=add service=%s_%s quantity=%d", o.Channel, o.Product, o.Quantity), quiet}}
	if b.accepted.Flag {
		lines = append(lines, piece{fmt.Sprintf(`← {"order": %d}`, job), ink})
	} else {
		lines = append(lines, piece{fmt.Sprintf(`✗ {"order": %d}  `, job) + f.t.Place.NoAnswer, unknown})
	}
	remains := int64(o.Quantity) - b.delivered()
	lines = append(lines,
		piece{fmt.Sprintf("→ action=status order=%d", job), quiet},
		piece{fmt.Sprintf(`← {"status": %q, "remains": "%d",`, b.status().String(), remains), ink},
		piece{fmt.Sprintf(`   "charge": %q, "currency": "USD"}`, dollars(b.cost())), ink},
	)
	if b.refill != nil {
		lines = append(lines, piece{fmt.Sprintf("→ action=refill order=%d", job), quiet})
	}
	return lines
}

// drawKnowers draws what each of those who could know believes of the job.
func (f *frame) drawKnowers(r rect, b *purchase) {
	t, o := &f.t.Place, b.order
	f.box(r, false, t.Knowers, ink)
	consumer, sure := t.KnowsNumber, ink
	if !b.accepted.Flag {
		consumer, sure = t.KnowsNot, unknown
	}
	committed := t.KnowsLag
	if o.Committed() {
		committed = t.KnowsNoLag
	}
	for i, line := range [...]struct {
		who, what string
		pen       pen
	}{
		{t.ThePanel, b.status().String(), ink},
		{t.TheConsumer, consumer, sure},
		{t.TheGroup, committed, ink},
		{t.TheRow, rowWord(o.Row), belief},
		{t.TheCustomer, rowWord(o.Row), ink},
		{t.InTruth, f.jobTruth(o), ink},
	} {
		f.labelled(r, r.y+1+i, 17, line.who, line.what, line.pen)
	}
}

// jobTruth says in the words of the table where a job's order is.
func (f *frame) jobTruth(o *sim.OrderState) string {
	glyph, words, _, _ := f.truth(o)
	return string(glyph) + " " + words
}

// drawJobMoney draws what the customer paid and what the panel got.
func (f *frame) drawJobMoney(r rect, b *purchase) {
	t, o := &f.t.Place, b.order
	f.box(r, false, t.Money, ink)
	y := r.y + 1
	line := func(name, amount string, p pen) {
		f.put(r.x+2, y, r.w-18, quiet, name)
		f.right(r.x+r.w-2, y, 15, p, amount)
		y++
	}
	line(f.t.OrderPanel.Taken, f.points(o.Charged), ink)
	line(f.t.OrderPanel.Refunded, f.points(o.Refunded), ink)
	line(t.ThisJob, dollars(b.cost())+" $", ink)
	pen := ink
	if o.Jobs > 1 {
		pen = lost
	}
	line(t.JobsBought, strconv.Itoa(int(o.Jobs)), pen)
	line(t.AllJobs, dollars(o.Cost)+" $", pen)
	line(t.PanelTotal, dollars(f.s.Cost)+" $", quiet)
	if o.Jobs > 1 {
		for _, text := range wrapped(t.TwiceNote, r.w-4) {
			f.put(r.x+2, y, r.w-4, lost, text)
			y++
		}
	}
}
