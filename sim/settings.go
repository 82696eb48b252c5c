package sim

import (
	"strconv"
	"time"
)

// Limits of the settings of client and cluster.
const (
	RetriesMax         = 100       // of client.retry and producer.retry
	retryTimeMax       = time.Hour // initialRetryTime and maxRetryTime
	clientTimeoutMax   = time.Hour // requestTimeout and connectionTimeout
	ServicesMax        = 16        // instances of the order service
	ReplyPartitionsMax = 64        // partitions of sns.orders.reply
)

// Settings are those of the order service's Kafka client, by kafkajs' names,
// and of the cluster around it. Most runs leave them alone: a log has only
// those that differ from their defaults.
type Settings struct {
	Retries                  int           // client.retry.retries: of each reconnect round
	InitialRetryTime         time.Duration // client.retry.initialRetryTime
	MaxRetryTime             time.Duration // client.retry.maxRetryTime
	ProducerRetries          int           // producer.retry.retries: of each record; −1 = the client's
	ProducerInitialRetryTime time.Duration // producer.retry.initialRetryTime; 0 = the client's
	RequestTimeout           time.Duration // of each request
	ConnectionTimeout        time.Duration // of each connect
	FromBeginning            bool          // where a group begins that never committed
	ProducerOnly             bool          // the order service's client has no reply consumer
	ClusterSize              int           // brokers, 1 or 3; with 1 replication 1
	Services                 int           // instances of the order service
	ReplyPartitions          int           // partitions of sns.orders.reply
}

// ProducerRetriesOfClient is the value of ProducerRetries that stands for the client's.
const ProducerRetriesOfClient = -1

// DefaultSettings returns kafkajs' defaults (read from source) on a cluster of
// three brokers. Kafka makes a topic with one partition where nobody says more.
func DefaultSettings() Settings {
	return Settings{
		Retries: retriesDefault, InitialRetryTime: retryInitial, MaxRetryTime: retrySleepMax, ProducerRetries: ProducerRetriesOfClient,
		RequestTimeout: requestTimeout, ConnectionTimeout: connectTimeout, FromBeginning: true, ClusterSize: BrokerCount, Services: 1, ReplyPartitions: 1,
	}
}

// settingField is one of Settings: its name on the command line, its name in the
// log, and where it is.
type settingField struct {
	name  string
	field field
	low   int64
	high  int64
	want  Text
	at    func(*Settings) any // *int, *time.Duration or *bool

	kafkaJS bool // kafka-go's Writer has nothing like it
}

// settingFields lists all settings, in the order of the log.
var settingFields = [...]settingField{
	{"retries", fieldRetries, 0, RetriesMax, Say("want 0 to %d", "0~%d이어야 합니다", RetriesMax), func(s *Settings) any { return &s.Retries }, true},
	{"initial-retry-time", fieldInitialRetryTime, int64(time.Millisecond), int64(retryTimeMax), Text{"want 1ms to 1h", "1ms~1h이어야 합니다"}, func(s *Settings) any { return &s.InitialRetryTime }, true},
	{"max-retry-time", fieldMaxRetryTime, int64(time.Millisecond), int64(retryTimeMax), Text{"want 1ms to 1h", "1ms~1h이어야 합니다"}, func(s *Settings) any { return &s.MaxRetryTime }, true},
	{"producer-retries", fieldProducerRetries, ProducerRetriesOfClient, RetriesMax, Say("want 0 to %d, or -1 for the client's", "0~%d이거나, 클라이언트의 값을 쓰려면 -1이어야 합니다", RetriesMax), func(s *Settings) any { return &s.ProducerRetries }, true},
	{"producer-initial-retry-time", fieldProducerInitialRetryTime, 0, int64(retryTimeMax), Text{"want 1ms to 1h, or 0s for the client's", "1ms~1h이거나, 클라이언트의 값을 쓰려면 0s여야 합니다"}, func(s *Settings) any { return &s.ProducerInitialRetryTime }, true},
	{"request-timeout", fieldRequestTimeout, int64(time.Millisecond), int64(clientTimeoutMax), Text{"want 1ms to 1h", "1ms~1h이어야 합니다"}, func(s *Settings) any { return &s.RequestTimeout }, true},
	{"connection-timeout", fieldConnectionTimeout, int64(time.Millisecond), int64(clientTimeoutMax), Text{"want 1ms to 1h", "1ms~1h이어야 합니다"}, func(s *Settings) any { return &s.ConnectionTimeout }, true},
	{"from-beginning", fieldFromBeginning, 0, 1, Text{"want true or false", "true나 false여야 합니다"}, func(s *Settings) any { return &s.FromBeginning }, false},
	{"producer-only", fieldProducerOnly, 0, 1, Text{"want true or false", "true나 false여야 합니다"}, func(s *Settings) any { return &s.ProducerOnly }, false},
	{"cluster-size", fieldClusterSize, 1, BrokerCount, Text{"want 1 or 3 brokers", "브로커는 1대나 3대여야 합니다"}, func(s *Settings) any { return &s.ClusterSize }, false},
	{"services", fieldServices, 1, ServicesMax, Say("want 1 to %d", "1~%d이어야 합니다", ServicesMax), func(s *Settings) any { return &s.Services }, false},
	{"reply-partitions", fieldReplyPartitions, 1, ReplyPartitionsMax, Say("want 1 to %d", "1~%d이어야 합니다", ReplyPartitionsMax), func(s *Settings) any { return &s.ReplyPartitions }, false},
}

