package kafkax

import "orderflow/sim"

// role says on whose behalf a connection or a client is opened.
type role struct {
	duty   duty
	group  sim.Group // dutyConsume
	worker uint8     // dutyConsume: member of the group, from 1
}

// duty is what a connection is for.
type duty uint8

const (
	dutyAdmin   duty = iota // topics, groups, offsets
	dutyPublish             // the order service's own records on sns.orders
	dutyReply               // reads the answers of send()
	dutyReport              // status events, answers, the activity log
	dutyConsume             // a member of a consumer group
)

// clientID is what the brokers see in their logs.
func (r role) clientID() string {
	if r.duty == dutyConsume {
		return "orderflow-" + r.group.String()
	}
	return [...]string{"orderflow-admin", "orderflow-service", "orderflow-service", "orderflow-report"}[r.duty]
}
