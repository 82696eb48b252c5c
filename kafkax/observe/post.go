package observe

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/internal/system"
	"orderflow/sim"
)

// post is where one broker is watched from.
type post struct {
	number int
	broker *kgo.Broker
	topics []string

	mu       sync.Mutex
	up       bool
	metadata *kmsg.MetadataResponse // its last answer; nil while it gives none
	leaders  int                    // turns of the leaders before that
}

// watch asks the broker again and again, and tells the watcher whether it answers.
func (p *post) watch(ctx context.Context, w Watcher) {
	for {
		before := w.Turns().Leaders
		answer, err := p.ask(ctx)
		if ctx.Err() != nil {
			return
		}
		p.mu.Lock()
		p.up, p.metadata, p.leaders = err == nil, answer, before
		p.mu.Unlock()
		w.Answers(p.number, reasonOf(err))
		if !system.Sleep(ctx, lookEvery) {
			return
		}
	}
}

// ask asks the broker for the topics. A connection may have been closed
// while it was idle, so it is tried twice, unless nothing answers.
func (p *post) ask(ctx context.Context) (*kmsg.MetadataResponse, error) {
	request := kmsg.NewPtrMetadataRequest()
	for _, topic := range p.topics {
		t := kmsg.NewMetadataRequestTopic()
		t.Topic = kmsg.StringPtr(topic)
		request.Topics = append(request.Topics, t)
	}
	limited, cancel := context.WithTimeout(ctx, lookPatience)
	defer cancel()
	answer, err := p.broker.Request(limited, request)
	if err != nil && limited.Err() == nil {
		answer, err = p.broker.Request(limited, request)
	}
	if err != nil {
		return nil, err
	}
	return answer.(*kmsg.MetadataResponse), nil
}

// reasonOf says why a broker gives no answer; 0 where it does.
func reasonOf(err error) sim.Reason {
	var late interface{ Timeout() bool }
	switch {
	case err == nil:
		return 0
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &late) && late.Timeout():
		return sim.ReasonFreeze
	}
	return sim.ReasonNetwork
}

// answers returns the broker's last answer, and whether it gives any now.
func (p *post) answers() (*kmsg.MetadataResponse, bool) {
	if p == nil {
		return nil, false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.metadata, p.up
}

func (p *post) turned() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.leaders
}

// ends asks the broker for the high watermarks of partitions that it leads. What it
// does not tell is missing.
func (p *post) ends(ctx context.Context, name string, partitions []int32) map[int32]int64 {
	if _, up := p.answers(); !up {
		return nil
	}
	request := kmsg.NewPtrListOffsetsRequest()
	request.ReplicaID = -1
	topic := kmsg.NewListOffsetsRequestTopic()
	topic.Topic = name
	for _, number := range partitions {
		part := kmsg.NewListOffsetsRequestTopicPartition()
		part.Partition, part.Timestamp = number, -1
		topic.Partitions = append(topic.Partitions, part)
	}
	request.Topics = append(request.Topics, topic)
	answer, err := p.broker.Request(ctx, request)
	if err != nil {
		return nil
	}
	ends := make(map[int32]int64)
	for _, t := range answer.(*kmsg.ListOffsetsResponse).Topics {
		for _, part := range t.Partitions {
			if part.ErrorCode == 0 && slices.Contains(partitions, part.Partition) {
				ends[part.Partition] = part.Offset
			}
		}
	}
	return ends
}
