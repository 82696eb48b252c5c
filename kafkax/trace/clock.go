package trace

import "time"

// clockWindow is for how long a measurement of a clock counts: clocks drift, by up
// to 50 µs a second, so that an hour's is not good for the next.
const clockWindow = time.Minute

// clock knows how far the clock of a process is from the common one. Each record
// gives an upper bound: the time from its sending, on the clock of the process, to
// its appending, on the broker's, is the distance and what the way took. The least
// of the last minute is taken.
type clock struct {
	known         bool
	now, before   time.Duration // the least of this window, and of the one before
	began         time.Time     // of this window, on the broker's clock
	last          time.Time     // the common time of the observation before
	beforeIsKnown bool
}

// measure takes in that a record which was sent at a time of the process was
// appended at a time of the broker. epoch is any fixed time of the broker's clock.
func (c *clock) measure(sent time.Duration, appended, epoch time.Time) {
	distance := appended.Sub(epoch) - sent
	switch {
	case !c.known:
		c.known, c.now, c.began = true, distance, appended
	case appended.Sub(c.began) >= clockWindow:
		c.before, c.beforeIsKnown = c.now, true
		c.now, c.began = distance, appended
	default:
		c.now = min(c.now, distance)
	}
}

// common returns when something was on the common clock. It never goes back, and
// is never after the record in which it is told was appended.
func (c *clock) common(at time.Duration, appended, epoch time.Time) time.Time {
	distance := c.now
	if c.beforeIsKnown {
		distance = min(distance, c.before)
	}
	t := epoch.Add(at + distance)
	if t.After(appended) {
		t = appended
	}
	if t.Before(c.last) {
		t = c.last
	}
	c.last = t
	return t
}
