package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"orderflow/internal/lesson"
	"orderflow/kafkax"
	"orderflow/kafkax/record"
	"orderflow/sim"
	"orderflow/ui/stage"
)

// roleFlags are the flags of a process that is one of the roles of a run.
type roleFlags struct {
	live    liveFlags
	prefix  string
	spool   string
	members int
}

// add adds the flags that every role has.
func (f *roleFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.SortFlags = false
	addText(flags, &f.live.brokers, "brokers", "", "brokers of the cluster, host:port,…")
	addText(flags, &f.live.access, "config", "", "properties file of a Kafka client: TLS, login, bootstrap.servers; see orderflow live")
	f.addRun(flags)
}

// addRun adds the flags that say which run a process is a role of.
func (f *roleFlags) addRun(flags *pflag.FlagSet) {
	f.prefix = "orderflow"
	flags.Var(&checkedFlag{to: &f.prefix, kind: "name", check: checkPrefix}, "prefix", "name of the run: its topics and groups begin with it and a dot")
	addText(flags, &f.spool, "spool", "", "folder for what this process has seen and could not send yet\n(default: in the user's state folder)")
}

func checkPrefix(text string) error {
	if !record.IsPrefix(text) {
		return sim.Refuse("want 1 to %d letters, digits, dots, hyphens and underscores, not %q", "%[2]q: 영문자, 숫자, 점, 하이픈, 밑줄을 1~%[1]d자로 쓰세요", record.PrefixMax, sim.Printable(text, 40))
	}
	return nil
}

// options returns what the flags say of the process.
func (f *roleFlags) options(cmd *cobra.Command, role string) (kafkax.RoleOptions, error) {
	o := kafkax.RoleOptions{Prefix: f.prefix, Role: role, Members: max(1, f.members), Spool: f.spool, Version: version()}
	var err error
	if o.Options, err = f.live.options(cmd); err != nil {
		return o, err
	}
	if len(o.Brokers) == 0 {
		return o, sim.Refuse("--brokers: a role of its own needs a cluster: want host:port,… such as localhost:9092", "--brokers: 역할을 따로 실행하려면 클러스터가 필요합니다. localhost:9092처럼 host:port,…를 쓰세요")
	}
	if dir := lesson.StateDir(); o.Spool == "" && dir != "" {
		o.Spool = filepath.Join(dir, "spool")
	}
	return o, nil
}

// serve is a role until a signal comes, or it fails.
func (f *roleFlags) serve(cmd *cobra.Command, o kafkax.RoleOptions) error {
	defer graceful(cmd.Context(), liveGrace, false)()
	r, err := f.join(cmd, o)
	if err != nil {
		return err
	}
	lang := commandLang(cmd)
	say := func(english, korean string, a ...any) {
		_, _ = fmt.Fprintln(cmd.OutOrStdout(), lang.Of(sim.Say(english, korean, a...)))
	}
	say("%s of %s has joined; Ctrl-C ends it", "%s(%s) 참가했습니다. Ctrl-C로 끝냅니다", o.Role, o.Prefix)
	<-r.Done()
	return f.leave(cmd, r, &o)
}

// leave ends the process, and says what it could not tell any more.
func (f *roleFlags) leave(cmd *cobra.Command, r *kafkax.RoleRun, o *kafkax.RoleOptions) error {
	lang := commandLang(cmd)
	err := r.Close()
	if err == nil {
		err = r.Err()
	}
	if n := r.Unwritten(); n > 0 {
		warn(cmd.ErrOrStderr(), sim.Refuse("the brokers have not taken the last %d things that were done here: nobody else has learnt of them", "브로커가 여기서 한 마지막 조작 %d개를 받지 않아 다른 프로세스에 전해지지 않았습니다", n), lang)
	}
	switch n, kept := r.Untold(); {
	case n > 0 && !kept:
		warn(cmd.ErrOrStderr(), sim.Refuse("%d observations could not be sent or kept: who watches does not see them", "관찰 %d건을 보내지도 저장하지도 못했습니다. 보는 사람에게 보이지 않습니다", n), lang)
	case n > 0:
		warn(cmd.ErrOrStderr(), sim.Refuse("%d observations could not be sent: they are in %s, and the next %s sends them", "관찰 %d건을 보내지 못했습니다. %s에 있고 다음 %s이(가) 보냅니다", n, o.Spool, o.Role), lang)
	}
	return failed(err)
}

// leaveWith is leave of a process whose command has failed already, unless err is nil. What
// it failed with is said once.
func (f *roleFlags) leaveWith(cmd *cobra.Command, r *kafkax.RoleRun, o *kafkax.RoleOptions, err error) error {
	left := f.leave(cmd, r, o)
	if err != nil && left != nil && strings.Contains(err.Error(), left.Error()) {
		return err
	}
	return errors.Join(err, left)
}

// join starts the process, and says what it waits for.
func (f *roleFlags) join(cmd *cobra.Command, o kafkax.RoleOptions) (*kafkax.RoleRun, error) {
	progress := newProgress(cmd, formatSummary)
	o.Waits = progress.wait
	r, err := kafkax.StartRole(cmd.Context(), o)
	progress.clear()
	if err != nil {
		return nil, unstarted(cmd.Context(), err)
	}
	return r, nil
}

