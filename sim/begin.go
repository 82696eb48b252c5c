package sim

// begin records the start of the run and plans what is known beforehand.
func (e *Engine) begin(inputs []Input) {
	e.record(Event{Type: RunStarted, Detail: &Detail{Setup: e.config.Setup("sim")}})
}

// Setup returns what a log says of the configuration; engine is sim, embedded or kafka.
func (c *Config) Setup(engine string) *Setup {
	return &Setup{
		Engine: engine, Mode: c.Mode, Client: c.Client, Observe: c.Observe.String(), Remedies: c.Remedies, Acks: c.Acks, Partitions: c.Partitions,
		Workers: c.Workers, Orders: c.Count(), Until: c.Until, SendTimeout: c.SendTimeout, SessionTimeout: c.SessionTimeout,
	}
}