// number returns the setting as the log writes it.
func (f *settingField) number(s *Settings) int64 {
	switch at := f.at(s).(type) {
	case *int:
		return int64(*at)
	case *time.Duration:
		return int64(*at)
	case *bool:
		if *at {
			return 1
		}
	}
	return 0
}

// set takes a setting that is a number from a log.
func (f *settingField) set(s *Settings, n int64) {
	switch at := f.at(s).(type) {
	case *int:
		*at = int(n)
	case *time.Duration:
		*at = time.Duration(n)
	}
}

// append appends the setting's value as the log writes it.
func (f *settingField) append(b []byte, s *Settings) []byte {
	if is, ok := f.at(s).(*bool); ok {
		return strconv.AppendBool(b, *is)
	}
	return strconv.AppendInt(b, f.number(s), 10)
}

// changed reports whether the setting is not what it is by default.
func (f *settingField) changed(s *Settings) bool {
	is, standard := s.orDefaults(), DefaultSettings()
	return f.number(&is) != f.number(&standard)
}

// orDefaults returns the settings; where nobody made any, as before the first
// event of a log, the defaults.
func (s *Settings) orDefaults() Settings {
	if *s == (Settings{}) {
		return DefaultSettings()
	}
	return *s
}

// check refuses a setting that is out of its range.
func (f *settingField) check(s *Settings) error {
	n := f.number(s)
	if n >= f.low && n <= f.high && (f.field != fieldClusterSize || n != 2) {
		return nil
	}
	if d, is := f.at(s).(*time.Duration); is {
		return Refuse("%s: %s, not %s", "%s: %s. 지금은 %s입니다", f.name, f.want, same(d.String()))
	}
	return Refuse("%s: %s, not %d", "%s: %s. 지금은 %d입니다", f.name, f.want, n)
}

// checkSettings refuses settings out of their ranges.
func (s *Settings) checkSettings() error {
	for i := range settingFields {
		if err := settingFields[i].check(s); err != nil {
			return err
		}
	}
	return nil
}

// settingOf returns the setting that is written in this field of a log, or nil.
func settingOf(f field) *settingField {
	if f < fieldRetries || f > fieldReplyPartitions {
		return nil
	}
	return &settingFields[f-fieldRetries]
}

// Brokers returns how many brokers the run has.
func (s *Settings) Brokers() int { return s.orDefaults().ClusterSize }

// MinInSync returns min.insync.replicas of every topic.
func (s *Settings) MinInSync() int { return min(MinInSync, s.Brokers()) }

// Connects returns how many connects a reconnect round has at most.
func (s *Settings) Connects() int { return s.orDefaults().Retries + 1 }

// Attempts returns how often the run's client tries a record: kafkajs once, and
// its retries; kafka-go's Writer as often as it always does.
func (s *Setup) Attempts() int {
	if s.Client == KafkaGo {
		return WriterAttempts
	}
	return s.attempts()
}

// attempts returns how often kafkajs tries a record.
func (s *Settings) attempts() int {
	is := s.orDefaults()
	if is.ProducerRetries == ProducerRetriesOfClient {
		return is.Retries + 1
	}
	return is.ProducerRetries + 1
}
