package wire

import (
	"encoding/binary"
	"fmt"

	"github.com/twmb/franz-go/pkg/kbin"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// frameBytesMax bounds one Kafka message on the wire: socket.request.max.bytes
// of Apache Kafka. A larger length field means that this is not Kafka.
const frameBytesMax = 100 << 20

// idleBytesMax bounds what a connection keeps of its largest frame between frames.
const idleBytesMax = 4 << 20

// frames cuts a byte stream into Kafka's frames: a length of four bytes, and
// that many bytes after it.
type frames struct {
	buffer []byte
	start  int // where the next frame begins
}

// add appends bytes of the stream.
func (f *frames) add(b []byte) {
	if f.start == len(f.buffer) {
		f.buffer, f.start = f.buffer[:0], 0
		if cap(f.buffer) > idleBytesMax {
			f.buffer = nil
		}
	} else if f.start > 0 && len(f.buffer)+len(b) > cap(f.buffer) {
		f.buffer = f.buffer[:copy(f.buffer, f.buffer[f.start:])]
		f.start = 0
	}
	f.buffer = append(f.buffer, b...)
}

// rest returns the bytes that are no whole frame yet, valid until the next add.
func (f *frames) rest() []byte { return f.buffer[f.start:] }

// next returns the next whole frame with its length, valid until the next
// add, or nil when there is none yet.
func (f *frames) next() ([]byte, error) {
	rest := f.buffer[f.start:]
	if len(rest) < 4 {
		return nil, nil
	}
	size := int64(binary.BigEndian.Uint32(rest))
	if size < 4 || size > frameBytesMax {
		return nil, fmt.Errorf("reading a Kafka frame: a length of %d bytes, want 4 to %d", size, frameBytesMax)
	}
	if int64(len(rest)) < 4+size {
		return nil, nil
	}
	f.start += int(4 + size)
	return rest[: 4+size : 4+size], nil
}

// requestHeader is what stands before every request.
type requestHeader struct {
	key         int16 // which API
	version     int16
	correlation int32 // the answer carries it too
}

// header reads the fixed part of a request's header. ok is false where the
// frame is too short to be a request.
func header(frame []byte) (h requestHeader, ok bool) {
	if len(frame) < 12 {
		return h, false
	}
	return requestHeader{
		key:         int16(binary.BigEndian.Uint16(frame[4:])),
		version:     int16(binary.BigEndian.Uint16(frame[6:])),
		correlation: correlationOf(frame[4:]),
	}, true
}

// correlationOf reads the number at bytes 4 to 7 of a frame, which is where an
// answer keeps it.
func correlationOf(frame []byte) int32 { return int32(binary.BigEndian.Uint32(frame[4:])) }

// decodeRequest reads the request of a frame.
func decodeRequest(frame []byte, h requestHeader) (kmsg.Request, error) {
	request := kmsg.RequestForKey(h.key)
	if request == nil || h.version < 0 || h.version > request.MaxVersion() {
		return nil, fmt.Errorf("decoding a request: API %d in version %d is not known", h.key, h.version)
	}
	request.SetVersion(h.version)
	if request.IsFlexible() {
		// kafka-go and kafkajs send none of these here, and kmsg counts to whatever number of tags the bytes claim: up to 2³², for seconds.
		return nil, fmt.Errorf("decoding a request: API %d in version %d has tags", h.key, h.version)
	}
	reader := kbin.Reader{Src: frame[12:]}
	reader.NullableString() // client id
	if !reader.Ok() {
		return nil, fmt.Errorf("decoding a request of API %d: the header is cut short", h.key)
	}
	if err := request.ReadFrom(reader.Src); err != nil {
		return nil, fmt.Errorf("decoding a request of API %d: %w", h.key, err)
	}
	return request, nil
}

// decodeAnswer reads the answer of a frame to the request.
func decodeAnswer(frame []byte, request kmsg.Request) (kmsg.Response, error) {
	answer := request.ResponseKind()
	if err := answer.ReadFrom(frame[8:]); err != nil {
		return nil, fmt.Errorf("decoding an answer of API %d: %w", request.Key(), err)
	}
	return answer, nil
}
