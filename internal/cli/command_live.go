package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"orderflow/internal/report"
	"orderflow/internal/store"
	"orderflow/internal/telemetry"
	"orderflow/kafkax"
	"orderflow/sim"
	"orderflow/ui/stage"
)

// liveFlags are the flags that only live has.
type liveFlags struct {
	headless bool
	brokers  string
	access   string
	cleanup  bool
	panelURL string
	db       string
	otlp     string
	listen   string
}

// liveLong is the long help of live.
const liveLong = "Runs the same roles through kafka-go on a real Kafka, on the wall clock: on an embedded one, with nothing\n" +
	"installed, or on the cluster you name. Topics and groups have a prefix of their own there.\n\n" +
	"--config takes a client's properties file, with the names of librdkafka or Java: bootstrap.servers,\n" +
	"security.protocol (PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL); in PEM ssl.ca.location or\n" +
	"ssl.truststore.location, ssl.certificate.location with ssl.key.location, or ssl.keystore.location;\n" +
	"ssl.endpoint.identification.algorithm; sasl.mechanism (PLAIN, SCRAM-SHA-256, SCRAM-SHA-512) with\n" +
	"sasl.username and sasl.password, or sasl.jaas.config. Each but the first is read from the environment too,\n" +
	"and wins there: sasl.password is ORDERFLOW_KAFKA_SASL_PASSWORD.\n\n" +
	"--otlp tells a collector (Jaeger, Grafana Alloy, the OpenTelemetry Collector) the run as spans: those of well\n" +
	"instrumented services, and beside them, as service orderflow-truth, what was true. Headers it wants are read from\n" +
	telemetry.HeadersVariable + ". That it is away changes nothing of the run."

func liveCommand() *cobra.Command {
	live, out := &liveFlags{}, &outputFlags{}
	cmd := &cobra.Command{
		Use:   "live",
		Short: "The same roles on a real Kafka: embedded, or the brokers you name",
		Long:  liveLong,
		Example: `
orderflow live
# without a screen
orderflow live --headless --orders 2 --rate 5/s --external 0
# on a database; the same again goes on with what it has
orderflow live --headless --orders 2 --rate 5/s --external 0 --db orders.db
# an outage, as a real client sees it
orderflow live --headless --orders 2 --rate 5/s --external 0 \
  --fault broker-down:from=1100ms,for=2s --session-timeout 6s
# with spans of what was told and what was true, for Jaeger or Grafana
orderflow live --headless --orders 2 --rate 5/s --external 0 --otlp http://localhost:4318
# a cluster that wants a login
orderflow live --brokers kafka.example:9093 --config client.properties
# a NestJS service takes part: its brokers are the first line on stderr
orderflow live --headless --until 3s --listen 127.0.0.1:0`,
		Args: noArguments,
	}
	plan := addPlan(cmd, "calm")
	screen := &screenFlags{output: out}
	addText(cmd.Flags(), &live.brokers, "brokers", "", "brokers of a cluster, host:port,…; without it the embedded Kafka")
	addText(cmd.Flags(), &live.access, "config", "", "properties file of a Kafka client: TLS, login, bootstrap.servers")
	addText(cmd.Flags(), &live.db, "db", "", "the order service's database: a file (SQLite) or postgres://…; a run goes on\nwith the orders of it. Without it in memory")
	cmd.Flags().BoolVar(&live.cleanup, "cleanup", false, "at the end delete the topics and groups of this run;\norderflow cleanup does it later")
	cmd.Flags().Var(&checkedFlag{to: &live.panelURL, kind: "url", check: checkPanelURL},
		"panel-url", "buy from the marketing panel at this address, with the key in\n"+panelKeyVariable+"; without it the panel runs inside, on loopback")
	addOTLP(cmd, &live.otlp)
	cmd.Flags().Var(&checkedFlag{to: &live.listen, kind: "host:port", check: checkListen},
		"listen", "let Kafka clients of others come in to the run here, a port for each broker;\nport 0 = free ones, else this and those that follow. The run goes on until they\nhave come and left, or until --until")
	cmd.Flags().BoolVar(&live.headless, "headless", false, "print the report instead of opening the screen")
	addFormat(cmd, out)
	addRecord(cmd, out)
	screen.addLook(cmd, "", "size of the screen, WxH (default: the window's)")
	screen.addPlay(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return live.run(cmd, plan, screen) }
	return cmd
}

// run plays the plan on a real Kafka.
func (f *liveFlags) run(cmd *cobra.Command, plan *planFlags, screen *screenFlags) error {
	out := screen.output
	options, err := f.options(cmd)
	if err != nil {
		return err
	}
	p, err := plan.plan("live")
	if err != nil {
		return err
	}
	f.warn(cmd)
	if p, err = p.toLive(f, &options); err != nil {
		return err
	}
	defer graceful(cmd.Context(), liveGrace, false)()
	spans, err := newSpans(f.otlp)
	if err != nil {
		return err
	}
	defer spans.close(cmd)
	if f.listen != "" {
		if options.Door, err = f.openDoor(cmd, p, out); err != nil {
			return failed(err)
		}
		defer options.Door.Close()
		if !f.headless { // the screen had it, and is gone
			defer func() { note(cmd.ErrOrStderr(), doorWas(options.Door.Addresses()), commandLang(cmd)) }()
		}
	}
	if f.db != "" {
		defer sayLedger(cmd, &options, out)()
	}
	inputs := plan.inputs()
	if f.access != "" {
		inputs = append(inputs, f.access)
	}
	if f.headless {
		return p.live(cmd, options, out, inputs, spans)
	}
	return p.liveOnScreen(cmd, options, screen, inputs, spans)
}

