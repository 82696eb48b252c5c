package sim

import (
	"math"
	"math/bits"
	"strconv"
	"strings"
	"time"
)

// Limits of a run. Each is named here and shown by the model card; what goes
// beyond is refused with one clear line.
const (
	BrokerCount   = 3         // brokers of the simulated cluster
	PartitionsMax = 64        // partitions of sns.orders
	WorkersMax    = 64        // members of the in-house group
	OrdersMax     = 5_000_000 // orders of a run
	FaultsMax     = 256       // faults of a run
	rateMax       = 1000      // orders a second
)

// ObserveKind says what the caller does with the Observable it gets.
type ObserveKind uint8

// The ways to observe. ObserveDefault is never for emit, now for the others.
const (
	ObserveDefault ObserveKind = iota
	ObserveNever
	ObserveNow
	ObserveLate
	ObserveTwice
	AwaitObservable
	SubscribeNoHandler
)

var observeWords = words{"", "never", "now", "late", "twice", "await-observable", "subscribe-no-handler"}

// Observe is a way to observe, with the delay of late=.
type Observe struct {
	Kind  ObserveKind
	Delay time.Duration
}

// ParseObserve reads never, now, late=3s, twice, await-observable or subscribe-no-handler.
func ParseObserve(s string) (Observe, error) {
	name, value, hasValue := strings.Cut(s, "=")
	i, err := observeWords.parse("observe", name)
	if err != nil {
		return Observe{}, err
	}
	o := Observe{Kind: ObserveKind(i)}
	if hasValue != (o.Kind == ObserveLate) {
		return Observe{}, Refuse("observe %q: want late=3s, or %s without a value", "observe %q: late=3s처럼 쓰거나, 값 없이 %s 중에서 고르세요", Printable(s, 40), observeWords.list())
	}
	if hasValue {
		o.Delay, err = ParseSpan(value, 0)
	}
	return o, err
}

func (o Observe) String() string {
	if o.Kind == ObserveLate {
		return "late=" + o.Delay.String()
	}
	return observeWords.name(int(o.Kind))
}

// Config is everything that decides a run: two runs of the same Config and
// inputs have the same log, byte for byte.
type Config struct {
	Scenario       string
	Mode           Mode
	Client         Client
	Orders         int           // how many are generated; with OrderList, how many of it
	Rate           Rate          //
	Seed           uint64        //
	Until          time.Duration // virtual time at which the run is ended
	Faults         []Fault       //
	Remedies       Remedies      //
	Acks           int           // −1, 1 or 0
	Partitions     int           // of sns.orders
	Workers        int           // members of the in-house group
	ExternalRatio  int           // share of generated orders that the panel carries out, per mille
	ExternalOrders []OrderID     // where set, just these are external
	Observe        Observe       //
	SendTimeout    time.Duration // around send(); 0 = none
	SessionTimeout time.Duration // of the consumer groups
	Settings                     // of the client and the cluster
	OrderList      []Order       // from a file; numbers are given by the engine
}

// DefaultConfig returns what holds where neither a scenario nor a flag says otherwise.
func DefaultConfig() Config {
	return Config{
		Scenario: "calm", Mode: Emit, Client: NestJS, Orders: 20, Rate: Rate{Orders: 1, Per: 2 * time.Second}, Seed: 42, Until: 10 * time.Minute,
		Acks: -1, Partitions: 3, Workers: 2, ExternalRatio: 300, SessionTimeout: 30 * time.Second,
		Settings: DefaultSettings(),
	}
}

// Rate is a number of orders in a span of virtual time.
type Rate struct {
	Orders int64
	Per    time.Duration
}

