package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"orderflow/sim"
)

// window is a pseudo-terminal with the program in it.
type window struct {
	cmd    *exec.Cmd
	master *os.File
	stderr bytes.Buffer
	open   chan struct{} // closed when the screen has been opened

	mu    sync.Mutex
	shown bytes.Buffer
	ended chan struct{} // closed when nothing more can be shown
	texts []wanted      // that somebody waits for
}

// wanted is a text that somebody waits for.
type wanted struct {
	text  string
	from  int           // of what is shown
	shown chan struct{} // closed when it is
}

// tell tells those whose text is shown now; the lock is held.
func (w *window) tell() {
	w.texts = slices.DeleteFunc(w.texts, func(x wanted) bool {
		found := bytes.Contains(w.shown.Bytes()[x.from:], []byte(x.text))
		if found {
			close(x.shown)
		}
		return found
	})
}

// after does something and waits until a text is shown that was not before.
func (w *window) after(t *testing.T, do func() error, text string) {
	t.Helper()
	w.mu.Lock()
	x := wanted{text: text, from: w.shown.Len(), shown: make(chan struct{})}
	w.texts = append(w.texts, x)
	w.mu.Unlock()
	if err := do(); err != nil {
		t.Fatal(err)
	}
	select {
	case <-x.shown:
	case <-w.ended:
		t.Fatalf("%q is not shown: …%q", text, w.shown.String()[max(0, w.shown.Len()-300):])
	}
}

// keys types.
func (w *window) keys(text string) func() error {
	return func() error {
		_, err := w.master.WriteString(text)
		return err
	}
}

// Modes of a terminal, as they are set and reset.
const (
	screenOpened = "\x1b[?1049h"
	screenClosed = "\x1b[?1049l"
	frameBegins  = "\x1b[?2026h"
)

// openWindow starts the program on a terminal of its own.
func openWindow(t *testing.T, termName string, args ...string) *window {
	t.Helper()
	w := startWindow(t, &syscall.SysProcAttr{Setsid: true, Setctty: true}, termName, args...)
	go w.read()
	return w
}

// startWindow starts the program on a terminal that nobody reads yet.
func startWindow(t *testing.T, as *syscall.SysProcAttr, termName string, args ...string) *window {
	t.Helper()
	w := &window{open: make(chan struct{}), ended: make(chan struct{})}
	var slave *os.File
	w.master, slave = openTerminal(t)
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	t.Cleanup(cancel)
	w.cmd = exec.CommandContext(ctx, executable, args...)
	w.cmd.Args[0] = "orderflow" // see TestMain
	w.cmd.Env = append(os.Environ(), "TERM="+termName, "LANG=C")
	w.cmd.Stdin, w.cmd.Stdout, w.cmd.Stderr = slave, slave, &w.stderr
	w.cmd.SysProcAttr = as
	if err := w.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	slave.Close() // the program has its own
	return w
}