// toLive returns the plan for a real Kafka, or an error for what cannot be done there.
func (p *plan) toLive(flags *liveFlags, options *kafkax.Options) (*plan, error) {
	for _, fault := range p.config.Faults {
		if err := options.Supports(fault); err != nil {
			return nil, err
		}
	}
	if flags.brokers != "" {
		p.extra = append(p.extra, "--brokers", flags.brokers)
	}
	if flags.access != "" {
		p.extra = append(p.extra, "--config", flags.access)
	}
	if flags.panelURL != "" {
		p.extra = append(p.extra, "--panel-url", flags.panelURL)
	}
	if flags.db != "" {
		p.extra, p.alone = append(p.extra, "--db", store.Name(flags.db)), true
	}
	if flags.listen != "" {
		p.extra = append(p.extra, "--listen", flags.listen)
	}
	return p.in(p.config.Mode), nil
}

// sayLedger lets the run tell what its database says of the points. The line is
// printed by the function that is returned, when the screen is gone.
func sayLedger(cmd *cobra.Command, options *kafkax.Options, out *outputFlags) func() {
	var told []sim.Text
	options.Ledger = func(text sim.Text) { told = append(told, text) }
	return func() {
		for _, text := range told {
			_, _ = fmt.Fprintln(cmd.ErrOrStderr(), out.language().Of(text))
		}
	}
}

// startError marks the error of a run that could not be started: unless what was
// named as its database is wrong, it is a failure.
func startError(err error) error {
	if bad := (store.Bad{}); errors.As(err, &bad) {
		return fmt.Errorf("--db: %w", err)
	}
	return failed(err)
}

// live runs the plan on a real Kafka, headless.
func (p *plan) live(cmd *cobra.Command, options kafkax.Options, out *outputFlags, inputs []string, spans *spans) (err error) {
	o, err := out.open(cmd, p.header, inputs)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.close()) }()
	many := p.config.Count() > sim.LogOrdersMax // each of them is neither listed nor compared with the model
	options.Forget = out.format == formatJSONL || out.format == formatSummary && many
	queue, progress := &kafkax.Queue{}, newProgress(cmd, out.format)
	options.Waits = progress.wait
	feed := spans.feed()
	defer feed.end()
	session, err := kafkax.Start(cmd.Context(), p.config, options, append(feed.sinks(), queue.Add)...)
	progress.clear()
	if err != nil {
		return unstarted(cmd.Context(), err)
	}
	header := session.Header(p.header)
	o.begin(header)
	feed.begin(header)
	if options.Door != nil {
		sayDoor(cmd.ErrOrStderr(), options.Door.Addresses(), session.Topics(), out.language())
	}
	witness := &sim.Witness{}
	watched := watch(cmd.Context(), session, queue, o, witness, progress)
	closed := session.Close()
	if left := session.Left(); left != "" {
		defer note(cmd.ErrOrStderr(), leftBehind([]string{left + "*"}), commandLang(cmd))
	}
	err = errors.Join(watched, failed(closed))
	if watched != nil && !errors.Is(watched, errInterrupted) {
		return err
	}
	result := &sim.Report{Header: header, State: session.State(), LogHash: session.LogHash()}
	if out.format != formatJSONL && !many && !session.Resumed() {
		var unsaid error
		result.Said, unsaid = p.said(result.State, witness, nil)
		err = errors.Join(err, failed(unsaid))
	}
	return errors.Join(o.finish(result), err)
}

// unstarted returns why a run did not begin. Who has ended it knows that, but for
// what is left.
func unstarted(ctx context.Context, err error) error {
	if ctx.Err() == nil {
		return startError(err)
	}
	if left := (*kafkax.LeftError)(nil); errors.As(err, &left) {
		return failed(errors.Join(errInterrupted, left))
	}
	return failed(errInterrupted)
}

// liveOnScreen shows the plan on a real Kafka.
func (p *plan) liveOnScreen(cmd *cobra.Command, options kafkax.Options, screen *screenFlags, inputs []string, spans *spans) error {
	fail := make(chan error, 1)
	c := screen.config(screen.options())
	c.Fail = fail
	if err := p.config.Keepable(); err != nil {
		return err
	}
	live := &liveRuns{ctx: cmd.Context(), options: options, fail: fail, spans: spans}
	err := p.onScreen(cmd, c, screen.output, inputs, live.start)
	if left := live.left(); left != nil {
		note(cmd.ErrOrStderr(), left, commandLang(cmd))
	}
	last, resumed := live.last()
	if err != nil || last == nil {
		return err
	}
	return p.tellSaid(cmd, last, resumed, screen.output)
}

// tellSaid prints which settings of the run that the screen showed last had no
// effect, and where it came out otherwise than the model said: of a run that began
// with orders of an earlier one that has nothing to say.
func (p *plan) tellSaid(cmd *cobra.Command, last stage.Source, resumed bool, flags *outputFlags) (err error) {
	last.Advance(0) // its end
	log, witness := last.Log(), &sim.Witness{}
	state := sim.Fold(log, log.Len())
	for e := range log.All() {
		witness.See(e)
	}
	result := &sim.Report{Header: p.header, State: state}
	if !resumed {
		if result.Said, err = p.in(state.Setup.Mode).said(state, witness, p.inputsOf(log)); err != nil {
			return failed(err)
		}
	}
	return stdoutError(report.WriteSaid(cmd.OutOrStdout(), result, flags.language()))
}

// watchEvery is how often the new events of a live run are printed and saved.
const watchEvery = 50 * time.Millisecond

// watch passes on what the session records, until it is over.
func watch(ctx context.Context, session *kafkax.Session, queue *kafkax.Queue, o *output, witness *sim.Witness, progress *progress) error {
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
			witness.See(&e)
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
