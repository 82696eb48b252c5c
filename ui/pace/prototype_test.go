package pace

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"

	"orderflow/sim"
)

// This file repeats the prototype on which the story pace was chosen: a
// synthetic log of one outage, with the figures measured on real clients, laid
// on the wall clock. Its numbers are those of the prototype, draw by draw.

// script is the outage of the prototype.
type script struct {
	rate     float64 // orders a second
	orders   int
	external []int
}

var chosenScript = script{rate: 0.5, orders: 12, external: []int{2, 11}}

const (
	scriptDownAt = 6.5  // seconds
	scriptUpAt   = 22.5 // seconds
)

// scripted is an event of the synthetic log.
type scripted struct {
	t     float64 // seconds, virtual
	typ   string
	order int
	kind  string
	class class
}

type scriptLog struct {
	events []scripted
	fate   map[int]string
}

func (l *scriptLog) add(t float64, typ string, order int, options ...any) {
	e := scripted{t: t, typ: typ, order: order, kind: typ, class: asStep}
	for _, option := range options {
		switch o := option.(type) {
		case string:
			e.kind = o
		case class:
			e.class = o
		}
	}
	l.events = append(l.events, e)
}

// scriptRound is up to six connects, shared by everybody who waits in it.
type scriptRound struct {
	name             string
	second           bool
	waiting, doomed  []int
	ticks            []float64
	ok, pending, cut bool
	end              float64
}

func newScriptRound(name string, second bool, t float64, r *python) *scriptRound {
	x := &scriptRound{name: name, second: second, ticks: []float64{t}, ok: t >= scriptUpAt}
	sleep := 0.300 * r.uniform(0.8, 1.2)
	var sleeps []float64
	for range 5 {
		sleeps = append(sleeps, sleep)
		sleep = min(2*sleep*r.uniform(0.8, 1.2), 30)
	}
	for _, sleep := range sleeps {
		if x.ok {
			break
		}
		t += sleep
		x.ticks, x.ok = append(x.ticks, t), t >= scriptUpAt
	}
	x.end = t
	return x
}

type scriptCall struct {
	t     float64
	order int
}

type scriptLoss struct {
	t float64
	x *scriptRound
}

// reconnecting is the client's shared reconnecting while all brokers are gone.
type reconnecting struct {
	r            *python
	rounds, open []*scriptRound
	out          map[int]float64
	lost         map[int]scriptLoss
	joined       map[int]*scriptRound
}

func (c *reconnecting) start(second bool, t float64) *scriptRound {
	x := newScriptRound(strconv.Itoa(len(c.rounds)+1), second, t, c.r)
	c.open, c.rounds = append(c.open, x), append(c.rounds, x)
	return x
}

func (c *reconnecting) remove(x *scriptRound) {
	c.open = slices.DeleteFunc(c.open, func(y *scriptRound) bool { return x == y })
}

func (c *reconnecting) settle(until float64) {
	for len(c.open) > 0 {
		x := slices.MinFunc(c.open, func(a, b *scriptRound) int {
			if a.end == b.end && a.second != b.second {
				return map[bool]int{false: -1, true: 1}[a.second]
			}
			return cmp.Compare(a.end, b.end)
		})
		if x.end > until {
			return
		}
		c.remove(x)
		c.end(x)
	}
}

func (c *reconnecting) end(x *scriptRound) {
	var peer *scriptRound
	if i := slices.IndexFunc(c.open, func(y *scriptRound) bool { return y.second != x.second }); i >= 0 {
		peer = c.open[i]
	}
	doomed := x.waiting
	if x.second && x.ok && peer != nil {
		peer.doomed, x.pending = doomed, true
		return
	}
	if !x.second {
		if !x.ok && x == c.rounds[0] {
			c.start(true, x.end+.001).waiting = x.waiting
			return
		}
		doomed = x.doomed
		if peer != nil {
			doomed = append(slices.Clone(doomed), peer.waiting...)
			c.remove(peer)
			peer.ticks = slices.DeleteFunc(peer.ticks, func(t float64) bool { return t >= x.end })
			peer.ok, peer.cut = false, true
		}
		if x.ok {
			for _, i := range x.waiting {
				c.out[i] = x.end + 0.300*c.r.uniform(0.8, 1.2)
			}
		} else {
			doomed = append(slices.Clone(doomed), x.waiting...)
		}
	}
	for _, i := range doomed {
		c.lost[i] = scriptLoss{x.end, x}
	}
}

