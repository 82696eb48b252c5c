package role

import (
	"hash/fnv"
	"math/rand/v2"
	"time"
)

// draws returns the random numbers of one purpose, for example one order's
// work: the same seed gives the same work on every run.
func draws(seed uint64, purpose string, number uint64) *rand.Rand {
	h := fnv.New64a()
	_, _ = h.Write([]byte(purpose)) // a hash never fails
	return rand.New(rand.NewPCG(seed, h.Sum64()+number))
}

// between draws a duration from low to high, whole microseconds.
func between(r *rand.Rand, low, high time.Duration) time.Duration {
	return (low + time.Duration(r.Int64N(int64(high-low)+1))).Truncate(time.Microsecond)
}
