package kafkax

import (
	"slices"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"

	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// ProxyEventType is what a [ProxyEvent] says has happened.
type ProxyEventType string

// The events of a proxy.
const (
	ProxyConnected  ProxyEventType = "connected"   // a client has a connection to a broker
	ProxyRefused    ProxyEventType = "refused"     // it has none: the broker is away
	ProxyClient     ProxyEventType = "client"      // it says what it is called
	ProxyClosed     ProxyEventType = "closed"      // its client, or the proxy, has closed it
	ProxyCut        ProxyEventType = "cut"         // a fault has cut it
	ProxyBroken     ProxyEventType = "broken"      // the broker, or the network, has ended it
	ProxyTurnedAway ProxyEventType = "turned-away" // the proxy has: Text says why
	ProxySent       ProxyEventType = "sent"        // a Produce leaves for the broker
	ProxyAnswered   ProxyEventType = "answered"    // the broker's answer to it has come as far as the proxy
	ProxyCommitted  ProxyEventType = "committed"   // the coordinator's answer to an OffsetCommit has
	ProxyFaultBegan ProxyEventType = "fault-began"
	ProxyFaultOver  ProxyEventType = "fault-ended"
	ProxyStruck     ProxyEventType = "fault-struck" // it strikes the request or the answer that the event names
)

// ProxyEvent is one thing that happened at a proxy. Fields that say nothing of
// its type are zero; what comes from outside is bounded, and not escaped.
type ProxyEvent struct {
	At         time.Duration  // since the proxy's start
	Type       ProxyEventType //
	Connection uint32         // from 1
	Broker     int            // from 1; 0 = not known yet
	Client     string         // client: what it calls itself (client.id)
	Address    string         // client: host:port where it is
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

func (p *Proxy) tell(e ProxyEvent) {
	if e.At = time.Since(p.start); p.options.Watch != nil {
		p.options.Watch(e)
	}
}

// proxyWatcher is what the gate tells a proxy.
type proxyWatcher struct{ proxy *Proxy }

// Link is told of a connection through the door.
func (w proxyWatcher) Link(from wire.Role, broker int, what wire.LinkEvent) {
	kinds := [...]ProxyEventType{wire.LinkOpened: ProxyConnected, wire.LinkRefused: ProxyRefused, wire.LinkClosed: ProxyClosed, wire.LinkCut: ProxyCut, wire.LinkBroken: ProxyBroken}
	w.proxy.tell(ProxyEvent{Type: kinds[what], Connection: from.Guest, Broker: broker})
}

// meets is told what a client calls itself.
func (p *Proxy) meets(g *wire.Guest, client string) {
	p.tell(ProxyEvent{Type: ProxyClient, Connection: g.Number(), Broker: g.Broker(), Client: clipped(client), Address: g.Address()})
}

// turnedAway is told whom the door turned away.
func (p *Proxy) turnedAway(g *wire.Guest, why error) {
	e := ProxyEvent{Type: ProxyTurnedAway, Text: sim.TextOf(why)}
	if g != nil {
		e.Connection = g.Number()
	}
	p.tell(e)
}

// Sent is told of a request that leaves.
func (w proxyWatcher) Sent(x *wire.Exchange) {
	if x.Produce == nil {
		return
	}
	for i := range x.Produce.Parts {
		w.proxy.tellPart(ProxySent, x, &x.Produce.Parts[i])
	}
}

// Answered is told of an answer as it comes.
func (w proxyWatcher) Answered(x *wire.Exchange) {
	p := w.proxy
	if x.Produce != nil {
		for i := range x.Produce.Parts {
			p.tellPart(ProxyAnswered, x, &x.Produce.Parts[i])
		}
	}
	if x.Commit != nil {
		for _, part := range x.Commit.Parts {
			if p.isOrders(part.Topic) {
				p.tell(ProxyEvent{
					Type: ProxyCommitted, Connection: x.From.Guest, Broker: x.Broker, Group: clipped(x.Commit.Group),
					Topic: part.Topic, Partition: part.Partition, Offset: part.Offset, Error: errorName(part.Code),
				})
			}
		}
	}
}

// tellPart tells what a Produce does to a partition of a topic that was named.
func (p *Proxy) tellPart(kind ProxyEventType, x *wire.Exchange, part *wire.ProducePart) {
	if !p.isOrders(part.Topic) && !p.isReply(part.Topic) {
		return
	}
	e := ProxyEvent{Type: kind, Connection: x.From.Guest, Broker: x.Broker, Topic: part.Topic, Partition: part.Partition, Records: part.Count}
	for _, r := range part.Records[:min(len(part.Records), keysShown)] {
		e.Keys = append(e.Keys, clipped(r.Key))
	}
	if kind == ProxyAnswered {
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
	return slices.ContainsFunc(p.options.Topics, func(orders string) bool { return orders+replySuffix == topic })
}
