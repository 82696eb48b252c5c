package trace

import (
	"encoding/json"
	"time"
)

// Limits of what one record carries. A record from a topic may come from anywhere.
const (
	NameLengthMax  = 100       // bytes of a role, an instance, a kind, an order, a topic or a group
	ObservationMax = 64 << 10  // bytes of one observation
	BatchMax       = 500       // observations of a record
	RecordBytesMax = 900 << 10 // bytes of a record: Kafka's default limit is 1 MiB
	SourcesMax     = 256       // processes of a run
	HeldMax        = 200_000   // observations that wait for others
	clockMax       = 1 << 53   // microseconds: what JSON's numbers hold exactly
	partitionMax   = 1 << 20
)

// Source is a process that observes.
type Source struct {
	Role     string // service, worker, watch, proxy
	Instance string // told apart from all others of its run
}

// Observation is one thing that a process has seen or done. Where it concerns an
// order, a record or a member of a group, it says so in the fields for that; what
// else belongs to its kind is in Data.
type Observation struct {
	Seq       uint64          // number of the observation in its process, from 1 without holes
	Clock     time.Duration   // since the process began, on its own steady clock; whole microseconds
	Kind      string          // what was observed, such as "polled"
	Order     string          // id of the order; "" = none
	Topic     string          // of a record; "" = none
	Partition int32           // of the record
	Offset    int64           // of the record
	Group     string          // consumer group; "" = none
	Member    uint8           // of the group, as its process counts its own, from 1
	Parent    uint64          // number of the observation of the same process that this one follows from; 0 = none
	Fault     uint16          // number of the fault that this one follows from; 0 = none
	Data      json.RawMessage // nil = nothing else
}

// Record is what a process sends at once.
type Record struct {
	Source Source
	Began  time.Time     // of the process, on its machine's clock: only to be read by people
	Sent   time.Duration // when it was sent, on the clock of the observations
	List   []Observation
}
