package kafkax

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kversion"

	"orderflow/kafkax/record"
	"orderflow/kafkax/wire"
)

// The topic alive of a prefix is for the processes that run on it. It has one
// partition and is compacted, so that of each key the last record stays, and its
// times are the broker's: clocks of machines differ, and the one that stamps the
// records is the same for who writes them and for who asks how old they are. It is
// apart from the topic control: whoever reads acts there counts their offsets.
//
//	alive/INSTANCE   {"role":"live"}                that process lives
//	alive/INSTANCE   {"role":"live","ended":true}   it has come to its end
//	probe            {}                             somebody asks what time it is there

// The keys of its records.
const (
	aliveKey = "alive/" // and the name of an instance
	probeKey = "probe"
)

// alivePartition is the only partition of that topic.
const alivePartition = 0

// sign is what a process says of itself.
type sign struct {
	Role  string `json:"role"`
	Ended bool   `json:"ended,omitempty"`
}

// instanceLengthMax bounds the names of instances that are read.
const instanceLengthMax = 64

// signOf reads a record of that topic. What another version of the program
// says in it is passed over: with such a key it is a sign of life, whatever it says.
func signOf(key, value []byte) (instance string, ended, is bool) {
	instance, is = strings.CutPrefix(string(key), aliveKey)
	if !is || instance == "" || len(instance) > instanceLengthMax {
		return "", false, false
	}
	var s sign
	return instance, json.Unmarshal(value, &s) == nil && s.Ended, true
}

// createAlive makes that topic of a prefix, unless it is there. Both
// settings are such that brokers let every owner of a topic choose them.
func (a *admin) createAlive(ctx context.Context, n record.Names, replicas int) error {
	topic := kafka.TopicConfig{Topic: n.Alive(), NumPartitions: 1, ReplicationFactor: replicas, ConfigEntries: []kafka.ConfigEntry{
		{ConfigName: "cleanup.policy", ConfigValue: "compact"},
		{ConfigName: "message.timestamp.type", ConfigValue: "LogAppendTime"},
	}}
	if err := a.create(ctx, &kafka.CreateTopicsRequest{Topics: []kafka.TopicConfig{topic}}, "", 0); err != nil {
		return err
	}
	return a.awaitLeaders(ctx, []string{topic.Topic}, 1)
}

// signPatience is how long a broker may take to answer whoever writes and reads
// signs of life.
const signPatience = 2 * time.Second

// talker opens a client for signs of life, past the gate: no fault of the run
// silences it. It asks for the leader's answer alone, so that a process is known
// to live also while brokers are missing.
func (c *cluster) talker(more ...kgo.Opt) (*kgo.Client, error) {
	return kgo.NewClient(append([]kgo.Opt{
		kgo.SeedBrokers(c.bootstrap()...), kgo.Dialer(patient(c.dial)), kgo.ClientID(wire.Role{Duty: wire.DutyAdmin}.ClientID()),
		kgo.RequestTimeoutOverhead(signPatience), kgo.ProduceRequestTimeout(signPatience), kgo.MetadataMinAge(leaderPoll),
		kgo.RequiredAcks(kgo.LeaderAck()), kgo.DisableIdempotentWrite(), kgo.ProducerLinger(0),
		kgo.RecordPartitioner(kgo.ManualPartitioner()), kgo.ProducerBatchCompression(kgo.NoCompression()), kgo.DisableClientMetrics(),
		kgo.MaxVersions(kversion.V3_0_0()), // as the observer's: later ones name topics by their ids
	}, more...)...)
}
