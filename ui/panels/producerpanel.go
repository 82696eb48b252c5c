package panels

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// producerStory reports whether an event tells the story of the producer: of its
// connections, and of the orders' records in its memory.
func producerStory(e *sim.Event) bool {
	switch e.Type {
	case sim.RoundStarted, sim.ConnectRefused, sim.ConnectSucceeded, sim.RoundUsedUp, sim.Reconnected, sim.ServiceExited, sim.ServiceRestarted:
		return true
	case sim.MemoryWaiting, sim.RequestRefused, sim.RequestFailed, sim.RetryScheduled, sim.PublishGaveUp, sim.MemoryLost:
		return e.Topic <= sim.Orders
	}
	return false
}

// drawProducerPanel draws the producer: its rounds and tries, what is only in
// its memory, what it gave up, and what happened to it.
func (f *frame) drawProducerPanel() {
	t, client := &f.Words.Sending, "kafkajs"
	if f.State.Setup.Client == sim.KafkaGo {
		client = "kafka-go"
	}
	f.drawPlacePanel([]string{fmt.Sprintf(t.Title, client)}, f.ProducerVerdict(), [boxCount]func(canvas.Rect){
		f.drawRounds, f.drawStory, f.drawMemory, f.drawGivenUp,
		func(r canvas.Rect) { f.drawMeaning(r, t.Means[:]) },
	})
}

// Columns of the rounds, from the left of their box.
const (
	roundConnects = 11
	roundNext     = 26
	roundWaiting  = 2 // before the right end
	roundCells    = 10
)

// drawRounds draws the rounds of the present outage, the orders that have tries
// of their own, and how often a record is tried.
func (f *frame) drawRounds(r canvas.Rect) {
	t := &f.Words.Sending
	f.Box(r, false, t.Rounds, canvas.Ink)
	f.Put(r.X+2, r.Y+1, roundConnects-3, canvas.Quiet, t.Round)
	f.Put(r.X+roundConnects, r.Y+1, roundNext-roundConnects-1, canvas.Quiet, t.Connects)
	f.Put(r.X+roundNext, r.Y+1, r.W-roundNext-12, canvas.Quiet, t.Next)
	f.Right(r.X+r.W-roundWaiting, r.Y+1, 10, canvas.Quiet, t.Waiting)
	held, y, end := f.ReadMemory(), r.Y+2, r.Y+r.H-2
	var queues []*tell.Queue
	for i := range held.Queues {
		if q := &held.Queues[i]; q.Round != nil {
			queues = append(queues, q)
		}
	}
	tries := min(held.Retries, 1+len(held.Retrying))
	for _, q := range queues[max(0, len(queues)-max(0, end-y-tries)):] {
		f.drawRound(r, y, q)
		y++
	}
	y = f.drawTries(r, y, end, held)
	if y == r.Y+2 {
		f.Put(r.X+2, y, r.W-4, canvas.Quiet, t.NoRound)
	}
	f.Put(r.X+2, end, r.W-3, canvas.Quiet, fmt.Sprintf(t.Settings, f.State.Setup.Acks, f.Attempts()))
}

// drawRound draws a round: its connects, when the next comes or how it ended,
// and how many orders wait in it.
func (f *frame) drawRound(r canvas.Rect, y int, q *tell.Queue) {
	t, round := &f.Words.Sending, q.Round
	said, p := t.Trying, canvas.Ink
	switch {
	case round.OK:
		said, p = fmt.Sprintf(t.OK, words.Clock(round.EndAt)), canvas.Done
	case !round.Running:
		said, p = fmt.Sprintf(t.Used, words.Clock(round.EndAt)), canvas.Lost
	case round.NextAt != sim.Never:
		said = fmt.Sprintf(t.In, f.Words.SecondsOf(max(0, round.NextAt-f.Moment.At)))
	}
	f.Put(r.X+2, y, roundConnects-3, canvas.Ink, strconv.FormatUint(uint64(round.Number), 10))
	x := r.X + roundConnects
	if f.Connects() <= roundCells {
		x = f.Print(x, y, r.X+r.W, canvas.Waiting, canvas.Progress(float64(q.Refused())/float64(f.Connects()), f.Connects())) + 1
	}
	f.Put(x, y, r.X+roundNext-x-1, canvas.Ink, strconv.Itoa(int(round.Try))+"/"+strconv.Itoa(f.Connects()))
	f.Put(r.X+roundNext, y, r.W-roundNext-8, p, said)
	if q.Count > 0 {
		f.Right(r.X+r.W-roundWaiting, y, 6, canvas.Waiting, words.Brief(int64(q.Count)))
	}
}

