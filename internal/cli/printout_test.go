package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"orderflow/ui/moment"
	"orderflow/ui/stage"
)

func printoutOf(text, picture string) stage.Printout {
	return stage.Printout{Name: "orderflow-outage-emit-order-4", Forms: []stage.Form{{Ending: "txt", Content: []byte(text)}, {Ending: "svg", Content: []byte(picture)}}}
}

// namesIn returns the names of the files of a directory, hidden ones too.
func namesIn(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	names := make([]string, len(entries))
	for i, entry := range entries {
		names[i] = entry.Name()
	}
	return names
}

func TestPrintoutsOverwriteNothing(t *testing.T) {
	dir := t.TempDir()
	keep := keepIn(dir)
	if err := os.WriteFile(filepath.Join(dir, "orderflow-outage-emit-order-4_2.svg"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"orderflow-outage-emit-order-4", "orderflow-outage-emit-order-4_3"} { // of 2 one file is taken
		place, err := keep(printoutOf("text"+want, "picture"+want))
		if err != nil || place != filepath.Join(dir, want) {
			t.Fatalf("printout %d is at %q, %v; want %s", i, place, err, want)
		}
		for ending, content := range map[string]string{"txt": "text", "svg": "picture"} {
			if got, err := os.ReadFile(place + "." + ending); err != nil || string(got) != content+want {
				t.Errorf("%s.%s holds %q, %v", want, ending, got, err)
			}
		}
	}
	want := []string{
		"orderflow-outage-emit-order-4.svg", "orderflow-outage-emit-order-4.txt", "orderflow-outage-emit-order-4_2.svg",
		"orderflow-outage-emit-order-4_3.svg", "orderflow-outage-emit-order-4_3.txt",
	}
	if got := namesIn(t, dir); !slices.Equal(got, want) {
		t.Errorf("the directory has %q", got)
	}
	if got, _ := os.ReadFile(filepath.Join(dir, want[2])); string(got) != "mine" {
		t.Errorf("the file that was there holds %q", got)
	}
}

func TestPrintoutsHaveAnEnd(t *testing.T) {
	dir := t.TempDir()
	keep := keepIn(dir)
	for range printoutsMax {
		if _, err := keep(printoutOf("text", "picture")); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := keep(printoutOf("text", "picture")); err == nil || !strings.Contains(err.Error(), "999 printouts") {
		t.Fatalf("after %d printouts: %v", printoutsMax, err)
	}
	if got := len(namesIn(t, dir)); got != 2*printoutsMax {
		t.Errorf("the directory has %d files", got)
	}
}

func TestPrintoutsThatCannotBeKept(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		dir string
		is  error
	}{"gone": {filepath.Join(dir, "gone"), fs.ErrNotExist}, "no directory": {file, nil}, "not writable": {locked(t), fs.ErrPermission}} {
		if c.dir == "" {
			continue // nothing is locked to root
		}
		place, err := keepIn(c.dir)(printoutOf("text", "picture"))
		if err == nil || place != "" || c.is != nil && !errors.Is(err, c.is) {
			t.Errorf("%s: %q, %v", name, place, err)
			continue
		}
		if line := err.Error(); strings.ContainsAny(line, "\n") || strings.Contains(line, dir) || !strings.HasPrefix(line, "writing into the current directory: ") {
			t.Errorf("%s is told as %q", name, line)
		}
	}
	if got := namesIn(t, dir); len(got) != 1 {
		t.Errorf("the directory has %q", got)
	}
}

// locked returns a directory nobody may write to; "" where there is none.
func locked(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "locked")
	if err := os.Mkdir(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	if file, err := os.CreateTemp(dir, ""); err == nil {
		file.Close()
		return ""
	}
	return dir
}

// TestEveryScreenPrints: whatever is on the screen, what is printed is kept in
// the current directory.
func TestEveryScreenPrints(t *testing.T) {
	t.Chdir(t.TempDir())
	f := &screenFlags{output: &outputFlags{}}
	f.addPlay(&cobra.Command{})
	place, err := f.config(moment.Options{}).Print(printoutOf("text", "picture"))
	if want := "." + string(filepath.Separator) + "orderflow-outage-emit-order-4"; err != nil || place != want {
		t.Fatalf("printed to %q, %v; want %s", place, err, want)
	}
	if got := namesIn(t, "."); len(got) != 2 {
		t.Errorf("the current directory has %q", got)
	}
}
