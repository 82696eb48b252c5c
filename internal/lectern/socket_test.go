package lectern

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// runtimeFolder gives the test a directory for its sockets, whose path is short enough.
func runtimeFolder(t *testing.T) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the directory is that of the user")
	}
	dir, err := os.MkdirTemp("", "of") //nolint:usetesting // the path of a socket has to be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	t.Setenv("XDG_RUNTIME_DIR", dir)
	return filepath.Join(dir, "orderflow")
}

// deadPID returns the number of a process that has ended.
func deadPID(t *testing.T) int {
	t.Helper()
	cmd := exec.Command("true")
	if err := cmd.Run(); err != nil {
		t.Skip(err)
	}
	return cmd.Process.Pid
}

func TestTheSocketIsTheUsersAlone(t *testing.T) {
	dir := runtimeFolder(t)
	o, err := Listen()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(o.Close)
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("its directory is %v, %v", info.Mode(), err)
	}
	if _, err := Listen(); err == nil || !strings.HasPrefix(err.Error(), "another show has ") {
		t.Errorf("a second show of this process: %v", err)
	}
	keep(t, o, state("outage"))
	w := Watch(0)
	defer w.Close()
	wants(t, w, os.Getpid(), "outage")
	o.Close()
	if files, err := os.ReadDir(dir); err != nil || len(files) != 0 {
		t.Errorf("there is left %v, %v", files, err)
	}
}

// What a killed show has left is removed, by the next show and by notes, also where
// the next has its number.
func TestStaleSocketsGo(t *testing.T) {
	dir := runtimeFolder(t)
	if err := makeFolder(dir); err != nil {
		t.Fatal(err)
	}
	leave := func(pid int) string {
		l, err := net.Listen("unix", pathOf(dir, pid, socketName))
		if err != nil {
			t.Fatal(err)
		}
		l.(*net.UnixListener).SetUnlinkOnClose(false)
		l.Close()
		return pathOf(dir, pid, socketName)
	}
	dead := deadPID(t)
	path := leave(dead)
	if list, err := doors(t.Context(), dir); err != nil || len(list) != 0 {
		t.Errorf("a dead process has %v, %v", list, err)
	}
	if _, err := os.Lstat(path); err == nil {
		t.Error("its socket is left")
	}
	path = leave(dead)
	leave(os.Getpid())
	o, err := Listen()
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	if _, err := os.Lstat(path); err == nil {
		t.Error("the next show leaves it")
	}
	if list, err := doors(t.Context(), dir); err != nil || len(list) != 1 || list[0].pid != os.Getpid() {
		t.Errorf("there is %v, %v", list, err)
	}
}

func TestWhatIsNoSocket(t *testing.T) {
	dir := runtimeFolder(t)
	if err := makeFolder(dir); err != nil {
		t.Fatal(err)
	}
	path := pathOf(dir, os.Getpid(), socketName)
	if err := os.WriteFile(path, []byte("mine\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"show-.sock", "show-0.sock", "show--1.sock", "show-99999999999.sock", "show-1.txt", "note"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	w := Watch(0)
	defer w.Close()
	want := path + " is no socket: remove it"
	wantsNone(t, w, want)
	if _, err := Listen(); err == nil || err.Error() != want {
		t.Errorf("a show there: %v", err)
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != "mine\n" {
		t.Errorf("the file says %q, %v", text, err)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	wantsNone(t, w, "")
	if err := os.WriteFile(dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	want = dir + " is no directory: remove it"
	wantsNone(t, w, want)
	if _, err := Listen(); err == nil || err.Error() != want {
		t.Errorf("a show there: %v", err)
	}
}

// Nobody else's socket is opened. Only root can make one that is somebody else's.
func TestASocketOfAnotherUser(t *testing.T) {
	dir := runtimeFolder(t)
	if os.Geteuid() != 0 {
		t.Skip("not root")
	}
	o, err := listenIn(t.Context(), dir, os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	w := Watch(0)
	defer w.Close()
	path := pathOf(dir, os.Getpid(), socketName)
	for _, of := range []string{path, dir} {
		if err := os.Lchown(of, 12345, 12345); err != nil {
			t.Fatal(err)
		}
		wantsNone(t, w, of+" belongs to another user: it is not opened")
	}
	if _, err := Listen(); err == nil || err.Error() != dir+" belongs to another user: it is not opened" {
		t.Errorf("a show there: %v", err)
	}
}

// A path that is too long for a socket is not the end of it.
func TestALongRuntimeDirectory(t *testing.T) {
	dir := runtimeFolder(t)
	long := filepath.Join(filepath.Dir(dir), strings.Repeat("x", 100))
	if err := os.Mkdir(long, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", filepath.Dir(dir))
	for _, run := range []string{long, "relative", "", filepath.Join(dir, "none")} {
		t.Setenv("XDG_RUNTIME_DIR", run)
		if got, err := folder(); err != nil || strings.HasPrefix(got, long) || len(got) > pathMax || !filepath.IsAbs(got) {
			t.Errorf("with %q it is %s, %v", run, got, err)
		}
	}
}

// Where there are no Unix sockets a port of the loopback interface takes who knows the token.
func TestLoopback(t *testing.T) {
	dir := runtimeFolder(t)
	if err := makeFolder(dir); err != nil {
		t.Fatal(err)
	}
	path := pathOf(dir, os.Getpid(), portName)
	l, err := listenLoopback(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the token is in %v, %v", info.Mode(), err)
	}
	o := offerOn(l)
	t.Cleanup(o.Close)
	keep(t, o, state("outage"))
	w := Watch(0)
	defer w.Close()
	wants(t, w, os.Getpid(), "outage")
	conn, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.Write([]byte(strings.Repeat("x", len(l.token)) + "\n")); err != nil {
		t.Fatal(err)
	}
	if n, err := conn.Read(make([]byte, 1)); err == nil {
		t.Errorf("who does not know the token reads %d bytes", n)
	}
	o.Close()
	wantsNone(t, w, "")
	if files, err := os.ReadDir(dir); err != nil || len(files) != 0 {
		t.Errorf("there is left %v, %v", files, err)
	}
	if err := os.WriteFile(path, []byte("http://elsewhere\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	wantsNone(t, w, "opening "+path+": "+path+" is no socket: remove it")
}
