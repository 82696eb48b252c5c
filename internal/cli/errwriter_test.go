package cli

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// pagesOfHelp returns a command line for each page of help, by each of the
// ways that lead to it.
func pagesOfHelp(cmd *cobra.Command) [][]string {
	path := strings.Fields(cmd.CommandPath())[1:]
	lines := [][]string{append(path[:len(path):len(path)], "--help"), append(path[:len(path):len(path)], "-h"), append([]string{"help"}, path...)}
	for _, child := range cmd.Commands() {
		lines = append(lines, pagesOfHelp(child)...)
	}
	return lines
}

// TestAFullDeviceIsTold: whatever cannot be written ends with 1 and one line.
func TestAFullDeviceIsTold(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no full device here: ", err)
	}
	defer full.Close()
	log := filepath.Join(t.TempDir(), "log.jsonl")
	if r := run(t, "run", "--orders", "2", "--record", log); r.code != exitDone {
		t.Fatal(r.stderr)
	}
	lines := append(pagesOfHelp(rootCommand(io.Discard)), [][]string{
		{"version"},
		{"--version"},
		{"completion"},
		{"completion", "bash"},
		{"completion", "zsh"},
		{"completion", "fish"},
		{"completion", "powershell"},
		{"man"},
		{"scenarios"},
		{"model"},
		{"model", "--events"},
		{"model", "--faults"},
		{"run"},
		{"run", "--format", "json"},
		{"run", "--format", "jsonl"},
		{"compare", "--orders", "2"},
		{"compare", "--orders", "2", "--format", "json"},
		{"compare", "--orders", "2", "--format", "markdown"},
		{"frame", "--at", "3s"},
		{"frame", "--at", "3s", "--as", "ansi"},
		{"replay", log, "--headless"},
		{"replay", log, "--headless", "--format", "json"},
		{"replay", log, "--headless", "--format", "jsonl"},
		{"export", log, "--order", "1"},
		{"export", log, "--order", "1", "--svg"},
		{"export", log, "--order", "1", "--output", "/dev/full"},
	}...)
	for _, args := range lines {
		stdin, stderr := open(t), open(t)
		code := execute(t.Context(), args, stdin, full, stderr)
		told, err := os.ReadFile(stderr.Name())
		if err != nil {
			t.Fatal(err)
		}
		if code != exitFailed || strings.Count(string(told), "\n") != 1 || !strings.Contains(string(told), "writing ") {
			t.Errorf("%q: exit code %d, %q", args, code, told)
		}
	}
}

// TestAReaderThatHasGoneIsNoFailure: of help too, which a library writes.
func TestAReaderThatHasGoneIsNoFailure(t *testing.T) {
	for _, args := range [][]string{{"--help"}, {"completion", "bash"}, {"man"}, {"run"}} {
		read, written, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		read.Close()
		stderr := open(t)
		code := execute(t.Context(), args, open(t), written, stderr)
		written.Close()
		if told, err := os.ReadFile(stderr.Name()); code != exitDone || len(told) > 0 || err != nil {
			t.Errorf("%q: exit code %d, %q, %v", args, code, told, err)
		}
	}
}
