package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"orderflow/sim"
	"orderflow/sim/engine"
	"orderflow/ui"
	"orderflow/ui/stage"
)

// sits begins to keep what is done on a screen.
func sits(t *testing.T, path string, force bool) (*screenRecording, error) {
	t.Helper()
	flags := &outputFlags{record: path, force: force}
	c, err := sim.FindScenario("calm")
	if err != nil {
		t.Fatal(err)
	}
	source, err := engine.NewSession(c.Config, sim.Header{Scenario: "calm"})
	if err != nil {
		t.Fatal(err)
	}
	k, err := newScreenRecording(t.Context(), flags, sim.Header{Scenario: "calm"}, nil)
	if err != nil {
		return nil, err
	}
	cmd := &cobra.Command{}
	cmd.SetContext(t.Context())
	if err := k.keepSitting(cmd, &ui.Config{Source: source}, flags); err != nil {
		t.Fatal(err)
	}
	if err := k.open(source); err != nil {
		t.Fatal(err)
	}
	return k, k.sitting.publish(force)
}

// ends closes the recording.
func ends(t *testing.T, k *screenRecording) error {
	t.Helper()
	r := &runs{last: stage.Replay(k.log)}
	return k.close(t.Context(), r)
}

func pressed(key string) stage.Deed { return stage.Deed{Kind: stage.KeyDeed, Text: key} }

// TestWhatIsDoneIsKeptBesideTheLog: and replaced with force alone.
func TestWhatIsDoneIsKeptBesideTheLog(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.jsonl")
	k, err := sits(t, path, false)
	if err != nil {
		t.Fatal(err)
	}
	k.sitting.note(pressed("x"), stage.Place{Cursor: stage.Cursor{Wall: 5 * time.Second, At: time.Second, N: 30}})
	if err := ends(t, k); err != nil {
		t.Fatal(err)
	}
	s, err := sittingOf(path)
	if err != nil || len(s.Deeds) != 1 || s.Deeds[0].Deed.Text != "x" || s.Deeds[0].Place.Cursor.N != 30 || s.Seal == nil {
		t.Fatalf("%v: %+v", err, s)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	_, err = sits(t, path, false)
	wantRefused(t, err, "log.jsonl.sitting: is there already: want another name, or --force")
	if k, err = sits(t, path, true); err != nil {
		t.Fatal(err)
	}
	if err := ends(t, k); err != nil {
		t.Fatal(err)
	}
	if s, err := sittingOf(path); err != nil || len(s.Deeds) != 0 {
		t.Errorf("%v: %+v", err, s)
	}
	if files, _ := os.ReadDir(filepath.Dir(path)); len(files) != 2 {
		t.Errorf("there lies %v", files)
	}
}

// TestAFullDiskEndsTheSittingAlone: the file ends with a whole line, and at the end it
// is said what is missing.
func TestAFullDiskEndsTheSittingAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.jsonl")
	k, err := sits(t, path, false)
	if err != nil {
		t.Fatal(err)
	}
	k.sitting.note(pressed("x"), stage.Place{})
	k.sitting.flush()
	k.sitting.file.Lock()
	disk := k.sitting.temp.file
	k.sitting.temp.file, err = os.Open(path + sittingEnding) // which cannot be written to
	k.sitting.file.Unlock()
	if err != nil {
		t.Fatal(err)
	}
	k.sitting.note(pressed("y"), stage.Place{})
	k.sitting.note(pressed("z"), stage.Place{})
	if err := ends(t, k); err == nil || !strings.Contains(err.Error(), "its film ends after 1 of 3 deeds") {
		t.Errorf("at the end: %v", err)
	}
	disk.Close()
	if s, err := sittingOf(path); err != nil || len(s.Deeds) != 1 || s.Seal != nil {
		t.Errorf("%v: %+v", err, s)
	}
}

// TestALogWithoutASitting: was recorded without a screen.
func TestALogWithoutASitting(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.jsonl")
	if s, err := sittingOf(path); s != nil || err != nil {
		t.Errorf("%v %v", s, err)
	}
	if err := os.WriteFile(path+sittingEnding, []byte("{}\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	_, err := sittingOf(path)
	wantRefused(t, err, "log.jsonl.sitting: line 1: ")
}
