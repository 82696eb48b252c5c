package engine

import (
	"time"

	"orderflow/sim"
)

// law is what the order service's Kafka client does where kafkajs and kafka-go's
// Writer differ.
type law interface {
	// dispatch draws how long it takes from the call until the record is with the
	// client.
	dispatch(draw *sim.Stream) time.Duration
	// begin lets a publish go its way.
	begin(p *publish)
	// rounds rules the rounds of connects. The consumers that live in the order
	// service's process share it.
	rounds() retryLaw
	// tries rules a record's own tries, where it has some.
	tries() retryLaw
	// handshake is how long the client waits for the first answer on a new
	// connection, and patience how long its consumers wait for any.
	handshake() time.Duration
	patience() time.Duration
	// joinsFirst reports whether a new process's own consumer joins its group
	// before its producer connects.
	joinsFirst() bool
	// numbers reports whether the client can number its requests, as an idempotent
	// producer does.
	numbers() bool
}

// lawOf returns the law of the configured client.
func lawOf(c *sim.Config) law {
	if c.Client == sim.KafkaGo {
		return goWriter{}
	}
	return kafkaJS{&c.Settings}
}

// kafkaJS is kafkajs 2.2.4 as NestJS uses it (read in their source, and measured).
type kafkaJS struct{ settings *sim.Settings }

func (kafkaJS) dispatch(draw *sim.Stream) time.Duration {
	return draw.Between(dispatchMin, dispatchMax)
}

func (kafkaJS) begin(p *publish) { p.begin() }

// rounds is client.retry.
func (k kafkaJS) rounds() retryLaw {
	return retryLaw{retries: k.settings.Retries, initial: k.settings.InitialRetryTime, longest: k.settings.MaxRetryTime}
}

// tries is producer.retry: kafkajs merges it over client.retry.
func (k kafkaJS) tries() retryLaw {
	l := k.rounds()
	l.retries = k.settings.RecordRetries()
	if k.settings.ProducerInitialRetryTime > 0 {
		l.initial = k.settings.ProducerInitialRetryTime
	}
	return l
}

// handshake is the longer of kafkajs' two timeouts.
func (k kafkaJS) handshake() time.Duration {
	return max(k.settings.RequestTimeout, k.settings.ConnectionTimeout)
}

func (k kafkaJS) patience() time.Duration { return k.settings.RequestTimeout }

func (kafkaJS) joinsFirst() bool { return true }

func (kafkaJS) numbers() bool { return true }

// goWriter is kafka-go's Writer, v0.4.51 (read in its source). Its own tries are
// those of a batch, in writer.go; the consumers beside it keep kafkajs' defaults.
type goWriter struct{}

// dispatch draws after the draw that kafkajs would take: whatever comes next is
// the same for both clients.
func (goWriter) dispatch(draw *sim.Stream) time.Duration {
	_ = draw.Between(dispatchMin, dispatchMax)
	return draw.Between(writerReturnMin, writerReturnMax) + writerDispatchExtra
}

func (goWriter) begin(p *publish) {
	if p.addressed() {
		p.client.write(p)
	}
}

func (goWriter) rounds() retryLaw         { return standardRetry }
func (goWriter) tries() retryLaw          { return standardRetry }
func (goWriter) handshake() time.Duration { return standard.RequestTimeout }
func (goWriter) patience() time.Duration  { return standard.RequestTimeout }
func (goWriter) joinsFirst() bool         { return false }
func (goWriter) numbers() bool            { return false }
