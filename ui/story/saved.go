package story

import (
	"maps"
	"slices"
	"time"

	"orderflow/sim"
	"orderflow/ui/pace"
)

// savedEvery is after how many events a long log is told as far as it is known,
// and kept, so that another future can go on from there.
const savedEvery = 4096

// saved is the narration between two events.
type saved struct {
	cues, legs int
	stops      int
	beats      []beat
	last       beat
	at         time.Duration
	teller     teller
}

func (t *Track) save() {
	s := saved{cues: len(t.Cues), legs: len(t.legs), stops: len(t.stops), beats: slices.Clone(t.beats), last: t.last, at: t.at}
	if t.teller != nil {
		s.teller = t.teller.clone()
	}
	t.saved = append(t.saved, s)
}

// Fork makes the narration that of another log, whose first n events are those
// of the present one, and of what was done in it. Layout and history must be
// those of the other log by now.
func (t *Track) Fork(log *sim.Log, n int, acts []sim.Input) {
	t.log, t.sitting.Acts = log, acts
	if t.sitting.Recital != nil {
		t.sitting.Forked = max(1, sim.EventID(n))
	}
	if n >= t.known {
		return
	}
	i := n / savedEvery
	s := &t.saved[i]
	t.saved = t.saved[:i+1]
	t.Cues, t.legs, t.beats, t.stops = t.Cues[:s.cues], t.legs[:s.legs], slices.Clone(s.beats), t.stops[:s.stops]
	t.last, t.at, t.teller, t.over, t.known = s.last, s.at, nil, false, n
	if s.teller != nil {
		t.teller = s.teller.clone()
	}
	t.shown = sim.NewState()
	state := sim.NewState()
	if n > i*savedEvery {
		t.layer.Again(sim.EventID(i*savedEvery+1), sim.EventID(n), func(e *sim.Event, latest pace.Latest) {
			state = t.history.Reach(state, int(e.N))
			t.note(e, latest, state)
		})
	}
}

func (m *maker) clone() teller {
	c := *m
	for i := range c.untold {
		c.untold[i] = slices.Clone(c.untold[i])
	}
	return &c
}

func (p *player) clone() teller {
	c := *p
	c.met, c.fired = slices.Clone(p.met), maps.Clone(p.fired)
	return &c
}
