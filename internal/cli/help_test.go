package cli

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"orderflow/ui/stage"
)

// examplesOf returns the lines that the help of all commands shows, in order.
func examplesOf(cmd *cobra.Command) []string {
	var lines []string
	for line := range strings.Lines(strings.ReplaceAll(cmd.Example, "\\\n", "")) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	for _, child := range cmd.Commands() {
		lines = append(lines, examplesOf(child)...)
	}
	return lines
}

// TestExamplesOfHelpWorkWhenPasted runs every example in one directory, in the
// order of the help. What opens a screen is run without one, and must say so.
func TestExamplesOfHelpWorkWhenPasted(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the examples are for a POSIX shell")
	}
	if testing.Short() {
		t.Skip("each is a process of its own, in which nothing new runs beside anything else")
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "examples"), os.DirFS("../../examples")); err != nil {
		t.Fatal(err)
	}
	for i, line := range examplesOf(rootCommand(io.Discard)) {
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			if !strings.Contains(line, ".jsonl") && !strings.Contains(line, "mine") { // those are made by one example and read by the next
				t.Parallel()
			}
			paste(t, dir, line)
		})
	}
}

// paste runs one line in a shell.
func paste(t *testing.T, dir, line string) {
	cmd := exec.Command("sh", "-c", line)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "XDG_STATE_HOME="+filepath.Join(dir, "state"))
	out, err := cmd.CombinedOutput()
	switch {
	case opensScreen(line), strings.HasPrefix(line, "orderflow cleanup"): // which wants a cluster
		if err == nil || strings.Count(string(out), "\n") != 1 {
			t.Errorf("%s\nwithout a terminal: %v\n%s", line, err, out)
		}
	case err != nil || len(out) == 0 && !strings.ContainsAny(line, ">"):
		t.Errorf("%s\n%v\n%s", line, err, out)
	}
}

// TestReadmeNamesEveryKey holds the README against the one key table.
func TestReadmeNamesEveryKey(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, hint := range stage.Keys() {
		for _, key := range strings.Fields(hint.Keys) {
			if !strings.Contains(string(readme), "`"+key+"`") {
				t.Errorf("the README does not name the key %s", key)
			}
		}
	}
}

// opensScreen reports whether an example needs a terminal, a key of the user's or a cluster.
func opensScreen(line string) bool {
	words := strings.Fields(line)
	if len(words) == 1 || strings.HasPrefix(words[1], "-") {
		return true
	}
	switch words[1] {
	case "live", "replay", "notes":
		return !strings.Contains(line, "--headless")
	case "open":
		return !strings.Contains(line, "--frame")
	case "panel", "service", "worker", "watch", "proxy":
		return true
	case "lesson":
		return len(words) > 2 && !strings.HasPrefix(words[2], "-") && !strings.Contains(line, "--handout")
	}
	return false
}

// TestUsagesBeginWithAWord: the help gives their first word a capital letter and makes the
// rest of it small, which what has to be typed must not get.
func TestUsagesBeginWithAWord(t *testing.T) {
	var visit func(cmd *cobra.Command)
	visit = func(cmd *cobra.Command) {
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			first, _, _ := strings.Cut(f.Usage, " ")
			if first = strings.TrimSuffix(first, ":"); first != strings.ToLower(first) || strings.ContainsAny(first, ":=…") {
				t.Errorf("%s --%s: %q", cmd.CommandPath(), f.Name, f.Usage)
			}
		})
		for _, child := range cmd.Commands() {
			visit(child)
		}
	}
	visit(rootCommand(io.Discard))
}
