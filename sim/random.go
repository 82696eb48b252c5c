package sim

import (
	"math/bits"
	"time"
)

// Stream is a seeded source of random numbers: SplitMix64 (Steele, Lea and
// Flood, 2014). It is small enough to give each subsystem, and where it helps
// each order, one of its own, and its output is fixed by this file.
type Stream struct{ state uint64 }

// NewStream returns the stream of one subsystem under a seed; sub tells apart
// the streams of one subsystem, for example by order.
func NewStream(seed uint64, subsystem string, sub uint64) *Stream {
	h := uint64(14695981039346656037) // FNV-1a
	for i := range len(subsystem) {
		h = (h ^ uint64(subsystem[i])) * 1099511628211
	}
	return &Stream{state: mix(mix(seed+0x9e3779b97f4a7c15) ^ h + sub*0xd1342543de82ef95)}
}

func mix(z uint64) uint64 {
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb
	return z ^ (z >> 31)
}

func (s *Stream) next() uint64 {
	s.state += 0x9e3779b97f4a7c15
	return mix(s.state)
}

// Intn returns a number in [0, n).
func (s *Stream) Intn(n int64) int64 {
	hi, _ := bits.Mul64(s.next(), uint64(n))
	return int64(hi)
}

// Between returns a duration in [low, high], whole microseconds.
func (s *Stream) Between(low, high time.Duration) time.Duration {
	if high <= low {
		return low
	}
	steps := int64((high-low)/time.Microsecond) + 1
	return low + time.Duration(s.Intn(steps))*time.Microsecond
}

// Around returns d ± permille/1000 of it, whole microseconds.
func (s *Stream) Around(d time.Duration, permille int64) time.Duration {
	spread := d / 1000 * time.Duration(permille)
	return s.Between(d-spread, d+spread)
}
