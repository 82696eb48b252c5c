package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"orderflow/sim"
)

// TestTheFutureThatIsShownIsSaved: what is saved is the future on the board,
// whole, also where it is one that was left before.
func TestTheFutureThatIsShownIsSaved(t *testing.T) {
	r := &runs{start: simulated}
	restart, err := r.stage("outage")
	if err != nil {
		t.Fatal(err)
	}
	save := func(act func(*sim.Session)) []byte {
		source, err := restart(sim.Emit)
		if err != nil {
			t.Fatal(err)
		}
		session, _ := source.(*sim.Session)
		session.Advance(20 * time.Second)
		act(session)
		path := filepath.Join(t.TempDir(), "log.jsonl")
		file, err := createLog(path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.show(source)
		if err := file.save(r); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	repair := func(s *sim.Session) {
		if err := s.Act(12*time.Second, sim.Input{Repair: true}); err != nil {
			t.Fatal(err)
		}
	}
	first := save(func(*sim.Session) {})
	if repaired := save(repair); bytes.Equal(repaired, first) {
		t.Error("the repair is not saved")
	}
	if again := save(func(s *sim.Session) { repair(s); s.Switch(1) }); !bytes.Equal(again, first) {
		t.Error("the first future is shown again, and another is saved")
	}
}
