package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"orderflow/sim"
)

// setting is a flag that decides a run: how it is read into a configuration,
// and how it is written for the log's header.
type setting struct {
	name    string
	usage   string
	initial string // the default outside a scenario, as help shows it
	repeats bool
	bare    bool     // it may stand without a value, which means true
	words   []string // for completion
	read    func(c *sim.Config, text string) error
	write   func(c *sim.Config) []string // its values as read reads them; none = not set
}

// settings lists the flags in the order of help and header.
func settings() []setting {
	return slices.Concat(callerSettings(), loadSettings(), clusterSettings(), clientSettings(), faultSettings())
}

// callerSettings are those of the order service and its client.
func callerSettings() []setting {
	return []setting{
		{
			name: "mode", usage: "how an order is published: emit, emit-await or send", initial: "emit", words: []string{"emit", "emit-await", "send"},
			read:  func(c *sim.Config, text string) error { return assign(&c.Mode, text, sim.ParseMode) },
			write: func(c *sim.Config) []string { return []string{c.Mode.String()} },
		},
		{
			name: "client", usage: "whose retry and timeout rules the producer follows: nestjs or kafka-go", initial: "nestjs", words: []string{"nestjs", "kafka-go"},
			read:  func(c *sim.Config, text string) error { return assign(&c.Client, text, sim.ParseClient) },
			write: func(c *sim.Config) []string { return []string{c.Client.String()} },
		},
		{
			name: "observe", usage: "what the caller does with the Observable: never, now, late=3s, twice,\nawait-observable or subscribe-no-handler",
			words: []string{"never", "now", "late=3s", "twice", "await-observable", "subscribe-no-handler"},
			read:  func(c *sim.Config, text string) error { return assign(&c.Observe, text, sim.ParseObserve) },
			write: func(c *sim.Config) []string {
				if c.Observe.Kind == sim.ObserveDefault {
					return nil
				}
				return []string{c.Observe.String()}
			},
		},
		{
			name: "acks", usage: "acknowledgements the producer asks for: -1, 1 or 0", initial: "-1", words: []string{"-1", "1", "0"},
			read:  func(c *sim.Config, text string) error { return assign(&c.Acks, text, wholeNumber) },
			write: func(c *sim.Config) []string { return []string{strconv.Itoa(c.Acks)} },
		},
		{
			name: "send-timeout", usage: "timeout around send(); 0s = none",
			read:  func(c *sim.Config, text string) error { return assign(&c.SendTimeout, text, span(0)) },
			write: func(c *sim.Config) []string { return []string{c.SendTimeout.String()} },
		},
	}
}

// loadSettings are those of the orders.
func loadSettings() []setting {
	return []setting{
		{
			name: "orders", usage: "number of orders", initial: "20",
			read:  func(c *sim.Config, text string) error { return assign(&c.Orders, text, wholeNumber) },
			write: func(c *sim.Config) []string { return []string{strconv.Itoa(c.Orders)} },
		},
		{
			name: "rate", usage: "orders a second, minute or hour of virtual time, as 0.5/s, 30/m or 100/h", initial: "0.5/s",
			read:  func(c *sim.Config, text string) error { return assign(&c.Rate, text, sim.ParseRate) },
			write: func(c *sim.Config) []string { return []string{exactRate(c.Rate)} },
		},
		{
			name: "external", usage: "share of the orders that the external panel carries out, 0 to 1", initial: "0.3",
			read: readExternal,
			write: func(c *sim.Config) []string {
				if c.ExternalOrders != nil {
					return nil // the scenario says which; no flag does
				}
				return []string{strconv.FormatFloat(float64(c.ExternalRatio)/1000, 'f', -1, 64)}
			},
		},
		{
			name: "seed", usage: "what all randomness comes from", initial: "42",
			read: func(c *sim.Config, text string) error {
				return assign(&c.Seed, text, func(text string) (uint64, error) {
					n, err := strconv.ParseUint(text, 10, 64)
					if err != nil {
						err = sim.Refuse("want a whole number from 0 to 18446744073709551615, not %q", "%q: 0부터 18446744073709551615까지의 정수를 쓰세요", sim.Printable(text, 40))
					}
					return n, err
				})
			},
			write: func(c *sim.Config) []string { return []string{strconv.FormatUint(c.Seed, 10)} },
		},
		{
			name: "until", usage: "virtual time at which the run is ended", initial: "10m",
			read:  func(c *sim.Config, text string) error { return assign(&c.Until, text, span(time.Millisecond)) },
			write: func(c *sim.Config) []string { return []string{c.Until.String()} },
		},
	}
}

