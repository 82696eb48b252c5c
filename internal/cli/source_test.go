package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"orderflow/sim"
	"orderflow/sim/engine"
	"orderflow/ui/stage"
)

// outage returns runs of the scenario outage, and one in mode emit of which
// some seconds are computed.
func outage(t *testing.T) (*runs, *engine.Session) {
	t.Helper()
	r := &runs{start: startSimulation}
	var err error
	if r.plan, err = r.planOf("outage"); err != nil {
		t.Fatal(err)
	}
	source, err := r.in(sim.Emit)
	if err != nil {
		t.Fatal(err)
	}
	session, _ := source.(*engine.Session)
	session.Advance(20 * time.Second)
	return r, session
}

// keepLog begins to record what a session has.
func keepLog(t *testing.T, session *engine.Session) (k *screenRecording, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "log.jsonl")
	k, err := newScreenRecording(t.Context(), &outputFlags{record: path}, session.Log().Header, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := k.open(session); err != nil {
		t.Fatal(err)
	}
	return k, path
}

// holds checks that the file is what a log is written as.
func holds(t *testing.T, path string, log *sim.Log) {
	t.Helper()
	text, err := os.ReadFile(path)
	var want bytes.Buffer
	_, _ = log.WriteTo(&want)
	if err != nil || !bytes.Equal(text, want.Bytes()) {
		t.Errorf("the file has %d bytes (%v), want the %d of the log", len(text), err, want.Len())
	}
	if files, _ := os.ReadDir(filepath.Dir(path)); len(files) != 1 {
		t.Errorf("beside the recording lies %v", files)
	}
}

// TestTheFutureThatIsShownIsSaved: what is saved is the future on the board,
// whole, also where it is one that was left before.
func TestTheFutureThatIsShownIsSaved(t *testing.T) {
	save := func(act func(*engine.Session)) []byte {
		r, session := outage(t)
		act(session)
		k, path := keepLog(t, session)
		r.show(session)
		if err := k.close(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	repair := func(s *engine.Session) {
		if err := s.Act(12*time.Second, sim.Input{Repair: true}); err != nil {
			t.Fatal(err)
		}
	}
	first := save(func(*engine.Session) {})
	if repaired := save(repair); bytes.Equal(repaired, first) {
		t.Error("the repair is not saved")
	}
	if again := save(func(s *engine.Session) { repair(s); s.Switch(1) }); !bytes.Equal(again, first) {
		t.Error("the first future is shown again, and another is saved")
	}
}

// The file follows the log on the screen: within a second it has what the log
// has, and after acting in the past, or in a new run, what that log has.
func TestTheRecordingFollowsTheScreen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, session := outage(t)
		k, path := keepLog(t, session)
		follow := func(log *sim.Log) {
			k.keep(log)
			time.Sleep(syncEvery)
			synctest.Wait()
			holds(t, path, log)
		}
		holds(t, path, session.Log())
		session.Advance(25 * time.Second)
		follow(session.Log())
		if err := session.Act(12*time.Second, sim.Input{Repair: true}); err != nil {
			t.Fatal(err)
		}
		session.Advance(14 * time.Second)
		follow(session.Log())
		session.Advance(30 * time.Second)
		follow(session.Log())
		session.Switch(1)
		follow(session.Log())
		other, err := r.in(sim.Send)
		if err != nil {
			t.Fatal(err)
		}
		other.Advance(5 * time.Second)
		follow(other.Log())
		if err := k.close(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		holds(t, path, other.Log())
		if last := other.Log().At(sim.EventID(other.Log().Len())); last.Type != sim.RunEnded {
			t.Errorf("the last event saved is %s: want the whole run", last.AppendJSON(nil))
		}
	})
}

// TestEachScenarioHasItsRuns: whichever was staged last, or sown, the others are
// what they were.
func TestEachScenarioHasItsRuns(t *testing.T) {
	r, _ := outage(t)
	calm, err := r.stage("calm")
	if err != nil {
		t.Fatal(err)
	}
	sown, err := r.sow("", 7)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := calm(sim.Emit); err != nil {
		t.Fatal(err)
	}
	for i, c := range []struct {
		restart  stage.Restart
		scenario string
		seed     uint64
	}{{r.in, "outage", r.plan.config.Seed}, {calm, "calm", 42}, {sown, "outage", 7}} {
		source, err := c.restart(sim.Send)
		if err != nil {
			t.Fatal(err)
		}
		source.Advance(0)
		header, setup := source.Log().Header, source.Log().At(1).Detail.Setup
		if header.Scenario != c.scenario || header.Seed != c.seed || setup.Mode != sim.Send {
			t.Errorf("%d: %+v in mode %s", i, header, setup.Mode)
		}
	}
	if _, err := r.stage("nowhere"); err == nil {
		t.Error("a scenario that does not exist can be staged")
	}
}
