package panels

import (
	"fmt"
	"strconv"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// jobStory returns which events tell the story of a panel's job, and the first
// event that may: those of its order that are about the panel and the row.
func jobStory(m *moment.Moment, job uint32) (func(*sim.Event) bool, sim.EventID) {
	o := tell.JobOrder(m, job)
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
			return !e.Background()
		case sim.PanelAccepted, sim.JobProgressed, sim.JobEnded, sim.JobDropped, sim.RefillOrdered, sim.JobRefilled, sim.WorkFinished, sim.FaultStruck, sim.AnomalyFound:
			return true
		}
		return false
	}, o.RungEvent[sim.Created]
}

// drawJobPanel draws a job of the external panel: what was bought, the words of
// its interface, who knows how far it is, and the money.
func (f *frame) drawJobPanel() {
	job := f.panel.Of
	b := tell.PurchaseOf(f.Moment, job)
	title := fmt.Sprintf(f.Words.Place.JobTitle, job)
	if b == nil {
		f.drawNoPlace(title, f.Words.Place.NoJob)
		return
	}
	whose := words.Named(b.Order.Order.Number)
	titles := []string{title + " · " + whose + " " + f.Words.Product(b.Order.Order), title + " · " + whose, title}
	f.drawPlacePanel(titles, f.JobVerdict(job), [boxCount]func(canvas.Rect){
		func(r canvas.Rect) { f.drawJob(r, job, b) }, f.drawStory,
		func(r canvas.Rect) { f.drawKnowers(r, b) }, func(r canvas.Rect) { f.drawJobMoney(r, b) },
		func(r canvas.Rect) { f.drawMeaning(r, f.Words.Place.JobMeans[:]) },
	})
}

// jobValue is the column of a job's values, from the left of their box.
const jobValue = 16

// jobLines is how many lines a job has with all that is said of it.
const jobLines = 17

// jobBar is how wide the bar of a job is.
const jobBar = 20

// drawJob draws what was bought, and the conversation with the panel as its
// interface has it; in a low box the most of it.
func (f *frame) drawJob(r canvas.Rect, job uint32, b *tell.Purchase) {
	t, o := &f.Words.Place, b.Order.Order
	f.Box(r, false, t.Job, canvas.Ink)
	low, pen, y := r.H < jobLines, jobPen(b), r.Y+1
	f.labelled(r, y, jobValue, t.Bought, f.Words.Product(o)+" ×"+typeset.Grouped(int64(o.Quantity)), canvas.Ink)
	if !low {
		y++
		f.labelled(r, y, jobValue, t.Link, sim.Printable(o.Link, tell.LinkShown), canvas.Quiet)
	}
	f.labelled(r, y+1, jobValue, t.Status, b.Status().String(), pen)
	f.drawDelivered(r, y+2, b, pen)
	y += 3
	if !low {
		f.drawJobTimes(r, y, b)
		y += 4
		f.Put(r.X+2, y, r.W-4, canvas.Quiet, t.Spoken)
		y++
	}
	for i, said := range f.conversation(job, b) {
		if y+i < r.Y+r.H-1 {
			f.Put(r.X+3, y+i, r.W-5, said.Pen, said.Text)
		}
	}
}

// jobPen is the colour of how a job stands.
func jobPen(b *tell.Purchase) canvas.Pen {
	switch {
	case b.Fallen():
		return canvas.Lost
	case b.Status() == sim.JobCompleted:
		return canvas.Done
	case b.Status() == sim.JobPartial, b.Status() == sim.JobCanceled:
		return canvas.Lost
	}
	return canvas.Moving
}

// drawDelivered draws how much of a job the panel has delivered.
func (f *frame) drawDelivered(r canvas.Rect, y int, b *tell.Purchase, p canvas.Pen) {
	all := int64(b.Order.Order.Quantity)
	share := float64(b.Delivered()) / float64(max(1, all))
	f.Print(r.X+jobValue, y, r.X+r.W-2, p, canvas.Progress(share, jobBar))
	said := fmt.Sprintf(f.Words.Place.Delivered, typeset.Grouped(b.Delivered()), typeset.Grouped(all))
	f.Put(r.X+jobValue+jobBar+2, y, r.W-jobValue-jobBar-4, canvas.Ink, said)
}

// drawJobTimes draws when a job was accepted and ended, and how long it takes.
func (f *frame) drawJobTimes(r canvas.Rect, y int, b *tell.Purchase) {
	t := &f.Words.Place
	ended, took, label := "–", f.Since(b.Accepted.At), t.Takes
	if b.Ended != nil {
		ended, took, label = words.Clock(b.Ended.At), b.Ended.At-b.Accepted.At, t.Took
	}
	f.labelled(r, y, jobValue, t.AcceptedAt, words.Clock(b.Accepted.At), canvas.Ink)
	f.labelled(r, y+1, jobValue, t.EndedAt, ended, canvas.Ink)
	f.labelled(r, y+2, jobValue, label, f.Words.Span(took), canvas.Ink)
}

