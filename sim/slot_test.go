package sim

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"time"
)

// TestEveryFieldHasASlot: the two tables know the same fields.
func TestEveryFieldHasASlot(t *testing.T) {
	for typ := RunStarted; typ < eventTypeCount; typ++ {
		used := map[slot]field{}
		for _, f := range schema[typ].fields {
			s := slotOf(typ, f)
			if s == 0 {
				t.Errorf("%s keeps %s nowhere", typ, fieldWords[f])
			}
			if other, twice := used[s]; twice && s <= lastNumber {
				t.Errorf("%s keeps %s and %s in one place", typ, fieldWords[f], fieldWords[other])
			}
			used[s] = f
		}
	}
}

// full returns an event of the type with something in every field, those
// included that its type does not have, and random values in those that it has.
func full(t *testing.T, typ EventType, draw *Stream) Event {
	t.Helper()
	e := Event{
		At: time.Duration(draw.Intn(1 << 40)), N: EventID(draw.Intn(math.MaxUint32)), Cause: EventID(draw.Intn(1000)), Order: OrderID(draw.Intn(5)), Type: typ,
		Value: 7, Offset: 7, Job: 7, Partition: 7, Try: 7, Fault: 7, Word: 1, Code: NotEnoughReplicas, Topic: Reply, Group: ReplyGroup, Worker: 7, Broker: 2, Flag: true,
	}
	e.Detail = &Detail{}
	if draw.Intn(4) == 0 {
		e.Detail.Own = time.Duration(draw.Intn(int64(e.At) + 1)) // told late
	}
	for _, f := range schema[typ].fields {
		e.randomise(t, f, draw)
	}
	return e
}

// randomise puts a random value into a field.
func (e *Event) randomise(t *testing.T, f field, draw *Stream) {
	t.Helper()
	pick := func(list words) string {
		for {
			if name := list[draw.Intn(int64(len(list)))]; name != "" {
				return name
			}
		}
	}
	list := map[field]words{
		fieldTopic: topicWords, fieldGroup: groupWords, fieldError: codeWords, fieldCustomer: customerWords, fieldChannel: channelWords, fieldProduct: productWords,
		fieldFulfilment: fulfilmentWords,
	}[f]
	if names := wordFields[f]; names != nil && list == nil {
		list = names
	}
	text := []string{"", "plain", "한국어 \"quoted\"\n\x1b[31m", "bytes \xff\xfe of no text", "a\u202eb"}[draw.Intn(5)]
	if list != nil {
		text = pick(list)
	}
	if e.Type == RunStarted {
		e.detail().setupOf().randomise(f, pick, text, draw)
		return
	}
	switch f {
	case fieldEvents:
		e.detail().Evidence = []EventID{1, EventID(2 + draw.Intn(100))}
	case fieldInSync:
		e.detail().Brokers = []uint8{1, uint8(2 + draw.Intn(2))}
	default:
		if _, is := e.stringField(f); is {
			if err := e.setString(f, text); err != nil {
				t.Fatalf("%s.%s cannot be %q: %v", e.Type, fieldWords[f], text, err)
			}
			return
		}
		if slotOf(e.Type, f) == slotFlag {
			e.Flag = draw.Intn(2) == 0
			return
		}
		low, high := rangeOf(f)
		n := low + draw.Intn(min(high-low, 1<<40)+1)
		if draw.Intn(4) == 0 {
			n = high
		}
		e.keep(f, n)
	}
}

// randomise gives a setting a value that a log may have.
func (s *Setup) randomise(f field, pick func(words) string, text string, draw *Stream) {
	setting := loggedSettings[f]
	if setting == nil {
		s.Engine = text
		return
	}
	low, high := setting.logRange()
	n := low + draw.Intn(min(high-low, 1<<40)+1)
	if draw.Intn(4) == 0 {
		n = high
	}
	if !setting.inLog(n) {
		n = append([]int64{setting.High}, setting.Beside...)[draw.Intn(int64(len(setting.Beside)+1))]
	}
	switch at := setting.in(s).(type) {
	case *Mode:
		*at, _ = ParseMode(pick(modeWords))
	case *Client:
		*at, _ = ParseClient(pick(clientWords))
	case *string:
		*at = text
	case *bool:
		*at = draw.Intn(2) == 0
	case *int:
		*at = int(n)
	case *time.Duration:
		*at = time.Duration(n)
	case *Remedies:
		*at = Remedies(draw.Intn(1 << RemedyCount))
	}
}

func hashOf(e Event) logHash {
	var h logHash
	h.add(&e)
	return h
}

// TestHashIsOfTheLine: the hash of an event is that of the event its line says,
// for every type; what a type has not is in neither.
func TestHashIsOfTheLine(t *testing.T) {
	for typ := RunStarted; typ < eventTypeCount; typ++ {
		draw := NewStream(uint64(typ), "lines", 0)
		for range 200 {
			e := full(t, typ, draw)
			told := e.known()
			line := told.AppendJSON(nil)
			if told.N == 0 {
				continue
			}
			read, err := ParseEvent(line)
			if err != nil {
				t.Fatalf("%s cannot be read: %v", line, err)
			}
			if !bytes.Equal(e.AppendJSON(nil), line) {
				t.Fatalf("%s is told as %s", e.AppendJSON(nil), line)
			}
			if hashOf(told) != hashOf(read) || hashOf(e) != hashOf(told) {
				t.Fatalf("the hash of %s changes when it is read", line)
			}
		}
	}
}

// TestHashSeesEveryField: two events that differ in a field their lines show
// have different hashes.
func TestHashSeesEveryField(t *testing.T) {
	for typ := RunStarted; typ < eventTypeCount; typ++ {
		draw := NewStream(uint64(typ), "fields", 0)
		late := full(t, typ, draw)
		late.At = 5
		late.Detail.Own = 0
		other := late
		other.Detail = late.Detail.copied()
		other.Detail.Own = 4
		if hashOf(late) == hashOf(other) {
			t.Errorf("%s told late has the same hash", typ)
		}
		for _, f := range schema[typ].fields {
			seen := false
			for range 50 {
				e := full(t, typ, draw)
				other := e
				other.Detail = e.Detail.copied()
				other.randomise(t, f, draw)
				if bytes.Equal(e.AppendJSON(nil), other.AppendJSON(nil)) {
					continue
				}
				seen = true
				if hashOf(e) == hashOf(other) {
					t.Fatalf("%s and %s have the same hash", e.AppendJSON(nil), other.AppendJSON(nil))
				}
			}
			if !seen {
				t.Errorf("%s.%s never differs", typ, fieldWords[f])
			}
		}
	}
}

// TestLongestLinesAreRead: what is as long as it may be can be written, and
// read again.
func TestLongestLinesAreRead(t *testing.T) {
	var b bytes.Buffer
	args := strings.Repeat("\x01", 2<<20) // as long as a command line gets
	w := NewLogWriter(&b, Header{Args: []string{args}})
	r := NewRecorder(w.Append)
	config := DefaultConfig()
	r.Record(Event{Type: RunStarted, Detail: &Detail{Setup: config.Setup("sim")}})
	r.Record(Event{Type: LimitReached, Detail: &Detail{Text: strings.Repeat("\x01", textMax)}})
	r.Record(Event{Type: LimitReached, Detail: &Detail{Text: strings.Repeat("\xff한", lineMax)}})
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	log, err := ReadLog(&b)
	if err != nil {
		t.Fatal(err)
	}
	if ReportOf(log).LogHash != r.LogHash() || log.Header.Args[0] != args {
		t.Error("what was read is not what was written")
	}
}
