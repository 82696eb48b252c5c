package cli

import (
	"context"
	"errors"
	"net"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"orderflow/kafkax"
	"orderflow/sim"
)

// liveFlags are the flags that only live has.
type liveFlags struct {
	headless bool
	brokers  string
	cleanup  bool
}

func liveCommand() *cobra.Command {
	live, out := &liveFlags{}, &outputFlags{}
	cmd := &cobra.Command{
		Use:   "live",
		Short: "The same roles on a real Kafka: embedded, or the brokers you name",
		Long: "Runs the same roles through kafka-go on a real Kafka, on the wall clock: on an embedded one, with nothing\n" +
			"installed, or on the cluster you name. Topics and groups have a prefix of their own there.",
		Example: `
orderflow live
# without a screen
orderflow live --headless --orders 2 --rate 5/s --external 0
# an outage, as a real client sees it
orderflow live --headless --orders 2 --rate 5/s --external 0 \
  --fault broker-down:from=1100ms,for=2s --session-timeout 6s`,
		Args: noArguments,
	}
	plan := addPlan(cmd, "calm")
	screen := &screenFlags{output: out}
	addText(cmd.Flags(), &live.brokers, "brokers", "", "host:port,… of a cluster; without it the embedded Kafka")
	cmd.Flags().BoolVar(&live.cleanup, "cleanup", false, "at the end delete the topics and groups of this run,\nand what earlier runs left behind")
	cmd.Flags().BoolVar(&live.headless, "headless", false, "print the report instead of opening the screen")
	addFormat(cmd, out)
	addRecord(cmd, out)
	screen.addLook(cmd, "", "size of the screen, WxH (default: the window's)")
	screen.addPlay(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		brokers, err := parseBrokers(live.brokers)
		if err != nil {
			return err
		}
		p, err := plan.plan("live")
		if err != nil {
			return err
		}
		if p, err = p.toLive(brokers); err != nil {
			return err
		}
		defer graceful(cmd.Context(), liveGrace, false)()
		options := kafkax.Options{Brokers: brokers, Cleanup: live.cleanup}
		if live.headless {
			err = p.live(cmd, options, out, plan.inputs())
		} else {
			err = p.liveOnScreen(cmd, options, screen, plan.inputs())
		}
		return errors.Join(err, cleanUp(cmd.Context(), options))
	}
	return cmd
}

// toLive returns the plan for a real Kafka, or an error for what cannot be done there.
func (p *plan) toLive(brokers []string) (*plan, error) {
	for _, fault := range p.config.Faults {
		if err := kafkax.Supported(fault, len(brokers) > 0); err != nil {
			return nil, err
		}
	}
	if len(brokers) > 0 {
		p.extra = []string{"--brokers", strings.Join(brokers, ",")}
	}
	return p.in(p.config.Mode), nil
}

// cleanUp deletes what earlier runs left on a cluster.
func cleanUp(ctx context.Context, options kafkax.Options) error {
	if !options.Cleanup || len(options.Brokers) == 0 {
		return nil
	}
	_, err := kafkax.Cleanup(context.WithoutCancel(ctx), options.Brokers)
	return failed(err)
}

// parseBrokers reads host:port,….
func parseBrokers(text string) ([]string, error) {
	if text == "" {
		return nil, nil
	}
	brokers := strings.Split(text, ",")
	for _, broker := range brokers {
		if host, port, err := net.SplitHostPort(broker); err != nil || host == "" || port == "" {
			return nil, sim.Refuse("--brokers: want host:port,… such as localhost:9092, not %q", "--brokers: %q: host:port,… 꼴로, localhost:9092처럼 쓰세요", sim.Printable(broker, 60))
		}
	}
	return brokers, nil
}

// live runs the plan on a real Kafka, headless.
func (p *plan) live(cmd *cobra.Command, options kafkax.Options, out *outputFlags, inputs []string) (err error) {
	o, err := out.open(cmd, p.header, inputs)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.close()) }()
	queue := &kafkax.Queue{}
	session, err := kafkax.Start(cmd.Context(), p.config, options, queue.Add)
	if cmd.Context().Err() != nil && err != nil {
		return failed(errInterrupted)
	}
	if err != nil {
		return failed(err)
	}
	watched := watch(cmd.Context(), session, queue, o, newProgress(cmd, out.format))
	err = errors.Join(watched, failed(session.Close()))
	if watched != nil && !errors.Is(watched, errInterrupted) {
		return err
	}
	return errors.Join(o.finish(&sim.Report{Header: p.header, State: session.State(), LogHash: session.LogHash()}), err)
}

// liveOnScreen shows the plan on a real Kafka.
func (p *plan) liveOnScreen(cmd *cobra.Command, options kafkax.Options, screen *screenFlags, inputs []string) error {
	fail := make(chan error, 1)
	c := screen.config(screen.options())
	c.Fail = fail
	if err := p.config.Keepable(); err != nil {
		return err
	}
	return p.onScreen(cmd, c, screen.output, inputs, liveStarter(cmd.Context(), options, fail))
}

// watchEvery is how often the new events of a live run are printed and saved.
const watchEvery = 50 * time.Millisecond

// watch passes on what the session records, until it is over.
func watch(ctx context.Context, session *kafkax.Session, queue *kafkax.Queue, o *output, progress *progress) error {
	ticker := time.NewTicker(watchEvery)
	defer ticker.Stop()
	defer progress.clear()
	for over := false; !over; {
		select {
		case <-session.Done():
			over = true
		case <-ticker.C:
			progress.show(session.State(), session.Setup().Until)
		}
		for _, e := range queue.Take() {
			o.append(e)
		}
		if err := o.flush(); err != nil {
			return err
		}
	}
	if ctx.Err() != nil {
		return failed(sim.Refuse("%v after %s", "%v(%s 뒤)", errInterrupted, session.Now().Truncate(time.Millisecond)))
	}
	return nil
}
