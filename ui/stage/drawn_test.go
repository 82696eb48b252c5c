package stage

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/moment"
)

// drawnOrders are the orders of the drawn story: channel, product, quantity, points.
var drawnOrders = [...]sim.Order{
	{Channel: sim.Instagram, Product: sim.Likes, Quantity: 500, Points: 5000},
	{Channel: sim.YouTube, Product: sim.Views, Quantity: 1000, Points: 12000},
	{Channel: sim.Blog, Product: sim.Views, Quantity: 200, Points: 4000},
	{Channel: sim.Instagram, Product: sim.Followers, Quantity: 300, Points: 9000},
	{Channel: sim.Blog, Product: sim.Views, Quantity: 300, Points: 6000},
	{Channel: sim.Instagram, Product: sim.Likes, Quantity: 1000, Points: 10000},
	{Channel: sim.YouTube, Product: sim.Likes, Quantity: 200, Points: 8000},
	{Channel: sim.Blog, Product: sim.Views, Quantity: 500, Points: 9000},
	{Channel: sim.Instagram, Product: sim.Likes, Quantity: 200, Points: 4000},
	{Channel: sim.Instagram, Product: sim.Followers, Quantity: 100, Points: 3000},
	{Channel: sim.YouTube, Product: sim.Views, Quantity: 2000, Points: 20000},
	{Channel: sim.Instagram, Product: sim.Likes, Quantity: 300, Points: 6000},
}

// drawnStory makes a log from a script of the drawn story, so that the layout
// can be compared with the drawing whatever the engine does.
type drawnStory struct {
	t   *testing.T
	log *sim.Log
	rec *sim.Recorder
	at  time.Duration
}

func readDrawn(t *testing.T, file string) *sim.Log {
	s := &drawnStory{t: t, log: &sim.Log{Header: sim.Header{Scenario: "outage", Seed: 42}}}
	s.rec = sim.NewRecorder(s.log.Append)
	s.add(sim.Event{Type: sim.RunStarted, Detail: &sim.Detail{Setup: &sim.Setup{Engine: "sim", Observe: "never", Acks: -1, Partitions: 3, Workers: 2, Orders: 12, Until: 10 * time.Minute}}})
	for p := range int16(3) {
		s.add(sim.Event{Type: sim.LeaderElected, Topic: sim.Orders, Partition: p, Broker: uint8(p + 1)})
		s.add(sim.Event{Type: sim.ISRChanged, Topic: sim.Orders, Partition: p, Detail: &sim.Detail{Brokers: []uint8{1, 2, 3}}})
	}
	s.add(sim.Event{Type: sim.MemberJoined, Group: sim.InHouseGroup, Worker: 1})
	s.add(sim.Event{Type: sim.MemberJoined, Group: sim.InHouseGroup, Worker: 2})
	s.add(sim.Event{Type: sim.MemberJoined, Group: sim.ExternalGroup, Worker: 1})
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var us int64
		fields := strings.Fields(lines.Text())
		if _, err := fmt.Sscan(fields[0], &us); err != nil {
			t.Fatal(err)
		}
		s.at = time.Duration(us) * time.Microsecond
		arg := [6]int{}
		for i, text := range fields[2:] {
			_, _ = fmt.Sscan(text, &arg[i])
		}
		s.play(fields[1], sim.OrderID(arg[0]), arg, fields)
	}
	s.add(sim.Event{Type: sim.RunEnded, Word: uint8(sim.ReasonQuiet)})
	return s.log
}

func (s *drawnStory) add(e sim.Event) {
	e.At = s.at
	s.rec.Record(e)
}

func (s *drawnStory) play(what string, order sim.OrderID, arg [6]int, fields []string) {
	record := func(e sim.Event) sim.Event {
		e.Order, e.Topic, e.Partition, e.Offset = order, sim.Orders, int16(arg[1]), int64(arg[2])
		return e
	}
	switch what {
	case "created":
		o := drawnOrders[order-1]
		o.Number, o.ID, o.Customer, o.Fulfilment, o.Link = order, fmt.Sprint(order), sim.Person, sim.InHouse, "https://blog.example/posts/abcdefgh"
		if order == 2 || order == 11 {
			o.Fulfilment = sim.External
		}
		s.add(sim.Event{Type: sim.OrderCreated, Order: order, Detail: &sim.Detail{Order: &o}})
	case "paid":
		s.add(sim.Event{Type: sim.OrderPaid, Order: order, Value: int64(drawnOrders[order-1].Points)})
	case "called":
		s.add(sim.Event{Type: sim.PublishCalled, Order: order, Try: 1, Word: uint8(sim.ByService)})
		s.add(sim.Event{Type: sim.CallerKnows, Order: order, Word: uint8(sim.Nothing)})
	case "marked":
		s.add(sim.Event{Type: sim.OrderMarked, Order: order, Word: uint8(sim.RowPublished)})
	case "on-wire":
		s.add(sim.Event{Type: sim.RequestSent, Order: order, Topic: sim.Orders, Partition: int16(arg[1]), Broker: uint8(arg[1] + 1), Try: 1})
	case "appended":
		s.add(record(sim.Event{Type: sim.RecordAppended, Try: 1}))
	case "replicated":
		o := s.rec.State().Order(order)
		s.add(sim.Event{Type: sim.RecordReplicated, Order: order, Topic: sim.Orders, Partition: o.Partition, Offset: o.Offset})
		s.commit(sim.StatisticsGroup, o.Partition, o.Offset, 1)
	case "acked":
		o := s.rec.State().Order(order)
		s.add(sim.Event{Type: sim.RequestAcked, Order: order, Topic: sim.Orders, Partition: o.Partition, Offset: o.Offset, Try: 1})
	default:
		s.playOutage(what, order, arg, fields, record)
	}
}

