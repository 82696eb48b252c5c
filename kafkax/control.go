package kafkax

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"orderflow/kafkax/access"
	"orderflow/kafkax/assemble"
	"orderflow/kafkax/record"
	"orderflow/kafkax/trace"
	"orderflow/sim"
)

// Keys of the topic control. What was decided once for a run has a key of its own;
// each act of the presenter has another.
const (
	planKey   = "plan"
	actPrefix = "act/"
)

// Plan is what the order service's process says of the run, so that the others need
// not be told.
type Plan struct {
	Version string     `json:"version"` // of the program: its processes must be alike
	Header  sim.Header `json:"header"`
	Config  sim.Config `json:"config"`

	// Database is the id of the order service's database: a second order service on
	// another one would be another run with the same topics.
	Database string `json:"database"`
}

// encodePlan writes a plan for control.
func encodePlan(p *Plan) ([]byte, error) {
	text, err := json.Marshal(p)
	if err != nil {
		return nil, fmt.Errorf("encoding the plan: %w", err)
	}
	return text, nil
}

// decodePlan reads a plan, strictly; version is that of this program.
func decodePlan(text []byte, version string) (*Plan, error) {
	p := &Plan{}
	if err := record.DecodeObject(text, p); err != nil {
		return nil, sim.Refuse("the plan of the run cannot be read: %v: is the order service of another version?", "실행 계획을 읽지 못했습니다(%v). 주문 서비스의 버전이 다른지 확인하세요", err)
	}
	if p.Version != version {
		return nil, sim.Refuse("the order service is of version %s, this is %s: use the same for all processes of a run", "주문 서비스는 %s 버전이고 이 프로그램은 %s 버전입니다. 한 실행에는 같은 버전을 쓰세요", sim.Printable(p.Version, 40), version)
	}
	if err := p.Config.Validate(); err != nil {
		return nil, err
	}
	return p, nil
}

// control is a process's end of the topic control.
type control struct {
	line *trace.Line
	name string       // of the process
	n    atomic.Int64 // acts of it

	mu      sync.Mutex
	end     int64 // of the topic, as far as it has been read
	planned int   // faults of the plan that have come
	asked   int   // the others
}

// has takes note of an act that control has, and reports whether the run has room for it.
// All processes read the same, and so agree on what is one too many.
func (c *control) has(key string, a *assemble.Act) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, err := a.Input(); err != nil || a.Fault == "" {
		return true
	}
	if c.planned+c.asked >= sim.FaultsMax {
		return false
	}
	if isPlanned(key) {
		c.planned++
	} else {
		c.asked++
	}
	return true
}

// reaches notes how far control has been read.
func (c *control) reaches(end int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.end = max(c.end, end)
}

// room returns why one more act cannot be done; nil if it can. Faults that are planned
// have places kept for them.
func (c *control) room(in sim.Input, planned int) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.end >= assemble.ActsMax:
		return errControlFull
	case in.Fault != nil && c.asked >= sim.FaultsMax-planned:
		return tooManyFaults(*in.Fault)
	}
	return nil
}

// tooManyFaults refuses one fault more than a run may have.
func tooManyFaults(f sim.Fault) error {
	return sim.Refuse("fault %s: at most %d in one run, with those that are planned", "장애 %s: 한 번의 실행에 예정된 것까지 %d개까지 됩니다", f.Name, sim.FaultsMax)
}

// errControlFull refuses an act that has no number any more.
var errControlFull = sim.Refuse("at most %d acts in one run", "한 번의 실행에 %d번까지 됩니다", assemble.ActsMax)

// putTimeout is how long an act may take to be written: with brokers that are down
// nobody can act on the run through them.
const putTimeout = 3 * time.Second

// plannedKey is the key of the act with which a fault of the plan begins, by its place
// there: so a later life of the order service knows which have come.
func plannedKey(i int) string { return fmt.Sprintf("%splan/%d", actPrefix, i) }

// nextKey is the key of the next act of this process.
func (c *control) nextKey() string {
	return fmt.Sprintf("%s%s/%d", actPrefix, c.name, c.n.Add(1))
}

// wrote reports whether the act with a key is of this process; isPlanned, whether it is
// of the plan.
func (c *control) wrote(key string) bool { return strings.HasPrefix(key, actPrefix+c.name+"/") }

func isPlanned(key string) bool { return strings.HasPrefix(key, actPrefix+"plan/") }

// act writes what the presenter does. Its offset is the number that all processes know it by.
func (c *control) act(ctx context.Context, key string, in sim.Input) error {
	ctx, cancel := context.WithTimeout(ctx, putTimeout)
	defer cancel()
	offset, err := c.line.Put(ctx, key, record.Encode(assemble.ActOf(in)))
	if err != nil {
		if errors.Is(err, context.DeadlineExceeded) {
			return sim.Refuse("the brokers did not take it within %s, and nobody else has learnt of it", "브로커가 %s 안에 받지 않아 다른 프로세스에 전해지지 않았습니다", putTimeout)
		}
		return sim.Refuse("the brokers did not take it: %v", "브로커가 받지 않았습니다: %v", access.Root(err))
	}
	if offset >= assemble.ActsMax {
		return errControlFull
	}
	return nil
}
