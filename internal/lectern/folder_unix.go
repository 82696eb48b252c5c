//go:build unix

package lectern

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
)

// folder returns the directory of the sockets.
func folder() (string, error) {
	user := strconv.Itoa(os.Geteuid())
	for _, run := range []string{os.Getenv("XDG_RUNTIME_DIR"), "/run/user/" + user} {
		dir := filepath.Join(run, "orderflow")
		info, err := os.Stat(run)
		if err == nil && filepath.IsAbs(run) && info.IsDir() && ours(info) && len(pathOf(dir, 1<<31-1, socketName)) <= pathMax {
			return dir, nil
		}
	}
	return filepath.Join(os.TempDir(), "orderflow-"+user), nil
}

// ours reports whether a file belongs to the user.
func ours(info fs.FileInfo) bool {
	stat, known := info.Sys().(*syscall.Stat_t)
	return known && int(stat.Uid) == os.Geteuid()
}

// alive reports whether there is a process of that number.
func alive(pid int) bool {
	err := syscall.Kill(pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}

// refused reports whether nobody listens any more where a dial went.
func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }

// withoutSockets reports whether listening failed because the system has no Unix sockets.
func withoutSockets(err error) bool {
	return errors.Is(err, syscall.EAFNOSUPPORT) || errors.Is(err, syscall.EPROTONOSUPPORT)
}
