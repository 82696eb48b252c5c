package sim

import (
	"cmp"
	"embed"
	"path"
	"slices"
	"strings"
	"time"
)

//go:embed scenarios/*.json
var scenarioFiles embed.FS

// Scenario is a named set of settings that shows something.
type Scenario struct {
	Name    string
	Promise string // one sentence: what it promises to show
	Korean  string // the same in Korean
	Config  Config
}

// scenarioFile is a scenario as it is written.
type scenarioFile struct {
	Name                     string    `json:"name"`
	Promise                  string    `json:"promise"`
	Korean                   string    `json:"promise_ko"`
	Mode                     *string   `json:"mode"`
	Client                   *string   `json:"client"`
	Orders                   *int      `json:"orders"`
	Rate                     *string   `json:"rate"`
	Seed                     *uint64   `json:"seed"`
	Until                    *string   `json:"until"`
	External                 *float64  `json:"external"`
	ExternalOrders           []OrderID `json:"external_orders"`
	Acks                     *int      `json:"acks"`
	Partitions               *int      `json:"partitions"`
	Workers                  *int      `json:"workers"`
	Observe                  *string   `json:"observe"`
	SendTimeout              *string   `json:"send_timeout"`
	SessionTimeout           *string   `json:"session_timeout"`
	Retries                  *int      `json:"retries"`
	InitialRetryTime         *string   `json:"initial_retry_time"`
	MaxRetryTime             *string   `json:"max_retry_time"`
	ProducerRetries          *int      `json:"producer_retries"`
	ProducerInitialRetryTime *string   `json:"producer_initial_retry_time"`
	RequestTimeout           *string   `json:"request_timeout"`
	ConnectionTimeout        *string   `json:"connection_timeout"`
	FromBeginning            *bool     `json:"from_beginning"`
	ProducerOnly             *bool     `json:"producer_only"`
	ClusterSize              *int      `json:"cluster_size"`
	Services                 *int      `json:"services"`
	ReplyPartitions          *int      `json:"reply_partitions"`
	Faults                   []string  `json:"faults"`
	Remedies                 []string  `json:"remedies"`
}

// Scenarios returns the embedded scenarios, by name.
func Scenarios() []Scenario {
	entries, err := scenarioFiles.ReadDir("scenarios")
	if err != nil {
		panic(err) // embedded: cannot fail
	}
	var list []Scenario
	for _, entry := range entries {
		text, err := scenarioFiles.ReadFile(path.Join("scenarios", entry.Name()))
		if err != nil {
			panic(err) // embedded: cannot fail
		}
		s, err := ParseScenario(entry.Name(), text)
		if err != nil {
			panic(err) // a test reads them all
		}
		list = append(list, s)
	}
	return list
}

// FindScenario returns the embedded scenario of this name.
func FindScenario(name string) (Scenario, error) {
	var names words
	for _, s := range Scenarios() {
		if s.Name == name {
			return s, nil
		}
		names = append(names, s.Name)
	}
	return Scenario{}, Refuse("scenario %q is not known: want %s, or a file", "시나리오 %q: 없는 이름입니다. %s 중에서 고르거나 파일을 쓰세요", Printable(name, 60), names.list())
}

// ParseScenario reads a scenario, strictly: an unknown field, one that is there
// twice, a wrong type or a wrong value is a Refusal of the form
// file:line:column: what would be right.
func ParseScenario(file string, text []byte) (Scenario, error) {
	t, err := newScenarioText(file, text)
	if err != nil {
		return Scenario{}, err
	}
	var f scenarioFile
	if err := t.decode(&f); err != nil {
		return Scenario{}, err
	}
	s, field, err := f.scenario()
	if err != nil {
		return Scenario{}, t.inField(field, err)
	}
	return s, nil
}

func (f *scenarioFile) scenario() (Scenario, string, error) {
	c := DefaultConfig()
	c.Scenario = f.Name
	for _, step := range f.steps(&c) {
		err := step.set()
		if err == nil {
			err = c.Validate()
		}
		if err != nil {
			return Scenario{}, step.field, err
		}
	}
	return Scenario{Name: f.Name, Promise: f.Promise, Korean: f.Korean, Config: c}, "", nil
}

type scenarioStep struct {
	field string
	set   func() error
}

