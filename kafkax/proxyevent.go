package kafkax

import (
	"slices"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"

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

// link is told of a connection through the door.
func (p *Proxy) link(from role, broker int, what linkEvent) {
	kinds := [...]ProxyEventType{linkOpened: ProxyConnected, linkRefused: ProxyRefused, linkClosed: ProxyClosed, linkCut: ProxyCut, linkBroken: ProxyBroken}
	p.tell(ProxyEvent{Type: kinds[what], Connection: from.guest, Broker: broker})
}

// meets is told what a client calls itself.
func (p *Proxy) meets(g *guest, client string) {
	p.tell(ProxyEvent{Type: ProxyClient, Connection: g.number, Broker: g.server.broker, Client: clipped(client), Address: g.client.RemoteAddr().String()})
}

// turnedAway is told whom the door turned away.
func (p *Proxy) turnedAway(g *guest, why error) {
	e := ProxyEvent{Type: ProxyTurnedAway, Text: sim.TextOf(why)}
	if g != nil {
		e.Connection = g.number
	}
	p.tell(e)
}

// sent is told of a request that leaves.
func (p *Proxy) sent(x *exchange) {
	if x.produce == nil {
		return
	}
	for i := range x.produce.parts {
		p.tellPart(ProxySent, x, &x.produce.parts[i])
	}
}

// answered is told of an answer as it comes.
func (p *Proxy) answered(x *exchange) {
	if x.produce != nil {
		for i := range x.produce.parts {
			p.tellPart(ProxyAnswered, x, &x.produce.parts[i])
		}
	}
	if x.commit != nil {
		for _, part := range x.commit.parts {
			if p.isOrders(part.topic) {
				p.tell(ProxyEvent{
					Type: ProxyCommitted, Connection: x.from.guest, Broker: x.broker, Group: clipped(x.commit.group),
					Topic: part.topic, Partition: part.partition, Offset: part.offset, Error: errorName(part.code),
				})
			}
		}
	}
}

// tellPart tells what a Produce does to a partition of a topic that was named.
func (p *Proxy) tellPart(kind ProxyEventType, x *exchange, part *producePart) {
	if !p.isOrders(part.topic) && !p.isReply(part.topic) {
		return
	}
	e := ProxyEvent{Type: kind, Connection: x.from.guest, Broker: x.broker, Topic: part.topic, Partition: part.partition, Records: part.count}
	for _, r := range part.records[:min(len(part.records), keysShown)] {
		e.Keys = append(e.Keys, clipped(r.key))
	}
	if kind == ProxyAnswered {
		e.Offset, e.Error = part.base, errorName(part.code)
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
