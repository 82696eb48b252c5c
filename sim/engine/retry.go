package engine

import (
	"time"

	"orderflow/sim"
)

// retryLaw is kafkajs' retry (read in its source): the first sleep is
// initialRetryTime ± 20 %, each further one min(2·(t ± 20 %), maxRetryTime).
type retryLaw struct {
	retries int
	initial time.Duration
	longest time.Duration
}

// standard are the settings of a kafkajs client that nobody set up.
var standard = sim.DefaultSettings()

// standardRetry is the law of a kafkajs client that nobody set up.
var standardRetry = retryLaw{retries: standard.Retries, initial: standard.InitialRetryTime, longest: standard.MaxRetryTime}

// sleep draws the next sleep from the one before; zero means the first.
func (l retryLaw) sleep(draw *sim.Stream, before time.Duration) time.Duration {
	if before == 0 {
		return draw.Around(l.initial, retryFactorPermille)
	}
	return min(retryMultiplier*draw.Around(before, retryFactorPermille), l.longest)
}

// clientRetry returns client.retry of the order service's client: it rules the
// rounds of connects, the producer's and the consumers'. kafka-go has a law of
// its own, so there the consumers keep kafkajs' defaults.
func clientRetry(c *sim.Config) retryLaw {
	if c.Client == sim.KafkaGo {
		return standardRetry
	}
	return retryLaw{retries: c.Retries, initial: c.InitialRetryTime, longest: c.MaxRetryTime}
}

// producerRetry returns producer.retry, which rules a record's own tries.
// kafkajs merges it over client.retry.
func producerRetry(c *sim.Config) retryLaw {
	law := clientRetry(c)
	if c.ProducerRetries != sim.ProducerRetriesOfClient {
		law.retries = c.ProducerRetries
	}
	if c.ProducerInitialRetryTime > 0 {
		law.initial = c.ProducerInitialRetryTime
	}
	return law
}

// handshakeTimeout returns how long a client waits for the first answer on a
// new connection: the longer of kafkajs' two timeouts (read in its source).
func handshakeTimeout(c *sim.Config) time.Duration {
	if c.Client == sim.KafkaGo {
		return standard.RequestTimeout
	}
	return max(c.RequestTimeout, c.ConnectionTimeout)
}

// retrySleep draws the next sleep of a client that nobody set up.
func retrySleep(draw *sim.Stream, before time.Duration) time.Duration {
	return standardRetry.sleep(draw, before)
}
