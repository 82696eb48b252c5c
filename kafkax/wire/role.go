package wire

import (
	"fmt"

	"orderflow/sim"
)

// Role says on whose behalf a connection or a client is opened. It is what those who
// are told of a connection tell clients apart by.
type Role struct {
	Duty   Duty
	Group  sim.Group // DutyConsume
	Worker uint8     // DutyConsume: member of the group, from 1
	Life   uint32    // of the order service's process whose it is, from 1; 0 = none of its clients
	Guest  uint32    // DutyForeign: connection through a door, from 1
}

// Duty is what a connection is for.
type Duty uint8

// The duties; their numbers are those of what processes tell each other.
const (
	DutyAdmin   Duty = iota // topics, groups, offsets
	DutyPublish             // the order service's own records on sns.orders
	DutyReply               // reads the answers of send()
	DutyReport              // status events, answers, the activity log
	DutyConsume             // a member of a consumer group
	DutyForeign             // somebody else's client, through a door
)

// ClientID is what the brokers see in their logs.
func (r Role) ClientID() string {
	if r.Duty == DutyConsume {
		return "orderflow-" + r.Group.String()
	}
	return [...]string{DutyAdmin: "orderflow-admin", DutyPublish: "orderflow-service", DutyReply: "orderflow-service", DutyReport: "orderflow-report", DutyForeign: "orderflow-proxy"}[r.Duty]
}

// String names a member of a group as it is told apart on a screen.
func (r Role) String() string { return fmt.Sprintf("%s-%d", r.Group, r.Worker) }
