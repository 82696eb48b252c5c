package kafkax

import (
	"time"

	"github.com/segmentio/kafka-go"
)

// attemptWatcher is told of every try of a Writer to write a batch: when it
// begins, how it ended, and that another follows.
type attemptWatcher interface {
	began(b batch)
	over(b batch, result attemptResult)
	backsOff(b batch, wait time.Duration)
}

// batch is what a Writer writes in one request: records of one partition.
type batch struct {
	topic     string
	partition int32
	keys      []string
	try       uint32 // how often it has been tried, this time included
	life      uint32 // of the order service's process whose Writer it is
}

// attemptResult is how a try ended. With neither err nor refused the broker
// has answered that the batch is written, or with acks 0 it was not asked.
type attemptResult struct {
	err     error       // no answer
	refused kafka.Error // the broker's error code; 0 = none
	base    int64       // offset of the batch's first record; −1 where not known
}
