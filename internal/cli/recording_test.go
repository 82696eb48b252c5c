package cli

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"orderflow/internal/system"
	"orderflow/sim"
)

// begun begins a recording in a place.
func begun(t *testing.T, path string, force bool) (*recording, error) {
	t.Helper()
	return (&outputFlags{record: path, force: force}).newRecording(t.Context(), sim.Header{Scenario: "calm", Version: "v"}, nil)
}

// first appends the first event and saves it.
func first(r *recording) error {
	r.append(sim.Event{N: 1, Type: sim.RunStarted, Detail: &sim.Detail{Setup: &sim.Setup{}}})
	return r.flush()
}

func wantRefused(t *testing.T, err error, why string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), why) || errors.As(err, new(*runFailure)) {
		t.Errorf("%v, want a refusal: %s", err, why)
	}
}

// A file that is there is replaced with force alone, and not before there is
// something to put in its place.
func TestARecordingReplacesNothingUnasked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.jsonl")
	if err := os.WriteFile(path, []byte("dear"), 0o640); err != nil {
		t.Fatal(err)
	}
	_, err := begun(t, path, false)
	wantRefused(t, err, "is there already: want another name, or --force")
	r, err := begun(t, path, true)
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := os.ReadFile(path); string(text) != "dear" {
		t.Errorf("before the first event the file is %q", text)
	}
	if err := first(r); err != nil {
		t.Fatal(err)
	}
	if text, _ := os.ReadFile(path); !strings.Contains(string(text), "run-started") {
		t.Errorf("after the first event the file is %q", text)
	}
	if err := r.close(); err != nil {
		t.Error(err)
	}
}

// A run that never begins leaves the file, and nothing beside it.
func TestARunThatNeverBeginsRecordsNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.jsonl")
	if err := os.WriteFile(path, []byte("dear"), 0o666); err != nil {
		t.Fatal(err)
	}
	r, err := begun(t, path, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.close(); err != nil {
		t.Error(err)
	}
	text, _ := os.ReadFile(path)
	if files, _ := os.ReadDir(filepath.Dir(path)); string(text) != "dear" || len(files) != 1 {
		t.Errorf("the file is %q, and there lies %v", text, files)
	}
}

// Of two runs that record in one place the second is refused, whichever of them
// may replace what is there and whenever they meet.
func TestTwoRunsOnOneFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.jsonl")
	one, err := begun(t, path, false)
	if err != nil {
		t.Fatal(err)
	}
	both, err := begun(t, path, false)
	if err != nil {
		t.Fatal(err)
	}
	forced, err := begun(t, path, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := first(one); err != nil {
		t.Fatal(err)
	}
	wantRefused(t, first(both), "is there already")
	if hasLocks(t) {
		wantRefused(t, first(forced), "another orderflow records there")
		_, err = begun(t, path, false)
		wantRefused(t, err, "another orderflow records there")
		_, err = begun(t, path, true)
		wantRefused(t, err, "another orderflow records there")
	}
	if err := errors.Join(one.close(), both.close(), forced.close()); err != nil {
		t.Error(err)
	}
	if files, _ := os.ReadDir(filepath.Dir(path)); len(files) != 1 {
		t.Errorf("there lies %v", files)
	}
	again, err := begun(t, path, true) // nobody records there any more
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(first(again), again.close()); err != nil {
		t.Error(err)
	}
}

// hasLocks reports whether files can be claimed here.
func hasLocks(t *testing.T) bool {
	file, err := os.Create(filepath.Join(t.TempDir(), "lock"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	system.Hold(file)
	return system.Held(file.Name())
}

// A disk that takes no more is told once, the file ends with a whole line, and
// at the end it is said what is missing.
func TestAFullDiskEndsTheRecordingAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.jsonl")
	r, err := begun(t, path, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := first(r); err != nil {
		t.Fatal(err)
	}
	disk := r.temp.file
	if r.temp.file, err = os.Open(path); err != nil { // which cannot be written to
		t.Fatal(err)
	}
	for n := sim.EventID(2); n <= 4; n++ {
		r.append(sim.Event{N: n, Type: sim.RunEnded, Cause: 1})
		if err := r.flush(); err != nil {
			t.Errorf("event %d: %v", n, err)
		}
		if told := r.trouble() != nil; told != (n == 2) {
			t.Errorf("event %d: the user is told: %t", n, told)
		}
	}
	if err := r.close(); err == nil || !strings.HasSuffix(err.Error(), syscall.EBADF.Error()+": 3 of its 4 events are missing") {
		t.Errorf("at the end: %v", err)
	}
	if text, _ := os.ReadFile(path); strings.Count(string(text), "\n") != 2 || !strings.HasSuffix(string(text), "\n") {
		t.Errorf("the file is %q", text)
	}
	disk.Close()
}
