package track

import (
	"fmt"
	"strconv"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/tell"
)

// twinWords say what is known of a second worker, or a second job, that is at an
// order which is not finished, in variants; nil where there is none.
func (f *frame) twinWords(r *reading) []string {
	number := r.o.Order.Number
	switch r.st.Where {
	case sim.NowAtPanel:
		for i := range f.State.Jobs {
			if j := &f.State.Jobs[i]; j.Order == number && j.Job != r.o.Job && tell.Running(j) {
				return []string{fmt.Sprintf(f.Words.Track.Percent, j.Percent)}
			}
		}
	case sim.NowAtWorker, sim.NowAsking:
		members := f.State.Groups[r.o.Order.Fulfilment.Carrier()].Members
		for i := range members {
			if members[i].Order == number && i+1 != r.st.Worker {
				return f.workerWords(i+1, members[i].Began)
			}
		}
	}
	return nil
}

// layResent puts on the lane what the producer still holds, or has sent again, of
// an order that has come further by then.
func (f *frame) layResent(r *reading, t *track) {
	tok := token{apart: true, label: strconv.FormatUint(uint64(r.o.Order.Number), 10)}
	switch {
	case r.at < stopLog || !r.o.Alive():
		return
	case r.o.Underway():
		tok.x, tok.glyph, tok.pen = f.column(stopWire), '●', canvas.Moving|canvas.Bold
	case !r.o.InFlight():
		tok.x, tok.glyph, tok.pen = f.column(stopMemory), '↻', canvas.Waiting|canvas.Bold
	default:
		return
	}
	t.tokens = append(t.tokens, tok)
}

// worksAgain returns the worker that runs the handler of an order whose work was
// done by another execution, and since when; 0 = none does.
func (f *frame) worksAgain(o *sim.OrderState) (worker int, since time.Duration) {
	members := f.State.Groups[o.Order.Fulfilment.Carrier()].Members
	for i := range members {
		if m := &members[i]; o.Handled > 1 && m.Order == o.Order.Number && !f.returns(o.Order.Number, i+1) {
			return i + 1, m.Began
		}
	}
	return 0, 0
}

// instantMost bounds the events of one instant that are looked at.
const instantMost = 256

// returns reports whether a worker has just done an order's work, and its handler
// is about to return.
func (f *frame) returns(number sim.OrderID, worker int) bool {
	for id := f.Moment.N; id > 0 && f.Moment.N-id < instantMost; id-- {
		e := f.Moment.Log.At(id)
		if e.At != f.State.At {
			return false
		}
		if e.Type == sim.WorkFinished && e.Order == number && e.Cause > 0 {
			began := f.Moment.Log.At(e.Cause)
			return began.Type == sim.HandlerStarted && int(began.Worker) == worker
		}
	}
	return false
}

// layTwin puts a second worker or job behind the token of its order. Of both as
// much is said as there is room for.
func (f *frame) layTwin(r *reading, t *track) {
	other := f.twinWords(r)
	if other == nil {
		return
	}
	tok := &t.tokens[len(t.tokens)-1]
	twin := token{glyph: '◆', label: tok.label, pen: canvas.Unknown | canvas.Bold, said: canvas.Unknown}
	said, alone := append(f.after(r), ""), tok.right
	for i := range said {
		tok.right, twin.right = said[i], other[min(i, len(other)-1)]
		if said[i] == "" {
			twin.right = ""
		}
		if twin.x = tok.over() + 1; twin.over() <= f.stopRoom(r.at) {
			t.tokens = append(t.tokens, twin)
			return
		}
	}
	tok.right = alone
}
