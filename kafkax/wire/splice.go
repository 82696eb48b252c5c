package wire

import (
	"encoding/binary"
	"errors"

	"github.com/twmb/franz-go/pkg/kbin"
)

// splice copies an answer and puts other things in some places of it. What it
// need not know it copies as it is, so that it takes no more time and memory than
// the answer has bytes, whatever numbers those claim.
type splice struct {
	in      kbin.Reader
	pending []byte // of the answer, from where it was last kept or dropped
	out     []byte
	compact bool // the version has tags, and so other lengths
}

// newSplice begins to copy an answer. Its header has tags where the version has;
// only that of ApiVersions never does.
func newSplice(frame []byte, compact, taggedHeader bool) *splice {
	s := &splice{in: kbin.Reader{Src: frame[8:]}, pending: frame, out: make([]byte, 0, len(frame)+128), compact: compact}
	if taggedHeader {
		s.tags()
	}
	return s
}

// taken returns what was read since the last call.
func (s *splice) taken() []byte {
	n := len(s.pending) - len(s.in.Src)
	b := s.pending[:n]
	s.pending = s.pending[n:]
	return b
}

// keep copies what was read since the last keep or drop.
func (s *splice) keep() { s.out = append(s.out, s.taken()...) }

// drop leaves it out.
func (s *splice) drop() { s.taken() }

// text reads a string.
func (s *splice) text() string {
	if s.compact {
		return s.in.CompactString()
	}
	return s.in.String()
}

// skipText reads a string or null.
func (s *splice) skipText() {
	if s.compact {
		s.in.UnsafeCompactNullableString()
		return
	}
	s.in.UnsafeNullableString()
}

// count reads the length of an array.
func (s *splice) count() int32 {
	if s.compact {
		return s.in.CompactArrayLen()
	}
	return s.in.ArrayLen()
}

// tags reads tags, if the version has them.
func (s *splice) tags() {
	if !s.compact {
		return
	}
	for n := s.in.Uvarint(); n > 0 && s.in.Ok(); n-- {
		s.in.Uvarint()
		s.in.Span(int(s.in.Uvarint()))
	}
}

// addText writes a string.
func (s *splice) addText(b []byte, text string) []byte {
	if s.compact {
		return kbin.AppendCompactString(b, text)
	}
	return kbin.AppendString(b, text)
}

// addCount writes the length of an array.
func (s *splice) addCount(b []byte, n int) []byte {
	if s.compact {
		return kbin.AppendCompactArrayLen(b, n)
	}
	return kbin.AppendArrayLen(b, n)
}

// errCutShort says that an answer is none, or shorter than it says.
var errCutShort = errors.New("the answer is cut short")

// finish copies the rest, and returns the answer with its new length.
func (s *splice) finish() ([]byte, error) {
	if !s.in.Ok() {
		return nil, errCutShort
	}
	s.in.Src = nil
	s.keep()
	binary.BigEndian.PutUint32(s.out, uint32(len(s.out)-4))
	return s.out, nil
}