// conversation is the talk with the panel, in the words of its interface.
func (f *frame) conversation(job uint32, b *tell.Purchase) []tell.Piece {
	o := b.Order.Order
	lines := []tell.Piece{{Text: fmt.Sprintf("→ action=add service=%s_%s quantity=%d", o.Channel, o.Product, o.Quantity), Pen: canvas.Quiet}}
	if b.Accepted.Flag {
		lines = append(lines, tell.Piece{Text: fmt.Sprintf(`← {"order": %d}`, job), Pen: canvas.Ink})
	} else {
		lines = append(lines, tell.Piece{Text: fmt.Sprintf(`✗ {"order": %d}  `, job) + f.Words.Place.NoAnswer, Pen: canvas.Unknown})
	}
	remains := int64(o.Quantity) - b.Delivered()
	lines = append(lines,
		tell.Piece{Text: fmt.Sprintf("→ action=status order=%d", job), Pen: canvas.Quiet},
		tell.Piece{Text: fmt.Sprintf(`← {"status": %q, "remains": "%d",`, b.Status().String(), remains), Pen: canvas.Ink},
		tell.Piece{Text: fmt.Sprintf(`   "charge": %q, "currency": "USD"}`, words.Dollars(b.Cost())), Pen: canvas.Ink},
	)
	if b.Refill != nil {
		lines = append(lines, tell.Piece{Text: fmt.Sprintf("→ action=refill order=%d", job), Pen: canvas.Quiet})
	}
	return lines
}

// drawKnowers draws what each of those who could know believes of the job.
func (f *frame) drawKnowers(r canvas.Rect, b *tell.Purchase) {
	t, o := &f.Words.Place, b.Order
	f.Box(r, false, t.Knowers, canvas.Ink)
	consumer, sure := t.KnowsNumber, canvas.Ink
	if !b.Accepted.Flag {
		consumer, sure = t.KnowsNot, canvas.Unknown
	}
	committed := t.KnowsLag
	if o.Committed() {
		committed = t.KnowsNoLag
	}
	for i, line := range [...]struct {
		who, what string
		pen       canvas.Pen
	}{
		{t.ThePanel, b.Status().String(), canvas.Ink},
		{t.TheConsumer, consumer, sure},
		{t.TheGroup, committed, canvas.Ink},
		{t.TheRow, tell.RowWord(o.Row), canvas.Belief},
		{t.TheCustomer, tell.RowWord(o.Row), canvas.Ink},
		{t.InTruth, f.jobTruth(o), canvas.Ink},
	} {
		f.labelled(r, r.Y+1+i, 17, line.who, line.what, line.pen)
	}
}

// jobTruth says in the words of the table where a job's order is.
func (f *frame) jobTruth(o *sim.OrderState) string {
	glyph, said, _, _ := f.Truth(o)
	return string(glyph) + " " + said
}

// drawJobMoney draws what the customer paid and what the panel got.
func (f *frame) drawJobMoney(r canvas.Rect, b *tell.Purchase) {
	t, o := &f.Words.Place, b.Order
	f.Box(r, false, t.Money, canvas.Ink)
	y := r.Y + 1
	line := func(name, amount string, p canvas.Pen) {
		f.Put(r.X+2, y, r.W-18, canvas.Quiet, name)
		f.Right(r.X+r.W-2, y, 15, p, amount)
		y++
	}
	line(f.Words.OrderPanel.Taken, f.points(o.Charged), canvas.Ink)
	line(f.Words.OrderPanel.Refunded, f.points(o.Refunded), canvas.Ink)
	line(t.ThisJob, words.Dollars(b.Cost())+" $", canvas.Ink)
	pen := canvas.Ink
	if o.Jobs > 1 {
		pen = canvas.Lost
	}
	line(t.JobsBought, strconv.Itoa(int(o.Jobs)), pen)
	line(t.AllJobs, words.Dollars(o.Cost)+" $", pen)
	line(t.PanelTotal, words.Dollars(f.State.Cost)+" $", canvas.Quiet)
	if o.Jobs > 1 {
		for _, text := range chrome.Wrapped(t.TwiceNote, r.W-4) {
			if y < r.Y+r.H-1 {
				f.Put(r.X+2, y, r.W-4, canvas.Lost, text)
				y++
			}
		}
	}
}
