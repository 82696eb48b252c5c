package wire

import (
	"encoding/binary"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/sim"
)

// A broker that refuses a Produce needs no broker that does: the gate asks it
// something else in the Produce's place, and answers the Produce itself when that
// is answered. So an answer keeps its place among the others of its connection,
// and is as late as the broker is, on any cluster and with no rights there.

// brokerErrors are the errors of a Produce that a fault can make.
var brokerErrors = map[sim.Code]*kerr.Error{
	sim.MessageTooLarge:              kerr.MessageTooLarge,
	sim.TopicAuthorizationFailed:     kerr.TopicAuthorizationFailed,
	sim.NotLeaderOrFollower:          kerr.NotLeaderForPartition,
	sim.NotEnoughReplicas:            kerr.NotEnoughReplicas,
	sim.NotEnoughReplicasAfterAppend: kerr.NotEnoughReplicasAfterAppend,
	sim.UnknownTopicOrPartition:      kerr.UnknownTopicOrPartition,
}

// ErrorCode returns Kafka's code of an error of a Produce that a fault can make.
func ErrorCode(c sim.Code) int16 { return brokerErrors[c].Code }

// refuse lets a Produce that a rule refuses go as far as it does. With acks 0
// nobody is answered: a broker closes the connection then, and what the client
// writes next finds it closed.
func (c *gatedConn) refuse(x *Exchange, frame []byte) error {
	if x.Silent() {
		x.rule.strike(x)
	}
	switch {
	case x.rule.Does == RefuseAnswer:
		return c.forward(frame)
	case x.Silent():
		c.gate.forget(c, LinkCut)
		c.cut(reset)
		return nil
	}
	return c.forward(question(correlationOf(frame[4:])))
}

// question is an ApiVersions request of version 0, which every broker answers,
// with the correlation id of the request whose place it takes.
func question(correlation int32) []byte {
	const size = 10 // API key, version, correlation id, no client id
	frame := binary.BigEndian.AppendUint32(nil, size)
	frame = binary.BigEndian.AppendUint16(frame, uint16(kmsg.ApiVersions))
	frame = binary.BigEndian.AppendUint16(frame, 0)
	frame = binary.BigEndian.AppendUint32(frame, uint32(correlation))
	return binary.BigEndian.AppendUint16(frame, 0xffff)
}

// refusedBy returns the answer to a Produce that has the rule's error for every
// partition, in the place of the frame that came.
func (x *Exchange) refusedBy(frame []byte) []byte {
	request := x.request.(*kmsg.ProduceRequest)
	answer := request.ResponseKind().(*kmsg.ProduceResponse)
	for _, t := range request.Topics {
		topic := kmsg.NewProduceResponseTopic()
		topic.Topic = t.Topic
		for _, p := range t.Partitions {
			part := kmsg.NewProduceResponseTopicPartition()
			part.Partition, part.ErrorCode, part.BaseOffset = p.Partition, x.rule.Code, -1
			topic.Partitions = append(topic.Partitions, part)
		}
		answer.Topics = append(answer.Topics, topic)
	}
	made := answer.AppendTo(append(make([]byte, 4), frame[4:8]...)) // the length comes last
	binary.BigEndian.PutUint32(made, uint32(len(made)-4))
	return made
}
