package cli

import (
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/spf13/cobra"

	"orderflow/internal/panel"
	"orderflow/kafkax/wire"
	"orderflow/sim"
	"orderflow/ui/words"
)

// openDoor opens the door of a live run, and says where it is before a screen
// hides that.
func (f *liveFlags) openDoor(cmd *cobra.Command, p *plan, out *outputFlags) (*wire.Door, error) {
	brokers := p.config.Brokers()
	if f.brokers != "" || f.access != "" {
		brokers = 1 // of the others, the cluster tells
	}
	door, err := wire.OpenDoor(net.Listen, f.listen, brokers)
	if err != nil {
		return nil, fmt.Errorf("--listen: %w", err)
	}
	warnOpen(cmd, door.Addresses()[0])
	if !f.headless {
		sayDoor(cmd.ErrOrStderr(), door.Addresses(), nil, out.language())
	}
	return door, nil
}

// warnOpen says that a door is open to other machines, if it is.
func warnOpen(cmd *cobra.Command, address string) {
	if host, _, err := net.SplitHostPort(address); err == nil && !panel.Loopback(host) {
		warn(cmd.ErrOrStderr(), sim.Refuse("--listen: %s can be reached from other machines, and nobody is asked who he is: whoever comes can read and write",
			"--listen: %s은(는) 다른 컴퓨터에서 접속할 수 있고, 누구인지 묻지 않습니다. 접속하면 누구나 읽고 쓸 수 있습니다", address), commandLang(cmd))
	}
}

// doorWas says where a door has been.
func doorWas(addresses []string) error {
	return sim.Refuse("it listened on %s", "연결을 받은 주소: %s", strings.Join(addresses, ","))
}

// sayDoor says where a door is and, if they are known, which topics are behind it.
func sayDoor(w io.Writer, addresses, topics []string, lang words.Lang) {
	text := sim.Say("listening on %s", "연결을 받는 주소: %s", strings.Join(addresses, ","))
	if len(topics) > 0 {
		text = sim.Say("listening on %s; topics %s", "연결을 받는 주소: %s. 토픽: %s", strings.Join(addresses, ","), strings.Join(topics, ", "))
	}
	_, _ = fmt.Fprintln(w, lang.Of(text))
}
