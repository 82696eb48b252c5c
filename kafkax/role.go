package kafkax

import "orderflow/sim"

// role says on whose behalf a connection or a client is opened.
type role struct {
	duty   duty
	group  sim.Group // dutyConsume
	worker uint8     // dutyConsume: member of the group, from 1
	life   uint32    // of the order service's process whose it is, from 1; 0 = none of its clients
	guest  uint32    // dutyForeign: connection through a door, from 1
}

// duty is what a connection is for.
type duty uint8

const (
	dutyAdmin   duty = iota // topics, groups, offsets
	dutyPublish             // the order service's own records on sns.orders
	dutyReply               // reads the answers of send()
	dutyReport              // status events, answers, the activity log
	dutyConsume             // a member of a consumer group
	dutyForeign             // somebody else's client, through a door
)

// clientID is what the brokers see in their logs.
func (r role) clientID() string {
	if r.duty == dutyConsume {
		return "orderflow-" + r.group.String()
	}
	return [...]string{dutyAdmin: "orderflow-admin", dutyPublish: "orderflow-service", dutyReply: "orderflow-service", dutyReport: "orderflow-report", dutyForeign: "orderflow-proxy"}[r.duty]
}
