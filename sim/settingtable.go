package sim

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Setting is one thing that decides a run, wherever it is written: as a flag
// and in the args of a log's header, as a key of a scenario file, and as a
// field of run-started. The type of the place where a run keeps it says how it
// is read and written.
type Setting struct {
	Name    string   // of the flag, and of what is said about it
	Usage   string   // what help says
	Words   []string // values to complete
	Repeats bool     // it has any number of values
	Bare    bool     // a flag without a value means true

	Low, High int64   // the range of a number or a duration
	Beside    []int64 // what is taken beside that range

	config func(*Config) any   // where a configuration keeps it
	shared func(*Settings) any // or where Settings does, which configuration and log have in common
	setup  func(*Setup) any    // where run-started keeps it, unless shared does

	key     string        // in a scenario file; "" = the name, with _ for -
	listed  int           // the place of the key where all keys are listed
	inFile  bool          // no flag has it
	silent  bool          // help does not show its default
	least   time.Duration // the shortest that the flag takes
	leastIn time.Duration // and a scenario file

	want   Text     // what is said of one that is not taken; see wanted
	field  field    // in the log; 0 = it is not there
	logged [2]int64 // the range that is read from a log, where it is another

	kafkaJS bool // kafka-go's Writer has nothing like it
}

// panelShare is the place of the share of orders that the panel carries out.
type panelShare struct{ c *Config }

// settings is the one table of what decides a run, in the order of help and of
// the args of a header. The log has an order of its own, that of its fields.
var settings = slices.Concat(callerSettings(), loadSettings(), clusterSettings(), clientSettings(), faultSettings())

// FlagSettings returns the settings that have a flag, in the order of help.
func FlagSettings() []Setting {
	return slices.DeleteFunc(slices.Clone(settings), func(s Setting) bool { return s.inFile })
}

// callerSettings are those of the order service and its client.
func callerSettings() []Setting {
	return []Setting{
		{
			Name: "mode", Usage: "how an order is published: " + modeWords.list().English, Words: modeWords[:], listed: 1,
			config: func(c *Config) any { return &c.Mode }, setup: func(s *Setup) any { return &s.Mode }, field: fieldMode,
		},
		{
			Name: "client", Usage: "whose retry and timeout rules the producer follows: " + clientWords.list().English, Words: clientWords[:], listed: 2,
			config: func(c *Config) any { return &c.Client }, setup: func(s *Setup) any { return &s.Client }, field: fieldClient,
		},
		{
			Name: "observe", Usage: "what the caller does with the Observable: never, now, late=3s, twice,\nawait-observable or subscribe-no-handler", listed: 12,
			Words:  []string{"never", "now", "late=3s", "twice", "await-observable", "subscribe-no-handler"},
			config: func(c *Config) any { return &c.Observe }, setup: func(s *Setup) any { return &s.Observe }, field: fieldObserve,
		},
		{
			Name: "acks", Usage: "acknowledgements the producer asks for: " + acksWords.list().English, Words: acksWords, listed: 9,
			config: func(c *Config) any { return &c.Acks }, setup: func(s *Setup) any { return &s.Acks }, field: fieldAcks,
			Low: -1, High: 1, want: Text{"want " + acksWords.list().English + ", not %[3]v", acksWords.list().Korean + " 중 하나여야 하는데 %[3]v입니다"},
		},
		{
			Name: "send-timeout", Usage: "timeout around send(); 0s = none", silent: true, listed: 13, leastIn: time.Millisecond,
			config: func(c *Config) any { return &c.SendTimeout }, setup: func(s *Setup) any { return &s.SendTimeout }, field: fieldSendTimeout,
			High: math.MaxInt64, want: Text{"want a duration above 0 such as 2s", "0보다 긴 시간을 2s처럼 쓰세요"}, logged: [2]int64{0, timeMax},
		},
	}
}

