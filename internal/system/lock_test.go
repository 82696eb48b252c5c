package system_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"orderflow/internal/system"
)

// TestWhoWaitsForALockIsToldThatItIsTaken: two openings of one file are to the
// system what two programs are.
func TestWhoWaitsForALockIsToldThatItIsTaken(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	unlock, err := system.Wait(path, 0)
	if err != nil {
		t.Fatal(err)
	}
	again, err := system.Wait(path, 0)
	if err == nil {
		again()
		t.Skip("no locks here")
	}
	if !errors.Is(err, system.ErrBusy) {
		t.Error(err)
	}
	unlock()
	if unlock, err = system.Wait(path, 0); err != nil {
		t.Fatal(err)
	}
	unlock()
}

func TestALockNeedsAPlace(t *testing.T) {
	_, err := system.Wait(filepath.Join(t.TempDir(), "none", "lock"), 0)
	if !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}