func (s *drawnStory) playOutage(what string, order sim.OrderID, arg [6]int, fields []string, record func(sim.Event) sim.Event) {
	switch what {
	case "fault-started":
		s.add(sim.Event{Type: sim.FaultStarted, Fault: 1, Value: int64(16 * time.Second), Detail: &sim.Detail{Text: "broker-down:from=6500ms,for=16s"}})
		for b := range uint8(3) {
			s.add(sim.Event{Type: sim.BrokerStopped, Broker: b + 1, Word: uint8(sim.ReasonNetwork)})
		}
		s.members(sim.ConsumerDisconnected)
	case "fault-ended":
		s.add(sim.Event{Type: sim.FaultEnded, Fault: 1})
		for b := range uint8(3) {
			s.add(sim.Event{Type: sim.BrokerStarted, Broker: b + 1})
		}
	case "consumers-back":
		s.members(sim.ConsumerReconnected)
	case "waits":
		s.add(sim.Event{Type: sim.MemoryWaiting, Order: order, Topic: sim.Orders, Offset: int64(arg[1])})
	case "round":
		kind := sim.RefreshRound
		if fields[3] == "connect" {
			kind = sim.ConnectRound
		}
		s.add(sim.Event{Type: sim.RoundStarted, Offset: int64(arg[0]), Word: uint8(kind)})
	case "refused":
		s.add(sim.Event{Type: sim.ConnectRefused, Offset: int64(arg[0]), Try: uint32(arg[1]), Value: int64(arg[2]) * 1000, Code: sim.ConnectionRefused})
	case "used-up":
		s.add(sim.Event{Type: sim.RoundUsedUp, Offset: int64(arg[0])})
	case "connected":
		s.add(sim.Event{Type: sim.ConnectSucceeded, Offset: int64(arg[0]), Try: uint32(arg[1])})
	case "reconnected":
		s.add(sim.Event{Type: sim.Reconnected, Offset: int64(arg[0])})
	case "gave-up":
		s.add(sim.Event{Type: sim.PublishGaveUp, Order: order, Topic: sim.Orders, Code: sim.NonRetriableError})
	default:
		s.playWork(what, order, arg, record)
	}
}

func (s *drawnStory) members(t sim.EventType) {
	for w := range uint8(2) {
		s.add(sim.Event{Type: t, Group: sim.InHouseGroup, Worker: w + 1})
	}
	s.add(sim.Event{Type: t, Group: sim.ExternalGroup, Worker: 1})
}

func (s *drawnStory) commit(g sim.Group, partition int16, offset int64, worker uint8) {
	s.add(sim.Event{Type: sim.OffsetCommitted, Group: g, Worker: worker, Topic: sim.Orders, Partition: partition, Offset: offset + 1})
}

func (s *drawnStory) playWork(what string, order sim.OrderID, arg [6]int, record func(sim.Event) sim.Event) {
	in := func(t sim.EventType, g sim.Group, w int) {
		s.add(record(sim.Event{Type: t, Group: g, Worker: uint8(w), Try: 1}))
	}
	switch what {
	case "polled":
		s.commit(sim.ExternalGroup, int16(arg[1]), int64(arg[2]), 1)
		in(sim.RecordPolled, sim.InHouseGroup, arg[3])
		in(sim.HandlerStarted, sim.InHouseGroup, arg[3])
	case "polled-ext":
		s.commit(sim.InHouseGroup, int16(arg[1]), int64(arg[2]), 1)
		in(sim.RecordPolled, sim.ExternalGroup, 1)
		in(sim.HandlerStarted, sim.ExternalGroup, 1)
	case "processing":
		s.add(sim.Event{Type: sim.RowChanged, Order: order, Word: uint8(sim.RowProcessing)})
	case "handled":
		in(sim.HandlerReturned, sim.InHouseGroup, arg[3])
	case "handled-ext":
		in(sim.HandlerReturned, sim.ExternalGroup, 1)
	case "finished":
		s.add(sim.Event{Type: sim.WorkFinished, Order: order})
	case "finished-ext":
		s.add(sim.Event{Type: sim.JobEnded, Order: order, Job: uint32(arg[1]), Word: uint8(sim.JobCompleted)})
		s.add(sim.Event{Type: sim.WorkFinished, Order: order, Job: uint32(arg[1])})
	case "committed":
		g := sim.InHouseGroup
		if order == 2 || order == 11 {
			g = sim.ExternalGroup
		}
		s.commit(g, int16(arg[1]), int64(arg[2]), 1)
		in(sim.RecordCommitted, g, 1)
	case "reported":
		s.add(sim.Event{Type: sim.RowChanged, Order: order, Word: uint8(sim.RowCompleted)})
	case "accepted":
		s.add(sim.Event{Type: sim.PanelAccepted, Order: order, Job: uint32(arg[1]), Flag: true, Value: 1080})
	case "panel":
		s.add(sim.Event{Type: sim.JobProgressed, Order: order, Job: uint32(arg[1]), Value: int64(arg[2])})
	default:
		s.t.Fatalf("script: %q is not known", what)
	}
}

// momentAt returns the moment of a log at a virtual time.
func momentAt(log *sim.Log, at time.Duration) *Scene {
	p := briskPlayer(Replay(log), nil, moment.Options{})
	p.reach(at)
	p.playback.SeekTime(at)
	p.played = p.playback.Cursor.N
	return p.Scene()
}
