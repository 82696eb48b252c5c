package sim

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"
)

// reportedRun records a run by hand: order "A" is given up after its row said
// published, order "B" fails for its caller, order "C" is carried out by the panel.
func reportedRun(t *testing.T) (*Log, *Recorder) {
	t.Helper()
	l := &Log{Header: Header{Scenario: "calm", Seed: 18446744073709551615, Args: []string{"run"}, Version: "test"}}
	r := NewRecorder(l.Append)
	at := time.Duration(0)
	record := func(e Event) EventID {
		at += 1500 * time.Microsecond
		e.At = at
		return r.Record(e)
	}
	record(Event{Type: RunStarted, Detail: &Detail{Setup: &Setup{
		Engine: "sim", Acks: 0, Partitions: 3, Workers: 2, Orders: 3, Until: time.Minute,
		Remedies: Remedies(0).With(IdempotentProducer, true), SendTimeout: time.Second,
	}}})
	for i, id := range []string{"A", "B\u202e\"", "C"} {
		number := OrderID(i + 1)
		order := &Order{Number: number, ID: id, Customer: Person, Channel: Blog, Product: Views, Quantity: 200, Points: 4000, Fulfilment: External, Link: "@b"}
		created := record(Event{Type: OrderCreated, Order: number, Detail: &Detail{Order: order}})
		paid := record(Event{Type: OrderPaid, Order: number, Value: 4000, Cause: created})
		record(Event{Type: PublishCalled, Order: number, Word: uint8(ByService), Try: 1, Cause: paid})
	}
	record(Event{Type: CallerKnows, Order: 1, Word: uint8(Nothing), Value: int64(1234 * time.Microsecond)})
	record(Event{Type: OrderMarked, Order: 1, Word: uint8(RowPublished)})
	record(Event{Type: PublishGaveUp, Order: 1, Topic: Orders, Code: NonRetriableError})
	record(Event{Type: PublishGaveUp, Order: 2, Topic: Orders, Code: ProtocolError})
	record(Event{Type: CallerKnows, Order: 2, Word: uint8(Failure), Value: int64(20 * time.Millisecond), Code: ProtocolError, Detail: &Detail{Text: "MESSAGE_TOO_LARGE"}})
	record(Event{Type: RowChanged, Order: 2, Word: uint8(RowPublishFailed)})
	record(Event{Type: PointsRefunded, Order: 2, Value: 4000})
	record(Event{Type: RequestSent, Order: 3, Topic: Orders, Try: 1})
	record(Event{Type: RecordAppended, Order: 3, Topic: Orders, Partition: 1, Try: 1})
	record(Event{Type: HandlerStarted, Order: 3, Topic: Orders, Partition: 1, Group: ExternalGroup, Worker: 1, Try: 1})
	record(Event{Type: PanelAccepted, Order: 3, Job: 8841, Value: 1240, Flag: true})
	record(Event{Type: JobEnded, Order: 3, Job: 8841, Word: uint8(JobCompleted), Offset: 200})
	record(Event{Type: WorkFinished, Order: 3, Job: 8841, Value: 200})
	record(Event{Type: RunEnded, Word: uint8(ReasonQuiet)})
	return l, r
}

// reportFile is the contract of `run --format json`.
type reportFile struct {
	Scenario, Mode, Client string
	Seed                   uint64
	UntilMS                float64 `json:"until_ms"`
	Events                 int
	LogHash                string   `json:"log_hash"`
	NoEffect               []string `json:"no_effect"`
	Orders                 []struct {
		ID, Channel, Product, Fulfilment, Row string
		Quantity, Points                      int32
		Caller                                struct {
			Outcome string
			AtMS    *float64 `json:"at_ms"`
			Error   *string
		}
		ProcessExit                        *int    `json:"process_exit"`
		RowAtMS                            float64 `json:"row_at_ms"`
		Requests, Copies, Handled, Replies int
		Committed                          bool
		Rungs                              map[string]float64
		Provider                           struct {
			Jobs, Delivered int
			Status          *string
		}
	}
	Totals struct {
		Orders, Published, Appended, Finished, Lost, Duplicated, Unknown int
		PointsCharged                                                    int64   `json:"points_charged"`
		PointsRefunded                                                   int64   `json:"points_refunded"`
		ProviderCost                                                     float64 `json:"provider_cost"`
	}
	Anomalies []struct {
		Name, Order string
		Events      []int
	}
}

