package cli

import (
	"net"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"orderflow/kafkax"
	"orderflow/kafkax/access"
	"orderflow/sim"
)

// options returns what a live run has beside its plan: its panel, its database, which
// cluster it plays on, and how it is let in.
func (f *liveFlags) options(cmd *cobra.Command) (kafkax.Options, error) {
	o := kafkax.Options{Cleanup: f.cleanup, DB: f.db, PanelURL: f.panelURL}
	var err error
	if o.PanelKey, err = panelElsewhere(f.panelURL); err != nil {
		return o, err
	}
	o.Brokers, o.Access, err = reach(cmd, f.brokers, f.access)
	return o, err
}

// reach returns which cluster is meant and how it lets us in; no brokers where
// neither flag is given. What the properties file says in vain is told.
func reach(cmd *cobra.Command, list, file string) (brokers []string, a *access.Access, err error) {
	if brokers, err = parseBrokers("--brokers", list); err != nil || list == "" && file == "" {
		return brokers, nil, err
	}
	var text []byte
	if file != "" {
		if text, err = readWhole(file, access.FileBytesMax); err != nil {
			return nil, nil, openError("--config", file, err)
		}
	}
	a, idle, err := access.Read(file, text, os.Getenv)
	if err != nil {
		return nil, nil, err
	}
	if len(brokers) == 0 {
		if brokers, err = parseBrokers("--config "+file+": bootstrap.servers", a.Brokers()); err != nil {
			return nil, nil, err
		}
	}
	if len(brokers) == 0 {
		return nil, nil, sim.Refuse("--config %s: has no bootstrap.servers: want --brokers host:port,… beside it", "--config %s: bootstrap.servers가 없습니다. --brokers host:port,…도 쓰세요", file)
	}
	if len(idle) > 0 {
		warn(cmd.ErrOrStderr(), sim.Refuse("--config %s: without effect here: %s", "--config %s: 여기서 효과가 없는 속성: %s", file, shortList(idle)), commandLang(cmd))
	}
	return brokers, a, nil
}

// onScreenOnly are the flags of a live run that a headless one has no use for.
var onScreenOnly = []string{"size", "ascii", "big", "theme", "pace", "motion", "speed", "paused", "stops"}

// warn names the flags that were given in vain. Of settings of the run its log and
// its summary say it.
func (f *liveFlags) warn(cmd *cobra.Command) {
	given := func(name string) bool { return cmd.Flags().Changed(name) }
	vain := func(names string, english, korean string) {
		warn(cmd.ErrOrStderr(), sim.Refuse(names+": without effect here: "+english, names+": 여기서는 효과가 없습니다: "+korean), commandLang(cmd))
	}
	var idle []string
	for _, name := range onScreenOnly {
		if f.headless && given(name) {
			idle = append(idle, "--"+name)
		}
	}
	if len(idle) > 0 {
		vain(strings.Join(idle, ", "), "there is no screen with --headless", "--headless에는 화면이 없습니다")
	}
	if !f.headless && given("format") {
		vain("--format", "it is for --headless", "--headless에서 씁니다")
	}
	if client := cmd.Flags().Lookup("client"); given("client") && lastText(client.Value) != sim.KafkaGo.String() {
		vain("--client", "a live run has kafka-go", "live는 kafka-go를 씁니다")
	}
	if f.cleanup && f.brokers == "" && f.access == "" {
		vain("--cleanup", "the embedded Kafka leaves nothing behind", "내장 Kafka는 아무것도 남기지 않습니다")
	}
}

// lastText returns what was given last of a setting.
func lastText(value pflag.Value) string {
	if f, ok := value.(*settingFlag); ok && len(f.texts) > 0 {
		return f.texts[len(f.texts)-1]
	}
	return value.String()
}

// shortList lists names, the first of many.
func shortList(names []string) string {
	const most = 8
	if len(names) > most {
		return strings.Join(names[:most], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}

// brokersMax bounds the brokers that are named.
const brokersMax = 64

// parseBrokers reads host:port,…; where says what of. What may be a password is
// not said back.
func parseBrokers(where, text string) ([]string, error) {
	if text == "" {
		return nil, nil
	}
	brokers := strings.Split(text, ",")
	if len(brokers) > brokersMax {
		return nil, sim.Refuse("%s: takes at most %d brokers", "%s: 브로커는 %d개까지 씁니다", where, brokersMax)
	}
	for i, broker := range brokers {
		broker = strings.TrimSpace(broker)
		host, port, err := net.SplitHostPort(broker)
		number, wrong := strconv.ParseUint(port, 10, 16)
		switch {
		case strings.Contains(broker, "@") || strings.Contains(broker, "://"):
			return nil, sim.Refuse("%s: takes host:port,… and no user, password or protocol: write those in --config FILE, as sasl.username, sasl.password, security.protocol",
				"%s: host:port,…만 씁니다. 사용자, 비밀번호, 프로토콜은 --config FILE에 sasl.username, sasl.password, security.protocol로 쓰세요", where)
		case err != nil && isName(broker):
			return nil, sim.Refuse("%s: want host:port,… such as localhost:9092, not %q", "%s: %q: host:port,… 꼴로, localhost:9092처럼 쓰세요", where, sim.Printable(broker, 60))
		case err != nil || wrong != nil || number == 0 || !isName(host):
			return nil, sim.Refuse("%s: want host:port,… such as localhost:9092; number %d of the list is not", "%s: host:port,… 꼴로, localhost:9092처럼 쓰세요. 목록의 %d번째 항목이 그 꼴이 아닙니다", where, i+1)
		}
		brokers[i] = broker
	}
	return brokers, nil
}

// isName reports whether a text can be a host: a name, or an address.
func isName(text string) bool {
	for _, r := range text {
		if r != '.' && r != '-' && r != '_' && r != ':' && r != '%' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			return false
		}
	}
	return strings.Count(text, ":") != 1 && text != "" // with one it may be name:password
}
