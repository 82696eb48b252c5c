package board

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

func (f *frame) drawProducer(r canvas.Rect) {
	t := &f.Words.Producer
	f.Box(r, f.State.Service.Down, fmt.Sprintf(t.Title, f.clientName()), canvas.Ink)
	f.drawForgotten(r)
	held := f.ReadMemory()
	entries := squeeze(f.producerEntries(held), r.H-3)
	for i, e := range entries {
		f.drawEntry(r, r.Y+1+i, e)
	}
	y := r.Y + r.H - 2
	switch {
	case held.Total > 0:
		f.Put(r.X+2, y, r.W-3, canvas.Ink, fmt.Sprintf(t.InMemory, held.Total))
	case f.State.Setup.Client == sim.KafkaGo:
		f.Put(r.X+2, y, r.W-3, canvas.Quiet, fmt.Sprintf(t.Attempts, f.State.Setup.Acks, f.State.Setup.Attempts()))
	default:
		f.Put(r.X+2, y, r.W-3, canvas.Quiet, fmt.Sprintf(t.Settings, f.State.Setup.Acks, f.Attempts()-1))
	}
}

// forgets reports whether the activity log, which is emitted and forgotten, has
// lost something while the orders are not: the case where that is right.
func (f *frame) forgets() bool {
	return f.State.ActivityLost > 0 && (f.State.Setup.Mode != sim.Emit || f.State.Remedies.Has(sim.Outbox))
}

// drawForgotten writes into the border below the producer what of the activity
// log is lost.
func (f *frame) drawForgotten(r canvas.Rect) {
	if !f.forgets() {
		return
	}
	t, n := &f.Words.Producer, typeset.Grouped(int64(f.State.ActivityLost))
	room := r.W - 5
	if said := canvas.Longest(room, fmt.Sprintf(t.ActivityLost, n), fmt.Sprintf(t.ActivityLostShort, n)); canvas.Columns(said) <= room {
		f.Legend(r.X+3, r.Y+r.H-1, room, canvas.Quiet, said)
	}
}

func (f *frame) clientName() string {
	if f.State.Setup.Client == sim.KafkaGo {
		return "kafka-go"
	}
	return "kafkajs"
}

// drawEntry draws one line; a mark takes its last column but one.
func (f *frame) drawEntry(r canvas.Rect, y int, e tell.Entry) {
	end := r.X + r.W - 1
	if e.Marked {
		end = r.X + r.W - 4
		f.Set(r.X+r.W-3, y, canvas.Ink, '◂')
	}
	if e.Right.Text != "" {
		f.Right(end, y, r.W-3, e.Right.Pen, e.Right.Text)
		end -= canvas.Columns(e.Right.Text)
	}
	x := r.X + 2
	for _, p := range e.Pieces {
		f.tokenZones(x, y, p.Text)
		x = f.Put(x, y, end-x, p.Pen, p.Text)
	}
}

// tokenZones lets the orders that a text names by their tokens, such as
// ○4 ○5, be selected by mouse.
func (f *frame) tokenZones(x, y int, text string) {
	for i, word := range strings.Split(text, " ") {
		if i > 0 {
			x++
		}
		glyph, size := utf8.DecodeRuneInString(word)
		number, err := strconv.ParseUint(word[size:], 10, 32)
		if err == nil && strings.ContainsRune("○●↻✗?◆", glyph) {
			f.Clickable(x, y, canvas.Columns(word), intent.Click{Place: moment.PlaceOf(sim.OrderID(number))})
		}
		x += canvas.Columns(word)
	}
}

// squeeze brings the entries into height lines: first the blanks go, from the
// bottom, then what is marked as extra, then the rest.
func squeeze(entries []tell.Entry, height int) []tell.Entry {
	for _, goes := range [...]func(tell.Entry) bool{
		func(e tell.Entry) bool { return e.Blank },
		func(e tell.Entry) bool { return e.Extra },
	} {
		for i := len(entries) - 1; i >= 0 && len(entries) > height; i-- {
			if goes(entries[i]) {
				entries = append(entries[:i:i], entries[i+1:]...)
			}
		}
	}
	return entries[:min(len(entries), height)]
}

// producerEntries puts the box together, from its top.
func (f *frame) producerEntries(held *tell.Memory) []tell.Entry {
	var entries []tell.Entry
	if f.connectedAgain(held) {
		e := tell.Line(canvas.Ink, fmt.Sprintf(f.Words.Producer.Again, words.Clock(f.State.Client.Connected)))
		e.Marked = f.ProducerNews() == sim.Reconnected
		entries = append(entries, e)
	}
	if f.State.Client.Held {
		entries = append(entries, f.heldEntries()...)
	}
	alone := (len(entries) == 0 || f.State.Client.Held) && held.Live() == 1
	for i := range held.Queues {
		if q := &held.Queues[i]; q.Live() {
			entries = append(entries, f.queueEntries(held, q, alone)...)
		}
	}
	entries = append(entries, f.retryEntries(held)...)
	if flying := f.flyingEntries(); len(flying) > 0 {
		entries = append(append(entries, tell.Entry{Blank: true}), flying...)
	}
	if len(entries) == 0 {
		entries = append(entries, tell.Entry{Blank: true}, tell.Line(canvas.Quiet, f.Words.Producer.Nothing))
	}
	return append(entries, f.Tombstones(len(entries))...)
}

