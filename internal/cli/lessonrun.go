package cli

import (
	"orderflow/sim"
)

// planFor returns the plan of a run of a lesson.
func planFor(c sim.Config) *plan {
	base := sim.DefaultConfig()
	if s, err := sim.FindScenario(c.Scenario); err == nil {
		base = s.Config
	}
	p := &plan{config: c, scenario: base, base: []string{"run", "--scenario", c.Scenario}, header: sim.Header{Scenario: c.Scenario, Seed: c.Seed, Version: version()}}
	return p.in(c.Mode)
}

// makeRun plays a run of a lesson to its end.
func makeRun(c sim.Config) (*sim.Log, error) {
	source, err := startSimulation(planFor(c))
	if err != nil {
		return nil, err
	}
	source.Advance(c.Until)
	return source.Log(), nil
}
