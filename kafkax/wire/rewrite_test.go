package wire

import (
	"bytes"
	"encoding/binary"
	"reflect"
	"strconv"
	"testing"

	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/internal/kafkatest"
)

// answerFrame returns an answer as it is on the wire.
func answerFrame(answer kmsg.Response, version int16) []byte {
	answer.SetVersion(version)
	frame := binary.BigEndian.AppendUint32(make([]byte, 4), 7)
	if answer.IsFlexible() && kmsg.Key(answer.Key()) != kmsg.ApiVersions {
		frame = append(frame, 0)
	}
	frame = answer.AppendTo(frame)
	binary.BigEndian.PutUint32(frame, uint32(len(frame)-4))
	return frame
}

// decoded reads an answer of a frame that is as long as it says.
func decoded(t *testing.T, frame []byte, answer kmsg.Response, version int16) kmsg.Response {
	t.Helper()
	answer.SetVersion(version)
	body := frame[8:]
	if answer.IsFlexible() && kmsg.Key(answer.Key()) != kmsg.ApiVersions {
		body = body[1:]
	}
	if err := answer.ReadFrom(body); err != nil {
		t.Fatalf("version %d: %v", version, err)
	}
	if !bytes.Equal(answerFrame(answer, version), frame) {
		t.Fatalf("version %d: the length or the end is wrong", version)
	}
	return answer
}

// doors has brokers 1 and 2 at ports 1001 and 1002, and no other.
func doors(node int32, address string) (string, int32, bool) {
	return "door", 1000 + node, address == "broker-"+strconv.Itoa(int(node))+":9092" && node < 3
}

// rewritten sends an answer through, and reads what comes out.
func rewritten(t *testing.T, answer, empty kmsg.Response, version int16) kmsg.Response {
	t.Helper()
	frame, err := apiCall{key: kmsg.Key(answer.Key()), version: version}.rewrite(answerFrame(answer, version), doors)
	if err != nil {
		t.Fatalf("version %d: %v", version, err)
	}
	return decoded(t, frame, empty, version)
}

func tagged() kmsg.Tags {
	var tags kmsg.Tags
	tags.Set(90, []byte("new"))
	return tags
}

// In every version the brokers of Metadata are at the door, what is not at the
// door is not named, and the rest is as it was.
func TestRewriteMetadata(t *testing.T) {
	for version := int16(0); version <= spoken[kmsg.Metadata]; version++ {
		answer := kmsg.NewPtrMetadataResponse()
		answer.ThrottleMillis, answer.ClusterID, answer.ControllerID = 5, kmsg.StringPtr("cluster"), 2
		for node := int32(1); node <= 3; node++ {
			answer.Brokers = append(answer.Brokers, kmsg.MetadataResponseBroker{NodeID: node, Host: "broker-" + strconv.Itoa(int(node)), Port: 9092, Rack: kmsg.StringPtr("r"), UnknownTags: tagged()})
		}
		part := kmsg.NewMetadataResponseTopicPartition()
		part.Leader, part.Replicas, part.ISR = 3, []int32{1, 2, 3}, []int32{3}
		topic := kmsg.NewMetadataResponseTopic()
		topic.Topic, topic.Partitions = kmsg.StringPtr(kafkatest.Topic), []kmsg.MetadataResponseTopicPartition{part}
		answer.Topics = append(answer.Topics, topic)
		want := decoded(t, answerFrame(answer, version), kmsg.NewPtrMetadataResponse(), version).(*kmsg.MetadataResponse)
		want.Brokers = want.Brokers[:2]
		for i := range want.Brokers {
			want.Brokers[i].Host, want.Brokers[i].Port = "door", 1001+int32(i)
		}
		if got := rewritten(t, answer, kmsg.NewPtrMetadataResponse(), version); !reflect.DeepEqual(got, kmsg.Response(want)) {
			t.Errorf("version %d:\n%+v, want\n%+v", version, got, want)
		}
	}
}

