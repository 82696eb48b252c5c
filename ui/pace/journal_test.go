package pace

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
)

// journal writes logs by hand.
type journal struct {
	log *sim.Log
}

func newJournal(mode sim.Mode, orders int) *journal {
	j := &journal{log: &sim.Log{Header: sim.Header{Scenario: "outage", Seed: 42, Version: "test"}}}
	setup := &sim.Setup{Engine: "sim", Mode: mode, Acks: -1, Partitions: 3, Workers: 2, Orders: orders, Until: 10 * time.Minute, SessionTimeout: 30 * time.Second}
	j.add(sim.Event{Type: sim.RunStarted, Word: uint8(mode), Detail: &sim.Detail{Setup: setup}})
	return j
}

func (j *journal) add(e sim.Event) sim.EventID {
	e.N = sim.EventID(j.log.Len() + 1)
	j.log.Append(e)
	return e.N
}

func testOrder(number sim.OrderID, f sim.Fulfilment) *sim.Order {
	return &sim.Order{
		Number: number, ID: fmt.Sprint(number), Customer: sim.Person, Channel: sim.Instagram, Product: sim.Likes,
		Quantity: 100, Points: 2000, Fulfilment: f, Link: "https://instagram.example/p/abc",
	}
}

// scriptJournal writes the prototype's log as a log of the simulation.
func scriptJournal(l *scriptLog, sc script) *sim.Log {
	external := map[int]bool{}
	for _, i := range sc.external {
		external[i] = true
	}
	j := newJournal(sim.Emit, sc.orders)
	for _, e := range l.events {
		j.scripted(e, external[e.order])
	}
	return j.log
}

// scripted adds the events of the simulation that stand for one of the prototype.
func (j *journal) scripted(s scripted, external bool) {
	e := sim.Event{At: ofSeconds(s.t), Order: sim.OrderID(s.order)}
	as := func(t sim.EventType) *sim.Event { e.Type = t; return &e }
	f, group := sim.InHouse, sim.InHouseGroup
	if external {
		f, group = sim.External, sim.ExternalGroup
	}
	consumer := func(t sim.EventType) { as(t).Topic, e.Group, e.Worker = sim.Orders, group, 1 }
	switch base, _, _ := strings.Cut(s.kind, "-late"); base {
	case "broker-down":
		as(sim.FaultStarted).Fault, e.Detail = 1, &sim.Detail{Text: "broker-down:from=6500ms,for=16s"}
	case "broker-up":
		as(sim.FaultEnded).Fault = 1
	case "consumers-back":
		as(sim.ConsumerReconnected).Group, e.Worker = sim.InHouseGroup, 1
	case "created":
		as(sim.OrderCreated).Detail = &sim.Detail{Order: testOrder(e.Order, f)}
	case "paid":
		as(sim.OrderPaid).Value = 2000
	case "called":
		as(sim.PublishCalled).Try, e.Word = 1, uint8(sim.ByService)
	case "marked":
		as(sim.OrderMarked).Word = uint8(sim.RowPublished)
	case "waits":
		as(sim.MemoryWaiting).Topic = sim.Orders
		e.Offset = int64(s.number("waits for round "))
	case "row-processing":
		as(sim.RowChanged).Word = uint8(sim.RowProcessing)
	case "reported", "reported-ext":
		as(sim.RowChanged).Word = uint8(sim.RowCompleted)
	case "on-wire":
		as(sim.RequestSent).Topic, e.Try = sim.Orders, 1
	case "appended":
		as(sim.RecordAppended).Topic, e.Try = sim.Orders, 1
	case "replicated":
		as(sim.RecordReplicated).Topic = sim.Orders
	case "acked":
		as(sim.RequestAcked).Topic = sim.Orders
	case "polled", "polled-ext":
		consumer(sim.RecordPolled)
	case "handled", "handled-ext":
		consumer(sim.HandlerReturned)
	case "committed", "committed-ext":
		consumer(sim.RecordCommitted)
	case "finished", "finished-ext":
		as(sim.WorkFinished)
	case "accepted":
		as(sim.PanelAccepted).Job = uint32(8840 + s.order)
	case "panel0.25", "panel0.5", "panel0.75":
		as(sim.JobProgressed).Job = uint32(8840 + s.order)
		e.Value = int64(s.number("panel "))
	case "lost":
		as(sim.PublishGaveUp).Topic, e.Code = sim.Orders, sim.NonRetriableError
	case "phantom-publish":
		as(sim.AnomalyFound).Word = uint8(sim.PhantomPublish)
	case "ghost-charge":
		as(sim.AnomalyFound).Word = uint8(sim.GhostCharge)
	default:
		j.round(s, e)
		return
	}
	j.add(e)
}

// number returns the number behind a prefix of what the prototype calls the event.
func (s *scripted) number(prefix string) uint32 {
	n := uint32(0)
	for _, digit := range strings.TrimPrefix(s.typ, prefix) {
		if digit < '0' || digit > '9' {
			break
		}
		n = 10*n + uint32(digit-'0')
	}
	return n
}

// round adds what the client's rounds do.
func (j *journal) round(s scripted, e sim.Event) {
	switch s.kind {
	case "round", "round2":
		e.Offset = int64(s.number("round "))
		e.Type, e.Word = sim.RoundStarted, uint8(sim.RefreshRound)
		if s.kind == "round2" {
			e.Word = uint8(sim.ConnectRound)
		}
		j.add(e)
		e.Type, e.Word, e.Try, e.Code = sim.ConnectRefused, 0, 1, sim.ConnectionRefused
	case "reconnected":
		e.Offset = int64(s.number("reconnected (round "))
		e.Type, e.Word = sim.ConnectSucceeded, uint8(sim.RefreshRound)
		j.add(e)
		e.Type, e.Word = sim.Reconnected, 0
	case "connected-waits":
		e.Offset = int64(s.number("round "))
		e.Type, e.Word = sim.ConnectSucceeded, uint8(sim.ConnectRound)
	case "used-up":
		e.Offset = int64(s.number("round "))
		e.Type = sim.RoundUsedUp
	default:
		e.Offset, e.Try = int64(s.number("round ")), s.number(fmt.Sprintf("round %d connect ", s.number("round ")))
		e.Type, e.Code = sim.ConnectRefused, sim.ConnectionRefused
	}
	j.add(e)
}

// layAll lays a whole log.
func layAll(log *sim.Log) *Layer {
	l := NewLayer(log)
	for e := range log.All() {
		l.Add(e)
	}
	return l
}

// everything returns all that is laid.
func everything(l *Layer) []laid {
	var all []laid
	for _, p := range l.pages {
		all = append(all, p.places...)
	}
	return all
}

func TestClassificationLaysALogAsThePrototype(t *testing.T) {
	for _, seed := range []int{1, 7, 42, 1234, 2026} {
		script := makeScript(seed, chosenScript)
		walls, _ := layScript(script.events)
		l := layAll(scriptJournal(script, chosenScript))
		all := everything(l)
		if len(all) != len(walls) {
			t.Fatalf("seed %d: %d story events, the prototype has %d", seed, len(all), len(walls))
		}
		for i, place := range all {
			if got := place.wall.Seconds(); got != walls[i] {
				t.Fatalf("seed %d: event %d (%s) at %.3f s, the prototype at %.3f s", seed, place.Event, l.log.At(place.Event).Type, got, walls[i])
			}
		}
	}
}
