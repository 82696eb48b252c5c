package cli

import (
	"orderflow/sim"
	"orderflow/sim/engine"
)

// said plays the scenario of a run on a real Kafka in the model, and compares.
// What the user did to the run while it went is done to the model at the same times.
func (p *plan) said(kafka *sim.State, witness *sim.Witness, inputs []sim.Input) (*sim.Said, error) {
	config := p.config
	config.Client, config.Observe = sim.KafkaGo, sim.Observe{} // as a real Kafka is
	config.Settings = sim.DefaultSettings()
	config.ClusterSize = p.config.Brokers()
	if kafka.Ended != sim.ReasonQuiet {
		config.Until = max(kafka.At, 1)
	}
	e, err := engine.New(config, inputs)
	if err != nil {
		return nil, err
	}
	e.Run()
	return &sim.Said{State: e.State(), LogHash: e.LogHash(), Differences: witness.Differences(e.State(), kafka)}, nil
}

// inputsOf returns what the user did to a run, from its log: faults that the plan
// does not have, repairs, remedies, and orders that were added.
func (p *plan) inputsOf(log *sim.Log) (inputs []sim.Input) {
	planned := make(map[string]int) // faults of the plan, as a log has them
	for _, f := range p.config.Faults {
		planned[f.String()]++
	}
	created := 0
	for e := range log.All() {
		switch {
		case e.Type == sim.FaultStarted && e.Detail != nil && planned[e.Detail.Text] > 0:
			planned[e.Detail.Text]--
		case e.Type == sim.FaultStarted && e.Detail != nil:
			if f, err := sim.ParseFault(e.Detail.Text); err == nil {
				inputs = append(inputs, sim.Input{At: e.At, Fault: &f})
			}
		case e.Type == sim.FaultEnded && e.Cause == 0:
			inputs = append(inputs, sim.Input{At: e.At, Repair: true})
		case e.Type == sim.RemedySwitched:
			inputs = append(inputs, sim.Input{At: e.At, Remedy: &sim.RemedySwitch{Remedy: sim.Remedy(e.Word), On: e.Flag}})
		case e.Type == sim.OrderCreated:
			created++
			if created > p.config.Count() {
				inputs = append(inputs, sim.Input{At: e.At, NewOrder: true})
			}
		}
	}
	return inputs
}