func serviceCommand() *cobra.Command {
	f := &roleFlags{}
	cmd := &cobra.Command{
		Use:   "service",
		Short: "The order service alone, as a process of its own",
		Long: "Runs the order service of a run whose roles are processes, on any number of machines: its flags are the plan of the\n" +
			"run, which the others read. orderflow worker and orderflow watch with the same --brokers and --prefix join it, in any\n" +
			"order. With --db it goes on with its orders when it is started again, also after kill -9.",
		Example: `
# four terminals, or four machines
orderflow service --brokers localhost:9092 --prefix demo --db orders.db --mode emit
orderflow worker in-house --brokers localhost:9092 --prefix demo
orderflow worker external --brokers localhost:9092 --prefix demo
orderflow watch --brokers localhost:9092 --prefix demo`,
		Args: noArguments,
	}
	f.add(cmd)
	addLang(cmd, &outputFlags{})
	addText(cmd.Flags(), &f.live.db, "db", "", "the order service's database: a file (SQLite) or postgres://…\n(default: PREFIX.db in the user's state folder)")
	plan := addPlan(cmd, "calm")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		o, err := f.options(cmd, kafkax.RoleService)
		if err != nil {
			return err
		}
		p, err := plan.plan("service")
		if err != nil {
			return err
		}
		for _, fault := range p.config.Faults {
			if err := o.Supports(fault); err != nil {
				return err
			}
		}
		if dir := lesson.StateDir(); o.DB == "" && dir != "" {
			o.DB = filepath.Join(dir, "orders", f.prefix+".db")
			if err := os.MkdirAll(filepath.Dir(o.DB), 0o700); err != nil {
				return failed(sim.Refuse("making the folder of the database: %v: name another with --db", "데이터베이스 폴더를 만들지 못했습니다: %v. --db로 다른 곳을 쓰세요", err))
			}
		}
		o.Plan = &kafkax.Plan{Version: version(), Header: p.header, Config: p.config}
		return f.serve(cmd, o)
	}
	return cmd
}

func workerCommand() *cobra.Command {
	f := &roleFlags{}
	roles := []string{kafkax.RoleInHouse, kafkax.RoleExternal, kafkax.RoleStatistics}
	cmd := &cobra.Command{
		Use:   "worker in-house|external|statistics",
		Short: "Members of a consumer group alone, as a process of its own",
		Long: "Runs members of one of the consumer groups of a run whose roles are processes: in-house carries orders out, external\n" +
			"buys them from the panel, statistics only listens. Any number of them share their group.",
		Example: `
orderflow worker in-house --brokers localhost:9092 --prefix demo --members 2
# buys from a panel elsewhere, with the key in ` + panelKeyVariable + `
orderflow worker external --brokers localhost:9092 --prefix demo --panel-url http://localhost:8080/api/v2`,
		ValidArgs: roles,
		Args:      func(_ *cobra.Command, args []string) error { return oneRole(args, roles) },
	}
	f.add(cmd)
	addLang(cmd, &outputFlags{})
	members := "1"
	cmd.Flags().Var(&checkedFlag{to: &members, kind: "number", check: func(text string) (err error) {
		f.members, err = parseMembers(text)
		return err
	}}, "members", fmt.Sprintf("members of the group in this process, 1 to %d", sim.WorkersMax))
	addText(cmd.Flags(), &f.live.db, "db", "", "the worker's own database, for its inbox (remedy dedupe): a file (SQLite) or postgres://…;\nwithout it in memory")
	cmd.Flags().Var(&checkedFlag{to: &f.live.panelURL, kind: "url", check: checkPanelURL},
		"panel-url", "external: buy from the marketing panel at this address, with the key in\n"+panelKeyVariable+"; without it the panel runs inside, on loopback")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if args[0] != kafkax.RoleExternal && f.live.panelURL != "" {
			return sim.Refuse("worker %s: --panel-url is for worker external, which buys from the panel: leave it out", "worker %s: --panel-url은 패널에서 구매하는 worker external에서만 씁니다. 빼세요", args[0])
		}
		o, err := f.options(cmd, args[0])
		if err != nil {
			return err
		}
		return f.serve(cmd, o)
	}
	return cmd
}

// oneRole accepts exactly one of the roles.
func oneRole(args, roles []string) error {
	list := strings.Join(roles, ", ")
	switch {
	case len(args) == 0:
		return sim.Refuse("worker: which one? want one of %s", "worker: 역할이 없습니다. %s 중 하나를 쓰세요", list)
	case len(args) > 1:
		return sim.Refuse("worker takes one role, not %d (%s): start a process for each", "worker에는 역할을 하나만 씁니다. 지금은 %d개입니다(%s). 역할마다 따로 실행하세요", len(args), sim.Printable(strings.Join(args, " "), 60))
	case !slices.Contains(roles, args[0]):
		return sim.Refuse("worker: %q is no role: want one of %s", "worker: %q: 그런 역할은 없습니다. %s 중 하나를 쓰세요", sim.Printable(args[0], 40), list)
	}
	return nil
}