// loadSettings are those of the orders.
func loadSettings() []Setting {
	return []Setting{
		{
			Name: "orders", Usage: "number of orders", listed: 3,
			config: func(c *Config) any { return &c.Orders }, setup: func(s *Setup) any { return &s.Orders }, field: fieldOrders,
			High: OrdersMax, want: inRange,
		},
		{
			Name: "rate", Usage: "orders a second, minute or hour of virtual time, as 0.5/s, 30/m or 100/h", listed: 4,
			config: func(c *Config) any { return &c.Rate },
			Low:    1, High: math.MaxInt64, want: Text{"want orders per second such as 0.5/s", "초당 주문 수를 0.5/s처럼 쓰세요"},
		},
		{
			Name: "external", Usage: "share of the orders that the external panel carries out, 0 to 1", listed: 7,
			config: func(c *Config) any { return panelShare{c} },
			High:   1000, want: aRatio,
		},
		{Name: "external-orders", inFile: true, listed: 8, config: func(c *Config) any { return &c.ExternalOrders }},
		{Name: "seed", Usage: "what all randomness comes from", listed: 5, config: func(c *Config) any { return &c.Seed }},
		{
			Name: "until", Usage: "virtual time at which the run is ended", listed: 6, least: time.Millisecond, leastIn: time.Millisecond,
			config: func(c *Config) any { return &c.Until }, setup: func(s *Setup) any { return &s.Until }, field: fieldUntil,
			Low: 1, High: int64(SpanMax), want: Text{"want a duration above 0 such as 60s", "0보다 긴 시간을 60s처럼 쓰세요"}, logged: [2]int64{0, timeMax},
		},
	}
}

// clusterSettings are those of broker and consumers.
func clusterSettings() []Setting {
	return []Setting{
		{
			Name: "partitions", Usage: "partitions of sns.orders", listed: 10,
			config: func(c *Config) any { return &c.Partitions }, setup: func(s *Setup) any { return &s.Partitions }, field: fieldPartitions,
			Low: 1, High: PartitionsMax, want: inRange,
		},
		{
			Name: "workers", Usage: "members of the in-house consumer group", listed: 11,
			config: func(c *Config) any { return &c.Workers }, setup: func(s *Setup) any { return &s.Workers }, field: fieldWorkers,
			Low: 1, High: WorkersMax, want: inRange, logged: [2]int64{0, math.MaxUint8},
		},
		{
			Name: "session-timeout", Usage: "session timeout of the consumer groups", listed: 14, least: time.Millisecond, leastIn: time.Millisecond,
			config: func(c *Config) any { return &c.SessionTimeout }, setup: func(s *Setup) any { return &s.SessionTimeout }, field: fieldSessionTimeout,
			Low: int64(6 * time.Second), High: int64(time.Hour), logged: [2]int64{0, timeMax},
			want: Text{"want %[1]v to %[2]v (the brokers' own limits start at %[1]v)", "%[1]v~%[2]v이어야 합니다(브로커의 하한이 %[1]v입니다)"},
		},
		{
			Name: "from-beginning", Usage: "a group that never committed begins with the oldest record", Words: trueFalse, listed: 22,
			shared: func(s *Settings) any { return &s.FromBeginning }, field: fieldFromBeginning,
		},
		{
			Name: "cluster-size", Usage: fmt.Sprintf("brokers: %d, or 1 with replication 1", BrokerCount), listed: 24,
			shared: func(s *Settings) any { return &s.ClusterSize }, field: fieldClusterSize,
			Low: BrokerCount, High: BrokerCount, Beside: []int64{1}, want: Text{"want %[4]v or %[1]v brokers, not %[3]v", "브로커는 %[4]v대나 %[1]v대여야 합니다. 지금은 %[3]v입니다"},
		},
		{
			Name: "services", Usage: "instances of the order service", listed: 25,
			shared: func(s *Settings) any { return &s.Services }, field: fieldServices,
			Low: 1, High: ServicesMax, want: inRange,
		},
		{
			Name: "reply-partitions", Usage: "partitions of sns.orders.reply", listed: 26,
			shared: func(s *Settings) any { return &s.ReplyPartitions }, field: fieldReplyPartitions,
			Low: 1, High: ReplyPartitionsMax, want: inRange,
		},
	}
}

