package observe

import (
	"context"
	"errors"
	"maps"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/kafkax/access"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// Limits of the first question to a cluster.
const (
	greetTimeout = 6 * time.Second        // for an answer of each broker that was named
	greetGrace   = 300 * time.Millisecond // for the others, once one has answered
	metadataV5   = 5                      // the last version without tags that says which replicas are offline
	offsetsTopic = "__consumer_offsets"   // whose replicas are on all brokers of most clusters, dead ones too
)

// Greeting is what the brokers that were named say of their cluster.
type Greeting struct {
	Seeds   []string       // all that were named, as host:port: those that answered first
	Answers int            // how many of them did
	Brokers map[int]string // where those that live listen, by the cluster's own id
	ids     []int          // of all that are known of, ascending; a dead one may be among them
}

// heard is the answer of one broker that was named.
type heard struct {
	seed   string
	answer *kmsg.MetadataResponse
	err    error
}

// Greet asks all brokers that were named at once, and goes on with those that
// answer: one that is frozen or dead keeps nobody waiting. explain may say more of
// why one does not. The error says why none did.
func Greet(ctx context.Context, seeds []string, dial wire.DialFunc, explain func(ctx context.Context, seed string, err error) error) (*Greeting, error) {
	ctx, cancel := context.WithTimeout(ctx, greetTimeout)
	defer cancel()
	deadline, _ := ctx.Deadline()
	limit := time.Until(deadline).Round(100 * time.Millisecond)
	answers := make(chan heard, len(seeds))
	for _, seed := range seeds {
		go func() {
			answer, err := ask(ctx, seed, dial)
			switch {
			case ctx.Err() != nil && err != nil:
				err = ctx.Err()
			case err != nil:
				err = explain(ctx, seed, err)
			}
			answers <- heard{seed, answer, err}
		}()
	}
	g := &Greeting{Brokers: make(map[int]string)}
	var failure error
	var patience <-chan time.Time
	for range seeds {
		select {
		case h := <-answers:
			if h.err != nil {
				failure = worse(failure, h.err)
				continue
			}
			g.take(h)
			if patience == nil {
				patience = time.After(greetGrace)
			}
			continue
		case <-patience:
		}
		break
	}
	if g.Answers == 0 {
		return nil, unreachable(seeds, failure, limit)
	}
	for _, seed := range seeds {
		if !slices.Contains(g.Seeds, seed) {
			g.Seeds = append(g.Seeds, seed)
		}
	}
	return g, nil
}

// worse returns the error that says more: what somebody has refused with words
// rather than a silence.
func worse(a, b error) error {
	if refusal := (*sim.Refusal)(nil); a == nil || !errors.As(a, &refusal) && errors.As(b, &refusal) {
		return b
	}
	return a
}

// unreachable says that no broker answered.
func unreachable(seeds []string, why error, limit time.Duration) error {
	list := strings.Join(seeds, ", ")
	var network net.Error
	if errors.Is(why, context.DeadlineExceeded) || errors.As(why, &network) && network.Timeout() {
		return sim.Refuse("reaching a Kafka broker at %s: none has answered within %s", "Kafka 브로커(%s)에 연결하지 못했습니다. %s 안에 아무도 답하지 않았습니다", list, limit)
	}
	return sim.Refuse("reaching a Kafka broker at %s: %v", "Kafka 브로커(%s)에 연결하지 못했습니다. %v", list, access.Root(why))
}

// ask asks one broker who belongs to the cluster.
func ask(ctx context.Context, seed string, dial wire.DialFunc) (*kmsg.MetadataResponse, error) {
	conn, err := dial(ctx, "tcp", seed)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	deadline, _ := ctx.Deadline()
	if err := conn.SetDeadline(deadline); err != nil {
		return nil, err
	}
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	request := kmsg.NewPtrMetadataRequest()
	request.SetVersion(metadataV5)
	request.Topics = []kmsg.MetadataRequestTopic{{Topic: kmsg.StringPtr(offsetsTopic)}}
	answer, err := access.Ask(conn, request, wire.Role{Duty: wire.DutyAdmin}.ClientID())
	if err != nil {
		return nil, err
	}
	return answer.(*kmsg.MetadataResponse), nil
}

// take adds what a broker says.
func (g *Greeting) take(h heard) {
	g.Seeds = append(g.Seeds, h.seed)
	g.Answers++
	known := make(map[int]bool)
	for _, id := range g.ids {
		known[id] = true
	}
	for _, b := range h.answer.Brokers {
		g.Brokers[int(b.NodeID)] = net.JoinHostPort(b.Host, strconv.Itoa(int(b.Port)))
		known[int(b.NodeID)] = true
	}
	for _, t := range h.answer.Topics {
		for _, p := range t.Partitions {
			for _, id := range p.Replicas {
				known[int(id)] = true
			}
		}
	}
	g.ids = slices.Sorted(maps.Keys(known))
}

// Numbers gives every broker the number, from 1, that it is shown with: its id
// where the ids are those of the board, else its rank among all that are known
// of. So a broker that is dead keeps its number.
func (g *Greeting) Numbers() map[int]int {
	numbers := make(map[int]int)
	onBoard := len(g.ids) > 0 && g.ids[0] >= 1 && g.ids[len(g.ids)-1] <= sim.BrokerCount
	for i, id := range g.ids {
		if numbers[id] = i + 1; onBoard {
			numbers[id] = id
		}
	}
	return numbers
}

// Addresses lists where the brokers listen, with their numbers. Where one is
// dead and one of those that were named is nobody's address, that is its.
func (g *Greeting) Addresses() map[string]int {
	numbers := g.Numbers()
	list := make(map[string]int)
	for id, address := range g.Brokers {
		list[address] = numbers[id]
	}
	var silent []string
	for _, seed := range g.Seeds[g.Answers:] {
		if list[seed] == 0 {
			silent = append(silent, seed)
		}
	}
	dead := slices.DeleteFunc(slices.Collect(maps.Values(numbers)), func(n int) bool { return slices.Contains(slices.Collect(maps.Values(list)), n) })
	for n := 1; len(dead) == 0 && n <= sim.BrokerCount; n++ {
		if len(g.ids) < sim.BrokerCount && !slices.Contains(slices.Collect(maps.Values(numbers)), n) {
			dead = append(dead, n)
		}
	}
	if len(silent) == 1 && len(dead) == 1 {
		list[silent[0]] = dead[0]
	}
	return list
}