// clusterSettings are those of broker and consumers.
func clusterSettings() []setting {
	return []setting{
		{
			name: "partitions", usage: "partitions of sns.orders", initial: "3",
			read:  func(c *sim.Config, text string) error { return assign(&c.Partitions, text, wholeNumber) },
			write: func(c *sim.Config) []string { return []string{strconv.Itoa(c.Partitions)} },
		},
		{
			name: "workers", usage: "members of the in-house consumer group", initial: "2",
			read:  func(c *sim.Config, text string) error { return assign(&c.Workers, text, wholeNumber) },
			write: func(c *sim.Config) []string { return []string{strconv.Itoa(c.Workers)} },
		},
		{
			name: "session-timeout", usage: "session timeout of the consumer groups", initial: "30s",
			read: func(c *sim.Config, text string) error {
				return assign(&c.SessionTimeout, text, span(time.Millisecond))
			},
			write: func(c *sim.Config) []string { return []string{c.SessionTimeout.String()} },
		},
		truth("from-beginning", "a group that never committed begins with the oldest record", true, func(c *sim.Config) *bool { return &c.FromBeginning }),
		count("cluster-size", "brokers: 3, or 1 with replication 1", func(c *sim.Config) *int { return &c.ClusterSize }),
		count("services", "instances of the order service", func(c *sim.Config) *int { return &c.Services }),
		count("reply-partitions", "partitions of sns.orders.reply", func(c *sim.Config) *int { return &c.ReplyPartitions }),
	}
}

// clientSettings are those of the order service's Kafka client, by kafkajs' names.
func clientSettings() []setting {
	return []setting{
		count("retries", "retries of each reconnect round (client.retry)", func(c *sim.Config) *int { return &c.Retries }),
		wait("initial-retry-time", "first sleep, ± 20 % (client.retry)", func(c *sim.Config) *time.Duration { return &c.InitialRetryTime }),
		wait("max-retry-time", "longest sleep (client.retry)", func(c *sim.Config) *time.Duration { return &c.MaxRetryTime }),
		count("producer-retries", "retries of each record (producer.retry); -1 = as --retries", func(c *sim.Config) *int { return &c.ProducerRetries }),
		wait("producer-initial-retry-time", "first sleep of a record (producer.retry); 0s = as --initial-retry-time", func(c *sim.Config) *time.Duration { return &c.ProducerInitialRetryTime }),
		wait("request-timeout", "how long the client waits for the answer to a request", func(c *sim.Config) *time.Duration { return &c.RequestTimeout }),
		wait("connection-timeout", "how long the client waits for a connection", func(c *sim.Config) *time.Duration { return &c.ConnectionTimeout }),
		truth("producer-only", "the order service's client has no reply consumer: no send()", false, func(c *sim.Config) *bool { return &c.ProducerOnly }),
	}
}

// count returns a setting that is a whole number.
func count(name, usage string, at func(*sim.Config) *int) setting {
	standard := sim.DefaultConfig()
	return setting{
		name: name, usage: usage, initial: strconv.Itoa(*at(&standard)),
		read:  func(c *sim.Config, text string) error { return assign(at(c), text, wholeNumber) },
		write: func(c *sim.Config) []string { return []string{strconv.Itoa(*at(c))} },
	}
}

// wait returns a setting that is a duration.
func wait(name, usage string, at func(*sim.Config) *time.Duration) setting {
	standard := sim.DefaultConfig()
	return setting{
		name: name, usage: usage, initial: at(&standard).String(),
		read:  func(c *sim.Config, text string) error { return assign(at(c), text, span(0)) },
		write: func(c *sim.Config) []string { return []string{at(c).String()} },
	}
}

// truth returns a setting that is true or false. One that is false by default
// may stand without a value.
func truth(name, usage string, initial bool, at func(*sim.Config) *bool) setting {
	return setting{
		name: name, usage: usage, initial: strconv.FormatBool(initial), bare: !initial, words: []string{"true", "false"},
		read:  func(c *sim.Config, text string) error { return assign(at(c), text, trueOrFalse) },
		write: func(c *sim.Config) []string { return []string{strconv.FormatBool(*at(c))} },
	}
}

func trueOrFalse(text string) (bool, error) {
	if text != "true" && text != "false" {
		return false, sim.Refuse("want true or false, not %q", "%q: true나 false를 쓰세요", sim.Printable(text, 40))
	}
	return text == "true", nil
}