// clientSettings are those of the order service's Kafka client, by kafkajs' names.
func clientSettings() []Setting {
	const millisecond = int64(time.Millisecond)
	orTheClients := Text{"want %[1]v to %[2]v, or %[4]v for the client's, not %[3]v", "%[1]v~%[2]v이거나, 클라이언트의 값을 쓰려면 %[4]v이어야 합니다. 지금은 %[3]v입니다"}
	return []Setting{
		{
			Name: "retries", Usage: "retries of each reconnect round (client.retry)", listed: 15,
			shared: func(s *Settings) any { return &s.Retries }, field: fieldRetries, kafkaJS: true,
			High: RetriesMax, want: inRange,
		},
		{
			Name: "initial-retry-time", Usage: "first sleep, ± 20 % (client.retry)", listed: 16, leastIn: time.Millisecond,
			shared: func(s *Settings) any { return &s.InitialRetryTime }, field: fieldInitialRetryTime, kafkaJS: true,
			Low: millisecond, High: int64(retryTimeMax), want: inRange,
		},
		{
			Name: "max-retry-time", Usage: "longest sleep (client.retry)", listed: 17, leastIn: time.Millisecond,
			shared: func(s *Settings) any { return &s.MaxRetryTime }, field: fieldMaxRetryTime, kafkaJS: true,
			Low: millisecond, High: int64(retryTimeMax), want: inRange,
		},
		{
			Name: "producer-retries", Usage: "retries of each record (producer.retry); -1 = as --retries", listed: 18,
			shared: func(s *Settings) any { return &s.ProducerRetries }, field: fieldProducerRetries, kafkaJS: true,
			High: RetriesMax, Beside: []int64{ProducerRetriesOfClient}, want: orTheClients,
		},
		{
			Name: "producer-initial-retry-time", Usage: "first sleep of a record (producer.retry); 0s = as --initial-retry-time", listed: 19,
			shared: func(s *Settings) any { return &s.ProducerInitialRetryTime }, field: fieldProducerInitialRetryTime, kafkaJS: true,
			Low: millisecond, High: int64(retryTimeMax), Beside: []int64{0},
			want: Text{orTheClients.English, "%[1]v~%[2]v이거나, 클라이언트의 값을 쓰려면 %[4]v여야 합니다. 지금은 %[3]v입니다"},
		},
		{
			Name: "request-timeout", Usage: "how long the client waits for the answer to a request", listed: 20, leastIn: time.Millisecond,
			shared: func(s *Settings) any { return &s.RequestTimeout }, field: fieldRequestTimeout, kafkaJS: true,
			Low: millisecond, High: int64(clientTimeoutMax), want: inRange,
		},
		{
			Name: "connection-timeout", Usage: "how long the client waits for a connection", listed: 21, leastIn: time.Millisecond,
			shared: func(s *Settings) any { return &s.ConnectionTimeout }, field: fieldConnectionTimeout, kafkaJS: true,
			Low: millisecond, High: int64(clientTimeoutMax), want: inRange,
		},
		{
			Name: "producer-only", Usage: "the order service's client has no reply consumer: no send()", Words: trueFalse, Bare: true, listed: 23,
			shared: func(s *Settings) any { return &s.ProducerOnly }, field: fieldProducerOnly,
		},
	}
}

// faultSettings are what goes wrong and what is done about it.
func faultSettings() []Setting {
	var faults []string
	for i := range faultShapes {
		faults = append(faults, faultShapes[i].Name.String())
	}
	return []Setting{
		{
			Name: "fault", Usage: "something that goes wrong, as NAME:key=value,… (repeatable);\norderflow model --faults lists them", Words: faults, Repeats: true,
			key: "faults", listed: 27, config: func(c *Config) any { return &c.Faults },
		},
		{
			Name: "remedy", Usage: "a cure (repeatable): " + strings.Join(remedyWords[:4], ", ") + ",\n" + strings.Join(remedyWords[4:], ", "), Words: remedyWords, Repeats: true,
			key: "remedies", listed: 28, config: func(c *Config) any { return &c.Remedies }, setup: func(s *Setup) any { return &s.Remedies }, field: fieldRemedies,
		},
	}
}

var trueFalse = []string{"true", "false"}

// Place returns a pointer to where a configuration keeps the setting, such as an
// *int, a *time.Duration or a *bool.
func (s *Setting) Place(c *Config) any {
	if s.shared != nil {
		return s.shared(&c.Settings)
	}
	return s.config(c)
}

