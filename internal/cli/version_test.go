package cli

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestTheVersionOfABuildIsShown: that which a packager gives. A packager's -trimpath would
// compile everything again.
func TestTheVersionOfABuildIsShown(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the program")
	}
	built := filepath.Join(t.TempDir(), "orderflow")
	if out, err := exec.Command("go", "build", "-ldflags", "-X orderflow/internal/cli.release=v1.2.3", "-o", built, "orderflow").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	out, err := exec.Command(built, "version").Output()
	if err != nil || !strings.HasPrefix(string(out), "orderflow v1.2.3 (go") {
		t.Errorf("%q, %v", out, err)
	}
}
