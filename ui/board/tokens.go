package board

import (
	"slices"

	"orderflow/sim"
	"orderflow/ui/canvas"
)

// Bounds of the search for what moves at the cursor.
const (
	aheadMax  = 512  // events after the cursor
	aheadWall = 1.5  // seconds of wall time; no segment is laid longer than this
	backMax   = 2048 // events before the cursor
	glideMax  = 0.8  // seconds a token takes for a wire; after that it stands at its end
	pollGlide = 0.5  // seconds from the log to the worker: before that the record rests in its partition
	tickGlide = 0.3  // seconds of a connect
)

// way is one of the wires a token may be on.
type way uint8

const (
	onService  way = iota // order service → producer
	onProducer            // producer → broker
	onInHouse             // broker → in-house workers
	onPanel               // broker → external consumer
	onAnswer              // broker → producer, an answer
	wayCount
)

// token is an order, or a connect without one, on its way at the cursor.
type token struct {
	order sim.OrderID // 0: a connect
	share float64     // of the wire, from 0 at the order service's side to 1
	glyph rune
	pen   canvas.Pen
}

// flights is everything that moves at the cursor.
type flights struct {
	on   [wayCount][]token
	sent []sim.OrderID // whose request is out and has no answer, ascending
}

// findFlights looks for the events that tokens glide towards. A token's place
// is a function of the cursor: it is at the share of its segment's wall time.
func (f *frame) findFlights() flights {
	var found flights
	f.findSent(&found)
	if f.Moment.WallOf == nil {
		return found
	}
	arrived := map[sim.OrderID]bool{}
	for id := f.Moment.N + 1; int(id) <= f.Moment.Log.Len() && id-f.Moment.N <= aheadMax; id++ {
		wall, laid := f.Moment.WallOf(id)
		if !laid || wall > f.Moment.Wall+aheadWall {
			break
		}
		if e := f.Moment.Log.At(id); !e.Background() && !arrived[e.Order] {
			if f.glide(&found, e, wall) && e.Order != 0 {
				arrived[e.Order] = true
			}
		}
	}
	for _, number := range found.sent {
		if !arrived[number] {
			found.stand(f, number)
		}
	}
	return found
}

// findSent looks back for the requests that have no answer yet.
func (f *frame) findSent(found *flights) {
	seen := map[sim.OrderID]bool{}
	for id := f.Moment.N; id > 0 && f.Moment.N-id < backMax; id-- {
		e := f.Moment.Log.At(id)
		if e.Type != sim.RequestSent || e.Background() {
			continue
		}
		o := f.State.Order(e.Order)
		if o == nil || !o.InFlight() && o.Truth() != sim.Uncertain || seen[e.Order] {
			continue
		}
		seen[e.Order] = true
		found.sent = append(found.sent, e.Order)
	}
	slices.Sort(found.sent)
}

// stand puts a token whose arrival is far off, or not known, where it is by now.
func (found *flights) stand(f *frame, number sim.OrderID) {
	o := f.State.Order(number)
	t := token{order: number, glyph: '●', pen: canvas.Moving}
	if o.Truth() != sim.OnTheWay && o.Truth() != sim.Uncertain {
		return // it has arrived, and its answer is to come
	}
	if o.Truth() == sim.Uncertain {
		t.glyph, t.pen = '?', canvas.Unknown
	}
	t.share = f.progressed(f.departure(o), glideMax)
	found.on[onProducer] = append(found.on[onProducer], t)
}

// departure returns the event that sent the order's last request, as far as it
// can be told without a search.
func (f *frame) departure(o *sim.OrderState) sim.EventID {
	if e := f.Moment.Log.At(o.LastEvent); e.Type == sim.RequestSent {
		return o.LastEvent
	}
	return o.RungEvent[sim.OnWire]
}

// progressed returns the share of a glide that began with an event and takes
// this many seconds.
func (f *frame) progressed(from sim.EventID, seconds float64) float64 {
	if from == 0 || f.Moment.WallOf == nil {
		return 0
	}
	began, laid := f.Moment.WallOf(from)
	if !laid || seconds <= 0 {
		return 1
	}
	return min(max((f.Moment.Wall-began)/seconds, 0), 1)
}

