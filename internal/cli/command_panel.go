package cli

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"orderflow/internal/panel"
	"orderflow/kafkax"
	"orderflow/sim"
)

// panelKeyVariable has the API key of a marketing panel. There is no flag for
// it: a process list and a shell's history would show it.
const panelKeyVariable = "ORDERFLOW_PANEL_KEY"

// panelFlags are the flags of panel.
type panelFlags struct {
	listen  string
	state   string
	balance string
	seed    string
	faults  []string
	admin   bool
	role    roleFlags
}

func panelCommand() *cobra.Command {
	f := &panelFlags{}
	cmd := &cobra.Command{
		Use:   "panel",
		Short: "The external marketing panel: the SMM panel API v2 over HTTP",
		Long: "Serves the de-facto SMM panel API v2: POST of a form, answers in JSON; actions add, status, cancel, refill,\n" +
			"refill_status, services and balance. Its jobs take 8 to 20 s, whether or not anybody asks. The API key is in\n" +
			panelKeyVariable + ". The first line of the output is its URL; Ctrl-C ends it.\n\n" +
			"With --brokers it is a role of the run that --prefix names: the panel's faults that are made there (F on the screen of\n" +
			"orderflow watch) act in it, and that they strike is in the log of the run, as are jobs of which the buyer was not\n" +
			"told. orderflow worker external buys from it with --panel-url.",
		Example: `
# it keeps its books in a file, and its answer to the second order does not come
orderflow panel --listen 127.0.0.1:8080 --state panel.jsonl --fault provider-timeout:order=2`,
		Args: noArguments,
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	addChecked := func(to *string, name, kind, initial, usage string, check func(string) error) {
		*to = initial
		flags.Var(&checkedFlag{to: to, kind: kind, check: check}, name, usage)
	}
	addChecked(&f.listen, "listen", "host:port", "127.0.0.1:0", "where to listen; port 0 = a free one", checkListen)
	addText(flags, &f.state, "state", "", "file for jobs and money, which survive kill -9\n(default: kept in memory)")
	flags.StringArrayVar(&f.faults, "fault", nil, "what goes wrong, as NAME:key=value,… of orderflow model --faults, provider-… alone; repeatable.\nfrom= counts from the start, order=N is the buyer's N-th order")
	addChecked(&f.balance, "balance", "dollars", "10000", "what a new state begins with", checkBalance)
	addChecked(&f.seed, "seed", "number", "42", "seed of answer and work times", func(text string) error { _, err := parsePanelSeed(text); return err })
	flags.BoolVar(&f.admin, "admin", false, "take faults while it runs, on "+panel.AdminPath+" and from this machine alone")
	f.role.add(cmd)
	addLang(cmd, &outputFlags{})
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return f.run(cmd) }
	return cmd
}

// run serves until a signal comes.
func (f *panelFlags) run(cmd *cobra.Command) error {
	key, err := panelKey()
	if err != nil {
		return err
	}
	plan, err := f.plan()
	if err != nil {
		return err
	}
	cents, _ := panel.ParseMoney(f.balance)
	seed, err := parsePanelSeed(f.seed)
	if err != nil {
		return err
	}
	asRole, err := f.asRole(cmd, plan)
	if err != nil {
		return err
	}
	stderr, lang := cmd.ErrOrStderr(), commandLang(cmd)
	defer graceful(cmd.Context(), runGrace, false)()
	server, err := panel.Start(panel.Options{
		Key: key, Seed: seed, Balance: cents, Faults: plan, State: f.state, Listen: f.listen, Admin: f.admin,
		Complain: func(err error) { warn(stderr, err, lang) },
	})
	if errors.Is(err, panel.ErrListen) {
		return failed(err)
	}
	if err != nil {
		return fmt.Errorf("--state %w", err)
	}
	defer server.Close()
	known, torn := server.Known()
	if torn > 0 {
		warn(stderr, sim.Refuse("%s: its last %d bytes were no whole line, and are dropped: nobody had been told of them", "%s: 마지막 %d바이트는 끝나지 않은 줄이라 버렸습니다. 아무에게도 알리지 않은 내용입니다", f.state, torn), lang)
	}
	if known && cmd.Flags().Changed("balance") {
		warn(stderr, sim.Refuse("%s: has a balance of its own: --balance has no effect", "%s: 파일에 잔액이 이미 있습니다. --balance는 쓰이지 않습니다", f.state), lang)
	}
	if host, _, err := net.SplitHostPort(server.Address()); err == nil && !panel.Loopback(host) {
		warn(stderr, sim.Refuse("%s can be reached from other machines, and the API key goes over the network in plain text", "%s은(는) 다른 컴퓨터에서 접속할 수 있고, API 키가 암호화 없이 오갑니다", server.Address()), lang)
	}
	if _, err := fmt.Fprintln(cmd.OutOrStdout(), server.URL()); err != nil {
		return failed(err)
	}
	if asRole != nil {
		if err := f.role.serve(cmd, *asRole); !errors.Is(err, errInterrupted) {
			return err
		}
		return nil
	}
	<-cmd.Context().Done()
	return nil
}

