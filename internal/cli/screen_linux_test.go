package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"
	"golang.org/x/sys/unix"

	"orderflow/sim"
	"orderflow/ui/film"
	"orderflow/ui/moment"
	"orderflow/ui/stage"
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
	w := startWindow(t, &syscall.SysProcAttr{Setsid: true, Setctty: true}, "", termName, args...)
	go w.read()
	return w
}

// startWindow starts the program on a terminal that nobody reads yet, and on which
// something was typed before.
func startWindow(t *testing.T, as *syscall.SysProcAttr, typed, termName string, args ...string) *window {
	t.Helper()
	w := &window{open: make(chan struct{}), ended: make(chan struct{})}
	var slave *os.File
	w.master, slave = openTerminal(t)
	if err := w.keys(typed)(); err != nil {
		t.Fatal(err)
	}
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
	w := startWindow(t, &syscall.SysProcAttr{Setpgid: true}, "", "xterm-256color", "--scenario", "calm")
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
	w := startWindow(t, &syscall.SysProcAttr{Setsid: true, Setctty: true}, "", "xterm-256color", "--scenario", "calm", "--size", "400x150")
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
	if s, err := sittingOf(path); err != nil || s == nil || s.Seal != nil {
		t.Errorf("what was done is %+v: %v", s, err)
	}
	if files, _ := os.ReadDir(filepath.Dir(path)); len(files) != 2 {
		t.Errorf("there lies %v", files)
	}
}

// What is done on a screen that records is beside its log, and makes a film that
// ends with the log that the screen ended with.
func TestTheFilmOfARecordedScreen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.jsonl")
	w := openWindow(t, "xterm-256color", "--scenario", "calm", "--record", path, "--pace", "brisk", "--no-opening")
	<-w.open
	w.after(t, func() error { return nil }, frameBegins)
	for _, key := range []string{"o", "x", "2", " ", "o", "Y", "L", "Y"} {
		shown := frameBegins
		if key == "2" {
			shown = "await emit()" // a run in another mode begins beside: what is done before it is there is done to this one
		}
		w.after(t, w.keys(key), shown)
	}
	if err := w.keys("q")(); err != nil {
		t.Fatal(err)
	}
	if code, shown := w.end(t); code != 0 || !strings.Contains(shown, "\x1b]52;c;b2Yx") { // of1
		t.Fatalf("code %d: …%q", code, shown[max(0, len(shown)-300):])
	}
	s, err := sittingOf(path)
	if err != nil || s == nil || s.Seal == nil {
		t.Fatalf("what was done is %+v: %v", s, err)
	}
	p, err := s.begin(&stage.Setup{Options: moment.Options{Width: 80, Height: 24}})
	if err != nil {
		t.Fatal(err)
	}
	made, err := film.Roll(p, film.Options{FPS: 10, Hand: s.hand(false)}, nil)
	if err != nil || len(made.Presses) < 9 || made.Presses[8].Key != "q" {
		t.Fatalf("%v: %+v", err, made)
	}
	text, _ := os.ReadFile(path)
	log, err := sim.ReadLog(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var filmed bytes.Buffer
	p.Running().Advance(time.Hour)
	if _, err := p.Running().Log().WriteTo(&filmed); err != nil || !bytes.Equal(filmed.Bytes(), text) {
		t.Errorf("the film ends with another log (%v): %d acts of %d, mode %s", err, len(p.Done()), log.Len(), log.At(1).Detail.Setup.Mode)
	}
	if err := os.WriteFile(path, append(text, '\n'), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := sittingOf(path); err == nil || !strings.Contains(err.Error(), "belongs to another log") {
		t.Errorf("of another log: %v", err)
	}
}

// silentPort is a port that accepts and says nothing, as a frozen broker does.
func silentPort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	return listener.Addr().String()
}

