package assemble

import "time"

// motion counts what is still going to happen by itself. When nothing is, the
// run is over.
type motion struct {
	local   int           // goes on without brokers: orders to come, writes to be given up, jobs of the panel
	remote  int           // needs a broker: records to be handled, reports and answers on their way
	loose   bool          // not all that begins is told, and nobody asks
	last    time.Time     // when that changed
	changed chan struct{} // receives after a change; one pending signal is enough
}

func newMotion() motion { return motion{changed: make(chan struct{}, 1)} }

func (m *motion) add(local, remote int) {
	if m.loose {
		return
	}
	m.local += local
	m.remote += remote
	m.last = time.Now()
	if m.local < 0 || m.remote < 0 {
		panic("motion: more ended than began")
	}
	select {
	case m.changed <- struct{}{}:
	default:
	}
}

// Changes receives after something has moved on.
func (j *Journal) Changes() <-chan struct{} { return j.motion.changed }

// Move counts things that began or, below zero, ended, and that go on without
// brokers.
func (j *Journal) Move(local int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.motion.add(local, 0)
}

// Rested returns for how long nothing has begun or ended.
func (j *Journal) Rested() time.Duration {
	j.mu.Lock()
	defer j.mu.Unlock()
	return time.Since(j.motion.last)
}

// Quiet reports whether nothing more can happen. Without a broker that will
// ever be back, what needs one does not count.
func (j *Journal) Quiet(brokersGone bool) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.motion.local == 0 && (j.motion.remote == 0 || brokersGone)
}