// asRole returns which part of which run the panel is; nil if of none.
func (f *panelFlags) asRole(cmd *cobra.Command, plan *panel.Plan) (*kafkax.RoleOptions, error) {
	if f.role.live.brokers == "" && f.role.live.access == "" {
		for _, name := range []string{"prefix", "spool"} {
			if cmd.Flags().Changed(name) {
				return nil, sim.Refuse("--%s: a role of a run needs its cluster: add --brokers host:port,…", "--%s: 실행의 역할로 참가하려면 클러스터가 필요합니다. --brokers host:port,…도 쓰세요", name)
			}
		}
		return nil, nil //nolint:nilnil // it is no role
	}
	o, err := f.role.options(cmd, kafkax.RolePanel)
	o.Panel = plan
	return &o, err
}

// plan reads the faults.
func (f *panelFlags) plan() (*panel.Plan, error) {
	faults := make([]sim.Fault, 0, len(f.faults))
	for _, spec := range f.faults {
		fault, err := sim.ParseFault(spec)
		if err != nil {
			return nil, fmt.Errorf("--fault: %w", err)
		}
		faults = append(faults, fault)
	}
	plan, err := panel.NewPlan(faults)
	if err != nil {
		return nil, fmt.Errorf("--fault: %w", err)
	}
	return plan, nil
}

// panelKey returns the API key of the panel.
func panelKey() (string, error) {
	key := os.Getenv(panelKeyVariable)
	if key == "" {
		return "", sim.Refuse("%s is not set: put the panel's API key there", "%s이(가) 없습니다. 패널의 API 키를 이 환경 변수에 넣으세요", panelKeyVariable)
	}
	return key, nil
}

func checkListen(text string) error {
	host, port, err := net.SplitHostPort(text)
	n, numberErr := strconv.ParseUint(port, 10, 16)
	if err != nil || host == "" || numberErr != nil || strconv.FormatUint(n, 10) != port {
		return sim.Refuse("want host:port such as 127.0.0.1:0, not %q", "%q: 127.0.0.1:0처럼 host:port 꼴로 쓰세요", sim.Printable(text, 60))
	}
	return nil
}

func checkBalance(text string) error {
	if _, ok := panel.ParseMoney(text); !ok {
		return sim.Refuse("want dollars such as 10000 or 99.50, not %q", "%q: 10000이나 99.50처럼 달러로 쓰세요", sim.Printable(text, 40))
	}
	return nil
}

func parsePanelSeed(text string) (uint64, error) {
	seed, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return 0, sim.Refuse("want a whole number from 0, not %q", "%q: 0 이상의 정수를 쓰세요", sim.Printable(text, 40))
	}
	return seed, nil
}

// checkPanelURL accepts where a panel is, without anything secret in it: it is
// shown, and kept in logs.
func checkPanelURL(text string) error {
	u, err := url.Parse(text)
	switch {
	case err == nil && (u.User != nil || u.RawQuery != "" || u.Fragment != ""), err != nil && strings.ContainsAny(text, "@?#"):
		return sim.Refuse("want the panel's address alone, without a user name, a password or a key in it: the key belongs in %s", "사용자 이름, 암호, 키가 없는 패널 주소만 쓰세요. 키는 %s에 넣습니다", panelKeyVariable)
	case err != nil, u.Scheme != "http" && u.Scheme != "https", u.Hostname() == "", sim.Printable(text, sim.LinkLengthMax) != text:
		return sim.Refuse("want an address such as http://127.0.0.1:8080/api/v2, not %q", "%q: http://127.0.0.1:8080/api/v2처럼 주소를 쓰세요", sim.Printable(text, 60))
	}
	return nil
}

// panelElsewhere returns the key for a panel at an address; "" where there is
// no address.
func panelElsewhere(address string) (key string, err error) {
	if address == "" {
		return "", nil
	}
	return panelKey()
}