// faultSettings are what goes wrong and what is done about it.
func faultSettings() []setting {
	var faults, remedies []string
	for _, shape := range sim.FaultShapes() {
		faults = append(faults, shape.Name.String())
	}
	for r := range sim.RemedyCount {
		remedies = append(remedies, r.String())
	}
	return []setting{
		{
			name: "fault", usage: "something that goes wrong, as NAME:key=value,… (repeatable);\norderflow model --faults lists them", repeats: true, words: faults,
			read: func(c *sim.Config, text string) error {
				fault, err := sim.ParseFault(text)
				c.Faults = append(c.Faults[:len(c.Faults):len(c.Faults)], fault)
				return err
			},
			write: func(c *sim.Config) []string {
				var specs []string
				for _, fault := range c.Faults {
					specs = append(specs, fault.String())
				}
				return specs
			},
		},
		{
			name: "remedy", usage: "a cure (repeatable): " + strings.Join(remedies[:4], ", ") + ",\n" + strings.Join(remedies[4:], ", "), repeats: true, words: remedies,
			read: func(c *sim.Config, text string) error {
				remedy, err := sim.ParseRemedy(text)
				c.Remedies = c.Remedies.With(remedy, true)
				return err
			},
			write: func(c *sim.Config) []string { return c.Remedies.Names() },
		},
	}
}

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
		err = sim.Refuse("want a whole number, not %q", "%q: 정수를 쓰세요", sim.Printable(text, 40))
	}
	return n, err
}

func span(low time.Duration) func(string) (time.Duration, error) {
	return func(text string) (time.Duration, error) {
		d, err := sim.ParseSpan(text, low)
		if err != nil {
			err = sim.Refuse("%v, not %q", "%[2]q: %[1]v", err, sim.Printable(text, 40))
		}
		return d, err
	}
}

func readExternal(c *sim.Config, text string) error {
	ratio, err := strconv.ParseFloat(text, 64)
	if err != nil || !(ratio >= 0 && ratio <= 1) {
		return sim.Refuse("want a ratio from 0 to 1 such as 0.3, not %q", "%q: 0에서 1 사이의 비율을 0.3처럼 쓰세요", sim.Printable(text, 40))
	}
	c.ExternalRatio, c.ExternalOrders = int(ratio*1000+0.5), nil
	return nil
}

// exactRate writes a rate in the unit in which sim.ParseRate reads it back exactly.
func exactRate(r sim.Rate) string {
	const decimals = 6 // those of sim.ParseRate
	for _, unit := range []struct {
		name string
		span time.Duration
	}{{"s", time.Second}, {"m", time.Minute}, {"h", time.Hour}} {
		text := strconv.FormatFloat(float64(r.Orders)*float64(unit.span)/float64(r.Per), 'f', decimals, 64)
		text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".") + "/" + unit.name
		if again, err := sim.ParseRate(text); err == nil && again == r {
			return text
		}
	}
	return r.String()
}

// settingFlag is a setting on a command line.
type settingFlag struct {
	setting
	texts []string // as given
}

// addSettings adds the flags of all settings.
func addSettings(flags *pflag.FlagSet) []*settingFlag {
	var list []*settingFlag
	for _, s := range settings() {
		f := &settingFlag{setting: s}
		flags.Var(f, s.name, s.usage)
		if s.bare {
			flags.Lookup(s.name).NoOptDefVal = "true"
		}
		list = append(list, f)
	}
	return list
}

// String returns the default; fang shows it in the help.
func (f *settingFlag) String() string { return f.initial }

// Type names the value for cobra.
func (f *settingFlag) Type() string { return "value" }

// Set checks one value, as far as that can be done without the others.
func (f *settingFlag) Set(text string) error {
	c := sim.DefaultConfig()
	c.Partitions = sim.PartitionsMax // a fault may name any of them; the whole is checked later
	err := f.read(&c, text)
	if err == nil {
		err = c.Validate()
	}
	if err != nil {
		return sim.Without(f.name+": ", err)
	}
	if !f.repeats {
		f.texts = f.texts[:0]
	}
	f.texts = append(f.texts, text)
	return nil
}

func (f *settingFlag) apply(c *sim.Config) error {
	for _, text := range f.texts {
		if err := f.read(c, text); err != nil {
			return fmt.Errorf("--%s: %w", f.name, err)
		}
	}
	return nil
}

// arguments returns the flags that make c from base.
func arguments(c, base *sim.Config) []string {
	var args []string
	for _, s := range settings() {
		values, before := s.write(c), s.write(base)
		if s.repeats {
			values = without(values, before)
		} else if slices.Equal(values, before) {
			continue
		}
		for _, value := range values {
			args = append(args, s.argument(value)...)
		}
	}
	return args
}

// argument returns the setting with this value as words of a command line.
func (s *setting) argument(value string) []string {
	if s.bare {
		return []string{"--" + s.name + "=" + value}
	}
	return []string{"--" + s.name, value}
}

// without returns list less one of each of remove.
func without(list, remove []string) []string {
	list = slices.Clone(list)
	for _, value := range remove {
		if i := slices.Index(list, value); i >= 0 {
			list = slices.Delete(list, i, i+1)
		}
	}
	return list
}
