package proxy

import (
	"slices"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"

	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// EventType is what a [Event] says has happened.
type EventType string

// The events of a proxy.
const (
	Connected  EventType = "connected"   // a client has a connection to a broker
	Refused    EventType = "refused"     // it has none: the broker is away
	Client     EventType = "client"      // it says what it is called
	Closed     EventType = "closed"      // its client, or the proxy, has closed it
	Cut        EventType = "cut"         // a fault has cut it
	Broken     EventType = "broken"      // the broker, or the network, has ended it
	TurnedAway EventType = "turned-away" // the proxy has: Text says why
	Sent       EventType = "sent"        // a Produce leaves for the broker
	Answered   EventType = "answered"    // the broker's answer to it has come as far as the proxy
	Committed  EventType = "committed"   // the coordinator's answer to an OffsetCommit has
	FaultBegan EventType = "fault-began"
	FaultOver  EventType = "fault-ended"
	Struck     EventType = "fault-struck" // it strikes the request or the answer that the event names
)

// Event is one thing that happened at a proxy. Fields that say nothing of
// its type are zero; what comes from outside is bounded, and not escaped.
type Event struct {
	At         time.Duration // since the proxy's start
	Type       EventType     //
	Connection uint32        // from 1
	Broker     int           // from 1; 0 = not known yet
	Client     string        // client: what it calls itself (client.id)
	Address    string        // client: host:port where it is
	Topic      string
	Partition  int32
	Offset     int64    // answered: of the first record; committed: the next to read
	Records    int      // how many
	Keys       []string // of the first few; none where the batch is compressed
	Group      string
	Error      string // Kafka's name for the broker's no; empty = it was a yes
	Fault      string // as written, of --fault
	Text       sim.Text
}

// Limits of what an event repeats.
const (
	keysShown = 3
	nameBytes = 249 // of a key; Kafka's own limit of a topic's name
)

func (p *Proxy) tell(e Event) {
	if e.At = time.Since(p.start); p.options.Watch != nil {
		p.options.Watch(e)
	}
}

// watcher is what the gate tells a proxy.
type watcher struct{ proxy *Proxy }

// Link is told of a connection through the door.
func (w watcher) Link(from wire.Role, broker int, what wire.LinkEvent) {
	kinds := [...]EventType{wire.LinkOpened: Connected, wire.LinkRefused: Refused, wire.LinkClosed: Closed, wire.LinkCut: Cut, wire.LinkBroken: Broken}
	w.proxy.tell(Event{Type: kinds[what], Connection: from.Guest, Broker: broker})
}

// meets is told what a client calls itself.
func (p *Proxy) meets(g *wire.Guest, client string) {
	p.tell(Event{Type: Client, Connection: g.Number(), Broker: g.Broker(), Client: clipped(client), Address: g.Address()})
}

// turnedAway is told whom the door turned away.
func (p *Proxy) turnedAway(g *wire.Guest, why error) {
	e := Event{Type: TurnedAway, Text: sim.TextOf(why)}
	if g != nil {
		e.Connection = g.Number()
	}
	p.tell(e)
}

// Sent is told of a request that leaves.
func (w watcher) Sent(x *wire.Exchange) {
	if x.Produce == nil {
		return
	}
	for i := range x.Produce.Parts {
		w.proxy.tellPart(Sent, x, &x.Produce.Parts[i])
	}
}

// Answered is told of an answer as it comes.
func (w watcher) Answered(x *wire.Exchange) {
	p := w.proxy
	if x.Produce != nil {
		for i := range x.Produce.Parts {
			p.tellPart(Answered, x, &x.Produce.Parts[i])
		}
	}
	if x.Commit != nil {
		for _, part := range x.Commit.Parts {
			if p.isOrders(part.Topic) {
				p.tell(Event{
					Type: Committed, Connection: x.From.Guest, Broker: x.Broker, Group: clipped(x.Commit.Group),
					Topic: part.Topic, Partition: part.Partition, Offset: part.Offset, Error: errorName(part.Code),
				})
			}
		}
	}
}

// tellPart tells what a Produce does to a partition of a topic that was named.
func (p *Proxy) tellPart(kind EventType, x *wire.Exchange, part *wire.ProducePart) {
	if !p.isOrders(part.Topic) && !p.isReply(part.Topic) {
		return
	}
	e := Event{Type: kind, Connection: x.From.Guest, Broker: x.Broker, Topic: part.Topic, Partition: part.Partition, Records: part.Count}
	for _, r := range part.Records[:min(len(part.Records), keysShown)] {
		e.Keys = append(e.Keys, clipped(r.Key))
	}
	if kind == Answered {
		e.Offset, e.Error = part.Base, errorName(part.Code)
	}
	p.tell(e)
}

func clipped(text string) string { return text[:min(len(text), nameBytes)] }

// errorName returns Kafka's name of an error code; empty for none.
func errorName(code int16) string {
	if err := kerr.TypedErrorForCode(code); err != nil {
		return err.Message
	}
	return ""
}

func (p *Proxy) isOrders(topic string) bool { return slices.Contains(p.options.Topics, topic) }

func (p *Proxy) isReply(topic string) bool {
	return slices.ContainsFunc(p.options.Topics, func(orders string) bool { return orders+sim.ReplySuffix == topic })
}
