package kafkax

import (
	"errors"
	"fmt"

	"orderflow/kafkax/record"
	"orderflow/sim"
)

// errTimeout is what the caller of a send() with a timeout gets.
var errTimeout = errors.New("no answer within the send timeout")

// errSerialize marks what --fault serialize-error did.
var errSerialize = errors.New("the payload cannot be serialised")

// errClosed is what whoever waits for an answer gets from a client that is closed,
// in kafkajs' words.
var errClosed = closedError{}

type closedError struct{}

func (closedError) Error() string { return "Connection closed" }

// callerCode names the error that a caller gets. kafka-go's own errors have no
// names; what its Writer gives up with is a WriteError.
func callerCode(err error) sim.Code {
	var remote record.RemoteError
	switch {
	case errors.Is(err, errTimeout):
		return sim.TimeoutError
	case errors.Is(err, errSerialize):
		return sim.SerializeError
	case errors.Is(err, errClosed):
		return sim.OtherError
	case errors.As(err, &remote):
		if remote.Failure != record.InternalError {
			return sim.RPCException
		}
		return sim.InternalServerError
	}
	return sim.WriteFailed
}

// errUnknownOrder marks a record about an order that nobody here knows.
var errUnknownOrder = errors.New("is not of this run")

func unknownOrder(id string) error {
	return fmt.Errorf("order %q %w", sim.Printable(id, sim.NameLengthMax), errUnknownOrder)
}

// takenError refuses an order of another service whose id is taken: a second
// copy of it, or an order of somebody else.
type takenError struct {
	id     string
	number sim.OrderID // of who has the id; 0: it is yet to be created, or not known here
}

func (e *takenError) Error() string {
	if e.number == 0 {
		return fmt.Sprintf("order %q exists already", sim.Printable(e.id, sim.NameLengthMax))
	}
	return fmt.Sprintf("order %q exists already, as #%d", sim.Printable(e.id, sim.NameLengthMax), e.number)
}

func isTaken(err error) bool {
	taken := (*takenError)(nil)
	return errors.As(err, &taken)
}

// replyTopicError refuses a topic for an answer.
type replyTopicError struct{ topic, why string }

// newReplyTopicError refuses a topic, and says why.
func newReplyTopicError(topic, why string) error { return &replyTopicError{topic, why} }

func (e *replyTopicError) Error() string {
	return fmt.Sprintf("an answer to topic %q is not written: %s", sim.Printable(e.topic, sim.NameLengthMax), e.why)
}

// killed is the exit code of a process that was killed: 128 + SIGKILL.
const killed = 137
