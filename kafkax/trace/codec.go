package trace

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// ContentType is that of a record: CloudEvents 1.0, JSON batch format.
const ContentType = "application/cloudevents-batch+json"

const (
	specVersion  = "1.0"
	typePrefix   = "orderflow."
	sourcePrefix = "/orderflow/"
)

// cloudEvent is an observation as CloudEvents has it. The attributes are those of
// its specification; what is only ours is in data.
type cloudEvent struct {
	SpecVersion     string    `json:"specversion"`
	ID              string    `json:"id"`
	Source          string    `json:"source"`
	Type            string    `json:"type"`
	Time            time.Time `json:"time"`
	Subject         string    `json:"subject,omitempty"`
	DataContentType string    `json:"datacontenttype"`
	Data            eventData `json:"data"`
}

type eventData struct {
	Clock     int64           `json:"clock_us"`
	Topic     string          `json:"topic,omitempty"`
	Partition int32           `json:"partition,omitempty"`
	Offset    int64           `json:"offset,omitempty"`
	Group     string          `json:"group,omitempty"`
	Member    uint8           `json:"member,omitempty"`
	Parent    uint64          `json:"parent,omitempty"`
	Fault     uint16          `json:"fault,omitempty"`
	More      json.RawMessage `json:"more,omitempty"`
}

// Encode writes one observation as a CloudEvent. It cannot fail on what a process
// of ours observes; an observation above the limits is an error.
func Encode(s Source, began time.Time, o *Observation) ([]byte, error) {
	text, err := json.Marshal(cloudEvent{
		SpecVersion: specVersion, ID: s.Instance + "/" + strconv.FormatUint(o.Seq, 10), Source: sourcePrefix + s.Role + "/" + s.Instance,
		Type: typePrefix + o.Kind, Time: began.Add(o.Clock).UTC(), Subject: o.Order, DataContentType: "application/json",
		Data: eventData{
			Clock: o.Clock.Microseconds(), Topic: o.Topic, Partition: o.Partition, Offset: o.Offset,
			Group: o.Group, Member: o.Member, Parent: o.Parent, Fault: o.Fault, More: o.Data,
		},
	})
	if err == nil && len(text) > ObservationMax {
		err = fmt.Errorf("%d bytes, at most %d", len(text), ObservationMax)
	}
	if err != nil {
		return nil, fmt.Errorf("encoding observation %q: %w", o.Kind, err)
	}
	return text, nil
}

// Join puts encoded observations into the value of one record.
func Join(events [][]byte) []byte {
	return append(append([]byte{'['}, bytes.Join(events, []byte{','})...), ']')
}

// Decode reads the value of a record, strictly. Sent is not in it.
func Decode(value []byte) (*Record, error) {
	r := &Record{}
	if err := r.decode(value); err != nil {
		return nil, fmt.Errorf("decoding a record of the trace: %w", err)
	}
	return r, nil
}

func (r *Record) decode(value []byte) error {
	if len(value) > RecordBytesMax {
		return fmt.Errorf("%d bytes, at most %d", len(value), RecordBytesMax)
	}
	d := json.NewDecoder(bytes.NewReader(value))
	d.DisallowUnknownFields()
	var list []cloudEvent
	if err := d.Decode(&list); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the batch")
	}
	if len(list) == 0 || len(list) > BatchMax {
		return fmt.Errorf("%d observations, want 1 to %d", len(list), BatchMax)
	}
	for i := range list {
		if err := r.add(&list[i]); err != nil {
			return err
		}
	}
	return nil
}

// add reads one event; all of a record are of one process, and in its order.
func (r *Record) add(e *cloudEvent) error {
	s, seq, err := e.whose()
	if err != nil {
		return err
	}
	o := Observation{
		Seq: seq, Clock: time.Duration(e.Data.Clock) * time.Microsecond, Kind: strings.TrimPrefix(e.Type, typePrefix), Order: e.Subject,
		Topic: e.Data.Topic, Partition: e.Data.Partition, Offset: e.Data.Offset, Group: e.Data.Group, Member: e.Data.Member,
		Parent: e.Data.Parent, Fault: e.Data.Fault, Data: e.Data.More,
	}
	switch {
	case e.SpecVersion != specVersion:
		return fmt.Errorf("specversion %.20q, want %s", e.SpecVersion, specVersion)
	case !strings.HasPrefix(e.Type, typePrefix):
		return fmt.Errorf("type %.20q, want %s…", e.Type, typePrefix)
	case e.Data.Clock < 0 || e.Data.Clock > clockMax:
		return fmt.Errorf("clock_us %d, want 0 to %d", e.Data.Clock, int64(clockMax))
	case o.Partition < 0 || o.Partition > partitionMax || o.Offset < -1:
		return fmt.Errorf("partition %d, offset %d", o.Partition, o.Offset)
	case o.Parent >= o.Seq:
		return fmt.Errorf("observation %d follows from %d, which is not earlier", o.Seq, o.Parent)
	}
	for _, name := range []string{o.Kind, o.Order, o.Topic, o.Group} {
		if len(name) > 4*NameLengthMax || !utf8.ValidString(name) {
			return errors.New("a name is too long, or no text")
		}
	}
	if len(r.List) == 0 {
		r.Source, r.Began = s, e.Time.Add(-o.Clock)
	} else if last := r.List[len(r.List)-1].Seq; r.Source != s || last+1 != seq {
		return fmt.Errorf("observation %d follows %d in one record", seq, last)
	}
	r.List = append(r.List, o)
	return nil
}

// whose reads who has observed, and the number.
func (e *cloudEvent) whose() (s Source, seq uint64, err error) {
	rest, ours := strings.CutPrefix(e.Source, sourcePrefix)
	role, instance, both := strings.Cut(rest, "/")
	number, is := strings.CutPrefix(e.ID, instance+"/")
	if seq, err = strconv.ParseUint(number, 10, 31); err != nil || !is || seq == 0 {
		return s, 0, fmt.Errorf("id %.40q is not one of its source", e.ID)
	}
	if !ours || !both || !Named(role) || !Named(instance) {
		return s, 0, fmt.Errorf("source %.40q, want %srole/instance", e.Source, sourcePrefix)
	}
	return Source{Role: role, Instance: instance}, seq, nil
}

// Named reports whether a text can be the name of a role or an instance: 1 to
// NameLengthMax letters, digits, dots, hyphens and underscores of ASCII.
func Named(text string) bool {
	if text == "" || len(text) > NameLengthMax {
		return false
	}
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_"
	return !strings.ContainsFunc(text, func(r rune) bool { return !strings.ContainsRune(letters, r) })
}
