package cli

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// hold starts a command that reads a pipe, and returns when it does.
func hold(t *testing.T, dir string, args ...string) (cmd *exec.Cmd, pipe *os.File, stderr *bytes.Buffer) {
	t.Helper()
	path := filepath.Join(dir, "pipe")
	if err := unix.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	stderr = &bytes.Buffer{}
	cmd = exec.CommandContext(t.Context(), executable, args...)
	cmd.Args[0], cmd.Dir, cmd.Stderr = "orderflow", dir, stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if pipe, err = os.OpenFile(path, os.O_WRONLY, 0); err != nil { // waits for the reader
		t.Fatal(err)
	}
	t.Cleanup(func() { pipe.Close() })
	return cmd, pipe, stderr
}

func wantInterrupted(t *testing.T, cmd *exec.Cmd, signal os.Signal, stderr *bytes.Buffer) {
	t.Helper()
	if err := cmd.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitFailed || stderr.String() != "orderflow: interrupted\n" {
		t.Errorf("exit code %d, %q", code, stderr)
	}
}

// A signal ends a command that waits for its input, and leaves no file.
func TestASignalEndsWhatReads(t *testing.T) {
	for _, args := range [][]string{
		{"replay", "pipe", "--headless"},
		{"export", "pipe", "--order", "1", "--output", "out.txt"},
		{"run", "--orders-from", "pipe", "--record", "log.jsonl"},
		{"frame", "--scenario", "./pipe"},
	} {
		for _, signal := range []os.Signal{syscall.SIGINT, syscall.SIGTERM} {
			t.Run(fmt.Sprint(args[0], signal), func(t *testing.T) {
				dir := t.TempDir()
				cmd, _, stderr := hold(t, dir, args...)
				wantInterrupted(t, cmd, signal, stderr)
				if files, _ := os.ReadDir(dir); len(files) != 1 {
					t.Errorf("it has left %v", files)
				}
			})
		}
	}
}

// A signal ends a command that computes.
func TestASignalEndsWhatComputes(t *testing.T) {
	for _, command := range []string{"compare", "frame"} {
		for _, signal := range []os.Signal{syscall.SIGINT, syscall.SIGTERM} {
			t.Run(fmt.Sprint(command, signal), func(t *testing.T) {
				cmd, pipe, stderr := hold(t, t.TempDir(), command, "--orders-from", "pipe", "--rate", "100/s", "--until", "4h")
				orders := bytes.NewBufferString("id,customer,channel,product,quantity,points,fulfilment,link\n")
				for n := range 100_000 {
					fmt.Fprintf(orders, "A%d,person,blog,views,10,20,in-house,https://blog.example/%d\n", n, n)
				}
				if _, err := pipe.Write(orders.Bytes()); err != nil {
					t.Fatal(err)
				}
				pipe.Close()
				wantInterrupted(t, cmd, signal, stderr)
			})
		}
	}
}
