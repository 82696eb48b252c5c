package lesson

import (
	"slices"
	"strings"

	"orderflow/sim"
)

// Run are the settings of a run, over those of another.
type Run struct {
	Scenario string // "": that of the run below

	keys []setting
	at   place
	src  *source
}

// setting is a key of a run, and what was written for it.
type setting struct {
	of    *sim.Setting
	value any
	at    place
}

// run reads the settings of a run.
func (n node) run() (Run, error) {
	r := Run{at: n.place(), src: n.src}
	keys := map[string]take{"scenario": func(n node) (err error) {
		if r.Scenario, err = n.text(); err != nil {
			return err
		}
		if _, err := sim.FindScenario(r.Scenario); err != nil {
			return n.refuse(err)
		}
		return nil
	}}
	for _, s := range sim.FileKeys() {
		keys[s] = func(n node) error {
			of, err := sim.FileSetting(s)
			if err != nil {
				return n.refuse(err)
			}
			value, err := n.plain()
			if err != nil {
				return err
			}
			r.keys = append(r.keys, setting{of, value, n.place()})
			return nil
		}
	}
	if err := n.fields(nil, keys); err != nil {
		return r, err
	}
	_, err := r.over(sim.DefaultConfig())
	if r.Scenario == "" && err != nil { // it may need what is below: a partition, a worker
		err = nil
	}
	return r, err
}

// over returns the configuration of the run over that of another. Faults and
// remedies are added to those below.
func (r *Run) over(c sim.Config) (sim.Config, error) {
	if r.Scenario != "" {
		s, err := sim.FindScenario(r.Scenario)
		if err != nil {
			return c, r.src.refuse(r.at, err)
		}
		c = s.Config
	}
	c.Faults = slices.Clone(c.Faults)
	for _, k := range r.keys {
		if err := k.of.Take(&c, k.value); err != nil {
			return c, r.src.refuse(k.at, err)
		}
	}
	if err := c.Validate(); err != nil {
		return c, r.src.refuse(r.at, err)
	}
	if c.Orders > OrdersMax {
		return c, r.src.refuse(r.at, sim.Refuse("a lesson has %d orders at most", "수업의 주문은 %d건까지입니다", OrdersMax))
	}
	return c, nil
}

// pins reports whether the run says which seed it has.
func (r *Run) pins() bool {
	if slices.ContainsFunc(r.keys, func(k setting) bool { return k.of.Name == "seed" }) {
		return true
	}
	if r.Scenario == "" {
		return false
	}
	s, err := sim.FindScenario(r.Scenario)
	return err == nil && s.Config.Seed != sim.DefaultConfig().Seed
}

// solve applies flags to a configuration; without whole it reads them only.
func solve(c *sim.Config, flags string, whole bool) error {
	words := strings.Fields(flags)
	settings := sim.FlagSettings()
	trial := sim.DefaultConfig()
	trial.Partitions = sim.PartitionsMax
	to := &trial
	if whole {
		c.Faults = slices.Clone(c.Faults)
		to = c
	}
	for len(words) > 0 {
		name, value, given := strings.Cut(strings.TrimPrefix(words[0], "--"), "=")
		i := slices.IndexFunc(settings, func(s sim.Setting) bool { return s.Name == name })
		if !strings.HasPrefix(words[0], "--") || i < 0 {
			return sim.Refuse("solution: %q is no flag of orderflow run", "solution: %q은(는) orderflow run의 플래그가 아닙니다", sim.Printable(words[0], 40))
		}
		words = words[1:]
		if !given {
			switch {
			case settings[i].Bare:
				value = "true"
			case len(words) == 0:
				return sim.Refuse("solution: --%s needs a value", "solution: --%s에 값이 필요합니다", name)
			default:
				value, words = words[0], words[1:]
			}
		}
		if err := settings[i].Read(to, value); err != nil {
			return sim.Refuse("solution: --%s: %v", "solution: --%s: %v", name, err)
		}
	}
	return to.Validate()
}
