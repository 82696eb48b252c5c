package trace

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func spool(t *testing.T, folder, instance string) *Spool {
	t.Helper()
	p, err := NewSpool(folder, Source{"service", instance}, epoch)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestASpoolOutlivesItsProcess: what it could not send another finds, once it is dead;
// what was sent leaves nothing.
func TestASpoolOutlivesItsProcess(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "spool[1]")
	dead, sent := spool(t, folder, "dead"), spool(t, folder, "sent")
	for range 3 {
		dead.Add(&Observation{Kind: "x", Clock: time.Second})
		sent.Add(&Observation{Kind: "x"})
	}
	for len(sent.take()) > 0 {
		sent.done()
	}
	if list, err := Leavings(folder, "service"); err != nil || len(list) != 0 {
		t.Errorf("of the living %d are found: %v", len(list), err)
	}
	for _, p := range []*Spool{dead, sent} {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "service-torn"+spoolEnding), []byte(`{"specversion":"1.0","id":"a/1"`), 0o600); err != nil {
		t.Fatal(err)
	}
	list, err := Leavings(folder, "service")
	if err != nil || len(list) != 2 || len(list[0].Records) != 1 || len(list[0].Records[0].List) != 3 || len(list[1].Records) != 0 {
		t.Fatalf("%d are found: %v", len(list), err)
	}
	if r := list[0].Records[0]; r.Source.Instance != "dead" || r.List[2].Seq != 3 || r.Sent != time.Second {
		t.Errorf("the last is %+v", r)
	}
	if again, err := Leavings(folder, "service"); err != nil || len(again) != 0 {
		t.Errorf("another finds %d that are being sent: %v", len(again), err)
	}
	for _, r := range list {
		if err := r.Close(true); err != nil {
			t.Error(err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(folder), "*", "*")); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
}

// TestASpoolHasALimit: what is beyond it is counted, and its number is missed.
func TestASpoolHasALimit(t *testing.T) {
	p := spool(t, "", "full")
	p.size = SpoolBytesMax - 200
	if n := p.Add(&Observation{Kind: "x"}); n != 1 {
		t.Errorf("the first has number %d", n)
	}
	for range 5 {
		p.Add(&Observation{Kind: "x"})
	}
	if waiting, lost := p.Waiting(); waiting+int(lost) != 6 || lost == 0 {
		t.Errorf("%d wait, %d are lost", waiting, lost)
	}
}

// TestWhatFollowsALossIsRead: a record never has a hole, so what comes after one is in
// the next.
func TestWhatFollowsALossIsRead(t *testing.T) {
	p := spool(t, "", "full")
	p.Add(&Observation{Kind: "x"})
	p.size = SpoolBytesMax
	p.Add(&Observation{Kind: "x"})
	p.size = 0
	p.Add(&Observation{Kind: "x"})
	var read []uint64
	for lines := p.take(); len(lines) > 0; lines = p.take() {
		r, err := Decode(Join(lines))
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range r.List {
			read = append(read, o.Seq)
		}
		p.done()
	}
	if len(read) != 2 || read[0] != 1 || read[1] != 3 {
		t.Errorf("read are %v", read)
	}
}

// TestASpoolsFileHasALimit: also where the sender keeps up and never comes to an end, the
// file has little more than what waits, and all of that.
func TestASpoolsFileHasALimit(t *testing.T) {
	folder := t.TempDir()
	p := spool(t, folder, "busy")
	long := json.RawMessage(`"` + strings.Repeat("x", 1000) + `"`)
	for range 20_000 {
		p.Add(&Observation{Kind: "x", Data: long})
		if waiting, _ := p.Waiting(); waiting > 50 {
			p.take()
			p.sent = 10
			p.done()
		}
	}
	waiting, _ := p.Waiting()
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(folder, "service-busy"+spoolEnding)
	if info, err := os.Stat(name); err != nil || info.Size() > 8*spoolKeep {
		t.Errorf("the file has %d bytes: %v", info.Size(), err)
	}
	list, err := Leavings(folder, "service")
	if err != nil || len(list) != 1 {
		t.Fatal(err)
	}
	last := list[0].Records[len(list[0].Records)-1]
	told := 0
	for _, r := range list[0].Records {
		told += len(r.List)
	}
	if last.List[len(last.List)-1].Seq != 20_000 || told < waiting || len(list[0].Records) > told/2 {
		t.Errorf("%d observations in %d records up to %d, %d waited", told, len(list[0].Records), last.List[len(last.List)-1].Seq, waiting)
	}
}
