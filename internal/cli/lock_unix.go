//go:build unix

package cli

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// lock locks a file until it is closed or the process ends, in whatever way. On
// a file system without locks it does nothing.
func lock(file *os.File) { _ = unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB) }

// recorded reports whether another process has locked the file.
func recorded(path string) bool {
	unlock, free := tryLock(path)
	unlock()
	return !free
}

// tryLock locks the file of a path, if it exists. free is false if another
// process holds the lock.
func tryLock(path string) (unlock func(), free bool) {
	file, err := os.Open(path)
	if err != nil {
		return func() {}, true
	}
	unlock = func() { file.Close() } //nolint:errcheck // nothing was written
	if errors.Is(unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB), unix.EWOULDBLOCK) {
		return unlock, false
	}
	return unlock, true
}