func decodeReport(t *testing.T, text []byte) reportFile {
	t.Helper()
	var f reportFile
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return f
}

func TestReportJSON(t *testing.T) {
	l, r := reportedRun(t)
	var text bytes.Buffer
	if err := (&Report{Header: l.Header, State: r.State(), LogHash: r.LogHash()}).WriteJSON(&text); err != nil {
		t.Fatal(err)
	}
	f := decodeReport(t, text.Bytes())
	if f.Seed != 18446744073709551615 || f.UntilMS != 60000 || f.Events != l.Len() || len(f.LogHash) != 16 {
		t.Errorf("head: %+v", f)
	}
	if want := []string{"idempotent-producer: it needs acks -1", "send-timeout: the mode is not send"}; !slices.Equal(f.NoEffect, want) {
		t.Errorf("no_effect is %q, want %q", f.NoEffect, want)
	}
	a, b, c := f.Orders[0], f.Orders[1], f.Orders[2]
	if a.Caller.Outcome != "nothing" || *a.Caller.AtMS != 1.234 || a.Caller.Error != nil || a.Row != "published" || a.Copies != 0 || a.ProcessExit != nil {
		t.Errorf("order A: %+v", a)
	}
	if b.ID != "B\u202e\"" || *b.Caller.Error != "KafkaJSProtocolError: MESSAGE_TOO_LARGE" || *b.Caller.AtMS != 20 || bytes.Contains(text.Bytes(), []byte("\u202e")) {
		t.Errorf("order B: %+v in\n%s", b, text.Bytes())
	}
	if c.Caller.Outcome != "pending" || c.Caller.AtMS != nil || *c.Provider.Status != "Completed" || c.Provider.Delivered != 200 || c.Rungs["called"] != 15 || len(c.Rungs) != 7 {
		t.Errorf("order C: %+v", c)
	}
	totals := f.Totals
	if totals.Orders != 3 || totals.Published != 1 || totals.Appended != 1 || totals.Finished != 1 || totals.Lost != 1 || totals.PointsCharged != 12000 || totals.PointsRefunded != 4000 || totals.ProviderCost != 12.4 {
		t.Errorf("totals: %+v", totals)
	}
	if len(f.Anomalies) != 2 || f.Anomalies[0].Name != "phantom-publish" || f.Anomalies[0].Order != "A" || len(f.Anomalies[0].Events) == 0 {
		t.Errorf("anomalies: %+v", f.Anomalies)
	}
}

func TestReportOfALogIsTheReportOfItsRun(t *testing.T) {
	l, r := reportedRun(t)
	var ran, read bytes.Buffer
	if err := (&Report{Header: l.Header, State: r.State(), LogHash: r.LogHash()}).WriteJSON(&ran); err != nil {
		t.Fatal(err)
	}
	if err := ReportOf(l).WriteJSON(&read); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(ran.Bytes(), read.Bytes()) {
		t.Errorf("the run reports\n%s\nits log\n%s", ran.Bytes(), read.Bytes())
	}
}

// brokenPipe refuses every write.
type brokenPipe struct{}

var errBroken = errors.New("broken pipe")

func (brokenPipe) Write([]byte) (int, error) { return 0, errBroken }

func TestReportReturnsTheErrorOfItsWriter(t *testing.T) {
	l, _ := reportedRun(t)
	if err := ReportOf(l).WriteJSON(brokenPipe{}); !errors.Is(err, errBroken) {
		t.Error(err)
	}
}

func TestMilliseconds(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0", time.Microsecond: "0.001", time.Second: "1000", 1003412 * time.Microsecond: "1003.412", 1500 * time.Microsecond: "1.5", Never: "null",
	} {
		if got, _ := milliseconds(d).MarshalJSON(); string(got) != want {
			t.Errorf("%s is %s, want %s", d, got, want)
		}
	}
}