// heldEntries says that the client has not joined its group, and until when a
// ghost keeps it from that.
func (f *frame) heldEntries() []tell.Entry {
	entries := []tell.Entry{tell.Line(canvas.Waiting, f.Words.Producer.Held)}
	if worker, until := f.State.GhostIn(sim.ReplyGroup); worker > 0 {
		entries = append(entries, tell.Line(canvas.Waiting, fmt.Sprintf(f.Words.Member.Ghost, f.Words.SecondsOf(until))))
	}
	return entries
}

// connectedAgain reports whether the reconnection is still news: orders wait
// that it will let go, or it is the change at the cursor.
func (f *frame) connectedAgain(held *tell.Memory) bool {
	if f.State.Client.Connected == sim.Never || f.State.Client.Held {
		return false
	}
	for i := range held.Queues {
		if q := &held.Queues[i]; q.Count > 0 && q.Round != nil && q.Round.OK {
			return true
		}
	}
	return f.Moment.Fresh && f.Moment.At-f.State.Client.Connected < time.Second && f.News.Count[sim.Reconnected] > 0
}

// newsRound returns the round of the change's last event of a type.
func (f *frame) newsRound(t sim.EventType) uint32 {
	if e := f.News.Last[t]; e != nil {
		return e.Round()
	}
	return 0
}

// queueEntries draws a round: how far it is, its one bar, and who waits in it.
func (f *frame) queueEntries(held *tell.Memory, q *tell.Queue, alone bool) []tell.Entry {
	var entries []tell.Entry
	p := canvas.Quiet
	if f.connectsNext(held, q) {
		p = canvas.Ink
	}
	news := f.ProducerNews()
	if q.Round != nil {
		entries = append(entries, tell.Line(p, f.roundText(q, alone)))
		if !q.Round.OK || q.NextAt != sim.Never {
			bar := tell.Entry{Pieces: []tell.Piece{{Text: canvas.Progress(f.roundShare(q), tell.BarWidth), Pen: p}, {Text: "  ", Pen: canvas.Ink}, {Text: fmt.Sprintf(f.Words.Producer.Refused, q.Refused()), Pen: p}}, Extra: !alone}
			bar.Marked = news == sim.ConnectRefused && f.newsRound(news) == q.Round.Number
			entries = append(entries, bar)
		}
	}
	if q.Count == 0 {
		return entries
	}
	if !alone {
		tokens := f.waiters(held, q, tell.QueueWidth)
		tokens.Right = tell.Piece{Text: aside(f.Words.Producer.WaitsShort, tokens.Marked), Pen: canvas.Quiet}
		return append(entries, tokens)
	}
	tokens := f.waiters(held, q, tell.ProducerTextWidth-2)
	said := f.Words.Producer.WaitsMany
	switch {
	case f.Standing(f.State.Order(q.First[0])).Where == sim.NowHeld:
		said = chrome.Pick(q.Count == 1, f.Words.Producer.HeldOne, f.Words.Producer.HeldMany)
	case f.Standing(f.State.Order(q.First[len(q.First)-1])).Where == sim.NowLeaving:
		said = f.Words.Producer.Leaving
	case q.Count == 1:
		said = f.Words.Producer.WaitsOne
	}
	wait := tell.Line(canvas.Quiet, said)
	wait.Extra = true
	return append(entries, tell.Entry{Blank: true}, tokens, wait)
}

// aside pads a word at the right so that it stands at the same place with and
// without a mark.
func aside(word string, marked bool) string {
	if marked {
		return word + "   "
	}
	return word + "      "
}

// connectsNext reports whether this round's connect comes before that of all others.
func (f *frame) connectsNext(held *tell.Memory, q *tell.Queue) bool {
	if q.Round == nil || !q.Round.Running || q.Round.NextAt == sim.Never {
		return false
	}
	for i := range held.Queues {
		other := held.Queues[i].Round
		if other != nil && other.Running && other.NextAt != sim.Never && other.NextAt < q.Round.NextAt {
			return false
		}
	}
	return true
}

func (f *frame) roundText(q *tell.Queue, alone bool) string {
	t, r := &f.Words.Producer, q.Round
	switch {
	case r.OK && q.NextAt != sim.Never:
		return fmt.Sprintf(t.RoundOut, r.Number, f.Words.SecondsOf(max(0, q.NextAt-f.Moment.At)))
	case r.OK && f.State.Client.Connected == r.EndAt:
		return fmt.Sprintf(t.RoundWaits, r.Number)
	case r.OK:
		return fmt.Sprintf(t.RoundOK, r.Number)
	case !r.Running:
		return fmt.Sprintf(t.RoundUsed, r.Number)
	case r.NextAt == sim.Never && int(r.Try) < f.Connects():
		return fmt.Sprintf(t.RoundTries, r.Number, r.Try+1, f.Connects())
	case r.NextAt == sim.Never:
		return fmt.Sprintf(t.RoundLast, r.Number, r.Try, f.Connects())
	case r.Number == 1 && alone:
		return fmt.Sprintf(t.Reconnect, r.Try, f.Connects(), f.Words.SecondsOf(r.NextAt-f.Moment.At))
	}
	return fmt.Sprintf(t.Round, r.Number, r.Try, f.Connects(), f.Words.SecondsOf(r.NextAt-f.Moment.At))
}

