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

// in starts a run with the same seed and faults in a mode.
func (r *runs) in(mode sim.Mode) (stage.Source, error) {
	r.mu.Lock()
	p := r.plan
	r.mu.Unlock()
	source, err := r.start(p.in(mode))
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.last = source
	return source, nil
}

// stage returns a function that starts runs of an embedded scenario, without
// the flags of the command line.
func (r *runs) stage(scenario string) (stage.Restart, error) {
	s, err := sim.FindScenario(scenario)
	if err != nil {
		return nil, err
	}
	p := &plan{
		config: s.Config, scenario: s.Config, base: []string{"run", "--scenario", scenario},
		header: sim.Header{Scenario: scenario, Seed: s.Config.Seed, Version: version()},
	}
	return func(mode sim.Mode) (stage.Source, error) {
		r.mu.Lock()
		r.plan = p
		r.mu.Unlock()
		return r.in(mode)
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

// liveStarter returns a function that starts runs of a plan on a real Kafka. An
// error that breaks a run is sent to fail.
func liveStarter(ctx context.Context, options kafkax.Options, fail chan<- error) func(*plan) (stage.Source, error) {
	return func(p *plan) (stage.Source, error) {
		source, err := kafkax.StartSource(ctx, p.config, p.header, options)
		if err != nil {
			return nil, err
		}
		go func() {
			<-source.Done()
			if err := source.Err(); err != nil {
				select {
				case fail <- err:
				default: // one is enough to end the screen
				}
			}
		}()
		return source, nil
	}
}
