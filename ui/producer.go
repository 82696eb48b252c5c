package ui

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"unicode/utf8"

	"orderflow/sim"
)

const (
	barWidth          = 12 // of a round
	retryBarWidth     = 6  // of an order's own retry
	producerTextWidth = 25 // where a mark may follow
	queueWidth        = 15 // of the orders of a queue, where a word follows
)

// attemptsKafkaGo is kafka.Writer's MaxAttempts.
const attemptsKafkaGo = 10

// piece is a stretch of text in one pen.
type piece struct {
	text string
	pen  pen
}

// entry is one line of the producer's box.
type entry struct {
	pieces []piece
	right  piece // ends at the right
	marked bool
	blank  bool // stands only where there is room
	extra  bool // goes first where there is no room
}

func line(p pen, text string) entry { return entry{pieces: []piece{{text, p}}} }

func (f *frame) drawProducer(r rect) {
	t := &f.t.Producer
	f.box(r, f.s.Service.Down, fmt.Sprintf(t.Title, f.clientName()), ink)
	f.drawForgotten(r)
	held := f.readMemory()
	entries := squeeze(f.producerEntries(held), r.h-3)
	for i, e := range entries {
		f.drawEntry(r, r.y+1+i, e)
	}
	y := r.y + r.h - 2
	switch {
	case held.total > 0:
		f.put(r.x+2, y, r.w-3, ink, fmt.Sprintf(t.InMemory, held.total))
	case f.s.Setup.Client == sim.KafkaGo:
		f.put(r.x+2, y, r.w-3, quiet, fmt.Sprintf(t.Attempts, f.s.Setup.Acks, attemptsKafkaGo))
	default:
		f.put(r.x+2, y, r.w-3, quiet, fmt.Sprintf(t.Settings, f.s.Setup.Acks, f.attempts()-1))
	}
}

// forgets reports whether the activity log, which is emitted and forgotten, has
// lost something while the orders are not: the case where that is right.
func (f *frame) forgets() bool {
	return f.s.ActivityLost > 0 && (f.s.Setup.Mode != sim.Emit || f.s.Remedies.Has(sim.Outbox))
}

// drawForgotten writes into the border below the producer what of the activity
// log is lost.
func (f *frame) drawForgotten(r rect) {
	if !f.forgets() {
		return
	}
	t, n := &f.t.Producer, grouped(int64(f.s.ActivityLost))
	room := r.w - 5
	if words := longest(room, fmt.Sprintf(t.ActivityLost, n), fmt.Sprintf(t.ActivityLostShort, n)); columns(words) <= room {
		f.legend(r.x+3, r.y+r.h-1, room, quiet, words)
	}
}

func (f *frame) clientName() string {
	if f.s.Setup.Client == sim.KafkaGo {
		return "kafka-go"
	}
	return "kafkajs"
}

func (f *frame) attempts() int {
	if f.s.Setup.Client == sim.KafkaGo {
		return attemptsKafkaGo
	}
	return f.s.Setup.Attempts()
}

// connects returns how many connects a reconnect round has.
func (f *frame) connects() int { return f.s.Setup.Connects() }

// drawEntry draws one line; a mark takes its last column but one.
func (f *frame) drawEntry(r rect, y int, e entry) {
	end := r.x + r.w - 1
	if e.marked {
		end = r.x + r.w - 4
		f.set(r.x+r.w-3, y, ink, '◂')
	}
	if e.right.text != "" {
		f.right(end, y, r.w-3, e.right.pen, e.right.text)
		end -= columns(e.right.text)
	}
	x := r.x + 2
	for _, p := range e.pieces {
		f.tokenZones(x, y, p.text)
		x = f.put(x, y, end-x, p.pen, p.text)
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
			f.clickable(x, y, columns(word), deed{place: placeOf(sim.OrderID(number))})
		}
		x += columns(word)
	}
}

