package trace

import (
	"cmp"
	"slices"
	"time"
)

// Silence is for how long a process that says nothing is waited for: longer, and
// the others are shown without it. What it says later comes later.
const Silence = 2 * time.Second

// Told is an observation with when it happened on the common clock.
type Told struct {
	Observation
	Source Source
	At     time.Time
	Late   bool // it came after others that happened later
}

// Merger puts the observations of several processes into one order: that of each
// process is kept, an effect does not come before its cause, and beyond that
// earlier comes first. It depends on the records alone.
type Merger struct {
	// Possible reports whether what an observation follows from has been given
	// out; nil = always. It is asked again until it is, or Silence is over.
	Possible func(*Told) bool

	epoch   time.Time
	newest  time.Time // on the common clock: the last record's
	given   time.Time // of the last observation that was given out
	sources map[Source]*voice
	order   []Source        // ascending, so that nothing depends on the order of a map
	turned  map[Source]bool // that were turned away, the first SourcesMax of them
	held    int
}

// voice is what one process says.
type voice struct {
	clock clock
	next  uint64    // the number that comes next
	said  time.Time // the common time up to which it has said everything
	heard time.Time // the append time of its last record
	over  bool      // it has said that it ends
	queue []Told
}

// KindBye is the kind of a process's last observation.
const KindBye = "bye"

// NewMerger returns a Merger of nothing.
func NewMerger() *Merger {
	return &Merger{sources: make(map[Source]*voice), turned: make(map[Source]bool)}
}

// Add takes in a record that was appended at a time of the broker. What is told a
// second time is dropped. It reports how many observations are missing before it; full,
// that there are SourcesMax processes already, once of each that is more.
func (m *Merger) Add(r *Record, appended time.Time) (missing uint64, full bool) {
	if m.epoch.IsZero() {
		m.epoch = appended
	}
	if appended.After(m.newest) {
		m.newest = appended
	}
	v := m.sources[r.Source]
	if v == nil {
		if len(m.sources) >= SourcesMax {
			return 0, m.turnAway(r.Source)
		}
		v = &voice{next: 1}
		m.sources[r.Source] = v
		m.order = append(m.order, r.Source)
		slices.SortFunc(m.order, func(a, b Source) int { return cmp.Or(cmp.Compare(a.Role, b.Role), cmp.Compare(a.Instance, b.Instance)) })
	}
	v.clock.measure(r.Sent, m.newest, m.epoch)
	for i := range r.List {
		o := &r.List[i]
		if o.Seq < v.next {
			continue
		}
		missing += o.Seq - v.next
		v.next = o.Seq + 1
		v.over = o.Kind == KindBye
		if m.held >= HeldMax {
			missing++
			continue
		}
		v.queue = append(v.queue, Told{Observation: *o, Source: r.Source, At: v.clock.common(o.Clock, m.newest, m.epoch)})
		m.held++
	}
	v.said, v.heard = v.clock.common(r.Sent, m.newest, m.epoch), m.newest
	return missing, false
}

// turnAway reports whether a process is turned away for the first time, as far as that
// is remembered.
func (m *Merger) turnAway(s Source) bool {
	if m.turned[s] || len(m.turned) >= SourcesMax {
		return false
	}
	m.turned[s] = true
	return true
}

// Next returns the observation that comes next; nil while it is not certain which.
func (m *Merger) Next() *Told {
	var first *voice
	for _, s := range m.order {
		v := m.sources[s]
		if len(v.queue) == 0 || first != nil && !v.queue[0].At.Before(first.queue[0].At) || !m.ready(v) {
			continue
		}
		first = v
	}
	if first == nil {
		return nil
	}
	t := first.queue[0]
	first.queue = first.queue[1:]
	if len(first.queue) == 0 {
		first.queue = nil
	}
	m.held--
	if t.Late = t.At.Before(m.given); !t.Late {
		m.given = t.At
	}
	return &t
}

// ready reports whether the first that a process has to say can be given out:
// nobody who is heard of may still say something earlier, and it is possible.
func (m *Merger) ready(v *voice) bool {
	head := &v.queue[0]
	for _, s := range m.order {
		other := m.sources[s]
		if other != v && !other.over && len(other.queue) == 0 && other.said.Before(head.At) && m.newest.Sub(other.heard) < Silence {
			return false
		}
	}
	return m.Possible == nil || m.newest.Sub(head.At) >= Silence || m.Possible(head)
}

// Newest returns the last append time that was seen; zero before the first.
func (m *Merger) Newest() time.Time { return m.newest }

// Silent reports whether nothing has been heard of a process for longer than Silence,
// or it has ended.
func (m *Merger) Silent(s Source) bool {
	v := m.sources[s]
	return v == nil || v.over || m.newest.Sub(v.heard) > Silence
}