// steps lists how each field goes into the configuration, in file order.
func (f *scenarioFile) steps(c *Config) []scenarioStep {
	return []scenarioStep{
		{"name", func() error { return nameOf(f.Name) }},
		{"promise", func() error { return sentence(f.Promise) }},
		{"promise_ko", func() error { return sentence(cmp.Or(f.Korean, f.Promise)) }},
		{"mode", func() error { return setFrom(f.Mode, &c.Mode, ParseMode) }},
		{"client", func() error { return setFrom(f.Client, &c.Client, ParseClient) }},
		{"rate", func() error { return setFrom(f.Rate, &c.Rate, ParseRate) }},
		{"observe", func() error { return setFrom(f.Observe, &c.Observe, ParseObserve) }},
		{"until", func() error { return setFrom(f.Until, &c.Until, positiveSpan) }},
		{"send_timeout", func() error { return setFrom(f.SendTimeout, &c.SendTimeout, positiveSpan) }},
		{"session_timeout", func() error { return setFrom(f.SessionTimeout, &c.SessionTimeout, positiveSpan) }},
		{"seed", func() error { return setTo(f.Seed, &c.Seed) }},
		{"orders", func() error { return setTo(f.Orders, &c.Orders) }},
		{"acks", func() error { return setTo(f.Acks, &c.Acks) }},
		{"partitions", func() error { return setTo(f.Partitions, &c.Partitions) }},
		{"workers", func() error { return setTo(f.Workers, &c.Workers) }},
		{"external", func() error { return f.external(c) }},
		{"retries", func() error { return setTo(f.Retries, &c.Retries) }},
		{"initial_retry_time", func() error { return setFrom(f.InitialRetryTime, &c.InitialRetryTime, positiveSpan) }},
		{"max_retry_time", func() error { return setFrom(f.MaxRetryTime, &c.MaxRetryTime, positiveSpan) }},
		{"producer_retries", func() error { return setTo(f.ProducerRetries, &c.ProducerRetries) }},
		{"producer_initial_retry_time", func() error { return setFrom(f.ProducerInitialRetryTime, &c.ProducerInitialRetryTime, anySpan) }},
		{"request_timeout", func() error { return setFrom(f.RequestTimeout, &c.RequestTimeout, positiveSpan) }},
		{"connection_timeout", func() error { return setFrom(f.ConnectionTimeout, &c.ConnectionTimeout, positiveSpan) }},
		{"from_beginning", func() error { return setTo(f.FromBeginning, &c.FromBeginning) }},
		{"producer_only", func() error { return setTo(f.ProducerOnly, &c.ProducerOnly) }},
		{"cluster_size", func() error { return setTo(f.ClusterSize, &c.ClusterSize) }},
		{"services", func() error { return setTo(f.Services, &c.Services) }},
		{"reply_partitions", func() error { return setTo(f.ReplyPartitions, &c.ReplyPartitions) }},
		{"faults", func() error { return f.faults(c) }},
		{"remedies", func() error { return f.remedies(c) }},
		{"external_orders", func() error { c.ExternalOrders = f.ExternalOrders; return nil }},
	}
}

// anySpan reads a duration that may be none.
func anySpan(value string) (time.Duration, error) { return ParseSpan(value, 0) }

// positiveSpan reads a duration above zero.
func positiveSpan(value string) (time.Duration, error) { return ParseSpan(value, time.Millisecond) }

func setTo[T any](from, to *T) error {
	if from != nil {
		*to = *from
	}
	return nil
}

func setFrom[T any](text *string, to *T, parse func(string) (T, error)) (err error) {
	if text != nil {
		*to, err = parse(*text)
	}
	return err
}

func (f *scenarioFile) external(c *Config) error {
	if f.External == nil {
		return nil
	}
	if !(*f.External >= 0 && *f.External <= 1) {
		return Refuse("want a ratio from 0 to 1", "0에서 1 사이의 비율이어야 합니다")
	}
	c.ExternalRatio = int(*f.External*1000 + 0.5)
	return nil
}

func (f *scenarioFile) faults(c *Config) error {
	for _, spec := range f.Faults {
		fault, err := ParseFault(spec)
		if err != nil {
			return err
		}
		c.Faults = append(c.Faults, fault)
	}
	return nil
}

func (f *scenarioFile) remedies(c *Config) error {
	for _, name := range f.Remedies {
		r, err := ParseRemedy(name)
		if err != nil {
			return err
		}
		c.Remedies = c.Remedies.With(r, true)
	}
	return nil
}

func nameOf(name string) error {
	if name == "" || len(name) > NameLengthMax || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		return Refuse("want a name of lower-case letters, digits and hyphens", "이름은 영문 소문자, 숫자, 붙임표로 쓰세요")
	}
	return nil
}

func sentence(text string) error {
	if text == "" || Printable(text, 400) != text {
		return Refuse("want one printable sentence that says what the scenario shows", "시나리오가 무엇을 보여 주는지 한 문장으로 쓰세요")
	}
	return nil
}

var scenarioFields = words{
	"name", "promise", "promise_ko", "mode", "client", "orders", "rate", "seed", "until", "external", "external_orders", "acks",
	"partitions", "workers", "observe", "send_timeout", "session_timeout",
	"retries", "initial_retry_time", "max_retry_time", "producer_retries", "producer_initial_retry_time", "request_timeout", "connection_timeout",
	"from_beginning", "producer_only", "cluster_size", "services", "reply_partitions", "faults", "remedies",
}

// external returns whether the order with this number is external.
func (c *Config) external(number OrderID) bool { return slices.Contains(c.ExternalOrders, number) }
