//go:build !unix

package lectern

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// folder returns the directory of the sockets: that of the user's local data, which
// nobody else may open.
func folder() (string, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "orderflow"), nil
}

// ours returns true: who may open a file there is the user.
func ours(fs.FileInfo) bool { return true }

// alive reports whether there is a process of that number.
func alive(pid int) bool {
	process, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	_ = process.Release() // it was only looked for
	return true
}

// refused reports whether nobody listens any more where a dial went.
func refused(err error) bool {
	var code syscall.Errno
	const connectionRefused = 10061 // WSAECONNREFUSED
	return errors.Is(err, syscall.ECONNREFUSED) || errors.As(err, &code) && code == connectionRefused
}

// withoutSockets returns true: older Windows has no Unix sockets, nor have some of
// its file systems, and each says so in its own way.
func withoutSockets(error) bool { return true }