func reconnect(calls []scriptCall, r *python) *reconnecting {
	c := &reconnecting{r: r, out: map[int]float64{}, lost: map[int]scriptLoss{}, joined: map[int]*scriptRound{}}
	for _, call := range calls {
		c.settle(call.t)
		if call.t < scriptDownAt || call.t >= scriptUpAt {
			c.out[call.order] = call.t
			continue
		}
		i := slices.IndexFunc(c.open, func(y *scriptRound) bool { return !y.second })
		var x *scriptRound
		if i < 0 {
			x = c.start(false, call.t)
		} else {
			x = c.open[i]
		}
		x.waiting = append(x.waiting, call.order)
		c.joined[call.order] = x
	}
	c.settle(math.Inf(1))
	return c
}

// makeScript returns the synthetic log of a seed.
func makeScript(seed int, sc script) *scriptLog {
	streams := map[string]*python{}
	for _, name := range []string{"net", "retry", "work", "panel", "db", "grp"} {
		streams[name] = newPython(fmt.Sprintf("%d/%s", seed, name))
	}
	l := &scriptLog{fate: map[int]string{}}
	consumersAt := scriptUpAt + streams["grp"].uniform(0.5, 2.5)
	l.add(scriptDownAt, "broker-down", 0, asTurn)
	l.add(scriptUpAt, "broker-up", 0, asTurn)
	l.add(consumersAt, "consumers-back", 0)
	var calls []scriptCall
	net := map[int][2]float64{}
	for i := 1; i <= sc.orders; i++ {
		t := 1 + float64(i-1)/sc.rate
		l.add(t-streams["db"].uniform(.030, .050), "created", i)
		l.add(t-streams["db"].uniform(.010, .020), "paid", i)
		l.add(t, "called", i)
		marked := t + streams["net"].uniform(.0005, .0015)
		net[i] = [2]float64{streams["net"].uniform(.0012, .0018), streams["net"].uniform(.003, .008)}
		l.add(marked, "marked", i)
		calls = append(calls, scriptCall{marked + .002, i})
	}
	c := reconnect(calls, streams["retry"])
	l.rounds(c, calls)
	l.carryOut(c, sc, streams, net, consumersAt)
	slices.SortStableFunc(l.events, func(a, b scripted) int { return cmp.Compare(a.t, b.t) })
	return l
}

// rounds adds what the audience sees of the reconnecting.
func (l *scriptLog) rounds(c *reconnecting, calls []scriptCall) {
	for _, call := range calls {
		if x := c.joined[call.order]; x != nil {
			l.add(call.t+.001, "waits for round "+x.name, call.order, "waits")
		}
	}
	for _, x := range c.rounds {
		for k, t := range x.ticks {
			k++
			switch {
			case x.ok && k == len(x.ticks) && x.pending:
				l.add(t, "round "+x.name+" connected; it waits for the metadata", 0, "connected-waits")
			case x.ok && k == len(x.ticks):
				l.add(t, "reconnected (round "+x.name+")", 0, "reconnected", asTurn)
			case k == 1 && x.second:
				l.add(t, "round "+x.name+" starts, connect 1/6 refused", 0, "round2")
			case k == 1:
				l.add(t, "round "+x.name+" starts, connect 1/6 refused", 0, "round")
			default:
				l.add(t, fmt.Sprintf("round %s connect %d/6 refused", x.name, k), 0, fmt.Sprintf("connect%d", k), asEcho)
			}
		}
		if !x.ok && !x.cut {
			l.add(x.end+.0005, "round "+x.name+" used up", 0, "used-up", asTurnOnce)
		}
	}
	lost := slices.Sorted(maps.Keys(c.lost))
	for _, i := range lost {
		l.fate[i] = "LOST"
		l.add(c.lost[i].t+.001, "gave-up LOST", i, "lost", asTurn)
	}
	for _, anomaly := range []string{"phantom-publish", "ghost-charge"} {
		for _, i := range lost {
			l.add(c.lost[i].t+.001, anomaly, i)
		}
	}
}

