package chronicle

import (
	"time"

	"github.com/segmentio/kafka-go"
)

// AttemptWatcher is told of every try of a Writer to write a batch: when it
// begins, how it ended, and that another follows.
type AttemptWatcher interface {
	Began(b Batch)
	Over(b Batch, result AttemptResult)
	BacksOff(b Batch, wait time.Duration)
}

// Batch is what a Writer writes in one request: records of one partition.
type Batch struct {
	Topic     string
	Partition int32
	Keys      []string
	Try       uint32 // how often it has been tried, this time included
	Life      uint32 // of the order service's process whose Writer it is
}

// AttemptResult is how a try ended. With neither err nor refused the broker
// has answered that the batch is written, or with acks 0 it was not asked.
type AttemptResult struct {
	Err     error       // no answer
	Refused kafka.Error // the broker's error code; 0 = none
	Base    int64       // offset of the batch's first record; −1 where not known
}
