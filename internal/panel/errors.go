package panel

import (
	"errors"
	"fmt"

	"orderflow/sim"
)

// In which ways a call of a panel fails. Of a purchase it matters what each of
// them says: after Unreachable, Refused and Declined nothing was bought; after
// ErrTimeout and Unclear nobody knows.
var (
	// ErrUnreachable: no connection could be made.
	ErrUnreachable = errors.New("the panel cannot be reached")
	// ErrTimeout: the request was sent, and no answer came in time.
	ErrTimeout = fmt.Errorf("no answer of the panel within %s", sim.PanelAnswerTimeout)
)

// Unreachable is a call that came to no connection.
type Unreachable struct{ Cause error }

func (u *Unreachable) Error() string { return fmt.Sprintf("%v: %v", ErrUnreachable, u.Cause) }

// Unwrap returns ErrUnreachable and the cause.
func (u *Unreachable) Unwrap() []error { return []error{ErrUnreachable, u.Cause} }

// Refused is an HTTP status other than 200 with which the panel refuses.
type Refused int

func (r Refused) Error() string { return fmt.Sprintf("the panel answered with HTTP status %d", int(r)) }

// Declined is the panel's no with status 200: {"error": "…"}. For an HTTP client
// that is a success. The text is printable.
type Declined string

func (d Declined) Error() string { return "the panel says no: " + string(d) }

// Unclear is an answer that says nothing: broken off, or nothing that the API
// has. The text is printable, and what of the answer is in it is short.
type Unclear string

func (u Unclear) Error() string { return "the panel's answer cannot be used: " + string(u) }

func unclear(format string, figures ...any) error {
	return Unclear(sim.Printable(fmt.Sprintf(format, figures...), textMax))
}

// textMax bounds what is said of an answer, in characters.
const textMax = 200
