package chronicle

import (
	"errors"
	"fmt"

	"orderflow/kafkax/record"
	"orderflow/sim"
)

// ErrTimeout is what the caller of a send() with a timeout gets.
var ErrTimeout = errors.New("no answer within the send timeout")

// ErrSerialize marks what --fault serialize-error did.
var ErrSerialize = errors.New("the payload cannot be serialised")

// ErrClosed is what whoever waits for an answer gets from a client that is closed,
// in kafkajs' words.
var ErrClosed error = closedError{}

type closedError struct{}

// Error says it as kafkajs does.
func (closedError) Error() string { return "Connection closed" }

// CallerCode names the error that a caller gets. kafka-go's own errors have no
// names; what its Writer gives up with is a WriteError.
func CallerCode(err error) sim.Code {
	var remote record.RemoteError
	switch {
	case errors.Is(err, ErrTimeout):
		return sim.TimeoutError
	case errors.Is(err, ErrSerialize):
		return sim.SerializeError
	case errors.Is(err, ErrClosed):
		return sim.OtherError
	case errors.As(err, &remote):
		if remote.Failure != record.InternalError {
			return sim.RPCException
		}
		return sim.InternalServerError
	}
	return sim.WriteFailed
}

// ErrUnknownOrder marks a record about an order that nobody here knows.
var ErrUnknownOrder = errors.New("is not of this run")

// UnknownOrder is the error of a record about the order with an id.
func UnknownOrder(id string) error {
	return fmt.Errorf("order %q %w", sim.Printable(id, sim.NameLengthMax), ErrUnknownOrder)
}

// TakenError refuses an order of another service whose id is taken: a second
// copy of it, or an order of somebody else.
type TakenError struct {
	ID     string
	Number sim.OrderID // of who has the id; 0: it is yet to be created, or not known here
}

// Error says whose id it is, as far as that is known.
func (e *TakenError) Error() string {
	if e.Number == 0 {
		return fmt.Sprintf("order %q exists already", sim.Printable(e.ID, sim.NameLengthMax))
	}
	return fmt.Sprintf("order %q exists already, as #%d", sim.Printable(e.ID, sim.NameLengthMax), e.Number)
}

// IsTaken reports whether an error is a [TakenError].
func IsTaken(err error) bool {
	taken := (*TakenError)(nil)
	return errors.As(err, &taken)
}

// ReplyTopicError refuses a topic for an answer.
type ReplyTopicError struct{ topic, why string }

// NewReplyTopicError refuses a topic, and says why.
func NewReplyTopicError(topic, why string) error { return &ReplyTopicError{topic, why} }

// Error names the topic, and says why.
func (e *ReplyTopicError) Error() string {
	return fmt.Sprintf("an answer to topic %q is not written: %s", sim.Printable(e.topic, sim.NameLengthMax), e.why)
}

// Killed is the exit code of a process that was killed: 128 + SIGKILL.
const Killed = 137