// Read reads a value as a flag has it.
func (s *Setting) Read(c *Config, text string) (err error) {
	switch at := s.Place(c).(type) {
	case *int:
		return assign(at, text, wholeNumber)
	case *uint64:
		return assign(at, text, seedNumber)
	case *bool:
		return assign(at, text, trueOrFalse)
	case *time.Duration:
		*at, err = ReadSpan(text, s.least)
	case panelShare:
		return at.read(text)
	default:
		return s.readText(c, text)
	}
	return err
}

// readText reads what is written alike as a flag and in a scenario file.
func (s *Setting) readText(c *Config, text string) (err error) {
	switch at := s.Place(c).(type) {
	case *Mode:
		*at, err = ParseMode(text)
	case *Client:
		*at, err = ParseClient(text)
	case *Observe:
		*at, err = ParseObserve(text)
	case *Rate:
		*at, err = ParseRate(text)
	case *[]Fault:
		var fault Fault
		fault, err = ParseFault(text)
		*at = append((*at)[:len(*at):len(*at)], fault)
	case *Remedies:
		var remedy Remedy
		remedy, err = ParseRemedy(text)
		*at = at.With(remedy, true)
	}
	return err
}

// Write returns the values as Read reads them; none where nothing was set.
func (s *Setting) Write(c *Config) []string {
	switch at := s.Place(c).(type) {
	case *int:
		return []string{strconv.Itoa(*at)}
	case *uint64:
		return []string{strconv.FormatUint(*at, 10)}
	case *bool:
		return []string{strconv.FormatBool(*at)}
	case *time.Duration:
		return []string{at.String()}
	case *Mode:
		return []string{at.String()}
	case *Client:
		return []string{at.String()}
	case *Observe:
		if at.Kind != ObserveDefault {
			return []string{at.String()}
		}
	case *Rate:
		return []string{at.exact()}
	case panelShare:
		if at.c.ExternalOrders == nil { // else the scenario says which; no flag does
			return []string{strconv.FormatFloat(float64(at.c.ExternalRatio)/1000, 'f', -1, 64)}
		}
	case *[]Fault:
		var specs []string
		for _, fault := range *at {
			specs = append(specs, fault.String())
		}
		return specs
	case *Remedies:
		return at.Names()
	}
	return nil
}

// Initial returns the default outside a scenario as help shows it, "" for none.
func (s *Setting) Initial() string {
	standard := DefaultConfig()
	values := s.Write(&standard)
	if s.silent || s.Repeats || len(values) == 0 {
		return ""
	}
	if minutes, whole := strings.CutSuffix(values[0], "m0s"); whole {
		return minutes + "m"
	}
	return values[0]
}

// assign puts what is read into its place, unless it is refused.
func assign[T any](to *T, text string, parse func(string) (T, error)) error {
	value, err := parse(text)
	if err == nil {
		*to = value
	}
	return err
}

func wholeNumber(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil {
		err = Refuse("want a whole number, not %q", "%q: 정수를 쓰세요", Printable(text, 40))
	}
	return n, err
}

func seedNumber(text string) (uint64, error) {
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		err = Refuse("want a whole number from 0 to 18446744073709551615, not %q", "%q: 0부터 18446744073709551615까지의 정수를 쓰세요", Printable(text, 40))
	}
	return n, err
}

func trueOrFalse(text string) (bool, error) {
	if text != "true" && text != "false" {
		return false, Refuse("want true or false, not %q", "%q: true나 false를 쓰세요", Printable(text, 40))
	}
	return text == "true", nil
}

// ReadSpan reads a duration as ParseSpan does; its error repeats what was written.
func ReadSpan(text string, low time.Duration) (time.Duration, error) {
	d, err := ParseSpan(text, low)
	if err != nil {
		err = Refuse("%v, not %q", "%[2]q: %[1]v", err, Printable(text, 40))
	}
	return d, err
}

func (p panelShare) read(text string) error {
	ratio, err := strconv.ParseFloat(text, 64)
	if err != nil || !(ratio >= 0 && ratio <= 1) {
		return Refuse("want a ratio from 0 to 1 such as 0.3, not %q", "%q: 0에서 1 사이의 비율을 0.3처럼 쓰세요", Printable(text, 40))
	}
	p.c.ExternalRatio, p.c.ExternalOrders = perMille(ratio), nil
	return nil
}

func perMille(ratio float64) int { return int(ratio*1000 + 0.5) }
