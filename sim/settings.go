package sim

import (
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

// orDefaults returns the settings; where nobody made any, as before the first
// event of a log, the defaults.
func (s *Settings) orDefaults() Settings {
	if *s == (Settings{}) {
		return DefaultSettings()
	}
	return *s
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
	return s.RecordRetries() + 1
}

// RecordRetries returns how often kafkajs tries a record again: producer.retry,
// which is merged over client.retry.
func (s *Settings) RecordRetries() int {
	is := s.orDefaults()
	if is.ProducerRetries == ProducerRetriesOfClient {
		return is.Retries
	}
	return is.ProducerRetries
}