// ParseRate reads 0.5/s, 30/m or 100/h.
func ParseRate(s string) (Rate, error) {
	number, unit, found := strings.Cut(s, "/")
	per, known := map[string]time.Duration{"s": time.Second, "m": time.Minute, "h": time.Hour}[unit]
	x, err := strconv.ParseFloat(number, 64)
	if !found || !known || err != nil || !(x > 0) || x > rateMax*per.Seconds() {
		return Rate{}, Refuse("rate %q: want orders per second, minute or hour such as 0.5/s, up to %d/s", "rate %q: 초, 분 또는 시간당 주문 수를 0.5/s처럼 쓰세요. %d/s까지 됩니다", Printable(s, 40), rateMax)
	}
	const unitParts = 1_000_000
	r := Rate{Orders: int64(math.Round(x * unitParts)), Per: per * unitParts}
	if r.Orders == 0 {
		return Rate{}, Refuse("rate %q: want at least 0.000001", "rate %q: 0.000001 이상이어야 합니다", Printable(s, 40))
	}
	for d := gcd(r.Orders, int64(r.Per)); d > 1; d = gcd(r.Orders, int64(r.Per)) {
		r.Orders, r.Per = r.Orders/d, r.Per/time.Duration(d)
	}
	return r, nil
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func (r Rate) String() string {
	return strconv.FormatFloat(float64(r.Orders)*float64(time.Second)/float64(r.Per), 'g', 9, 64) + "/s"
}

// exact writes a rate in the unit in which ParseRate reads it back exactly.
func (r Rate) exact() string {
	const decimals = 6 // those of ParseRate
	for _, unit := range []struct {
		name string
		span time.Duration
	}{{"s", time.Second}, {"m", time.Minute}, {"h", time.Hour}} {
		text := strconv.FormatFloat(float64(r.Orders)*float64(unit.span)/float64(r.Per), 'f', decimals, 64)
		text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".") + "/" + unit.name
		if again, err := ParseRate(text); err == nil && again == r {
			return text
		}
	}
	return r.String()
}

// At returns when the order with this number is published: 1 s + (i−1)/rate,
// or a time after the end of every run.
func (r Rate) At(number OrderID) time.Duration {
	i := int64(number) - 1
	whole, rest := i/r.Orders, i%r.Orders
	if whole > int64(2*SpanMax/r.Per) {
		return 2 * SpanMax // later than any run ends, and no overflow
	}
	return time.Second + time.Duration(whole)*r.Per + mulDiv(rest, int64(r.Per), r.Orders)
}

// mulDiv returns a·b/c for 0 ≤ a < c, without overflow, in whole microseconds.
func mulDiv(a, b, c int64) time.Duration {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	quotient, _ := bits.Div64(hi, lo, uint64(c))
	return time.Duration(quotient).Truncate(time.Microsecond)
}

// Validate checks the ranges of a configuration that was put together by a
// program or a file.
func (c *Config) Validate() error {
	for i := range settings {
		if err := settings[i].check(c); err != nil {
			return err
		}
	}
	if len(c.Faults) > FaultsMax {
		return Refuse("faults: want at most %d, not %d", "faults: %d개까지 되는데 %d개입니다", FaultsMax, len(c.Faults))
	}
	for i := range c.Faults {
		if err := c.CheckFault(&c.Faults[i]); err != nil {
			return err
		}
	}
	return nil
}

// Order returns the order with this number: from the list, else generated.
func (c *Config) Order(number OrderID) Order {
	if int(number) <= len(c.OrderList) {
		o := c.OrderList[number-1]
		o.Number = number
		return o
	}
	o := generateOrder(c.Seed, number, int64(c.ExternalRatio))
	if c.ExternalOrders != nil {
		o.Fulfilment = InHouse
		if c.external(number) {
			o.Fulfilment = External
		}
	}
	return o
}

// AddedOrder returns the nth order, from 1, that a user adds to the run. None of
// the configured ones has its draw.
func (c *Config) AddedOrder(nth uint64) Order {
	const beyond = 1 << 31
	o := generateOrder(c.Seed, OrderID(beyond+nth), int64(c.ExternalRatio))
	o.ID = ""
	return o
}

// Count returns how many orders the run creates by itself.
func (c *Config) Count() int {
	if c.OrderList != nil {
		return min(c.Orders, len(c.OrderList))
	}
	return c.Orders
}

// Setup returns what a log says of the configuration; engine is sim, embedded or kafka.
func (c *Config) Setup(engine string) *Setup {
	return &Setup{
		Engine: engine, Mode: c.Mode, Client: c.Client, Observe: c.Observe.String(), Remedies: c.Remedies, Acks: c.Acks, Partitions: c.Partitions,
		Workers: c.Workers, Orders: c.Count(), Until: c.Until, SendTimeout: c.SendTimeout, SessionTimeout: c.SessionTimeout,
		Settings: c.Settings,
	}
}