// squeeze brings the entries into height lines: first the blanks go, from the
// bottom, then what is marked as extra, then the rest.
func squeeze(entries []entry, height int) []entry {
	for _, goes := range [...]func(entry) bool{
		func(e entry) bool { return e.blank },
		func(e entry) bool { return e.extra },
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
func (f *frame) producerEntries(held *memory) []entry {
	var entries []entry
	if f.connectedAgain(held) {
		e := line(ink, fmt.Sprintf(f.t.Producer.Again, clock(f.s.Client.Connected)))
		e.marked = f.producerNews() == sim.Reconnected
		entries = append(entries, e)
	}
	if f.s.Client.Held {
		entries = append(entries, f.heldEntries()...)
	}
	alone := (len(entries) == 0 || f.s.Client.Held) && held.live() == 1
	for i := range held.queues {
		if q := &held.queues[i]; q.live() {
			entries = append(entries, f.queueEntries(held, q, alone)...)
		}
	}
	entries = append(entries, f.retryEntries(held)...)
	if flying := f.flyingEntries(); len(flying) > 0 {
		entries = append(append(entries, entry{blank: true}), flying...)
	}
	if len(entries) == 0 {
		entries = append(entries, entry{blank: true}, line(quiet, f.t.Producer.Nothing))
	}
	return append(entries, f.tombstones(len(entries))...)
}

// heldEntries says that the client has not joined its group, and until when a
// ghost keeps it from that.
func (f *frame) heldEntries() []entry {
	entries := []entry{line(waiting, f.t.Producer.Held)}
	if worker, until := f.haunting(sim.ReplyGroup); worker > 0 {
		entries = append(entries, line(waiting, fmt.Sprintf(f.t.Member.Ghost, f.t.seconds(until))))
	}
	return entries
}

// connectedAgain reports whether the reconnection is still news: orders wait
// that it will let go, or it is the change at the cursor.
func (f *frame) connectedAgain(held *memory) bool {
	if f.s.Client.Connected == sim.Never || f.s.Client.Held {
		return false
	}
	for i := range held.queues {
		if q := &held.queues[i]; q.count > 0 && q.round != nil && q.round.OK {
			return true
		}
	}
	return f.m.Fresh && f.m.At-f.s.Client.Connected < time.Second && f.news.count[sim.Reconnected] > 0
}

// producerNews returns the type of the change's last event that shows in this box.
func (f *frame) producerNews() sim.EventType {
	e := f.news.latest(func(e *sim.Event) bool {
		switch e.Type {
		case sim.MemoryWaiting, sim.RoundStarted, sim.ConnectRefused, sim.ConnectSucceeded, sim.RoundUsedUp, sim.Reconnected, sim.RetryScheduled, sim.PublishGaveUp, sim.MemoryLost:
			return true
		}
		return false
	})
	if e == nil || f.m.Finished {
		return 0
	}
	return e.Type
}

// newsRound returns the round of the change's last event of a type.
func (f *frame) newsRound(t sim.EventType) uint32 {
	if e := f.news.last[t]; e != nil {
		return e.Round()
	}
	return 0
}

// queueEntries draws a round: how far it is, its one bar, and who waits in it.
func (f *frame) queueEntries(held *memory, q *queue, alone bool) []entry {
	var entries []entry
	p := quiet
	if f.connectsNext(held, q) {
		p = ink
	}
	news := f.producerNews()
	if q.round != nil {
		entries = append(entries, line(p, f.roundText(q, alone)))
		if !q.round.OK || q.nextAt != sim.Never {
			bar := entry{pieces: []piece{{progress(f.roundShare(q), barWidth), p}, {"  ", ink}, {fmt.Sprintf(f.t.Producer.Refused, q.refused()), p}}, extra: !alone}
			bar.marked = news == sim.ConnectRefused && f.newsRound(news) == q.round.Number
			entries = append(entries, bar)
		}
	}
	if q.count == 0 {
		return entries
	}
	if !alone {
		tokens := f.waiters(held, q, queueWidth)
		tokens.right = piece{aside(f.t.Producer.WaitsShort, tokens.marked), quiet}
		return append(entries, tokens)
	}
	tokens := f.waiters(held, q, producerTextWidth-2)
	words := f.t.Producer.WaitsMany
	switch {
	case f.held(f.s.Order(q.first[0])):
		words = pick(q.count == 1, f.t.Producer.HeldOne, f.t.Producer.HeldMany)
	case f.leaving(f.s.Order(q.first[len(q.first)-1])):
		words = f.t.Producer.Leaving
	case q.count == 1:
		words = f.t.Producer.WaitsOne
	}
	wait := line(quiet, words)
	wait.extra = true
	return append(entries, entry{blank: true}, tokens, wait)
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
func (f *frame) connectsNext(held *memory, q *queue) bool {
	if q.round == nil || !q.round.Running || q.round.NextAt == sim.Never {
		return false
	}
	for i := range held.queues {
		other := held.queues[i].round
		if other != nil && other.Running && other.NextAt != sim.Never && other.NextAt < q.round.NextAt {
			return false
		}
	}
	return true
}

// refused returns how many connects of the round failed.
func (q *queue) refused() int {
	if q.round.OK {
		return max(0, int(q.round.Try)-1)
	}
	return int(q.round.Try)
}

func (f *frame) roundText(q *queue, alone bool) string {
	t, r := &f.t.Producer, q.round
	switch {
	case r.OK && q.nextAt != sim.Never:
		return fmt.Sprintf(t.RoundOut, r.Number, f.t.seconds(max(0, q.nextAt-f.m.At)))
	case r.OK && f.s.Client.Connected == r.EndAt:
		return fmt.Sprintf(t.RoundWaits, r.Number)
	case r.OK:
		return fmt.Sprintf(t.RoundOK, r.Number)
	case !r.Running:
		return fmt.Sprintf(t.RoundUsed, r.Number)
	case r.NextAt == sim.Never && int(r.Try) < f.connects():
		return fmt.Sprintf(t.RoundTries, r.Number, r.Try+1, f.connects())
	case r.NextAt == sim.Never:
		return fmt.Sprintf(t.RoundLast, r.Number, r.Try, f.connects())
	case r.Number == 1 && alone:
		return fmt.Sprintf(t.Reconnect, r.Try, f.connects(), f.t.seconds(r.NextAt-f.m.At))
	}
	return fmt.Sprintf(t.Round, r.Number, r.Try, f.connects(), f.t.seconds(r.NextAt-f.m.At))
}

// roundShare returns how much of the wait for the next connect is over.
func (f *frame) roundShare(q *queue) float64 {
	switch r := q.round; {
	case r.OK && q.nextAt > r.EndAt:
		return over(f.m.At-r.EndAt, q.nextAt-r.EndAt)
	case r.Running && r.NextAt != sim.Never:
		return over(f.m.At-r.LastAt, r.NextAt-r.LastAt)
	case r.Running && int(r.Try) < f.connects():
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

// progress returns a bar of width columns.
func progress(share float64, width int) string {
	full := int(share * float64(width))
	b := make([]rune, width)
	for i := range b {
		b[i] = '▱'
		if i < full {
			b[i] = '▰'
		}
	}
	return string(b)
}

// uncounted is the count of a queue of which only the first orders are known.
const uncounted = -1

// tokenPieces names orders by their tokens, as many as fit; the others are
// counted, or stand for … where nobody counted them.
func (f *frame) tokenPieces(glyph rune, first []sim.OrderID, count int, p pen, width int) []piece {
	text, shown := "", 0
	for _, number := range first {
		next := string(glyph) + strconv.FormatUint(uint64(number), 10)
		if shown > 0 {
			next = " " + next
		}
		if shown > 0 && columns(text+next+remainder(count, shown+1)) > width {
			break
		}
		text += next
		shown++
	}
	return []piece{{text + remainder(count, shown), p}}
}

// waiters names the orders of a queue; the one that just came is marked.
func (f *frame) waiters(held *memory, q *queue, width int) entry {
	e := entry{pieces: f.tokenPieces('○', q.first, held.counted(q), quiet, width)}
	news := f.producerNews()
	e.marked = news == sim.MemoryWaiting && (q.round == nil || f.newsRound(news) == q.round.Number)
	if !e.marked {
		return e
	}
	came := "○" + strconv.FormatUint(uint64(f.news.last[news].Order), 10)
	before, found := strings.CutSuffix(e.pieces[0].text, came)
	if found {
		e.pieces = []piece{{before, quiet}, {came, ink | bold | focus}}
	}
	return e
}

// remainder says how many more there are than the ones that are shown.
func remainder(count, shown int) string {
	switch {
	case count == uncounted:
		return " …"
	case count > shown:
		return " +" + strconv.Itoa(count-shown)
	}
	return ""
}

// retryEntries draws the orders that wait for a try of their own, each with
// its bar; the one that runs out first is ink, the others at rest.
func (f *frame) retryEntries(held *memory) []entry {
	var entries []entry
	soonest := sim.OrderID(0)
	for _, number := range held.retrying {
		if soonest == 0 || f.s.Order(number).NextAt < f.s.Order(soonest).NextAt {
			soonest = number
		}
	}
	news := f.producerNews()
	for _, number := range held.retrying {
		o, p := f.s.Order(number), quiet
		if number == soonest {
			p = ink
		}
		e := entry{pieces: []piece{
			{"↻" + strconv.FormatUint(uint64(number), 10) + " ", waiting},
			{fmt.Sprintf("%d/%d ", o.Try, f.attempts()), p},
			{progress(over(f.m.At-o.Since, o.NextAt-o.Since), retryBarWidth) + " ", p},
			{fmt.Sprintf(f.t.Producer.In, f.t.seconds(o.NextAt-f.m.At)), p},
		}}
		e.marked = news == sim.RetryScheduled && f.news.last[news].Order == number
		entries = append(entries, e)
	}
	if more := held.retries - len(held.retrying); more > 0 {
		entries = append(entries, line(quiet, fmt.Sprintf(f.t.Producer.MoreRetrying, more)))
	}
	return entries
}

// flyingEntries draws what has left and has no answer yet.
func (f *frame) flyingEntries() []entry {
	numbers := f.flights.sent
	switch len(numbers) {
	case 0:
		return nil
	case 1:
		o := f.s.Order(numbers[0])
		glyph, pen, words := '●', moving|bold, fmt.Sprintf(f.t.Producer.TryOf, max(1, o.Try), f.attempts())
		switch {
		case o.Unanswered():
			glyph, pen, words = '?', unknown|bold, f.t.Producer.NoAnswer
		case o.Truth() != sim.OnTheWay:
			pen, words = moving, f.t.Producer.WaitsAck
		}
		return []entry{{pieces: []piece{{string(glyph) + strconv.FormatUint(uint64(numbers[0]), 10), pen}, {"  " + words, quiet}}}}
	}
	return []entry{
		{pieces: f.tokenPieces('●', numbers, len(numbers), moving, producerTextWidth)},
		{pieces: []piece{{f.t.Producer.OnWire, quiet}}, extra: true},
	}
}
