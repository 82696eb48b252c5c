package cli

import (
	"context"
	"slices"
	"sync"

	"orderflow/kafkax"
	"orderflow/sim"
	"orderflow/sim/engine"
	"orderflow/ui/stage"
)

// runs starts the runs that the screen shows one after the other, and remembers
// the last. The screen asks for a new one from another goroutine.
type runs struct {
	plan  *plan
	start func(*plan) (stage.Source, error)

	mu   sync.Mutex
	last stage.Source
}

// in starts a run of the command line in a mode.
func (r *runs) in(mode sim.Mode) (stage.Source, error) { return r.of(r.plan, mode) }

// of starts a run of a plan, with its seed and faults, in a mode.
func (r *runs) of(p *plan, mode sim.Mode) (stage.Source, error) {
	source, err := r.start(p.in(mode))
	if err != nil {
		return nil, err
	}
	r.show(source)
	return source, nil
}

// stage returns a function that starts runs of an embedded scenario, without
// the flags of the command line.
func (r *runs) stage(scenario string) (stage.Restart, error) {
	p, err := r.planOf(scenario)
	if err != nil {
		return nil, err
	}
	return func(mode sim.Mode) (stage.Source, error) { return r.of(p, mode) }, nil
}

// sow returns a function that starts runs of a scenario with another seed; "" is
// that of the command line, with its flags.
func (r *runs) sow(scenario string, seed uint64) (stage.Restart, error) {
	p, err := r.planOf(scenario)
	if err != nil {
		return nil, err
	}
	other := *p
	other.config.Seed, other.header.Seed = seed, seed
	return func(mode sim.Mode) (stage.Source, error) { return r.of(&other, mode) }, nil
}

// planOf returns the plan of an embedded scenario, or for "" that of the command
// line.
func (r *runs) planOf(scenario string) (*plan, error) {
	if scenario == "" {
		return r.plan, nil
	}
	s, err := sim.FindScenario(scenario)
	if err != nil {
		return nil, err
	}
	return &plan{
		config: s.Config, scenario: s.Config, base: []string{"run", "--scenario", scenario},
		header: sim.Header{Scenario: scenario, Seed: s.Config.Seed, Version: version()},
	}, nil
}

// show notes which run is on the screen: that one is saved.
func (r *runs) show(source stage.Source) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.last = source
}

// in returns the plan with another mode, in its header too.
func (p *plan) in(mode sim.Mode) *plan {
	q := *p
	q.config.Mode = mode
	q.header.Args = slices.Concat(p.base, arguments(&q.config, &p.scenario), p.extra)
	return &q
}

// startSimulation starts a simulation of the plan.
func startSimulation(p *plan) (stage.Source, error) {
	session, err := engine.NewSession(p.config, p.header)
	if err != nil {
		return nil, err
	}
	return session, nil
}

// liveRuns starts the runs of a plan on a real Kafka that a screen shows, and
// remembers them: when the screen is closed they say what they have left there.
type liveRuns struct {
	ctx     context.Context
	options kafkax.Options
	fail    chan<- error // receives what breaks a run
	spans   *spans       // nil: nobody is told

	mu      sync.Mutex
	sources []*kafkax.Source
}

// start starts a run. The first is shown while it waits for its cluster; before
// another takes the place of one that is shown, it has begun.
func (l *liveRuns) start(p *plan) (stage.Source, error) {
	l.mu.Lock()
	open := kafkax.OpenSource
	if len(l.sources) > 0 {
		open = kafkax.StartSource
	}
	l.mu.Unlock()
	feed := l.spans.feed()
	source, err := open(l.ctx, p.config, p.header, l.options, feed.sinks()...)
	if err != nil {
		feed.end()
		return nil, err
	}
	l.spans.follow(feed, source, p.header)
	l.mu.Lock()
	l.sources = append(l.sources, source)
	l.mu.Unlock()
	go func() {
		<-source.Done()
		if err := source.Err(); err != nil {
			select {
			case l.fail <- err:
			default: // one is enough to end the screen
			}
		}
	}()
	return source, nil
}

// last returns the run that was started last, if it has begun, and whether it went
// on with orders of an earlier one.
func (l *liveRuns) last() (last stage.Source, resumed bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.sources) == 0 {
		return nil, false
	}
	source := l.sources[len(l.sources)-1]
	begun, resumed := source.Began()
	if !begun {
		return nil, false
	}
	return source, resumed
}

// left says what the runs have left on the cluster; nil if nothing.
func (l *liveRuns) left() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	var prefixes []string
	for _, source := range l.sources {
		if prefix := source.Left(); prefix != "" {
			prefixes = append(prefixes, prefix+"*")
		}
	}
	return leftBehind(prefixes)
}

// leftBehind says which topics and groups stay on a cluster; nil for none.
func leftBehind(names []string) error {
	if len(names) == 0 {
		return nil
	}
	return sim.Refuse("left on the cluster: the topics and groups %s; orderflow cleanup --prefix deletes them", "클러스터에 남은 것: %s 토픽과 그룹. orderflow cleanup --prefix로 지웁니다", shortList(names))
}
