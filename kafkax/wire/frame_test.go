package wire

import (
	"bytes"
	"encoding/binary"
	"testing"

	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/internal/kafkatest"
)

// frame returns a request as it is on the wire.
func frame(request kmsg.Request, version int16) []byte {
	request.SetVersion(version)
	return kmsg.NewRequestFormatter(kmsg.FormatterClientID("test")).AppendRequest(nil, request, 7)
}

// commitFrame is a commit of offset 5 of partition 2.
func commitFrame(version int16) []byte {
	r := kmsg.NewPtrOffsetCommitRequest()
	r.Group = "g"
	r.Topics = []kmsg.OffsetCommitRequestTopic{{Topic: kafkatest.Topic, Partitions: []kmsg.OffsetCommitRequestTopicPartition{{Partition: 2, Offset: 5}}}}
	return frame(r, version)
}

// Every version of a request is understood that kafka-go and kafkajs send: up
// to the first with tags.
func TestExchangeVersions(t *testing.T) {
	for version := int16(0); version <= 7; version++ {
		f := commitFrame(version)
		h, ok := header(f)
		if !ok || h.version != version || h.correlation != 7 {
			t.Fatalf("version %d: header %+v", version, h)
		}
		x := newExchange(Role{}, 1, f, h, "")
		if x == nil || x.Commit.Group != "g" || len(x.Commit.Parts) != 1 || x.Commit.Parts[0] != (CommitPart{Topic: kafkatest.Topic, Partition: 2, Offset: 5}) {
			t.Errorf("version %d: %+v", version, x)
		}
	}
}

// However a stream is cut into pieces, the frames are the same.
func TestFrames(t *testing.T) {
	var stream []byte
	var want [][]byte
	for i := range 50 {
		f := binary.BigEndian.AppendUint32(nil, uint32(4+i*7))
		f = append(f, bytes.Repeat([]byte{byte(i)}, 4+i*7)...)
		want, stream = append(want, f), append(stream, f...)
	}
	for _, size := range []int{1, 3, 7, 64, len(stream)} {
		var f frames
		var got [][]byte
		for rest := stream; len(rest) > 0; rest = rest[min(size, len(rest)):] {
			f.add(rest[:min(size, len(rest))])
			for {
				next, err := f.next()
				if err != nil {
					t.Fatal(err)
				}
				if next == nil {
					break
				}
				got = append(got, bytes.Clone(next))
			}
		}
		if len(got) != len(want) {
			t.Fatalf("pieces of %d: %d frames, want %d", size, len(got), len(want))
		}
		for i := range want {
			if !bytes.Equal(got[i], want[i]) {
				t.Errorf("pieces of %d: frame %d differs", size, i)
			}
		}
	}
}

func TestFrameTooLong(t *testing.T) {
	var f frames
	f.add([]byte("GET / HTTP/1.1\r\n"))
	if _, err := f.next(); err == nil {
		t.Error("HTTP was taken for Kafka")
	}
}

// Whatever is on the wire, the gate neither panics nor takes more than comes.
func FuzzExchange(f *testing.F) {
	f.Add(commitFrame(2), []byte{0, 0, 0, 12, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0})
	f.Add(commitFrame(8), []byte{0, 0, 0, 4, 0, 0, 0, 7})
	f.Add([]byte("\x00\x00\x00\x1a\x00\x00\x00\n\x00\x00\x00\a\x00\x04test\xd4\xd4\xd4\xd4\x00\x80\xff\xff\x00\x00\x14\x14"), []byte("\x00\x00\x00\x00\x1a\x00")) // claims 2³⁰ tags
	f.Add(frame(kmsg.NewPtrProduceRequest(), 7), []byte{})
	f.Add(frame(kmsg.NewPtrSyncGroupRequest(), 3), []byte{})
	f.Fuzz(func(_ *testing.T, request, answer []byte) {
		var in frames
		in.add(request)
		whole, err := in.next()
		if err != nil || whole == nil {
			return
		}
		h, ok := header(whole)
		if !ok {
			return
		}
		x := newExchange(Role{}, 1, whole, h, "correlation")
		if x == nil || len(answer) < 8 {
			return
		}
		_ = x.answer(answer) // an error says that it is no answer
	})
}