// openTerminal returns both ends of a pseudo-terminal.
func openTerminal(t *testing.T) (master, slave *os.File) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("no pseudo-terminals here: ", err)
	}
	t.Cleanup(func() { master.Close() })
	number, err := unix.IoctlGetInt(int(master.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(unix.IoctlSetPointerInt(int(master.Fd()), unix.TIOCSPTLCK, 0),
		unix.IoctlSetWinsize(int(master.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 36, Col: 120})); err != nil {
		t.Fatal(err)
	}
	slave, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	return master, slave
}

// read keeps what is shown, until the program has let go of its terminal.
func (w *window) read() {
	defer close(w.ended)
	open, part := false, make([]byte, 4096)
	for {
		n, err := w.master.Read(part)
		w.mu.Lock()
		w.shown.Write(part[:n])
		w.tell()
		if !open && strings.Contains(w.shown.String(), screenOpened) {
			open = true
			close(w.open)
		}
		w.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// end waits until the program has ended, and returns its exit code and all it showed.
func (w *window) end(t *testing.T) (code int, shown string) {
	t.Helper()
	err := w.cmd.Wait()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	<-w.ended
	return w.cmd.ProcessState.ExitCode(), w.shown.String()
}

// A signal that ends the process leaves the terminal as it was, and no trace of
// goroutines on it.
func TestASignalGivesTheTerminalBack(t *testing.T) {
	for _, end := range []struct {
		signal  syscall.Signal
		code    int
		message string
	}{
		{syscall.SIGQUIT, 1, "orderflow: ended by SIGQUIT\n"},
		{syscall.SIGTERM, 0, ""},
		{syscall.SIGHUP, 0, ""},
	} {
		t.Run(end.signal.String(), func(t *testing.T) {
			w := openWindow(t, "xterm-256color", "--scenario", "calm")
			select {
			case <-w.open:
			case <-w.ended:
				t.Fatalf("the screen was not opened: %q, %q", w.shown.String(), w.stderr.String())
			}
			if err := w.cmd.Process.Signal(end.signal); err != nil {
				t.Fatal(err)
			}
			code, shown := w.end(t)
			if message := w.stderr.String(); code != end.code || message != end.message {
				t.Errorf("exit code %d, want %d, and %q, want %q", code, end.code, message, end.message)
			}
			for _, mode := range []string{"?1049", "?1002", "?1006", "?2004"} {
				if on, off := strings.LastIndex(shown, "\x1b["+mode+"h"), strings.LastIndex(shown, "\x1b["+mode+"l"); on < 0 || off < on {
					t.Errorf("mode %s is left on: …%q", mode, shown[max(0, len(shown)-200):])
				}
			}
			if _, after, _ := strings.Cut(shown, screenClosed); strings.Contains(after, "goroutine") {
				t.Errorf("on the terminal: %q", after)
			}
		})
	}
}

// A terminal that cannot place its cursor gets one line, and no screen.
func TestADumbTerminalGetsOneLine(t *testing.T) {
	for _, args := range [][]string{{}, {"live"}} {
		w := openWindow(t, "dumb", args...)
		code, shown := w.end(t)
		if code != 1 || shown != "" || w.stderr.String() != "orderflow: this terminal cannot show the screen (TERM=dumb): use orderflow run\n" {
			t.Errorf("%v: exit code %d, on the terminal %q, on stderr %q", args, code, shown, w.stderr.String())
		}
	}
}

// A paste that does not end keeps nobody on the screen.
func TestCtrlCAfterAPasteWithoutEnd(t *testing.T) {
	w := openWindow(t, "xterm-256color", "--scenario", "calm")
	select {
	case <-w.open:
	case <-w.ended:
		t.Fatalf("the screen was not opened: %q, %q", w.shown.String(), w.stderr.String())
	}
	if _, err := w.master.WriteString("\x1b[200~pasted"); err != nil {
		t.Fatal(err)
	}
	for ended := false; !ended; { // the first may be read together with the paste, and is part of it
		select {
		case <-w.ended:
			ended = true
		case <-time.After(20 * time.Millisecond):
			_, _ = w.master.WriteString("\x03")
		}
	}
	// A Ctrl-C that comes when the terminal is given back already is a SIGINT: it ends the program, or the command says that it was interrupted.
	if code, shown := w.end(t); code != 0 && (code != -1 && code != 1 || !strings.Contains(shown, screenClosed)) {
		t.Errorf("exit code %d, stderr %q, shown …%q", code, w.stderr.String(), shown[max(0, len(shown)-300):])
	}
}

// Ctrl-Z where no shell could continue the program does not stop it for ever:
// it says so and goes on.
func TestCtrlZWithoutAShell(t *testing.T) {
	w := openWindow(t, "xterm-256color", "--scenario", "calm")
	w.after(t, func() error { return nil }, frameBegins)
	w.after(t, w.keys("\x1a"), "no shell is here")
	if err := w.keys("q")(); err != nil {
		t.Fatal(err)
	}
	if code, _ := w.end(t); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

// Where a shell is there, Ctrl-Z and a SIGTSTP from outside give the terminal
// back before the program stops, and it goes on where it was.
func TestStoppingGivesTheTerminalBack(t *testing.T) {
	w := startWindow(t, &syscall.SysProcAttr{Setpgid: true}, "xterm-256color", "--scenario", "calm")
	go w.read()
	w.after(t, func() error { return nil }, frameBegins)
	for _, stop := range []func() error{w.keys("\x1a"), func() error { return w.cmd.Process.Signal(syscall.SIGTSTP) }} {
		w.after(t, stop, screenClosed)
		var status syscall.WaitStatus
		if _, err := syscall.Wait4(w.cmd.Process.Pid, &status, syscall.WUNTRACED, nil); err != nil || !status.Stopped() {
			t.Fatalf("it is not stopped: %v, %v", status, err)
		}
		w.after(t, func() error { return w.cmd.Process.Signal(syscall.SIGCONT) }, frameBegins)
	}
	if err := w.keys("q")(); err != nil {
		t.Fatal(err)
	}
	code, shown := w.end(t)
	if code != 0 || !strings.HasSuffix(shown[strings.LastIndex(shown, screenClosed):], "l") || strings.Contains(shown, "no shell is here") {
		t.Errorf("exit code %d, at the end %q", code, shown[max(0, len(shown)-200):])
	}
}

// A terminal that reads nothing does not keep the program, and finds what gives
// it back once it reads again.
func TestASignalEndsAScreenThatNobodyReads(t *testing.T) {
	w := startWindow(t, &syscall.SysProcAttr{Setsid: true, Setctty: true}, "xterm-256color", "--scenario", "calm", "--size", "400x150")
	first := make([]byte, 0, 1<<16)
	for part := make([]byte, 64); !bytes.Contains(first, []byte(frameBegins)); {
		n, err := w.master.Read(part)
		if err != nil {
			t.Fatal(err)
		}
		first = append(first, part[:n]...)
	}
	if err := w.cmd.Process.Signal(syscall.SIGTERM); err != nil { // the rest of the frame has no room
		t.Fatal(err)
	}
	if err := w.cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	w.read()
	if shown := w.shown.String(); !strings.Contains(shown, screenClosed) {
		t.Errorf("the terminal is not given back: …%q", shown[max(0, len(shown)-200):])
	}
}

// A recording of the screen is there with its first event, and grows: what a
// killed program had saved can be opened.
func TestTheRecordingOfAKilledScreenCanBeOpened(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.jsonl")
	w := openWindow(t, "xterm-256color", "--scenario", "calm", "--record", path)
	size := func() int64 {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	w.after(t, func() error { return nil }, frameBegins)
	for begun := size(); size() == begun; {
		w.after(t, func() error { return nil }, frameBegins)
	}
	if err := w.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	w.end(t)
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	log, err := sim.ReadLog(file)
	if log == nil || log.Len() < 10 {
		t.Errorf("%d bytes of the log: %v", size(), err)
	}
	if files, _ := os.ReadDir(filepath.Dir(path)); len(files) != 1 {
		t.Errorf("there lies %v", files)
	}
}