// The screen of a live run stands before its cluster answers, says what it waits
// for, and can be left; nothing is recorded of a run that never began.
func TestALiveScreenSaysWhatItWaitsFor(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.jsonl")
	w := openWindow(t, "xterm-256color", "live", "--brokers", silentPort(t), "--record", path)
	w.after(t, func() error { return nil }, "Waiting for an answer")
	w.after(t, w.keys("x"), "the run has not begun yet")
	if err := w.keys("q")(); err != nil {
		t.Fatal(err)
	}
	if code, _ := w.end(t); code != 0 || w.stderr.String() != "" {
		t.Errorf("exit code %d, %q", code, w.stderr.String())
	}
	if files, _ := os.ReadDir(filepath.Dir(path)); len(files) != 0 {
		t.Errorf("there lies %v", files)
	}
}

// Where nobody answers, the screen is closed with one line that says so.
func TestALiveScreenEndsWhereNobodyAnswers(t *testing.T) {
	w := openWindow(t, "xterm-256color", "live", "--brokers", silentPort(t))
	code, shown := w.end(t)
	if message := w.stderr.String(); code != 1 || !strings.Contains(shown, screenClosed) || !strings.HasSuffix(message, ": none has answered within 6s\n") || strings.Count(message, "\n") != 1 {
		t.Errorf("exit code %d, stderr %q", code, message)
	}
}

// What a live screen has shown is in the file, also when it is killed: with the
// names of its topics and the time at which it began.
func TestTheRecordingOfAKilledLiveScreen(t *testing.T) {
	cluster, err := kfake.NewCluster(kfake.NumBrokers(3))
	if err != nil {
		t.Fatal(err)
	}
	defer cluster.Close()
	path := filepath.Join(t.TempDir(), "log.jsonl")
	w := openWindow(t, "xterm-256color", "live", "--brokers", strings.Join(cluster.ListenAddrs(), ","), "--record", path, "--rate", "5/s")
	w.after(t, func() error { return nil }, "COMPLETED")
	time.Sleep(3 * watchEvery)
	if err := w.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	w.end(t)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	log, err := sim.ReadLog(bytes.NewReader(text))
	if log == nil || !strings.Contains(string(text), `"type":"row-changed"`) {
		t.Errorf("%d bytes of the log: %v", len(text), err)
	}
	if log != nil && (!strings.HasPrefix(log.Header.Prefix, "orderflow-") || time.Since(log.Header.Began) > time.Minute) {
		t.Errorf("header %+v", log.Header)
	}
}

// What was typed before the screen of a live run is there is not done to the run.
func TestKeysTypedBeforeALiveScreen(t *testing.T) {
	w := startWindow(t, &syscall.SysProcAttr{Setsid: true, Setctty: true}, "q", "xterm-256color", "live", "--orders", "1", "--rate", "10/s", "--external", "0", "--pace", "real", "--listen", "127.0.0.1:0")
	go w.read()
	w.after(t, func() error { return nil }, "COMPLETED")
	if err := w.keys("q")(); err != nil {
		t.Fatal(err)
	}
	code, _ := w.end(t)
	first, rest, _ := strings.Cut(w.stderr.String(), "\n")
	addresses, is := strings.CutPrefix(first, "listening on ")
	if code != 0 || !is || strings.Count(addresses, ",") != 2 || rest != "orderflow: it listened on "+addresses+"\n" {
		t.Errorf("exit code %d: %q", code, w.stderr.String())
	}
}

// Whoever leaves the screen of a real Kafka is told what the model said.
func TestTheScreenOfLiveTellsWhatTheModelSaid(t *testing.T) {
	w := openWindow(t, "xterm-256color", "live", "--orders", "1", "--rate", "10/s", "--external", "0", "--pace", "real", "--retries", "3")
	select {
	case <-w.open:
	case <-w.ended:
		t.Fatalf("the screen was not opened: %q, %q", w.shown.String(), w.stderr.String())
	}
	w.after(t, func() error { return nil }, "COMPLETED")
	if err := w.keys("q")(); err != nil {
		t.Fatal(err)
	}
	code, shown := w.end(t)
	_, left, _ := strings.Cut(shown, screenClosed)
	if code != 0 || !strings.Contains(left, "no effect     retries: it only works on the simulator\r\nmodel said    ") {
		t.Errorf("exit code %d, after the screen %q, on stderr %q", code, left, w.stderr.String())
	}
}
