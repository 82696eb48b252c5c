package access

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"

	"github.com/twmb/franz-go/pkg/kmsg"
)

// answerBytesMax bounds an answer that is read here: there are brokers'
// addresses in it, and no records.
const answerBytesMax = 8 << 20

// errNotKafka says that what answers does not speak Kafka.
var errNotKafka = errors.New("what answers there is not Kafka")

// Ask sends one request, in a version without tags, and reads its answer. The
// connection's deadline is the caller's.
func Ask(conn net.Conn, request kmsg.Request, clientID string) (kmsg.Response, error) {
	const correlation = 1 // one request is under way
	format := kmsg.NewRequestFormatter(kmsg.FormatterClientID(clientID))
	if _, err := conn.Write(format.AppendRequest(nil, request, correlation)); err != nil {
		return nil, err
	}
	var head [8]byte
	if _, err := io.ReadFull(conn, head[:]); err != nil {
		return nil, err
	}
	size := int64(binary.BigEndian.Uint32(head[:]))
	if size < 4 || size > answerBytesMax || binary.BigEndian.Uint32(head[4:]) != correlation {
		return nil, errNotKafka
	}
	body := make([]byte, size-4)
	if _, err := io.ReadFull(conn, body); err != nil {
		return nil, err
	}
	answer := request.ResponseKind()
	if err := answer.ReadFrom(body); err != nil {
		return nil, fmt.Errorf("decoding an answer of API %d: %w", request.Key(), err)
	}
	return answer, nil
}
