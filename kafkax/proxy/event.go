package proxy

import (
	"time"

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
	Fault      string // as written
	Text       sim.Text
}

// Limits of what an event repeats.
const (
	keysShown = 3
	nameBytes = 249 // of a key; Kafka's own limit of a topic's name
)