func parseMembers(text string) (int, error) {
	var n int
	if _, err := fmt.Sscanf(text, "%d", &n); err != nil || n < 1 || n > sim.WorkersMax || fmt.Sprint(n) != text {
		return 0, sim.Refuse("want a number from 1 to %d, not %q", "%[2]q: 1부터 %[1]d까지의 수를 쓰세요", sim.WorkersMax, sim.Printable(text, 20))
	}
	return n, nil
}

// watchFlags are the flags that only watch has.
type watchFlags struct {
	headless bool
	during   time.Duration
	otlp     string
}

func watchCommand() *cobra.Command {
	f, w, out := &roleFlags{}, &watchFlags{}, &outputFlags{}
	cmd := &cobra.Command{
		Use:   "watch",
		Short: "The screen of a run whose roles are processes",
		Long: "Shows a run whose roles are processes, from its beginning, as what all of them have observed: any number of people\n" +
			"watch the same. What is done to it here (x, F, R, o, remedies) acts in all of its processes.",
		Example: `
orderflow watch --brokers localhost:9092 --prefix demo
# and tell a collector what it sees, of all processes
orderflow watch --brokers localhost:9092 --prefix demo --otlp http://localhost:4318
# the log, without a screen, for a minute
orderflow watch --brokers localhost:9092 --prefix demo --headless --for 1m --format jsonl`,
		Args: noArguments,
	}
	f.add(cmd)
	cmd.Flags().BoolVar(&w.headless, "headless", false, "print the report instead of opening the screen")
	during := "0s"
	cmd.Flags().Var(&checkedFlag{to: &during, kind: "duration", check: func(text string) (err error) {
		w.during, err = sim.ParseSpan(text, 0)
		return err
	}}, "for", "headless: for how long; 0s = until Ctrl-C")
	addOTLP(cmd, &w.otlp)
	screen := &screenFlags{output: out}
	addFormat(cmd, out)
	addRecord(cmd, out)
	screen.addLook(cmd, "", "size of the screen, WxH (default: the window's)")
	screen.addPlay(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		o, err := f.options(cmd, kafkax.RoleWatch)
		if err != nil {
			return err
		}
		if !w.headless {
			if err := hasScreen(cmd); err != nil {
				return err
			}
		}
		defer graceful(cmd.Context(), liveGrace, false)()
		spans, err := newSpans(w.otlp)
		if err != nil {
			return err
		}
		defer spans.close(cmd)
		feed := spans.feed()
		o.Sinks = feed.sinks()
		r, err := f.join(cmd, o)
		if err != nil {
			feed.end()
			return err
		}
		spans.follow(feed, r.Watched(), r.Plan.Header)
		p := &plan{config: r.Plan.Config, scenario: r.Plan.Config, header: r.Plan.Header, alone: true}
		if w.headless {
			err = w.print(cmd, r, p, out)
		} else {
			err = watchOnScreen(cmd, r, p, screen)
		}
		return f.leaveWith(cmd, r, &o, err)
	}
	return cmd
}

// watchOnScreen shows the run until the user quits.
func watchOnScreen(cmd *cobra.Command, r *kafkax.RoleRun, p *plan, screen *screenFlags) error {
	if err := p.config.Keepable(); err != nil {
		return err
	}
	fail := make(chan error, 1)
	c := screen.config(screen.options())
	c.Fail = fail
	go func() {
		<-r.Done()
		if err := r.Err(); err != nil {
			fail <- err
		}
	}()
	return p.onScreen(cmd, c, screen.output, nil, func(*plan) (stage.Source, error) { return r.Watched(), nil })
}

// print prints and saves what is told, for as long as was asked for.
func (w *watchFlags) print(cmd *cobra.Command, r *kafkax.RoleRun, p *plan, out *outputFlags) (err error) {
	watched := r.Watched()
	o, err := out.open(cmd, p.header, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.close()) }()
	ctx, cancel := cmd.Context(), context.CancelFunc(func() {})
	if w.during > 0 {
		ctx, cancel = context.WithTimeout(ctx, w.during)
	}
	defer cancel()
	begun := false
	take := func() error { // what is written is not kept: a run may last
		header, known := watched.Header(p.header)
		if !known {
			return nil
		}
		if !begun {
			begun = true
			o.begin(header)
		}
		for _, e := range watched.Take() {
			o.append(e)
		}
		return o.flush()
	}
	ticker := time.NewTicker(watchEvery)
	defer ticker.Stop()
	for over := false; !over; {
		select {
		case <-ctx.Done():
			over = true
		case <-r.Done():
			over = true
		case <-ticker.C:
		}
		if err := take(); err != nil {
			return err
		}
	}
	watched.End(sim.ReasonQuit)
	err = take()
	header, _ := watched.Header(p.header)
	return errors.Join(o.finish(&sim.Report{Header: header, State: watched.State(), LogHash: watched.LogHash()}), err)
}
