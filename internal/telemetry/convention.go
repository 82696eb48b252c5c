package telemetry

import (
	"strconv"

	"orderflow/sim"
)

// SchemaURL is the version of the semantic conventions that the spans follow.
const SchemaURL = "https://opentelemetry.io/schemas/1.45.0"

// Names of the messaging conventions for Kafka (docs/messaging/kafka.md). With 1.45.0
// what is Kafka's own lost its prefix messaging, and messaging.system became a name.
const (
	messagingSystem      = "messaging.system.name"
	operationName        = "messaging.operation.name"
	operationType        = "messaging.operation.type"
	destinationName      = "messaging.destination.name"
	destinationTemplate  = "messaging.destination.template"
	destinationPartition = "messaging.destination.partition.id"
	messageKey           = "kafka.message.key"
	kafkaOffset          = "kafka.offset"
	consumerGroup        = "messaging.consumer.group.name"
	clientID             = "messaging.client.id"
	errorType            = "error.type"
)

// Names of the HTTP conventions. What a log does not have is left out: the
// panel's address is in none.
const (
	httpMethod = "http.request.method"
	httpStatus = "http.response.status_code"
	httpResend = "http.request.resend_count"
)

// Names of our own.
const (
	endUnknown      = "orderflow.end.unknown"       // the run ended before it did
	lostWithProcess = "orderflow.lost_with_process" // a real exporter would have sent nothing of it
	orderID         = "orderflow.order.id"
	orderNumber     = "orderflow.order.number"
	truthNow        = "orderflow.truth"
	rowNow          = "orderflow.row"
	callerKnows     = "orderflow.caller"
	callNumber      = "orderflow.call"
	calledBy        = "orderflow.called_by"
	attemptNumber   = "orderflow.attempt"
	brokerNumber    = "orderflow.broker"
	copyNumber      = "orderflow.copy"
	lagNow          = "orderflow.lag"
	jobNumber       = "orderflow.job"
)

// operation is one of the conventions' types of operations, with the name that
// Kafka's clients have for it, and the kind of its span.
type operation struct {
	name, of string
	kind     Kind
}

// The operations. A send whose own context is in the message is a producer's:
// status events and answers have no create span.
var (
	createOp  = operation{"create", "create", Producer}
	sendOp    = operation{"send", "send", Client}
	publishOp = operation{"send", "send", Producer}
	pollOp    = operation{"poll", "receive", Client}
	processOp = operation{"process", "process", Consumer}
	commitOp  = operation{"commit", "settle", Client}
)

// messaging begins the attributes of an operation on a topic.
func (r *Run) messaging(op operation, t sim.Topic, of Service) []Attribute {
	list := []Attribute{
		text(messagingSystem, "kafka"), text(operationName, op.name), text(operationType, op.of),
		text(destinationName, r.header.Prefix+t.String()),
	}
	if r.header.Prefix != "" {
		list = append(list, text(destinationTemplate, t.String()))
	}
	if op == createOp { // it is before any client
		return list
	}
	return append(list, text(clientID, of.clientID()))
}

// group is the attribute of a consumer's group.
func (r *Run) group(g sim.Group) Attribute { return text(consumerGroup, r.header.Prefix+g.String()) }

// partition is the attribute of a partition: a text, as the conventions have it.
func partition(n int16) Attribute { return text(destinationPartition, strconv.Itoa(int(n))) }
