package role

import (
	"fmt"
	"strings"
	"sync"

	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/chronicle"
	"orderflow/sim"
)

// The answer of a send() of another service goes to the topic that its request
// names. Of a NestJS client that publishes to the run's sns.orders it is the run's
// own reply topic, where it answers under its own correlation id. Any other must
// be one that NestJS would give a reply topic, so that a record of a stranger
// cannot make the run write into somebody's data; it is on the same cluster, and
// is never created.

// Limits of the reply topics of other services.
const (
	replyTopicsMax  = 8   // each has a Writer of its own
	topicNameMax    = 249 // characters, as Kafka has it
	topicCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"
)

// otherReplies are the Writers of the reply topics of other services, by topic.
type otherReplies struct {
	mu      sync.Mutex
	open    func(topic string) *kafka.Writer
	writers map[string]*kafka.Writer
}

// answersTo returns the Writer of a reply topic.
func (r *reporter) answersTo(topic string) (*kafka.Writer, error) {
	switch {
	case topic == r.answers.Topic:
		return r.answers, nil
	case len(topic) > topicNameMax || strings.Trim(topic, topicCharacters) != "" || !strings.HasSuffix(topic, sim.ReplySuffix):
		return nil, chronicle.NewReplyTopicError(topic, "want the name of a topic that ends in "+sim.ReplySuffix)
	}
	return r.others.writer(topic)
}

func (o *otherReplies) writer(topic string) (*kafka.Writer, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	w := o.writers[topic]
	if w == nil && len(o.writers) == replyTopicsMax {
		return nil, chronicle.NewReplyTopicError(topic, fmt.Sprintf("there are %d such topics already", replyTopicsMax))
	}
	if w == nil {
		w = o.open(topic)
		o.writers[topic] = w
	}
	return w, nil
}

func (o *otherReplies) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, w := range o.writers {
		closeWriter(w)
	}
}
