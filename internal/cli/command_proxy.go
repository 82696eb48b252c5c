package cli

import (
	"errors"
	"fmt"
	"io"
	"net"

	"github.com/spf13/cobra"

	"orderflow/kafkax"
	"orderflow/kafkax/proxy"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// topicsMax bounds the topics that a proxy takes for orders.
const topicsMax = 16

// topicLengthMax is Kafka's own limit of a topic's name.
const topicLengthMax = 249

// proxyFlags are the flags of proxy.
type proxyFlags struct {
	brokers string
	access  string
	listen  string
	topics  []string
	faults  []string
	output  outputFlags
	format  string
	role    roleFlags
}

func proxyCommand() *cobra.Command {
	f := &proxyFlags{}
	cmd := &cobra.Command{
		Use:   "proxy",
		Short: "Faults between any Kafka client and its brokers: a proxy that opens a port for each",
		Long: "Listens for Kafka clients of any kind, with a port for each broker of the cluster, and makes faults on the\n" +
			"way: what live does to its own clients. Answers that name brokers name these ports instead, so that no client\n" +
			"goes past them. The first line of the output says where it listens; then a line for each thing that\n" +
			"happens; Ctrl-C ends it.\n\n" +
			"Clients speak plain text to it and do not log in; TLS and login to the cluster are those of --config. APIs and\n" +
			"versions that it does not know are not offered to them, among them the groups of KIP-848.\n\n" +
			"Faults it makes: broker-down (how=network or freeze), produce-error, ack-lost, ack-swallowed, ack-delay,\n" +
			"commit-lost, reply-unproducible, reply-ack-lost. from= and for= count from its start. A proxy sees keys, not\n" +
			"orders: count= instead of order=. group=in-house is a group of that name, with a run's prefix or NestJS's postfix\n" +
			"-server too.\n\n" +
			"With --prefix it is a role of that run (orderflow service), and has the run's topics and faults: those that\n" +
			"somebody makes on the screen of orderflow watch strike its clients too, and what they do is in the log of the run.",
		Example: `
# a NestJS service whose brokers are 127.0.0.1:19092,… loses an ack, and sends the order twice
orderflow proxy --brokers kafka.example:9092 --listen 127.0.0.1:19092 --fault ack-lost
# all brokers away for 10 s, 5 s after the start
orderflow proxy --brokers kafka.example:9092 --fault broker-down:from=5s,for=10s`,
		Args: noArguments,
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	addText(flags, &f.brokers, "brokers", "", "brokers of the cluster, host:port,…")
	addText(flags, &f.access, "config", "", "properties file of a Kafka client: TLS, login, bootstrap.servers;\nsee orderflow live --help")
	f.listen = "127.0.0.1:0"
	flags.Var(&checkedFlag{to: &f.listen, kind: "host:port", check: checkListen}, "listen", "where to listen, a port for each broker;\nport 0 = free ones, else this and those that follow")
	flags.StringArrayVar(&f.topics, "topic", []string{sim.Orders.String()}, "topic to which orders are published; repeatable.\nFaults of the answers of send() are on NAME.reply")
	flags.StringArrayVar(&f.faults, "fault", nil, "what goes wrong, as NAME:key=value,… of orderflow model --faults; repeatable")
	addWord(cmd, &f.format, "format", "what is printed: text or jsonl", formatText, formatJSONL)
	addLang(cmd, &f.output)
	f.role.addRun(flags)
	complete(cmd, "fault", proxy.Faults(), cobra.ShellCompDirectiveNoFileComp)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return f.run(cmd) }
	return cmd
}

// run carries what clients say until a signal comes.
func (f *proxyFlags) run(cmd *cobra.Command) error {
	if cmd.Flags().Changed("prefix") {
		return f.runAsRole(cmd)
	}
	if cmd.Flags().Changed("spool") {
		return sim.Refuse("--spool: is for a role of a run: add --prefix NAME, or leave it out", "--spool: 실행의 역할로 참가할 때 씁니다. --prefix NAME도 쓰거나 빼세요")
	}
	options, err := f.options(cmd)
	if err != nil {
		return err
	}
	defer graceful(cmd.Context(), runGrace, false)()
	if options.Door, err = wire.OpenDoor(net.Listen, f.listen, 1); err != nil {
		return failed(fmt.Errorf("--listen: %w", err))
	}
	defer options.Door.Close()
	warnOpen(cmd, options.Door.Addresses()[0])
	lines := newProxyLines(f.format, f.output.language())
	options.Watch = lines.add
	running, err := proxy.Start(cmd.Context(), options)
	if err != nil {
		return unstarted(cmd.Context(), err)
	}
	err = f.follow(cmd.Context().Done(), cmd.OutOrStdout(), options.Door.Addresses(), f.topics, lines)
	running.Close()
	if err == nil {
		err = lines.write(cmd.OutOrStdout())
	}
	return stdoutError(err)
}

// runAsRole carries what clients say as a role of a run, until a signal comes.
func (f *proxyFlags) runAsRole(cmd *cobra.Command) error {
	for _, name := range []string{"fault", "topic"} {
		if cmd.Flags().Changed(name) {
			return sim.Refuse("--%s: a proxy of a run (--prefix) has the run's topics, and its faults are made there: F on the screen of orderflow watch, or --fault of orderflow service",
				"--%s: 실행에 참가한 프록시(--prefix)는 그 실행의 토픽을 쓰고, 장애도 거기서 만듭니다. orderflow watch 화면의 F나 orderflow service의 --fault를 쓰세요", name)
		}
	}
	f.role.live.brokers, f.role.live.access = f.brokers, f.access
	o, err := f.role.options(cmd, kafkax.RoleProxy)
	if err != nil {
		return err
	}
	defer graceful(cmd.Context(), liveGrace, false)()
	if o.Door, err = wire.OpenDoor(net.Listen, f.listen, 1); err != nil {
		return failed(fmt.Errorf("--listen: %w", err))
	}
	defer o.Door.Close()
	warnOpen(cmd, o.Door.Addresses()[0])
	lines := newProxyLines(f.format, f.output.language())
	o.Guests = lines.add
	r, err := f.role.join(cmd, o)
	if err != nil {
		return err
	}
	err = f.follow(r.Done(), cmd.OutOrStdout(), o.Door.Addresses(), r.Topics(), lines)
	left := f.role.leave(cmd, r, &o)
	if err == nil {
		err = lines.write(cmd.OutOrStdout())
	}
	return errors.Join(stdoutError(err), left)
}

// follow prints where the proxy listens, and then what happens, until it is over.
func (f *proxyFlags) follow(over <-chan struct{}, w io.Writer, addresses, topics []string, lines *proxyLines) error {
	if err := lines.begin(w, addresses, topics); err != nil {
		return err
	}
	for {
		select {
		case <-lines.more:
			if err := lines.write(w); err != nil {
				return err
			}
		case <-over:
			return nil
		}
	}
}

// options reads the flags.
func (f *proxyFlags) options(cmd *cobra.Command) (o proxy.Options, err error) {
	for _, spec := range f.faults {
		fault, err := sim.ParseFault(spec)
		if err != nil {
			return o, fmt.Errorf("--fault: %w", err)
		}
		o.Faults = append(o.Faults, fault)
	}
	if err := proxy.Accepts(o.Faults); err != nil { // before a port is opened
		return o, fmt.Errorf("--fault: %w", err)
	}
	if err := checkTopics(f.topics); err != nil {
		return o, err
	}
	if o.Topics = f.topics; f.brokers == "" && f.access == "" {
		return o, sim.Refuse("--brokers is missing: want host:port,… of a cluster, or --config FILE with bootstrap.servers", "--brokers가 없습니다. 클러스터의 host:port,…를 쓰거나, bootstrap.servers가 있는 --config FILE을 쓰세요")
	}
	o.Brokers, o.Access, err = reach(cmd, f.brokers, f.access)
	return o, err
}

// checkTopics accepts what can be names of topics.
func checkTopics(names []string) error {
	if len(names) > topicsMax {
		return sim.Refuse("--topic: at most %d", "--topic: %d개까지 됩니다", topicsMax)
	}
	for _, name := range names {
		if len(name) > topicLengthMax || !isTopic(name) {
			return sim.Refuse("--topic: want a name of letters, digits, dots, _ and -, not %q", "--topic: %q: 영문자, 숫자, 점, _, -로 된 이름을 쓰세요", sim.Printable(name, 60))
		}
	}
	return nil
}

func isTopic(name string) bool {
	for _, r := range name {
		if r != '.' && r != '-' && r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			return false
		}
	}
	return name != "" && name != "." && name != ".."
}
