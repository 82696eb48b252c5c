package wire

import (
	"encoding/binary"

	"github.com/twmb/franz-go/pkg/kbin"
	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/sim"
)

// spoken says which APIs may be asked through a door, and each up to which
// version. What the gate reads (see newExchange) ends with the last version
// without tags; Fetch and Produce end before those whose answers name brokers'
// addresses (v16 and v10), transactions before those that need a later Produce.
// Clients learn it from the answer to ApiVersions and keep to it; the rest of
// Kafka's APIs is for brokers, controllers and other kinds of groups.
var spoken = map[kmsg.Key]int16{
	kmsg.Produce: 8, kmsg.OffsetCommit: 7, kmsg.JoinGroup: 5, kmsg.Heartbeat: 3, kmsg.LeaveGroup: 3, kmsg.SyncGroup: 3,

	kmsg.SASLHandshake: 1, // it is refused: a client that is not offered it sends its password all the same

	kmsg.ApiVersions: 4, kmsg.Metadata: 13, kmsg.FindCoordinator: 6, kmsg.DescribeCluster: 2,

	kmsg.Fetch: 15, kmsg.ListOffsets: 9, kmsg.OffsetFetch: 8, kmsg.OffsetForLeaderEpoch: 4,
	kmsg.InitProducerID: 4, kmsg.AddPartitionsToTxn: 3, kmsg.AddOffsetsToTxn: 3, kmsg.EndTxn: 3, kmsg.TxnOffsetCommit: 3,

	kmsg.DescribeGroups: 5, kmsg.ListGroups: 4, kmsg.DeleteGroups: 2, kmsg.OffsetDelete: 0,
	kmsg.CreateTopics: 7, kmsg.DeleteTopics: 6, kmsg.CreatePartitions: 3, kmsg.DeleteRecords: 2, kmsg.DescribeTopicPartitions: 0,
	kmsg.DescribeConfigs: 4, kmsg.AlterConfigs: 2, kmsg.IncrementalAlterConfigs: 1, kmsg.DescribeLogDirs: 4,
	kmsg.DescribeProducers: 0, kmsg.DescribeTransactions: 0, kmsg.ListTransactions: 1, kmsg.ListPartitionReassignments: 0,
}

// Limits of a request through a door. That of a Produce is 16 of the largest
// batches that Kafka's own defaults allow.
const (
	produceBytesMax = 16 << 20
	requestBytesMax = 1 << 20
	versionsMax     = 50 // of an API: Kafka's highest is below 20
)

// errNoKafka says that who came does not speak Kafka.
var errNoKafka = sim.Refuse("it does not speak Kafka", "Kafka 프로토콜이 아닙니다")

// errTLS says that who came begins with a TLS handshake.
var errTLS = sim.Refuse("it speaks TLS, and this address takes plain text: set security.protocol=PLAINTEXT there", "TLS로 말합니다. 이 주소는 평문만 받으니 클라이언트에 security.protocol=PLAINTEXT를 쓰세요")

// errLogin says that who came wants to log in.
var errLogin = sim.Refuse("it wants to log in, and this address takes no login: set security.protocol=PLAINTEXT there; who logs in to the cluster is orderflow, by --config",
	"로그인하려 합니다. 이 주소는 로그인을 받지 않으니 클라이언트에 security.protocol=PLAINTEXT를 쓰세요. 클러스터 로그인은 orderflow가 --config로 합니다")

// vet looks at the beginning of a request, before the rest is waited for: its
// length and, once it is there, the header. It returns an error of one line for
// what is not let through.
func vet(start []byte) error {
	if len(start) < 4 {
		return nil
	}
	size := binary.BigEndian.Uint32(start)
	switch {
	case start[0] == 0x16 && start[1] == 3: // a TLS record: handshake, major version 3
		return errTLS
	case size < 10 || size > produceBytesMax: // 10: a header with a null client id
		return errNoKafka
	}
	h, whole := header(start)
	if !whole {
		return nil
	}
	most, known := spoken[kmsg.Key(h.key)]
	switch {
	case kmsg.RequestForKey(h.key) == nil, h.version < 0, h.version > versionsMax:
		return errNoKafka // what it is may be a secret: it is not said back
	case kmsg.Key(h.key) == kmsg.SASLAuthenticate:
		return errLogin
	case kmsg.Key(h.key) == kmsg.ApiVersions && h.version > most:
		return nil // the broker answers with the versions it has
	case !known || h.version > most:
		return sim.Refuse("it asks %s in version %d, which is not let through", "%s 버전 %d 요청은 지나갈 수 없습니다", kmsg.Key(h.key).Name(), h.version)
	case kmsg.Key(h.key) != kmsg.Produce && size > requestBytesMax:
		return sim.Refuse("its %s has %d bytes: at most %d are let through", "%s 요청이 %d바이트입니다. %d바이트까지 지나갈 수 있습니다", kmsg.Key(h.key).Name(), size, requestBytesMax)
	}
	return nil
}

// clientOf returns what the client of a request calls itself; empty where it does not.
func clientOf(frame []byte) string {
	in := kbin.Reader{Src: frame[12:]}
	if name := in.NullableString(); name != nil {
		return *name
	}
	return ""
}

// silent reports whether the broker answers nothing to a request: Produce with
// acks 0.
func silent(frame []byte, h requestHeader) bool {
	if kmsg.Key(h.key) != kmsg.Produce {
		return false
	}
	in := kbin.Reader{Src: frame[12:]}
	in.NullableString() // client id
	if h.version >= 3 {
		in.NullableString() // transactional id
	}
	return in.Int16() == 0 && in.Ok()
}

// refuseLogin is the answer to a SaslHandshake: no mechanism there is.
func refuseLogin(h requestHeader) []byte {
	const unsupportedMechanism = 33
	answer := kmsg.NewPtrSASLHandshakeResponse()
	answer.SetVersion(min(max(h.version, 0), 1))
	answer.ErrorCode = unsupportedMechanism
	frame := binary.BigEndian.AppendUint32(make([]byte, 4), uint32(h.correlation))
	frame = answer.AppendTo(frame)
	binary.BigEndian.PutUint32(frame, uint32(len(frame)-4))
	return frame
}
