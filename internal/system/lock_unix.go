//go:build unix

package system

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// Hold locks a file until it is closed or the process ends, in whatever way. On
// a file system without locks it does nothing.
func Hold(file *os.File) { acquire(file) }

// Held reports whether another process has locked the file of a path.
func Held(path string) bool {
	unlock, free := Try(path)
	unlock()
	return !free
}

// Try locks the file of a path, if it exists. free is false if another process
// holds the lock.
func Try(path string) (unlock func(), free bool) {
	file, err := os.Open(path)
	if err != nil {
		return func() {}, true
	}
	return func() { file.Close() }, acquire(file) //nolint:errcheck // nothing was written
}

// acquire reports whether nobody else holds the lock of a file.
func acquire(file *os.File) bool {
	return !errors.Is(unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB), unix.EWOULDBLOCK)
}
