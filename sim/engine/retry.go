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

// retrySleep draws the next sleep of a client that nobody set up.
func retrySleep(draw *sim.Stream, before time.Duration) time.Duration {
	return standardRetry.sleep(draw, before)
}
