package trace

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"
)

func encoded(t *testing.T, list ...Observation) []byte {
	t.Helper()
	var lines [][]byte
	for i := range list {
		line, err := Encode(Source{"service", "af01"}, epoch, &list[i])
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	return Join(lines)
}

// TestARecordIsABatchOfCloudEvents: with the attributes that CloudEvents 1.0 requires, and
// what was written is read.
func TestARecordIsABatchOfCloudEvents(t *testing.T) {
	list := []Observation{
		{Seq: 1, Kind: "hello"},
		{Seq: 2, Clock: 1500 * time.Millisecond, Kind: "polled", Order: "4", Topic: "sns.orders", Partition: 2, Offset: 7, Group: "in-house", Member: 1, Parent: 1, Fault: 3, Data: json.RawMessage(`{"row":4}`)},
	}
	text := encoded(t, list...)
	var events []map[string]any
	if err := json.Unmarshal(text, &events); err != nil || len(events) != 2 {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"specversion": "1.0", "id": "af01/2", "source": "/orderflow/service/af01", "type": "orderflow.polled", "time": "2026-05-01T12:00:01.5Z", "subject": "4", "datacontenttype": "application/json",
	} {
		if events[1][name] != want {
			t.Errorf("%s is %v, want %s", name, events[1][name], want)
		}
	}
	r, err := Decode(text)
	if err != nil || !reflect.DeepEqual(r.List, list) || r.Source != (Source{"service", "af01"}) || !r.Began.Equal(epoch) {
		t.Errorf("%+v: %v", r, err)
	}
}

// TestHostileRecords are refused in a line.
func TestHostileRecords(t *testing.T) {
	good := string(encoded(t, Observation{Seq: 2, Kind: "x", Parent: 1}))
	for _, change := range [][2]string{
		{good, ``},
		{good, `{}`},
		{good, `[]`},
		{good, `null`},
		{good, good + good},
		{`"1.0"`, `"0.3"`},
		{`af01/2`, `af01/0`},
		{`af01/2`, `other/2`},
		{`af01/2`, `af01/99999999999999999999`},
		{`/orderflow/service/af01`, `/x/service/af01`},
		{`/orderflow/service/af01`, "/orderflow/ser\u202evice/af01"},
		{`orderflow.x`, `x`},
		{`"parent":1`, `"parent":2`},
		{`"parent":1`, `"parent":-1`},
		{`"clock_us":0`, `"clock_us":-1`},
		{`"clock_us":0`, `"clock_us":1e300`},
		{`"parent":1`, `"partition":-1`},
		{`"parent":1`, `"secret":1`},
		{`orderflow.x`, `orderflow.` + strings.Repeat("x", 500)},
	} {
		text := strings.Replace(good, change[0], change[1], 1)
		if text == good {
			t.Fatalf("%s is not in it", change[0])
		}
		if _, err := Decode([]byte(text)); err == nil || strings.ContainsAny(err.Error(), "\n\x1b\u202e") {
			t.Errorf("%.80s: %v", text, err)
		}
	}
	two := encoded(t, Observation{Seq: 1, Kind: "x"}, Observation{Seq: 3, Kind: "x"})
	if _, err := Decode(two); err == nil {
		t.Error("a hole in a record is read")
	}
	if _, err := Encode(Source{"a", "b"}, epoch, &Observation{Kind: "x", Data: json.RawMessage(`"` + strings.Repeat("x", ObservationMax) + `"`)}); err == nil {
		t.Error("an observation of any size is written")
	}
}

// FuzzDecode: whatever a record has, it is read or refused; what is read can be merged.
func FuzzDecode(f *testing.F) {
	line, _ := Encode(Source{"service", "af01"}, epoch, &Observation{Seq: 1, Kind: "polled", Order: "4", Topic: "sns.orders", Data: json.RawMessage(`{"row":4}`)})
	f.Add(Join([][]byte{line}))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := Decode(text)
		if err != nil {
			return
		}
		m := NewMerger()
		m.Add(r, epoch)
		n := uint64(0)
		for o := m.Next(); o != nil; o = m.Next() {
			n++
		}
		if n != uint64(len(r.List)) {
			t.Errorf("%d of %d observations are given out", n, len(r.List))
		}
	})
}