// So is a coordinator, alone or with others; instead of one that is not at the
// door the client hears that there is none.
func TestRewriteCoordinators(t *testing.T) {
	for version := int16(0); version <= spoken[kmsg.FindCoordinator]; version++ {
		for node, wantCode := range map[int32]int16{1: 0, 3: coordinatorNotAvailable, -1: 16} {
			answer := kmsg.NewPtrFindCoordinatorResponse()
			one := kmsg.FindCoordinatorResponseCoordinator{Key: "g", NodeID: node, Host: "broker-" + strconv.Itoa(int(node)), Port: 9092, ErrorMessage: kmsg.StringPtr("m"), UnknownTags: tagged()}
			if node < 0 {
				one.Host, one.Port, one.ErrorCode = "", -1, 16
			}
			if version >= 4 {
				answer.Coordinators = append(answer.Coordinators, one, one)
			} else {
				answer.NodeID, answer.Host, answer.Port, answer.ErrorCode, answer.ErrorMessage = one.NodeID, one.Host, one.Port, one.ErrorCode, one.ErrorMessage
			}
			want := decoded(t, answerFrame(answer, version), kmsg.NewPtrFindCoordinatorResponse(), version).(*kmsg.FindCoordinatorResponse)
			wantNode, wantHost, wantPort := node, "door", 1000+node
			if wantCode != 0 {
				wantNode, wantHost, wantPort = -1, "", -1
			}
			if version < 4 {
				want.NodeID, want.Host, want.Port, want.ErrorCode = wantNode, wantHost, wantPort, wantCode
			}
			for i := range want.Coordinators {
				c := &want.Coordinators[i]
				c.NodeID, c.Host, c.Port, c.ErrorCode = wantNode, wantHost, wantPort, wantCode
			}
			if got := rewritten(t, answer, kmsg.NewPtrFindCoordinatorResponse(), version); !reflect.DeepEqual(got, kmsg.Response(want)) {
				t.Errorf("version %d, node %d:\n%+v, want\n%+v", version, node, got, want)
			}
		}
	}
}

// DescribeCluster names brokers or, where it is asked for them, controllers:
// those are at no door.
func TestRewriteCluster(t *testing.T) {
	for version := int16(0); version <= spoken[kmsg.DescribeCluster]; version++ {
		for kind := int8(1); kind <= 2; kind++ {
			answer := kmsg.NewPtrDescribeClusterResponse()
			answer.ClusterID, answer.ControllerID, answer.EndpointType, answer.ClusterAuthorizedOperations = "c", 2, kind, 9
			for node := int32(2); node <= 3; node++ {
				answer.Brokers = append(answer.Brokers, kmsg.DescribeClusterResponseBroker{NodeID: node, Host: "broker-" + strconv.Itoa(int(node)), Port: 9092, UnknownTags: tagged()})
			}
			want := decoded(t, answerFrame(answer, version), kmsg.NewPtrDescribeClusterResponse(), version).(*kmsg.DescribeClusterResponse)
			want.Brokers = want.Brokers[:1]
			want.Brokers[0].Host, want.Brokers[0].Port = "door", 1002
			if version >= 1 && kind == 2 {
				want.Brokers = nil
			}
			if got := rewritten(t, answer, kmsg.NewPtrDescribeClusterResponse(), version).(*kmsg.DescribeClusterResponse); len(got.Brokers)+len(want.Brokers) > 0 && !reflect.DeepEqual(got, want) {
				t.Errorf("version %d, kind %d:\n%+v, want\n%+v", version, kind, got, want)
			}
		}
	}
}