// drawTries draws the orders that have a next try of their own, and returns the
// line after them.
func (f *frame) drawTries(r canvas.Rect, y, end int, held *tell.Memory) int {
	t := &f.Words.Sending
	list := slices.Clone(held.Retrying)
	slices.SortStableFunc(list, func(a, b sim.OrderID) int {
		return cmp.Compare(f.State.Order(a).NextAt, f.State.Order(b).NextAt)
	})
	for _, number := range list {
		if y >= end {
			return y
		}
		o := f.State.Order(number)
		f.Clickable(r.X+1, y, r.W-2, intent.Click{Place: moment.PlaceOf(number)})
		f.Put(r.X+2, y, roundConnects-3, canvas.Waiting, "↻"+strconv.FormatUint(uint64(number), 10))
		f.Put(r.X+roundConnects, y, r.W-roundConnects-12, canvas.Ink, fmt.Sprintf(t.Own, o.Try, f.Attempts()))
		f.Right(r.X+r.W-roundWaiting, y, 10, canvas.Ink, f.Words.SecondsOf(max(0, o.NextAt-f.Moment.At)))
		y++
	}
	if more := held.Retries - len(list); more > 0 && y < end {
		f.Put(r.X+roundConnects, y, r.W-roundConnects-2, canvas.Quiet, fmt.Sprintf(t.More, typeset.Grouped(int64(more))))
		y++
	}
	return y
}

// drawMemory draws the orders that are only in memory: since when, and in which
// round.
func (f *frame) drawMemory(r canvas.Rect) {
	t, memory := &f.Words.Sending, f.State.Client.Memory
	f.Box(r, false, fmt.Sprintf(t.Memory, typeset.Grouped(int64(len(memory)))), canvas.Ink)
	y, rows := r.Y+1, r.H-2
	for i, number := range memory {
		if i == rows-1 && len(memory) > rows {
			f.Put(r.X+2, y, r.W-4, canvas.Quiet, fmt.Sprintf(t.More, typeset.Grouped(int64(len(memory)-i))))
			return
		}
		o := f.State.Order(number)
		st := f.Standing(o)
		f.Clickable(r.X+1, y, r.W-2, intent.Click{Place: moment.PlaceOf(number)})
		token := "○"
		if st.Where == sim.NowBetweenTries {
			token = "↻"
		}
		f.Put(r.X+2, y, 8, canvas.Waiting, token+strconv.FormatUint(uint64(number), 10))
		f.Put(r.X+11, y, 12, canvas.Ink, fmt.Sprintf(t.Since, f.Words.SecondsOf(f.Since(st.Since))))
		if o.Round > 0 && st.Where != sim.NowBetweenTries {
			f.Put(r.X+24, y, r.W-26, canvas.Quiet, fmt.Sprintf(t.InRound, o.Round))
		}
		y++
	}
	if len(memory) == 0 {
		f.Put(r.X+2, y, r.W-4, canvas.Quiet, t.None)
	}
}

// cameTo says what orders that were given up at one instant came to: LOST, or those
// who called were told; nothing of what was published again since.
func (f *frame) cameTo(l *sim.LostState) (word string, p canvas.Pen) {
	lost, told := 0, 0
	for _, number := range l.Orders {
		switch o := f.State.Order(number); {
		case o == nil || !o.GivenUp():
		case o.Truth() == sim.Lost:
			lost++
		default:
			told++
		}
	}
	switch t := &f.Words.Box; {
	case lost == len(l.Orders):
		return t.Lost, canvas.Lost
	case lost > 0:
		return fmt.Sprintf(t.SomeLost, typeset.Grouped(int64(lost))), canvas.Lost
	case told > 0:
		return t.Told, canvas.Ink
	}
	return "", canvas.Quiet
}

// drawGivenUp draws what the producer gave up, the last instant first: how many
// orders, why, and whether that was told.
func (f *frame) drawGivenUp(r canvas.Rect) {
	t, losses := &f.Words.Sending, f.State.Client.LostAt
	f.Box(r, false, t.GivenUp, canvas.Ink)
	y, end := r.Y+1, r.Y+r.H-1
	for i := len(losses) - 1; i >= 0 && y+1 < end; i-- {
		l := &losses[i]
		word, p := f.cameTo(l)
		f.Clickable(r.X+1, y, r.W-2, intent.Click{Place: moment.PlaceOf(l.Orders[0])})
		f.Put(r.X+2, y, r.W-20, p, f.Words.NumbersOf(l.Orders))
		f.Right(r.X+r.W-2, y, 17, p, strings.TrimSpace(words.Clock(l.At)+" "+word))
		f.Put(r.X+4, y+1, r.W-6, canvas.Quiet, t.How[f.State.LossAt(l)])
		y += 2
	}
	if len(losses) == 0 {
		f.Put(r.X+2, y, r.W-4, canvas.Quiet, t.None)
		y++
	}
	if n := f.State.ActivityLost; n > 0 && y < end {
		f.Put(r.X+2, end-1, r.W-3, canvas.Quiet, fmt.Sprintf(t.PageViews, typeset.Grouped(int64(n))))
	}
}
