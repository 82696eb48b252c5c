package proxy

import (
	"slices"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"

	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// Teller makes events of what passes a gate and comes through a door. It is the
// gate's [wire.Watcher], alone or beside others.
type Teller struct {
	topics []string
	watch  func(Event)
	start  time.Time
}

// NewTeller returns one of a proxy that starts now: orders are published to topics, and
// watch is told, from the goroutine that sees it; nil = nobody is.
func NewTeller(topics []string, watch func(Event)) *Teller {
	return &Teller{topics: topics, watch: watch, start: time.Now()}
}

// Tell tells an event, as of now.
func (t *Teller) Tell(e Event) {
	if e.At = time.Since(t.start); t.watch != nil {
		t.watch(e)
	}
}

// Link is told of a connection through the door.
func (t *Teller) Link(from wire.Role, broker int, what wire.LinkEvent) {
	kinds := [...]EventType{wire.LinkOpened: Connected, wire.LinkRefused: Refused, wire.LinkClosed: Closed, wire.LinkCut: Cut, wire.LinkBroken: Broken}
	t.Tell(Event{Type: kinds[what], Connection: from.Guest, Broker: broker})
}

// Meets is told what a client calls itself.
func (t *Teller) Meets(g *wire.Guest, client string) {
	t.Tell(Event{Type: Client, Connection: g.Number(), Broker: g.Broker(), Client: clipped(client), Address: g.Address()})
}

// TurnedAway is told whom the door turned away; g is nil where nobody was let in.
func (t *Teller) TurnedAway(g *wire.Guest, why error) {
	e := Event{Type: TurnedAway, Text: sim.TextOf(why)}
	if g != nil {
		e.Connection = g.Number()
	}
	t.Tell(e)
}

// Sent is told of a request that leaves.
func (t *Teller) Sent(x *wire.Exchange) {
	if x.Produce == nil {
		return
	}
	for i := range x.Produce.Parts {
		t.tellPart(Sent, x, &x.Produce.Parts[i])
	}
}

// Answered is told of an answer as it comes.
func (t *Teller) Answered(x *wire.Exchange) {
	if x.Produce != nil {
		for i := range x.Produce.Parts {
			t.tellPart(Answered, x, &x.Produce.Parts[i])
		}
	}
	if x.Commit != nil {
		for _, part := range x.Commit.Parts {
			if t.isOrders(part.Topic) {
				t.Tell(Event{
					Type: Committed, Connection: x.From.Guest, Broker: x.Broker, Group: clipped(x.Commit.Group),
					Topic: part.Topic, Partition: part.Partition, Offset: part.Offset, Error: errorName(part.Code),
				})
			}
		}
	}
}

// tellPart tells what a Produce does to a partition of a topic that was named.
func (t *Teller) tellPart(kind EventType, x *wire.Exchange, part *wire.ProducePart) {
	if !t.isOrders(part.Topic) && !t.isReply(part.Topic) {
		return
	}
	e := Event{Type: kind, Connection: x.From.Guest, Broker: x.Broker, Topic: part.Topic, Partition: part.Partition, Records: part.Count}
	for _, r := range part.Records[:min(len(part.Records), keysShown)] {
		e.Keys = append(e.Keys, clipped(r.Key))
	}
	if kind == Answered {
		e.Offset, e.Error = part.Base, errorName(part.Code)
	}
	t.Tell(e)
}

func clipped(text string) string { return text[:min(len(text), nameBytes)] }

// errorName returns Kafka's name of an error code; empty for none.
func errorName(code int16) string {
	if err := kerr.TypedErrorForCode(code); err != nil {
		return err.Message
	}
	return ""
}

func (t *Teller) isOrders(topic string) bool { return slices.Contains(t.topics, topic) }

func (t *Teller) isReply(topic string) bool {
	return slices.ContainsFunc(t.topics, func(orders string) bool { return orders+sim.ReplySuffix == topic })
}
