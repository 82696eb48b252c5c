package cli

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"orderflow/internal/report"
	"orderflow/sim"
	"orderflow/sim/engine"
)

func runCommand() *cobra.Command {
	out := &outputFlags{}
	cmd := &cobra.Command{
		Use:   "run",
		Short: "Run the simulation to its end, headless",
		Long:  "Runs the simulation to its end, as fast as it goes, and says what became of every order.",
		Example: `
# twenty orders, nothing goes wrong
orderflow run
# an outage: which orders are lost, and who knows?
orderflow run --seed 7 --fault broker-down:from=2s,for=10s
# the same, awaited
orderflow run --seed 7 --fault broker-down:from=2s,for=10s --mode emit-await
# every event, one a line
orderflow run --scenario outage --format jsonl > events.jsonl`,
		Args: noArguments,
	}
	plan := addPlan(cmd, "calm")
	addFormat(cmd, out)
	addRecord(cmd, out)
	addLang(cmd, out)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		p, err := plan.plan("run")
		if err != nil {
			return err
		}
		o, err := out.open(cmd, p.header, plan.inputs())
		if err != nil {
			return err
		}
		return p.run(cmd.Context(), o, newProgress(cmd, out.format))
	}
	return cmd
}

// runStep is the virtual time after which a run checks for an interrupt and a
// closed pipe, and shows its progress.
const runStep = time.Second

// run computes the run to its end.
func (p *plan) run(ctx context.Context, o *output, progress *progress) (err error) {
	defer func() { err = errors.Join(err, o.close()) }()
	defer graceful(ctx, runGrace, false)()
	e, err := engine.New(p.config, nil, o.sinks()...)
	if err != nil {
		return err
	}
	if o.flags.format == formatJSONL || o.flags.format == formatSummary && p.config.Count() > report.OrdersListed {
		e.ForgetFinished() // no report of every order is asked for
	}
	defer progress.clear()
	for !e.Ended() {
		if ctx.Err() != nil {
			return failed(sim.Refuse("%v at %s of virtual time", "%v(가상 시간 %s)", errInterrupted, e.Now()))
		}
		e.Advance(e.Now() + runStep)
		if err := o.flush(); err != nil {
			return err
		}
		progress.show(e.State(), p.config.Until)
	}
	progress.clear()
	return o.finish(&sim.Report{Header: p.header, State: e.State(), LogHash: e.LogHash()})
}
