package engine

import "orderflow/sim"

// Compare runs the three modes with the same seed, orders and faults.
func Compare(config sim.Config) ([]sim.Lane, error) {
	if err := config.Comparable(); err != nil {
		return nil, err
	}
	var lanes []sim.Lane
	for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
		config.Mode = mode
		e, err := New(config, nil)
		if err != nil {
			return nil, err
		}
		e.Run()
		lanes = append(lanes, sim.NewLane(e.State(), e.LogHash()))
	}
	return lanes, nil
}