// roundShare returns how much of the wait for the next connect is over.
func (f *frame) roundShare(q *tell.Queue) float64 {
	switch r := q.Round; {
	case r.OK && q.NextAt > r.EndAt:
		return over(f.Moment.At-r.EndAt, q.NextAt-r.EndAt)
	case r.Running && r.NextAt != sim.Never:
		return over(f.Moment.At-r.LastAt, r.NextAt-r.LastAt)
	case r.Running && int(r.Try) < f.Connects():
		return 0 // a connect is under way
	}
	return 1
}

// over returns the share part/whole, from 0 to 1.
func over(part, whole time.Duration) float64 {
	if whole <= 0 {
		return 1
	}
	return min(max(float64(part)/float64(whole), 0), 1)
}

// waiters names the orders of a queue; the one that just came is marked.
func (f *frame) waiters(held *tell.Memory, q *tell.Queue, width int) tell.Entry {
	e := tell.Entry{Pieces: f.TokenPieces('○', q.First, held.Counted(q), canvas.Quiet, width)}
	news := f.ProducerNews()
	e.Marked = news == sim.MemoryWaiting && (q.Round == nil || f.newsRound(news) == q.Round.Number)
	if !e.Marked {
		return e
	}
	came := "○" + strconv.FormatUint(uint64(f.News.Last[news].Order), 10)
	before, found := strings.CutSuffix(e.Pieces[0].Text, came)
	if found {
		e.Pieces = []tell.Piece{{Text: before, Pen: canvas.Quiet}, {Text: came, Pen: canvas.Ink | canvas.Bold | canvas.Focus}}
	}
	return e
}

// retryEntries draws the orders that wait for a try of their own, each with
// its bar; the one that runs out first is ink, the others at rest.
func (f *frame) retryEntries(held *tell.Memory) []tell.Entry {
	var entries []tell.Entry
	soonest := sim.OrderID(0)
	for _, number := range held.Retrying {
		if soonest == 0 || f.State.Order(number).NextAt < f.State.Order(soonest).NextAt {
			soonest = number
		}
	}
	news := f.ProducerNews()
	for _, number := range held.Retrying {
		o, p := f.State.Order(number), canvas.Quiet
		if number == soonest {
			p = canvas.Ink
		}
		e := tell.Entry{Pieces: []tell.Piece{
			{Text: "↻" + strconv.FormatUint(uint64(number), 10) + " ", Pen: canvas.Waiting},
			{Text: fmt.Sprintf("%d/%d ", o.Try, f.Attempts()), Pen: p},
			{Text: canvas.Progress(over(f.Moment.At-o.Since, o.NextAt-o.Since), tell.RetryBarWidth) + " ", Pen: p},
			{Text: fmt.Sprintf(f.Words.Producer.In, f.Words.SecondsOf(o.NextAt-f.Moment.At)), Pen: p},
		}}
		e.Marked = news == sim.RetryScheduled && f.News.Last[news].Order == number
		entries = append(entries, e)
	}
	if more := held.Retries - len(held.Retrying); more > 0 {
		entries = append(entries, tell.Line(canvas.Quiet, fmt.Sprintf(f.Words.Producer.MoreRetrying, more)))
	}
	return entries
}

// flyingEntries draws what has left and has no answer yet.
func (f *frame) flyingEntries() []tell.Entry {
	numbers := f.flights.sent
	switch len(numbers) {
	case 0:
		return nil
	case 1:
		o := f.State.Order(numbers[0])
		glyph, pen, said := '●', canvas.Moving|canvas.Bold, fmt.Sprintf(f.Words.Producer.TryOf, max(1, o.Try), f.Attempts())
		switch {
		case o.Unanswered():
			glyph, pen, said = '?', canvas.Unknown|canvas.Bold, f.Words.Producer.NoAnswer
		case o.Truth() != sim.OnTheWay:
			pen, said = canvas.Moving, f.Words.Producer.WaitsAck
		}
		return []tell.Entry{{Pieces: []tell.Piece{{Text: string(glyph) + strconv.FormatUint(uint64(numbers[0]), 10), Pen: pen}, {Text: "  " + said, Pen: canvas.Quiet}}}}
	}
	return []tell.Entry{
		{Pieces: f.TokenPieces('●', numbers, len(numbers), canvas.Moving, tell.ProducerTextWidth)},
		{Pieces: []tell.Piece{{Text: f.Words.Producer.OnWire, Pen: canvas.Quiet}}, Extra: true},
	}
}
