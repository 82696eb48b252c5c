package wire

import (
	"net"
	"strconv"

	"github.com/twmb/franz-go/pkg/kbin"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// readdressFunc returns where a client finds a broker instead, by the cluster's
// own id and the address that the cluster says. Without ok there is no such
// place: the client must not learn of the broker.
type readdressFunc func(node int32, address string) (host string, port int32, ok bool)

// nowhere is a readdressFunc that knows no broker.
func nowhere(int32, string) (string, int32, bool) { return "", 0, false }

// apiCall is a request to which an answer is awaited.
type apiCall struct {
	key     kmsg.Key
	version int16
}

// rewrite returns an answer in which every broker is where readdress says. The
// answers that name no broker are returned as they are; which those are, spoken
// decides. An error says that the answer is none.
func (c apiCall) rewrite(frame []byte, readdress readdressFunc) ([]byte, error) {
	if len(frame) < 8 {
		return nil, errCutShort
	}
	switch c.key {
	case kmsg.Metadata:
		return rewriteMetadata(frame, c.version, readdress)
	case kmsg.FindCoordinator:
		return rewriteCoordinators(frame, c.version, readdress)
	case kmsg.DescribeCluster:
		return rewriteCluster(frame, c.version, readdress)
	case kmsg.ApiVersions:
		return rewriteVersions(frame, c.version)
	}
	return frame, nil
}

// The first versions with tags.
const (
	metadataTags    = 9
	coordinatorTags = 3
	apiVersionsTags = 3
)

// rewriteMetadata: the brokers come first, and the topics name them by their ids.
func rewriteMetadata(frame []byte, version int16, readdress readdressFunc) ([]byte, error) {
	s := newSplice(frame, version >= metadataTags, version >= metadataTags)
	if version >= 3 {
		s.in.Int32() // throttle
	}
	s.brokers(readdress, func() {
		if version >= 1 {
			s.skipText() // rack
		}
		s.tags()
	})
	return s.finish()
}

// rewriteCluster rewrites the answer to DescribeCluster. Controllers, for which
// it can be asked too, listen elsewhere than brokers: they are left out.
func rewriteCluster(frame []byte, version int16, readdress readdressFunc) ([]byte, error) {
	const brokers = 1
	s := newSplice(frame, true, true)
	s.in.Int32() // throttle
	s.in.Int16() // error
	s.skipText() // its message
	if version >= 1 && s.in.Int8() != brokers {
		readdress = nowhere
	}
	s.skipText() // cluster's id
	s.in.Int32() // controller
	s.brokers(readdress, func() {
		s.skipText() // rack
		if version >= 2 {
			s.in.Bool() // fenced
		}
		s.tags()
	})
	return s.finish()
}

// brokers rewrites an array of brokers; rest reads what follows host and port of
// each.
func (s *splice) brokers(readdress readdressFunc, rest func()) {
	s.keep()
	n, left := s.count(), 0
	s.drop()
	var list []byte
	for i := int32(0); i < n && s.in.Ok(); i++ {
		node, host, port := s.in.Int32(), s.text(), s.in.Int32()
		s.drop()
		rest()
		kept := s.taken()
		if !s.in.Ok() {
			return
		}
		host, port, ok := readdress(node, address(host, port))
		if !ok {
			continue
		}
		list = kbin.AppendInt32(list, node)
		list = s.addText(list, host)
		list = kbin.AppendInt32(list, port)
		list = append(list, kept...)
		left++
	}
	s.out = append(s.addCount(s.out, left), list...)
}

// address is where a broker listens, as host:port.
func address(host string, port int32) string { return net.JoinHostPort(host, strconv.Itoa(int(port))) }

// coordinatorNotAvailable is what a client is told instead of a coordinator that
// it cannot reach: it asks again.
const coordinatorNotAvailable = 15

// rewriteCoordinators rewrites the answer to FindCoordinator: one coordinator or,
// from version 4 on, one for each key.
func rewriteCoordinators(frame []byte, version int16, readdress readdressFunc) ([]byte, error) {
	s := newSplice(frame, version >= coordinatorTags, version >= coordinatorTags)
	if version >= 1 {
		s.in.Int32() // throttle
	}
	if version < 4 {
		s.keep()
		code := s.in.Int16()
		s.drop()
		if version >= 1 {
			s.skipText() // message
		}
		message := s.taken()
		at, ok := s.coordinator(readdress)
		if !ok {
			code = coordinatorNotAvailable
		}
		s.out = append(append(kbin.AppendInt16(s.out, code), message...), at...)
		return s.finish()
	}
	for n := s.count(); n > 0 && s.in.Ok(); n-- {
		s.text() // key
		s.keep()
		at, ok := s.coordinator(readdress)
		code := s.in.Int16()
		s.drop()
		if !ok {
			code = coordinatorNotAvailable
		}
		s.out = kbin.AppendInt16(append(s.out, at...), code)
		s.skipText() // message
		s.tags()
	}
	return s.finish()
}

// coordinator reads id, host and port of a broker, and returns what stands there
// instead. Where there is none the id is below 0.
func (s *splice) coordinator(readdress readdressFunc) (b []byte, ok bool) {
	node, host, port := s.in.Int32(), s.text(), s.in.Int32()
	s.drop()
	ok = true
	if node >= 0 && s.in.Ok() {
		host, port, ok = readdress(node, address(host, port))
	}
	if node < 0 || !ok {
		node, host, port = -1, "", -1
	}
	return kbin.AppendInt32(s.addText(kbin.AppendInt32(nil, node), host), port), ok
}

// unsupportedVersion is what a broker says that does not know the version of an
// ApiVersions; the rest of that answer is as in version 0.
const unsupportedVersion = 35

// rewriteVersions leaves what spoken has of what the broker can do. Features of
// the cluster, which are tags, are left out: a client that found the second
// version of transactions there would rely on a Produce that is not spoken.
func rewriteVersions(frame []byte, version int16) ([]byte, error) {
	s := newSplice(frame, false, false)
	if s.in.Int16() == unsupportedVersion {
		version = 0
	}
	s.compact = version >= apiVersionsTags
	s.keep()
	n, left := s.count(), 0
	s.drop()
	var list []byte
	for ; n > 0 && s.in.Ok(); n-- {
		key, low, high := s.in.Int16(), s.in.Int16(), s.in.Int16()
		s.tags()
		s.drop()
		most, known := spoken[kmsg.Key(key)]
		if high = min(high, most); !known || low > high {
			continue
		}
		list = kbin.AppendInt16(kbin.AppendInt16(kbin.AppendInt16(list, key), low), high)
		if s.compact {
			list = append(list, 0) // no tags
		}
		left++
	}
	s.out = append(s.addCount(s.out, left), list...)
	if version >= 1 {
		s.in.Int32() // throttle
	}
	s.keep()
	if s.compact {
		s.tags()
		s.drop()
		s.out = append(s.out, 0)
	}
	return s.finish()
}