// A client learns of the versions that are let through, and of no other API; a
// broker that does not know the question answers as in version 0.
func TestRewriteVersions(t *testing.T) {
	for version := int16(0); version <= 4; version++ {
		answer := kmsg.NewPtrApiVersionsResponse()
		answer.ThrottleMillis = 3
		answer.FinalizedFeaturesEpoch = 1
		for _, key := range []kmsg.ApiVersionsResponseApiKey{{ApiKey: 0, MinVersion: 3, MaxVersion: 13}, {ApiKey: 3, MaxVersion: 12}, {ApiKey: 11, MinVersion: 6, MaxVersion: 9}, {ApiKey: 17, MaxVersion: 1}, {ApiKey: 68, MaxVersion: 1}} {
			key.UnknownTags = tagged()
			answer.ApiKeys = append(answer.ApiKeys, key)
		}
		got := rewritten(t, answer, kmsg.NewPtrApiVersionsResponse(), version).(*kmsg.ApiVersionsResponse)
		if len(got.ApiKeys) != 3 || got.ApiKeys[0].MaxVersion != spoken[kmsg.Produce] || got.ApiKeys[0].MinVersion != 3 || got.ApiKeys[1].ApiKey != 3 || got.ApiKeys[1].MaxVersion != 12 || got.FinalizedFeaturesEpoch != -1 || version > 0 && got.ThrottleMillis != 3 {
			t.Errorf("version %d: %+v", version, got)
		}
	}
	answer := kmsg.NewPtrApiVersionsResponse()
	answer.ErrorCode, answer.ApiKeys = unsupportedVersion, []kmsg.ApiVersionsResponseApiKey{{ApiKey: 18, MaxVersion: 5}}
	frame, err := apiCall{key: kmsg.ApiVersions, version: 9}.rewrite(answerFrame(answer, 0), doors)
	if err != nil {
		t.Fatal(err)
	}
	got := decoded(t, frame, kmsg.NewPtrApiVersionsResponse(), 0).(*kmsg.ApiVersionsResponse)
	if got.ErrorCode != unsupportedVersion || len(got.ApiKeys) != 1 || got.ApiKeys[0].MaxVersion != 4 {
		t.Errorf("%+v", got)
	}
}

// What is spoken is known to who reads it: in these versions no request that the
// gate reads has tags, and no answer names a broker but those that are rewritten.
func TestSpoken(t *testing.T) {
	for key, most := range spoken {
		request := kmsg.RequestForKey(int16(key))
		if request == nil || most > request.MaxVersion() {
			t.Errorf("%s: version %d is not known", key.Name(), most)
			continue
		}
		request.SetVersion(most)
		if x := newExchange(Role{}, 1, frame(request, most), requestHeader{key: int16(key), version: most}, ""); x != nil && request.IsFlexible() {
			t.Errorf("%s: version %d has tags", key.Name(), most)
		}
	}
	if spoken[kmsg.Produce] >= 10 || spoken[kmsg.Fetch] >= 16 {
		t.Error("answers to Produce or Fetch name brokers")
	}
}

// Whatever comes as a request or as an answer, it takes no more than its bytes,
// and no address but one of the door's comes out.
func FuzzRewrite(f *testing.F) {
	for key, most := range spoken {
		for version := int16(0); version <= most; version++ {
			f.Add(frame(kmsg.RequestForKey(int16(key)), version), answerFrame(kmsg.RequestForKey(int16(key)).ResponseKind(), version))
		}
	}
	f.Add([]byte("GET / HTTP/1.1\r\n\r\n"), []byte{})
	f.Add([]byte("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\x00"), []byte{})
	f.Add(frame(kmsg.NewPtrMetadataRequest(), 12), []byte("\x00\x00\x00\x0c\x00\x00\x00\x07\xff\xff\xff\xff\x0f\x00\x00\x00")) // claims 2³² tags
	f.Fuzz(func(t *testing.T, request, answer []byte) {
		var in frames
		in.add(request)
		if vet(in.rest()) != nil {
			return
		}
		whole, err := in.next()
		if err != nil || whole == nil {
			return
		}
		h, ok := header(whole)
		if !ok {
			return
		}
		silent(whole, h)
		refuseLogin(h)
		asked := 0
		call := apiCall{key: kmsg.Key(h.key), version: h.version}
		out, err := call.rewrite(answer, func(int32, string) (string, int32, bool) { asked++; return "d", 1, asked%2 == 0 })
		switch {
		case err != nil:
		case len(out) > 2*len(answer)+64:
			t.Errorf("%d bytes became %d", len(answer), len(out))
		case asked > len(answer):
			t.Errorf("%d brokers in %d bytes", asked, len(answer))
		}
	})
}
