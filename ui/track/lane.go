package track

import (
	"fmt"
	"slices"
	"strconv"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// drawOrder draws the lane of one order: what it is, what its row says, and
// where it truly is.
func (f *frame) drawOrder(l *lane) {
	r := f.read(l.o)
	f.Zone(canvas.Rect{X: 1, Y: l.y, W: f.Width() - 2, H: 1}, intent.Click{Place: moment.PlaceOf(l.o.Order.Number)})
	f.drawName(l.y, &r)
	f.drawRow(l.y, &r)
	t := f.orderTrack(&r)
	f.drawTrack(l.y, &t)
	f.markJob(l.y, &t, l.o)
	l.tokens, l.claim, l.chips[0] = t.tokens, t.claim, t.chip
}

// markJob lets the job that the panel works at for an order be opened where it
// stands on the lane, and marks it where it is pointed at.
func (f *frame) markJob(y int, t *track, o *sim.OrderState) {
	j := f.jobOf(o)
	if j == nil {
		return
	}
	at := f.column(stopWork)
	i := slices.IndexFunc(t.tokens, func(tok token) bool { return tok.x == at })
	if i < 0 {
		return // it glides
	}
	place := intent.Place{Kind: intent.JobPlace, Number: j.Job}
	f.Clickable(at, y, t.tokens[i].over()-at, intent.Click{Place: place})
	if f.focused(place) {
		f.Set(at-1, y, canvas.Ink|canvas.Bold, '▸')
	}
}

// present reports whether an order is that of the cue, or the selected one.
func (f *frame) present(number sim.OrderID) bool { return number == f.Selected && number != 0 }

// drawName draws the mark, the number of an order, and what was ordered.
func (f *frame) drawName(y int, r *reading) {
	number, what := f.namePens(r)
	if f.present(r.o.Order.Number) {
		f.Set(1, y, canvas.Ink, '▸')
	}
	label := words.Named(r.o.Order.Number)
	if r.o.Foreign {
		label = "→" + label[1:] // it came from outside
	}
	x := f.Print(max(2, 5-len(label)), y, f.cols.Row-1, number, label)
	c := &f.cols
	if c.WhatWidth == 0 {
		return
	}
	x = max(c.What, x+1)
	f.Print(x, y, c.What+c.WhatWidth, what, fitting(c.What+c.WhatWidth-x, f.products(r.o.Order)))
	if c.Qty > 0 {
		quantity := "×" + typeset.Grouped(int64(r.o.Order.Quantity))
		f.Right(c.Row-1, y, c.Qty, what, fitting(c.Qty-1, []string{quantity, "×" + words.Brief(int64(r.o.Order.Quantity))}))
	}
}

// namePens returns the pens of the number and of what was ordered.
func (f *frame) namePens(r *reading) (number, what canvas.Pen) {
	switch {
	case f.present(r.o.Order.Number), f.changed(r.o.Order.Number):
		return canvas.Ink | canvas.Bold, canvas.Ink | canvas.Bold
	case r.lost && f.Moment.Finished:
		return canvas.Ink, canvas.Ink
	case f.Moment.Finished:
		return canvas.Faint, canvas.Faint
	case r.rest:
		return canvas.Quiet, canvas.Quiet
	}
	return canvas.Ink, canvas.Quiet
}

// changed reports whether an order is of the change that is still marked.
func (f *frame) changed(number sim.OrderID) bool {
	return !f.Moment.Finished && f.News.Latest(func(e *sim.Event) bool { return e.Order == number }) != nil
}

// products names what an order buys, in variants.
func (f *frame) products(o *sim.Order) []string {
	channel, product := f.Words.Channels[o.Channel], f.Words.Products[o.Product]
	if o.Product == sim.Followers {
		return []string{channel + " " + product, channel + " " + f.Words.Track.Followers, product, f.Words.Track.Followers}
	}
	return []string{channel + " " + product, product}
}

// shortFailed is what a row says that was not published, where the whole word
// has no room.
const shortFailed = "PUB-FAILED"

// drawRow draws what the row says, and whether a caller waits for it.
func (f *frame) drawRow(y int, r *reading) {
	word, pen := f.rowWord(r.o.Row), canvas.Quiet
	switch {
	case r.st.Belief == sim.Ahead || r.ahead():
		pen = canvas.Belief | canvas.Bold
	case r.rest || f.Moment.Finished && !r.told:
		pen = canvas.Faint
	}
	x := f.Print(f.cols.Row, y, f.cols.Track-1, pen, word)
	f.Print(x, y, f.cols.Track-1, canvas.Ink, fitting(f.cols.Track-1-x, f.callerWords(r.o)))
}

// rowWord returns what a row says in as many columns as there are.
func (f *frame) rowWord(row sim.Row) string {
	word := tell.RowWord(row)
	if row == sim.RowPublishFailed && canvas.Columns(word) > f.cols.RowWidth {
		return shortFailed
	}
	return word
}

// callerWords says what of the caller has to be said beside the row, in variants.
func (f *frame) callerWords(o *sim.OrderState) []string {
	switch {
	case f.Waits(o):
		return []string{" " + f.Words.Track.Waits, " …"}
	case o.Foreign:
		return []string{" " + f.Words.Track.Outside}
	case o.Caller == sim.Unknown:
		return []string{" " + f.Words.Track.Died}
	}
	return nil
}

// orderTrack lays out the track of an order.
func (f *frame) orderTrack(r *reading) track {
	t := track{from: f.cols.Track, reached: r.at, heavy: f.present(r.o.Order.Number)}
	switch {
	case r.lost:
		f.layLost(r, &t)
	case r.st.Where == sim.NowUncalled:
		return t
	default:
		f.layToken(r, &t)
	}
	t.trail = f.trailPen(r, t.heavy)
	if r.behind() {
		t.notch = f.claimColumn(r.claim)
	}
	f.layClaim(r, &t)
	return t
}

// trailPen returns the pen of an order's trail.
func (f *frame) trailPen(r *reading, heavy bool) canvas.Pen {
	tint := canvas.Tint38
	if heavy {
		tint = canvas.Tint60
	}
	switch {
	case r.lost:
		return canvas.Lost | tint
	case r.rest || f.Moment.Finished:
		return canvas.Line
	}
	return r.pen | tint
}

// layLost puts the chip of a lost order where it was lost.
func (f *frame) layLost(r *reading, t *track) {
	t.chip = f.lostChip(r)
	opened := f.motion.since(r.o.Order.Number, sim.PublishGaveUp, sim.MemoryLost, sim.RecordTruncated, sim.NeverSubscribed)
	t.chip.open = max(min(t.chip.w, chipLeast), int(share(opened, chipLasts)*float64(t.chip.w)))
	t.to = t.chip.x + t.chip.w - t.chip.open
}

// layToken puts an order's token where the order is, with what is said of it,
// and beside it what else there is of the order.
func (f *frame) layToken(r *reading, t *track) {
	tok := token{x: f.column(r.at), glyph: r.glyph, pen: r.pen | canvas.Bold, said: f.saidPen(r), opens: f.jobAt(r)}
	x, moves := f.glide(r.o)
	if r.at != stopDone || moves {
		tok.label = strconv.FormatUint(uint64(r.o.Order.Number), 10)
	}
	if f.Moment.Finished && !r.told {
		tok.pen = r.pen | canvas.Tint60
	}
	if moves || f.arrived(r.o.Order.Number) {
		tok.pen |= canvas.Fill
	}
	switch {
	case moves:
		tok.x = x
	case r.at == stopWire && f.cutOff(r.o):
		tok.x = min(tok.x, f.cols.Wall()-canvas.Columns(tok.label)-1)
		f.laySaid(r, &tok)
	default:
		f.laySaid(r, &tok)
	}
	t.to = tok.x
	if tok.left != "" || r.at == stopMemory && !moves {
		t.to = tok.x - 1
	}
	f.layResent(r, t)
	f.layCopies(r, t)
	t.tokens = append(t.tokens, tok)
	if !moves {
		f.layBack(r, t)
		f.layTwin(r, t)
	}
}

// arrived reports whether an order has just come to where it is.
func (f *frame) arrived(number sim.OrderID) bool {
	return !f.Moment.Finished && f.News.Latest(func(e *sim.Event) bool { return e.Order == number && bringsOn(e.Type) }) != nil
}

// bringsOn reports whether by an event of a type an order comes to another place, or
// its work goes on.
func bringsOn(t sim.EventType) bool {
	switch t {
	case sim.PublishCalled, sim.MemoryWaiting, sim.RequestSent, sim.RequestRefused, sim.RequestFailed, sim.RetryScheduled, sim.PublishGaveUp, sim.RecordAppended,
		sim.HandlerStarted, sim.HandlerFailed, sim.WorkFinished, sim.PanelAccepted, sim.JobProgressed, sim.JobEnded:
		return true
	}
	return false
}

// laySaid finds the words of a token.
func (f *frame) laySaid(r *reading, tok *token) {
	start := f.cols.Track + 1 // a cell of the trail is to be seen
	if r.at == stopDone {
		start = f.cols.Consumers()
	}
	tok.left = fitting(tok.x-1-start-1, f.before(r))
	room := f.stopRoom(r.at) - tok.end() - 1
	switch {
	case r.at != stopDone:
		tok.right = fitting(room, f.after(r))
	case r.told:
		tok.right = fitting(room, f.timeWords(r.st.Since))
	default:
		tok.right = fitting(room, f.after(r))
	}
}

// saidPen returns the pen of what is said of an order's token.
func (f *frame) saidPen(r *reading) canvas.Pen {
	switch {
	case f.Moment.Finished && !r.told:
		return canvas.Faint
	case r.rest && !r.told:
		return canvas.Quiet
	case f.present(r.o.Order.Number), r.at == stopDone, r.told:
		return canvas.Ink
	case r.at == stopLog || r.at == stopService:
		return canvas.Waiting
	}
	return r.pen
}

// layCopies puts a second copy that waits behind the first, or a second job or
// execution of what is done, on the lane.
func (f *frame) layCopies(r *reading, t *track) {
	o, copied := r.o, token{glyph: '◆', pen: canvas.Unknown | canvas.Bold, said: canvas.Unknown, apart: true}
	copied.label = strconv.FormatUint(uint64(o.Order.Number), 10)
	add := func(s stop, variants []string) {
		copied.x = f.column(s)
		copied.right = fitting(f.stopRoom(s)-copied.end()-2, variants)
		t.tokens = append(t.tokens, copied)
	}
	worker, since := f.worksAgain(o)
	again := r.st.Truth == sim.Done && (worker > 0 || f.jobOf(o) != nil)
	waiting := o.Uncommitted()
	if again || r.at == stopWork {
		waiting--
	}
	if waiting > 0 && o.Appended > 1 && r.at >= stopWork && int(o.WorkDone) < int(o.Appended) {
		add(stopLog, f.recordWords(o))
	}
	if !again {
		return
	}
	if j := f.jobOf(o); j != nil {
		copied.opens = placeOf(j)
		add(stopWork, f.percentWords(int(j.Percent)))
		return
	}
	add(stopWork, f.workerWords(worker, since))
}

// layBack puts on the lane what goes back: a record whose handler threw, an
// answer, an error.
func (f *frame) layBack(r *reading, t *track) {
	o, tok := r.o, &t.tokens[len(t.tokens)-1]
	switch {
	case r.at == stopLog && o.Failed():
		f.layRedelivery(r, t, tok)
	case o.Replies > 0 && !o.Answered && o.Caller == sim.Pending && !o.Has(sim.LostReply):
		goes := 1 - share(f.motion.until(o.Order.Number, sim.CallerKnows), answerLasts)
		t.back = f.goesBack(o, f.column(stopLog), min(f.cols.ConsumerToken(), tok.x), goes)
	case r.told && o.Caller == sim.Failure:
		if goes := share(f.motion.since(o.Order.Number, sim.CallerKnows), toldLasts); goes < 1 {
			tok.left = ""
			t.back = f.goesBack(o, tok.x-3, tok.x-1, goes)
			t.back.pen = canvas.Ink | canvas.Bold | canvas.Fill
		}
	}
}

// goesBack returns what goes back to the order service from a column; end is the
// column behind its line, and share how much of its way is over.
func (f *frame) goesBack(o *sim.OrderState, from, end int, share float64) back {
	b := back{x: from - int(ease(share)*float64(from-f.cols.Track-1)), end: end, pen: canvas.Moving | canvas.Bold}
	b.label = strconv.FormatUint(uint64(o.Order.Number), 10)
	if share > 0 {
		b.pen |= canvas.Fill
	}
	return b
}

// layRedelivery puts on the lane a record whose handler threw: it goes back, and
// comes again.
func (f *frame) layRedelivery(r *reading, t *track, tok *token) {
	b := back{x: tok.over() + 2, end: f.cols.ConsumerToken() + 1, pen: canvas.Waiting, tail: '✗'}
	end := f.cols.Done() - 1
	if r.ahead() {
		end = f.claimColumn(r.claim) - 1
	}
	b.said = fitting(end-b.end-2, f.againWords(r.o))
	b.x = min(b.x, b.end-1)
	t.back = b
}

// againWords says when the record of an order whose handler threw comes again.
func (f *frame) againWords(o *sim.OrderState) []string {
	t := &f.Words.Track
	if p := f.partitionOf(o); p != nil {
		group := o.Order.Fulfilment.Carrier()
		worker, members := f.Assigned(p, group), f.State.Groups[group].Members
		if worker > 0 && worker <= len(members) && members[worker-1].NextAt > f.Moment.At {
			span := f.Words.SecondsOf(members[worker-1].NextAt - f.Moment.At)
			return []string{fmt.Sprintf(t.Again[0], span), fmt.Sprintf(t.Again[1], span)}
		}
	}
	return t.AgainSoon[:]
}

// layClaim draws the line to where the row says that the order is, where that is
// ahead of it.
func (f *frame) layClaim(r *reading, t *track) {
	if !r.ahead() {
		return
	}
	t.claim = claim{to: f.claimColumn(r.claim)}
	switch {
	case r.lost:
		t.claim.from = t.chip.x + t.chip.w
	case t.back.end > 0:
		t.claim.from = t.claim.to
	default:
		tok := &t.tokens[len(t.tokens)-1]
		t.claim.from = max(tok.x+claimFrom, tok.end())
		if tok.right != "" {
			t.claim.from = tok.over() + 1
		}
	}
	grown := share(f.motion.since(r.o.Order.Number, sim.OrderMarked, sim.RowChanged), claimLasts)
	t.claim.seen = t.claim.to - int((1-grown)*float64(max(0, t.claim.to-t.claim.from)))
}
