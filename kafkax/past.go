package kafkax

import (
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/sim"
)

// commitKey names a group's committed offset.
type commitKey struct {
	group     sim.Group
	topic     sim.Topic
	partition int32
}

// past is what the topics of an earlier run say.
type past struct {
	copies   []pastCopy           // of sns.orders, as they came
	commits  map[commitKey]int64  // of the groups that read sns.orders
	statuses map[string][]sim.Row // that the order service has not read, by order
}

type pastCopy struct {
	at   chronicle.Position
	key  string // empty of a record that somebody else has written
	time time.Time
	from kafka.Message // that record
}

// copyOf returns what of a record the journal is told.
func copyOf(n record.Names, at chronicle.Position, m kafka.Message) pastCopy {
	if n.Wrote(m) {
		return pastCopy{at: at, key: string(m.Key), time: m.Time}
	}
	return pastCopy{at: at, time: m.Time, from: m}
}

// inTime puts the copies of several partitions into one order: each partition
// has its own, and of those that come next the oldest record is first.
func inTime(partitions [][]pastCopy) (copies []pastCopy) {
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
