package assemble

import (
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/sim"
)

// CommitKey names a group's committed offset.
type CommitKey struct {
	Group     sim.Group
	Topic     sim.Topic
	Partition int32
}

// Past is what the topics of an earlier run say.
type Past struct {
	Copies   []PastCopy           // of sns.orders, as they came
	Commits  map[CommitKey]int64  // of the groups that read sns.orders
	Statuses map[string][]sim.Row // that the order service has not read, by order
}

// PastCopy is a record that an earlier run has left in sns.orders.
type PastCopy struct {
	at   chronicle.Position
	key  string // empty of a record that somebody else has written
	time time.Time
	from kafka.Message // that record
}

// CopyOf returns what of a record the journal is told.
func CopyOf(n record.Names, at chronicle.Position, m kafka.Message) PastCopy {
	if n.Wrote(m) {
		return PastCopy{at: at, key: string(m.Key), time: m.Time}
	}
	return PastCopy{at: at, time: m.Time, from: m}
}

// InTime puts the copies of several partitions into one order: each partition
// has its own, and of those that come next the oldest record is first.
func InTime(partitions [][]PastCopy) (copies []PastCopy) {
	for {
		next := -1
		for i, p := range partitions {
			if len(p) > 0 && (next < 0 || p[0].time.Before(partitions[next][0].time)) {
				next = i
			}
		}
		if next < 0 {
			return copies
		}
		copies = append(copies, partitions[next][0])
		partitions[next] = partitions[next][1:]
	}
}
