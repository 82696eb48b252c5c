package assemble

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"syscall"
	"testing"

	"github.com/segmentio/kafka-go"
	"github.com/segmentio/kafka-go/protocol"
	"github.com/segmentio/kafka-go/protocol/produce"
)

// TestCausesHaveNames: what a Writer's request failed of is in the log by a name,
// not as an Error of which nobody can tell what it was.
func TestCausesHaveNames(t *testing.T) {
	refused := &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
	for _, test := range []struct {
		err  error
		want string
	}{
		{fmt.Errorf("kafka.(*Client).Produce: %w", refused), "ECONNREFUSED"},
		{fmt.Errorf("kafka.(*Client).Produce: %w", produce.NewError(protocol.NewErrNoLeader("sns.orders", 0))), "LEADER_NOT_AVAILABLE"},
		{kafka.LeaderNotAvailable, "LEADER_NOT_AVAILABLE"},
		{fmt.Errorf("kafka.(*Client).Produce: %w", &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "kafka2", IsNotFound: true}}), "ENOTFOUND"},
		{io.ErrUnexpectedEOF, "KafkaJSConnectionClosedError"},
		{context.DeadlineExceeded, "KafkaJSRequestTimeoutError"},
		{errors.New("the dog ate\x1b it"), "the dog ate\uFFFD it"},
	} {
		if got := causeText(test.err).Text; got != test.want {
			t.Errorf("%v: %q, want %q", test.err, got, test.want)
		}
	}
}