type scriptSent struct {
	a        float64
	order    int
	external bool
	fetch    float64
}

// carryOut adds what becomes of the orders that reach the log.
func (l *scriptLog) carryOut(c *reconnecting, sc script, streams map[string]*python, net map[int][2]float64, consumersAt float64) {
	var sent []scriptSent
	for _, i := range slices.Sorted(maps.Keys(c.out)) {
		w, late := c.out[i], c.joined[i] != nil
		l.fate[i] = "ok"
		a := w + net[i][0]
		if late {
			l.fate[i] = "late"
			l.add(w, "on-wire", i, "on-wire-late")
			l.add(a, "appended", i, "appended-late", asTurnOnce)
		} else {
			l.add(w, "on-wire", i)
			l.add(a, "appended", i)
		}
		l.add(a+.0007, "replicated", i)
		l.add(a+.0014, "acked", i)
		sent = append(sent, scriptSent{a, i, slices.Contains(sc.external, i), net[i][1]})
	}
	slices.SortStableFunc(sent, func(a, b scriptSent) int { return cmp.Compare(a.a, b.a) })
	free := [2]float64{}
	for _, s := range sent {
		p := s.a + s.fetch
		if s.a >= scriptUpAt && s.a < consumersAt {
			p = consumersAt + streams["net"].uniform(.005, .030)
		}
		if s.external {
			l.byPanel(s.order, p, streams, consumersAt)
			continue
		}
		worker := 0
		if free[1] < free[0] {
			worker = 1
		}
		p = max(p, free[worker]+.003)
		h := p + streams["work"].uniform(.3, 1.5)
		free[worker] = h
		l.add(p, "polled", s.order)
		l.add(p+.008, "row-processing", s.order)
		l.add(h, "handled", s.order)
		l.add(h+.0005, "finished", s.order)
		l.add(h+.004, "committed", s.order)
		reported := h + .012
		if reported >= scriptDownAt && reported < scriptUpAt {
			reported = consumersAt + .050
		}
		l.add(reported, "reported", s.order)
	}
}

func (l *scriptLog) byPanel(i int, p float64, streams map[string]*python, consumersAt float64) {
	accepted := p + streams["panel"].uniform(.08, .25)
	job := streams["panel"].uniform(8, 20)
	l.add(p, "polled", i, "polled-ext")
	l.add(accepted, "accepted", i)
	l.add(accepted+.003, "handled", i, "handled-ext", asTurnOnce)
	l.add(accepted+.007, "committed", i, "committed-ext")
	l.add(accepted+.012, "row-processing", i)
	for _, quarter := range []float64{.25, .5, .75} {
		l.add(accepted+quarter*job, fmt.Sprintf("panel %d%%", int(quarter*100)), i, fmt.Sprintf("panel%v", quarter), asEcho)
	}
	finished := accepted + job
	l.add(finished, "finished", i, "finished-ext")
	reported := finished + streams["panel"].uniform(.1, 2.0) + .015
	if reported >= scriptDownAt && reported < scriptUpAt {
		reported = consumersAt + streams["grp"].uniform(.05, .4)
	}
	l.add(reported, "reported", i, "reported-ext")
}

// scriptChange is a change as the prototype's trace prints it.
type scriptChange struct {
	wall   float64
	events []scripted
}

// layScript lays a synthetic log; it returns the wall seconds of its events.
func layScript(events []scripted) (walls []float64, changes []scriptChange) {
	w, kinds := newWalker(), map[string]kind{}
	for n, e := range events {
		if _, known := kinds[e.kind]; !known {
			kinds[e.kind] = kind{word: uint8(len(kinds))}
		}
		place, begins, _ := w.lay(sim.EventID(n+1), storyEvent{at: ofSeconds(e.t), order: sim.OrderID(e.order), kind: kinds[e.kind], class: e.class})
		walls = append(walls, place.wall.Seconds())
		if begins {
			changes = append(changes, scriptChange{wall: place.wall.Seconds()})
		}
		changes[place.change].events = append(changes[place.change].events, e)
	}
	return walls, changes
}