// between returns the share of the segment from one event to a wall second.
func (f *frame) between(from sim.EventID, to float64) float64 {
	if from == 0 {
		return 0
	}
	began, _ := f.Moment.WallOf(from)
	return f.progressed(from, min(to-began, glideMax))
}

// glide adds the token that moves towards the event e, which lies after the
// cursor. It reports whether the event ends the order's present segment.
func (f *frame) glide(found *flights, e *sim.Event, wall float64) bool {
	switch e.Type {
	case sim.ConnectRefused, sim.ConnectSucceeded:
		f.tick(found, e, wall)
		return false
	}
	o := f.State.Order(e.Order)
	if o == nil {
		return false
	}
	switch e.Type {
	case sim.RequestSent, sim.MemoryWaiting:
		if o.Truth() == sim.InMemory && o.Round == 0 && o.Publishes == 1 && o.Requests == 0 && f.Standing(o).Where != sim.NowHeld {
			found.add(onService, token{e.Order, f.between(o.RungEvent[sim.Called], wall), '●', canvas.Moving})
		}
	case sim.RecordAppended:
		t := token{e.Order, f.between(f.departure(o), wall), '●', canvas.Moving}
		if e.Try > 1 {
			t.glyph, t.pen = '◆', canvas.Unknown
		}
		found.add(onProducer, t)
	case sim.RequestRefused, sim.RequestFailed:
		f.turnBack(found, e, o, wall)
	case sim.RequestAcked:
		if o.Reached(sim.Appended) {
			found.add(onAnswer, token{e.Order, 1 - f.between(max(o.RungEvent[sim.Appended], o.LastCopy), wall), '←', canvas.Moving})
		}
		return false
	case sim.RecordPolled:
		f.poll(found, e, o, wall)
	default:
		return false
	}
	return true
}

func (found *flights) add(w way, t token) { found.on[w] = append(found.on[w], t) }

// tick is a connect: it goes half of the wire where it is refused, else all of it.
func (f *frame) tick(found *flights, e *sim.Event, wall float64) {
	share := min(1, 1-(wall-f.Moment.Wall)/tickGlide)
	if share < 0 || len(found.on[onProducer]) > 0 {
		return
	}
	if e.Type == sim.ConnectRefused {
		share /= 2
	}
	found.add(onProducer, token{0, share, '●', canvas.Moving})
}

// turnBack is a request that goes half of the wire and comes back: refused
// with an answer, or cut off.
func (f *frame) turnBack(found *flights, e *sim.Event, o *sim.OrderState, wall float64) {
	if o.Truth() != sim.OnTheWay {
		f.breakOff(found, e, o, wall)
		return
	}
	t := token{e.Order, f.between(f.departure(o), wall), '●', canvas.Moving}
	if t.share > 0.5 {
		t.share = 1 - t.share
		t.glyph, t.pen = '✗', canvas.Lost
		if e.Type == sim.RequestRefused {
			t.glyph = '↯'
		}
	}
	found.add(onProducer, t)
}

// breakOff is an answer that is lost: the record arrived, and the answer goes
// half of its way back.
func (f *frame) breakOff(found *flights, e *sim.Event, o *sim.OrderState, wall float64) {
	if !e.Flag || !o.InFlight() || o.LastCopy == 0 {
		return
	}
	t := token{e.Order, 1 - f.between(o.LastCopy, wall), '←', canvas.Moving}
	if t.share < 0.5 {
		t.share, t.glyph, t.pen = 0.5, '✗', canvas.Lost
	}
	found.add(onAnswer, t)
}

// poll is a record on its way to a worker of the group that carries it out.
func (f *frame) poll(found *flights, e *sim.Event, o *sim.OrderState, wall float64) {
	w := onInHouse
	switch e.Group {
	case o.Order.Fulfilment.Carrier():
	default:
		return
	}
	if e.Group == sim.ExternalGroup {
		w = onPanel
	}
	if !o.Reached(sim.Appended) {
		return
	}
	began, _ := f.Moment.WallOf(o.RungEvent[sim.Appended])
	from := max(wall-pollGlide, began)
	if f.Moment.Wall < from {
		return
	}
	t := token{e.Order, min((f.Moment.Wall-from)/max(wall-from, 0.001), 1), '●', canvas.Moving}
	if o.Copies > 1 {
		t.glyph, t.pen = '◆', canvas.Unknown
	}
	found.add(w, t)
}
